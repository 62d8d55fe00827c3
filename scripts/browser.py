"""Find a Chromium for the tests, or get one: print where it is.

    python scripts/browser.py

In this order: what WENBAO_CHROMIUM names, an installed one, the system's package (as root, where
apt is), Playwright's own download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "headless_shell")


def find() -> str | None:
    """The path of a Chromium that is there, or None."""
    named = os.environ.get("WENBAO_CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return _of_playwright()


def _of_playwright() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        return None
    with sync_playwright() as driver:
        path = Path(driver.chromium.executable_path)
    return str(path) if path.exists() else None


def install() -> None:
    """Get a Chromium, and a font with Chinese characters beside it where apt is at hand."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
        packages = ["chromium", "fonts-noto-cjk"]
        done = subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
            check=False,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        if done.returncode == 0:
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Print the browser's path; exit code 1 when there is none to be had."""
    found = find()
    if found is None:
        install()
        found = find()
    if found is None:
        print("browser: no Chromium found or installed; name one with WENBAO_CHROMIUM", file=sys.stderr)
        return 1
    print(f"browser: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
