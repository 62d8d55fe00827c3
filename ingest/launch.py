"""Two ways to a child process that reads: a new interpreter, or a copy of this one.

A copy has everything loaded that its parent has, where a new interpreter takes a tenth of a second.
It is for a process with one thread (a command at its start); a service, whose other threads a copy
would lose with the locks that they hold, takes new interpreters.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, NoReturn

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MALLOC_ARENA_MAX"), "1")
_ARENA_MAX = -8  # of glibc's mallopt: what MALLOC_ARENA_MAX sets at the start of a program


class Forked:
    """A copy of this process that reads: as much of `subprocess.Popen` as is asked of it."""

    def __init__(self, pid: int, stdin: IO[bytes]) -> None:
        self.pid, self.stdin = pid, stdin
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code (negative for a signal), None while it runs."""
        return self._ended(os.WNOHANG)

    def wait(self) -> int | None:
        """The exit code, when it has one."""
        return self._ended(0)

    def kill(self) -> None:
        """End it."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def _ended(self, options: int) -> int | None:
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, options)
            except ChildProcessError:  # somebody else took its status
                pid, status = self.pid, 0
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


Child = subprocess.Popen[bytes] | Forked


def spawned_child(entry: str, frames: int, bounds: Mapping[str, int], stderr: IO[bytes]) -> Child:
    """A new interpreter that takes jobs from `stdin` and writes to the pipe `frames`; `bounds` are
    those of `ingest.child`."""
    # -P: a folder of the same name in the working directory must not be imported.
    command = [sys.executable, "-P", "-m", "ingest.child", entry, str(frames), json.dumps(bounds)]
    return subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        pass_fds=(frames,),
        env=os.environ | ONE_THREAD,
        start_new_session=True,
    )


def forked_child(entry: str, frames: int, bounds: Mapping[str, int], stderr: IO[bytes]) -> Child:
    """The same as a copy of this process, which loads for all copies what reading needs."""
    from ingest import child

    child.load(entry)
    gc.freeze()  # what is loaded stays, and its pages are shared
    jobs, stdin = os.pipe()
    pid = os.fork()
    if pid == 0:
        _be(entry, frames, bounds, jobs, stderr.fileno())
    os.close(jobs)
    return Forked(pid, os.fdopen(stdin, "wb"))


def _be(entry: str, frames: int, bounds: Mapping[str, int], jobs: int, stderr: int) -> NoReturn:
    """Be the child: nothing of the parent is left open, and nothing of it is run at the end."""
    code = 1
    try:
        from ingest import child

        os.setsid()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for own, wanted in ((jobs, 0), (nowhere, 1), (stderr, 2)):
            os.dup2(own, wanted)
        os.closerange(3, frames)
        os.closerange(frames + 1, os.sysconf("SC_OPEN_MAX"))
        os.environ.update(ONE_THREAD)
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_ARENA_MAX, 1)
        with os.fdopen(0, encoding="utf-8") as lines:
            code = child.serve(lines, entry, frames, child.Bounds(**bounds))
    finally:
        if sys.exc_info()[1] is not None:  # told as the interpreter does at the end of a program
            os.write(2, traceback.format_exc().encode())
        os._exit(code)
