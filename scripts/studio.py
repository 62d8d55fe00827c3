"""A browser before a service and a portal over the sample reports, for `scripts/screenshots.py`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.browser import find
from scripts.portal import server

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples" / "reports"
WIDE, PHONE = (1360, 850), (390, 780)


@dataclass
class Studio:
    """A browser before a service and a portal; `home` is the corpus."""

    browser: Browser
    home: Path
    service: str
    portal: str
    stop: Callable[[], None]

    def page(
        self, path: str = "", *, dark: bool = False, size: tuple[int, int] = WIDE, locale: str = "zh-CN"
    ) -> Page:
        """A page of a new visitor."""
        page = self.browser.new_page(
            locale=locale,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        page.goto(path if path.startswith("http") else self.service + path)
        if not path:
            page.locator(".examples .chip").nth(1).wait_for()
        page.wait_for_timeout(700)
        return page


def ask(page: Page, question: str) -> None:
    """Type it, and wait for the answer."""
    page.get_by_role("textbox").last.fill(question)
    page.get_by_role("textbox").last.press("Enter")
    page.locator("[role=log][aria-busy=false]").wait_for()
    page.locator("wb-answer article").last.wait_for()
    page.wait_for_timeout(1_200)


def wenbao(home: Path, *words: str) -> str:
    """What a command prints over the corpus at `home`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WENBAO_")}
    command = [sys.executable, "-m", "wenbao", *words]
    environment = {**kept, "WENBAO_HOME": str(home), "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


@contextmanager
def studio() -> Iterator[Studio]:
    """Corpus, service, portal and browser."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        home = Path(folder)
        wenbao(home, "ingest", str(SAMPLES))
        free = server("", 0, "site")
        origin = f"http://127.0.0.1:{free.server_port}"
        free.server_close()
        site = wenbao(home, "access", "site", "Portal", "--origin", origin).split()[0]
        command = [sys.executable, "-m", "wenbao", "serve", "--port", "0"]
        environment = {
            **os.environ,
            "WENBAO_HOME": str(home),
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": str(ROOT),
        }
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        running = server(address, int(origin.rsplit(":", 1)[1]), site)
        threading.Thread(target=running.serve_forever, daemon=True).start()
        browser = driver.chromium.launch(executable_path=find(), args=["--no-sandbox"])

        def stop() -> None:
            process.terminate()
            process.wait(timeout=30)

        try:
            yield Studio(browser, home, address, origin, stop)
        finally:
            browser.close()
            running.shutdown()
            stop()
