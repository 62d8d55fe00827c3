"""Run the Dockerfile's steps without a container engine: python scripts/image.py [FOLDER].

Each COPY and RUN is carried out under FOLDER (a new temporary one by default), which stands for `/`; then the
image's command is started with its environment and its health check is run against it.  Left out is what
needs root and a container: the base image, and making the user.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples" / "reports"
QUESTION = "天河区政府办2017年三公经费是多少"
STARTS_WITHIN = 60  # seconds that the service may take until its health check passes


def steps() -> Iterator[tuple[str, str]]:
    """The instructions of the Dockerfile with their arguments, continued lines joined."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, rest = line.partition(" ")
            yield name, rest.strip()


class Image:
    """A folder that stands for the image's file system; instructions are carried out one by one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.workdir = root
        self.environment: dict[str, str] = {}
        self.commands: dict[str, list[str]] = {}

    def path(self, name: str) -> Path:
        """Where a path of the image is here."""
        return self.root / name.lstrip("/") if name.startswith("/") else self.workdir / name

    def carry_out(self, name: str, rest: str) -> None:
        """One instruction; those that only describe the container are taken in or passed over."""
        if name == "WORKDIR":
            self.workdir = self.path(rest)
            self.workdir.mkdir(parents=True, exist_ok=True)
        elif name == "COPY" and not rest.startswith("--from"):
            *sources, target = rest.split()
            for source in sources:
                self._copy(ROOT / source, self.path(target), len(sources) > 1 or target.endswith("/"))
        elif name == "RUN":
            self._run(rest)
        elif name == "ENV":
            pairs = dict(re.findall(r"(\w+)=(\S+)", rest))
            self.environment |= {key: self._placed(value) for key, value in pairs.items()}
        elif name in ("ENTRYPOINT", "CMD"):
            self.commands[name] = json.loads(rest)
        elif name == "HEALTHCHECK":
            self.commands[name] = json.loads(rest.partition("CMD ")[2])

    def _copy(self, source: Path, target: Path, into: bool) -> None:
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, target, dirs_exist_ok=True, ignore=ignored)
        else:
            place = target / source.name if into or target.is_dir() else target
            shutil.copyfile(source, place)

    def _run(self, rest: str) -> None:
        kept = [part for part in rest.split(" && ") if not part.startswith("useradd")]
        for part in kept:
            command = self._placed(re.sub(r" -o \w+ -g \w+", "", part))
            command = re.sub(r"^python ", f"{sys.executable} ", command)
            print(f"image: {command}", flush=True)
            subprocess.run(["sh", "-c", command], cwd=self.workdir, check=True)

    def _placed(self, text: str) -> str:
        return re.sub(r"(?<![\w.])/(opt|data|src)\b", rf"{self.root}/\1", text)

    def serve(self) -> None:
        """Start the image's command, run its health check until it passes, read the samples and ask.

        Raises CalledProcessError when a command fails, RuntimeError when the check does not pass within
        STARTS_WITHIN seconds, or the service ends.
        """
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        path = self.environment["PATH"].replace("$PATH", os.environ["PATH"])
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("WENBAO_", "PYTHON"))}
        own = {"WENBAO_HOST": "127.0.0.1", "WENBAO_PORT": str(port)}
        environment = kept | self.environment | own | {"PATH": path}
        command = self.commands["ENTRYPOINT"] + self.commands["CMD"]
        check = [part.replace(":8000", f":{port}") for part in self.commands["HEALTHCHECK"]]
        home = self.environment["WENBAO_HOME"]
        with subprocess.Popen(command, cwd=home, env=environment) as service:
            try:
                self._until_healthy(service, check, environment)
                for arguments in (["ingest", str(SAMPLES)], ["ask", QUESTION]):
                    subprocess.run(self.commands["ENTRYPOINT"] + arguments, env=environment, check=True)
            finally:
                service.terminate()

    @staticmethod
    def _until_healthy(
        service: subprocess.Popen[bytes], check: list[str], environment: dict[str, str]
    ) -> None:
        start = time.monotonic()
        while time.monotonic() - start < STARTS_WITHIN:
            if service.poll() is not None:
                raise RuntimeError(f"the image's command ended with {service.returncode}")
            done = subprocess.run(check, env=environment, stderr=subprocess.DEVNULL, check=False)
            if done.returncode == 0:
                print(f"image: healthy {time.monotonic() - start:.1f} s after its start")
                return
            time.sleep(0.3)
        raise RuntimeError(f"the health check did not pass within {STARTS_WITHIN} s")


def main() -> None:
    """Carry out the steps, then start what was built."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="wenbao-image-"))
    try:
        image = Image(root)
        for name, rest in steps():
            image.carry_out(name, rest)
        image.serve()
    finally:
        if len(sys.argv) == 1:
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
