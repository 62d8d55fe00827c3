"""Take the pictures of the README: `python scripts/screenshots.py http://127.0.0.1:8000 [http://127.0.0.1:8090]`.

The first address is the service over the sample reports, the second the portal of `scripts/portal.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.browser import find

OUT = Path(__file__).resolve().parent.parent / "docs" / "images"
QUESTION = "天河区政府办2017年购房补贴支出决算是多少"
COMPARED = "天河区政府办和政务管理办公室2017年本年支出合计谁更多"


def ask(page: Page, question: str) -> None:
    """Type it, and wait for the answer."""
    page.get_by_role("textbox").last.fill(question)
    page.get_by_role("textbox").last.press("Enter")
    page.locator("wb-answer article").last.wait_for()
    page.wait_for_timeout(1_500)


def opened(browser: Browser, url: str, dark: bool = False, size: tuple[int, int] = (1360, 850)) -> Page:
    """A page of a visitor who reads Chinese."""
    page = browser.new_page(
        locale="zh-CN",
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    page.goto(url)
    page.wait_for_timeout(700)
    return page


def pages(browser: Browser, service: str) -> None:
    """The chat with its evidence, a comparison in the dark, a phone, the shelf, a table."""
    page = opened(browser, service)
    ask(page, QUESTION)
    page.locator("[data-citation='1']").click()
    page.locator("[data-mark=cell]").wait_for()
    page.wait_for_timeout(600)
    page.screenshot(path=OUT / "evidence.png")
    page = opened(browser, service, dark=True)
    ask(page, COMPARED)
    page.screenshot(path=OUT / "comparison-dark.png")
    page = opened(browser, service, size=(390, 780))
    ask(page, QUESTION)
    page.screenshot(path=OUT / "phone.png")
    page = opened(browser, f"{service}/reports")
    page.screenshot(path=OUT / "reports.png")
    page.locator("tr[data-document] a").first.click()
    page.locator("td.figure").first.wait_for()
    page.wait_for_timeout(400)
    page.screenshot(path=OUT / "table.png")


def portal(browser: Browser, address: str) -> None:
    """The widget in a page of another origin."""
    page = opened(browser, address)
    page.get_by_role("button", name="问报").click()
    ask(page, QUESTION)
    page.screenshot(path=OUT / "portal.png")


def main() -> None:
    """Take them all."""
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        pages(browser, sys.argv[1])
        if len(sys.argv) > 2:
            portal(browser, sys.argv[2])
        browser.close()


if __name__ == "__main__":
    main()
