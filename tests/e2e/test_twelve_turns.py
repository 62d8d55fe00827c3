"""Every journey twelve turns deep: the page keeps its shape, and the place to ask stays in view."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from scripts.portal import server
from tests.e2e.browsing import ask
from tests.e2e.conftest import QUESTION, Run, Service

pytestmark = pytest.mark.browser

DEEP = 12
QUESTIONS = (
    QUESTION,
    "那预算数呢？",
    "天河区政府办和政务管理办公室2017年本年支出合计谁更多",
    "天河区政府办2017年因公出国费为什么增加",
    "天河区政府办2019年三公经费是多少",
    "2017年三公经费是多少",
)
SIZES = {"desktop": (1440, 900), "phone": (390, 780)}
OUTGROWN = """() => {
    const grown = [];
    const walk = root => root.querySelectorAll('*').forEach(part => {
        if (part.shadowRoot) walk(part.shadowRoot);
        // What hides its overflow can still be scrolled, by a focus or a mark.
        const fixed = getComputedStyle(part).overflowY === 'hidden';
        if (fixed && part.clientHeight > 100 && part.scrollHeight > part.clientHeight + 1)
            grown.push(`${part.localName}.${part.className}: ${part.scrollHeight} > ${part.clientHeight}`);
    });
    walk(document);
    const {scrollHeight} = document.documentElement;
    if (scrollHeight > innerHeight) grown.push(`document: ${scrollHeight} > ${innerHeight}`);
    if (scrollY) grown.push(`scrolled by ${scrollY}`);
    return grown;
}"""


def in_shape(page: Page, composer: Locator) -> None:
    """Nothing is larger than its window, and the place to ask lies in it."""
    assert page.evaluate(OUTGROWN) == []
    box, size = composer.bounding_box(), page.viewport_size
    assert box is not None and size is not None
    assert box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


@pytest.mark.parametrize("size", SIZES)
def test_the_chat_page_keeps_its_shape(browser: Browser, service: Service, size: str) -> None:
    """Twelve answers of every kind, each with its buttons; then a reload, and the first source."""
    width, height = SIZES[size]
    page = browser.new_page(locale="zh-CN", viewport={"width": width, "height": height})
    page.goto(service.url)
    composer = page.get_by_role("textbox", name="提问")
    for turn in range(DEEP):
        ask(page, QUESTIONS[turn % len(QUESTIONS)])
        in_shape(page, composer)
    expect(page.locator("li.turn")).to_have_count(DEEP)
    page.reload()
    expect(page.locator("li.turn")).to_have_count(DEEP)
    in_shape(page, composer)
    page.locator("[data-citation='1']").first.click()
    expect(page.locator("[data-mark=cell]")).to_be_visible()
    page.keyboard.press("Escape")
    in_shape(page, composer)
    page.close()


@pytest.fixture(scope="module")
def portal(service: Service, wenbao: Run) -> Iterator[str]:
    """A portal of another origin that is registered."""
    free = server(service.url, 0, "site_pending")
    origin = f"http://127.0.0.1:{free.server_port}"
    free.server_close()
    site = wenbao("access", "site", "Deep", "--origin", origin).stdout.split()[0]
    running = server(service.url, int(origin.rsplit(":", 1)[1]), site)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield origin
    running.shutdown()
    running.server_close()


@pytest.mark.parametrize("mode", ["launcher", "inline"])
@pytest.mark.parametrize("size", SIZES)
def test_the_widget_keeps_its_shape(browser: Browser, portal: str, size: str, mode: str) -> None:
    """The same in a portal's page, in the panel and in its place."""
    width, height = SIZES[size]
    page = browser.new_page(locale="zh-CN", viewport={"width": width, "height": height})
    page.goto(f"{portal}/?mode={mode}&target=%23chat")
    if mode == "launcher":
        page.get_by_role("button", name="问报").click()
    composer = page.get_by_role("textbox", name="提问")
    for turn in range(DEEP):
        ask(page, QUESTIONS[turn % len(QUESTIONS)])
        if mode == "inline":
            # The portal's own page may be longer than its window; what is in the widget may not outgrow it.
            panel = page.locator("wenbao-chat .inline")
            assert panel.evaluate("e => [e.scrollTop, e.scrollHeight - e.clientHeight]") == [0, 0]
        else:
            in_shape(page, composer)
    expect(page.locator("li.turn")).to_have_count(DEEP)
    page.close()
