"""The whole from outside: the sample reports read by the command line, and the service over them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.browser import find

ROOT = Path(__file__).parents[2]
QUESTION = "天河区政府办2017年三公经费是多少"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(home: Path, **more: str) -> dict[str, str]:
    """That of a user who has set nothing but the folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WENBAO_")}
    return {**kept, "WENBAO_HOME": str(home), **more}


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of the sample reports."""
    folder = tmp_path_factory.mktemp("home")
    done = ingested(folder, ROOT / "samples" / "reports")
    assert done.returncode == 0, done.stderr
    return folder


def ingested(home: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Read the files of a folder into the corpus at `home`, as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "wenbao", "ingest", str(folder)],
        env=environment(home),
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def wenbao(home: Path) -> Run:
    """Runs `wenbao` over the sample corpus."""

    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "wenbao", *words],
            env=environment(home, **more),
            cwd=home,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run


@dataclass(frozen=True)
class Service:
    """A running service: its address, and how long it took from start to the first reply."""

    url: str
    seconds: float

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        return self._open(urllib.request.Request(self.url + path, headers=dict(headers or {})))

    def post(self, path: str, body: Any) -> Any:
        data = json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"})
        return json.loads(self._open(request)[1])

    def _open(self, request: urllib.request.Request) -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return reply.status, reply.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


def started(home: Path, port: int = 0, **more: str) -> tuple[subprocess.Popen[str], Service]:
    """A service on `port` (0: a free one), as soon as it answers."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "wenbao", "serve", "--port", str(port)],
        env=environment(home, PYTHONUNBUFFERED="1", **more),
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    url = process.stdout.readline().split()[-1]
    service = Service(url, 0)
    assert service.get("/healthz")[0] == 200
    return process, Service(url, time.perf_counter() - begun)


@pytest.fixture(scope="session")
def service(home: Path) -> Iterator[Service]:
    """The service over the sample corpus."""
    process, running = started(home)
    yield running
    process.terminate()
    process.wait(timeout=30)


@pytest.fixture(scope="session")
def chromium() -> str:
    """A Chromium; without one these tests fail, as `make test` sees to it that there is one."""
    found = find()
    assert found, "no Chromium: run scripts/browser.py"
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all; each test gets a profile of its own."""
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of a visitor who reads Chinese, on a desktop; a fault of its scripts fails the test."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert faults == []


@pytest.fixture(scope="session")
def shelf(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample corpus that tests may change."""
    folder = tmp_path_factory.mktemp("changing") / "home"
    shutil.copytree(home, folder)
    return folder


@pytest.fixture(scope="module")
def changing(shelf: Path) -> Iterator[Service]:
    """A service over the copy."""
    process, running = started(shelf)
    yield running
    process.terminate()
    process.wait(timeout=30)
