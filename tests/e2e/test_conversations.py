"""The list of conversations: two tabs, search, names, pins, dates, and what is taken away."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.browsing import ask, violations
from tests.e2e.conftest import QUESTION, Service

pytestmark = pytest.mark.browser

OTHER = "天河区政府办2017年因公出国费为什么增加"


@pytest.fixture
def visitor(browser: Browser) -> BrowserContext:
    """One browser of one visitor, for several tabs."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    yield context  # type: ignore[misc]
    context.close()


def opened(visitor: BrowserContext, service: Service) -> Page:
    """A new tab."""
    page = visitor.new_page()
    page.goto(service.url)
    expect(page.get_by_role("textbox", name="提问")).to_be_visible()
    return page


def titles(page: Page) -> Locator:
    """What the list calls its conversations."""
    return page.locator("wb-past button.title > span")


def test_two_tabs_with_different_conversations_keep_both(visitor: BrowserContext, service: Service) -> None:
    """Asked in turn, in tabs that were opened before either asked; the lists follow each other."""
    one, other = opened(visitor, service), opened(visitor, service)
    ask(one, QUESTION)
    ask(other, OTHER)
    ask(one, "那预算数呢？")
    for page in (one, other, opened(visitor, service)):
        expect(titles(page)).to_have_text([QUESTION, OTHER])


def test_two_tabs_with_the_same_conversation_lose_no_turn(visitor: BrowserContext, service: Service) -> None:
    """Each sees at once what is asked in the other, and asks on below it."""
    one = opened(visitor, service)
    ask(one, QUESTION)
    other = opened(visitor, service)
    titles(other).first.click()
    expect(other.locator("li.turn")).to_have_count(1)
    ask(one, "那预算数呢？")
    expect(other.locator("li.turn")).to_have_count(2)
    ask(other, OTHER)
    expect(one.locator("li.turn .question")).to_contain_text([QUESTION, "那预算数呢？", OTHER])
    one.reload()
    expect(one.locator("li.turn")).to_have_count(3)
    expect(titles(one)).to_have_count(1)


def test_a_conversation_is_named_pinned_and_found(visitor: BrowserContext, service: Service) -> None:
    """Several of one question are told apart by time and last question; names and pins outlive the page."""
    page = opened(visitor, service)
    for _ in range(4):
        page.get_by_role("button", name="新对话").last.click()
        ask(page, QUESTION)
    ask(page, "那预算数呢？")
    expect(page.locator("wb-past small").first).to_contain_text("那预算数呢？")
    expect(page.locator("wb-past h3")).to_have_text(["今天"])
    page.get_by_role("button", name="管理这段对话").last.click()
    page.get_by_role("button", name="改名").click()
    page.get_by_role("textbox", name="改名").fill("三公检查")
    page.get_by_role("textbox", name="改名").press("Enter")
    page.get_by_role("button", name="管理这段对话：三公检查").click()
    assert violations(page) == []
    page.get_by_role("button", name="置顶").click()
    page.reload()
    expect(titles(page).first).to_have_text("三公检查")
    expect(page.locator("wb-past h3")).to_have_text(["已置顶", "今天"])
    page.get_by_role("searchbox", name="搜索对话").fill("检查")
    expect(titles(page)).to_have_text(["三公检查"])
    page.get_by_role("searchbox", name="搜索对话").fill("没有这样的话")
    expect(page.get_by_text("没有找到。")).to_be_visible()


def test_nothing_is_taken_away_without_a_way_back(visitor: BrowserContext, service: Service) -> None:
    """One is brought back, and open again; all are cleared only after a question, and come back, too."""
    page = opened(visitor, service)
    ask(page, OTHER)
    page.get_by_role("button", name="新对话").last.click()
    ask(page, QUESTION)
    page.get_by_role("button", name="管理这段对话").first.click()
    page.get_by_role("button", name="删除").click()
    expect(titles(page)).to_have_text([OTHER])
    expect(page.locator("li.turn")).to_have_count(0)
    page.get_by_role("button", name="撤销").click()
    expect(titles(page)).to_have_text([QUESTION, OTHER])
    expect(page.locator("[data-figure]").first).to_contain_text("404.40")
    page.get_by_role("button", name="清除全部").click()
    expect(titles(page)).to_have_count(2)
    page.get_by_role("button", name="保留").click()
    expect(titles(page)).to_have_count(2)
    page.get_by_role("button", name="清除全部").click()
    page.get_by_role("button", name="清除", exact=True).click()
    expect(titles(page)).to_have_count(0)
    page.get_by_role("button", name="撤销").click()
    expect(titles(page)).to_have_text([QUESTION, OTHER])
    page.reload()
    expect(titles(page)).to_have_count(2)
