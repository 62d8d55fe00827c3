"""What visitors do, for the tests of the pages."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from playwright.sync_api import Locator, Page, expect

expect.set_options(timeout=15_000)


def ask(page: Page, question: str) -> Locator:
    """Type a question, and wait for its answer."""
    box = page.get_by_role("textbox").last
    box.fill(question)
    box.press("Enter")
    return answered(page)


def answered(page: Page) -> Locator:
    """The last answer, once it is whole."""
    expect(page.locator("[role=log]")).to_have_attribute("aria-busy", "false")
    last = page.locator("wb-answer article").last
    expect(last).to_be_visible()
    return last


def marked_box(page: Page, mark: str = "cell") -> list[float]:
    """Where a mark stands on the page of the report, in points from its top left."""
    found: list[float] = page.locator(f"[data-mark={mark}]").first.evaluate(
        """async mark => {
            await Promise.all(mark.getAnimations().map(one => one.finished));
            const sheet = mark.closest('.sheet').getBoundingClientRect();
            const box = mark.getBoundingClientRect();
            return [box.left, box.top, box.right, box.bottom]
                .map((value, at) => value - (at % 2 ? sheet.top : sheet.left))
                .map((value, at) => value / (at % 2 ? sheet.height : sheet.width));
        }"""
    )
    return found


def darkness(page: Page, box: list[float]) -> float:
    """The share of dark pixels of the picture within `box` (shares of the page): print is dark."""
    found: float = page.locator("wb-viewer canvas").evaluate(
        """(canvas, [x0, top, x1, bottom]) => {
            const [left, upper] = [x0 * canvas.width, top * canvas.height].map(Math.round);
            const width = Math.round((x1 - x0) * canvas.width);
            const height = Math.round((bottom - top) * canvas.height);
            const {data} = canvas.getContext('2d').getImageData(left, upper, width, height);
            let dark = 0;
            for (let at = 0; at < data.length; at += 4) dark += data[at] < 128;
            return dark / (width * height);
        }""",
        box,
    )
    return found


@cache
def _axe() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it is, WCAG 2.2 AA and good practice."""
    page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)"
    )
    return [f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['failureSummary']}" for one in found]
