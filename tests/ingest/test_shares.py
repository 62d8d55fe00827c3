"""The memory of all readers on a machine: shared out, waited for, given back however a holder ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from ingest.most import require
from ingest.sandbox import Limits, Worker
from ingest.shares import SLOT, Shares

ROOT = Path(__file__).parents[2]
_HOLD = """
import sys, time
from pathlib import Path
from ingest.shares import Shares
with Shares(int(sys.argv[1]), Path(sys.argv[2])).held(int(sys.argv[3])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_together_no_more_than_there_is(tmp_path: Path):
    """Many threads that hold two slots of five: never more than two of them at once, and all come to it."""
    shares, at_once, most, done = Shares(5 * SLOT, tmp_path), 0, 0, []
    lock = threading.Lock()

    def hold() -> None:
        nonlocal at_once, most
        with shares.held(2 * SLOT) as free:
            with lock:
                at_once += 1
                most = max(most, at_once)
            time.sleep(0.03)
            with lock:
                at_once -= 1
        done.append(free)

    threads = [threading.Thread(target=hold) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert done == [True] * 8
    assert most == 2


def test_another_process_counts_and_gives_back_when_it_is_killed(tmp_path: Path):
    """What another process holds is not free; what it held is, once it is killed."""
    command = [sys.executable, "-c", _HOLD, str(4 * SLOT), str(tmp_path), str(3 * SLOT)]
    other = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert other.stdout is not None
    assert other.stdout.readline() == b"held\n"
    shares = Shares(4 * SLOT, tmp_path)
    with shares.held(2 * SLOT, given_up=lambda: True) as free:
        assert not free
    with shares.held(SLOT, given_up=lambda: True) as free:
        assert free
    os.kill(other.pid, signal.SIGKILL)
    other.wait()
    other.stdout.close()
    with shares.held(4 * SLOT) as free:
        assert free


def test_more_than_there_is_takes_all(tmp_path: Path):
    """A reader that may have more than all readers together waits for all, and then reads."""
    with Shares(2 * SLOT, tmp_path).held(9 * SLOT) as free:
        assert free


def needy(path: Path, source: str, on_page) -> object:
    """A reader that needs 600 MB, and says so before it takes them."""
    from tests.corpus.invented import made_report

    on_page(1, 1)
    if path.stem == "asks":
        require(600 << 20)
    held = bytearray(400 << 20)
    assert held
    return made_report(source=source)


def test_what_a_share_cannot_hold_is_read_with_more(monkeypatch, tmp_path: Path):
    """A file that runs out of its share, or asks for more than it, is read in the end."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    worker = Worker(Limits(memory_bytes=1 << 30, share_bytes=256 << 20), "tests.ingest.test_shares:needy")
    try:
        for name in ("takes.pdf", "asks.pdf"):
            assert worker.read(tmp_path / name, name).source == name
    finally:
        worker.close()
