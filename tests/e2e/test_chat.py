"""The chat page: asked, answered, asked on, reloaded, cut off."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browsing import answered, ask
from tests.e2e.conftest import QUESTION, Service, started

pytestmark = pytest.mark.browser


def test_the_figure_stands_first_and_large(page: Page, service: Service) -> None:
    """Value, unit, body and year, with its sources and the wording below."""
    page.goto(service.url)
    answer = ask(page, QUESTION)
    figure = answer.locator("[data-figure]").first
    assert figure.inner_text().split() == ["404.40", "万元", "1"]
    assert "2017" in answer.locator(".lead .whose").inner_text()
    size = figure.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 2 * answer.locator(".text").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert answer.locator("[data-citation]").count() >= 1
    assert page.locator("[data-status]").inner_text().startswith("已回答：")


def test_a_strip_of_the_report_stands_under_the_figure(page: Page, service: Service) -> None:
    """The row is cut out of the page and shown with the answer; it leads to the page."""
    page.goto(service.url)
    strip = ask(page, QUESTION).locator("wb-snippet button")
    expect(strip).to_be_visible()
    strip.click()
    expect(page.locator("[data-mark=cell]")).to_be_visible()


def test_a_second_question_leans_on_the_first(page: Page, service: Service) -> None:
    """Asked on in the same conversation."""
    page.goto(service.url)
    ask(page, QUESTION)
    assert "399.00" in ask(page, "那预算数呢？").locator("[data-figure]").first.inner_text()
    assert page.locator("li.turn").count() == 2


def test_a_clarification_is_answered_by_a_button(page: Page, service: Service) -> None:
    """The candidates are buttons; the chosen one is answered."""
    page.goto(service.url)
    choices = ask(page, "2017年三公经费是多少").get_by_role("group", name="请选择").get_by_role("button")
    assert choices.count() == 2
    choices.first.click()
    expect(page.locator("li.turn")).to_have_count(2)
    assert answered(page).locator("[data-figure]").count() >= 1


def test_a_comparison_has_a_chart_and_its_numbers_as_a_table(page: Page, service: Service) -> None:
    """The drawing comes when it is needed; the table holds the digits as printed."""
    page.goto(service.url)
    answer = ask(page, "天河区政府办和政务管理办公室2017年本年支出合计谁更多")
    chart = answer.locator("wb-chart")
    expect(chart.locator("canvas").first).to_be_visible()
    chart.get_by_role("button", name="数据表").click()
    assert re.findall(r"[\d,]+\.\d\d", chart.locator("tbody").inner_text()) == ["6,933.03", "3,457.26"]
    assert "6,933.03" in answer.locator("[data-formula]").inner_text()


def test_a_refusal_says_so_and_offers_other_questions(page: Page, service: Service) -> None:
    """No figure is shown for a year that is not held."""
    page.goto(service.url)
    answer = ask(page, "天河区政府办2019年三公经费是多少")
    assert "报告中没有" in answer.inner_text() and answer.locator("[data-figure]").count() == 0
    # Suggestions are tried before they are shown.
    page.get_by_role("group", name="接着问").get_by_role("button").first.wait_for()


def test_a_reload_keeps_the_conversation(page: Page, service: Service) -> None:
    """Question, answer and place in the list are there again; a new chat begins empty."""
    page.goto(service.url)
    ask(page, QUESTION)
    page.reload()
    expect(page.locator("[data-figure]").first).to_contain_text("404.40")
    page.get_by_role("button", name="新对话").last.click()
    expect(page.locator("li.turn")).to_have_count(0)
    page.locator("wb-past button.title").first.click()
    expect(page.locator("[data-figure]").first).to_contain_text("404.40")


def test_a_service_that_is_gone_is_said_and_goes_on_when_it_is_back(page: Page, shelf: Path) -> None:
    """Neither question nor conversation is lost: one press asks anew, in the light of what came before."""
    process, running = started(shelf)
    page.goto(running.url)
    ask(page, QUESTION)
    process.terminate()
    process.wait(timeout=30)
    box = page.get_by_role("textbox").last
    box.fill("那预算数呢？")
    box.press("Enter")
    expect(page.locator(".failed")).to_contain_text("连不上服务")
    process, _ = started(shelf, int(running.url.rsplit(":", 1)[1]))
    page.get_by_role("button", name="重试").click()
    expect(page.locator("[data-figure]").last).to_contain_text("399.00")
    process.terminate()
    process.wait(timeout=30)


def test_a_source_that_is_clicked_while_the_service_is_gone_says_so(page: Page, shelf: Path) -> None:
    """Before the viewer was ever loaded, and after."""
    process, running = started(shelf)
    page.goto(running.url)
    ask(page, QUESTION)
    process.terminate()
    process.wait(timeout=30)
    page.locator("[data-citation='1']").click()
    expect(page.get_by_role("status").filter(has_text="连不上服务")).to_be_visible()


def test_an_answer_is_copied_with_its_sources(browser: Browser, service: Service) -> None:
    """What is pasted elsewhere still says where it is from."""
    context = browser.new_context(locale="zh-CN", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(service.url)
    ask(page, QUESTION).get_by_role("button", name="复制").click()
    expect(page.get_by_text("已复制，含出处")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert "404.40 万元" in text and "[1] 样例-" in text and "第 18 页" in text
    context.close()


def test_a_shared_answer_is_shown_to_others_as_it_was(browser: Browser, service: Service) -> None:
    """The link opens in another profile, without the history of the first."""
    context = browser.new_context(locale="zh-CN", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(service.url)
    ask(page, QUESTION).get_by_role("button", name="分享").click()
    expect(page.get_by_text("链接已复制")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    context.close()
    other = browser.new_page(locale="zh-CN")
    other.goto(link)
    expect(other.locator("[data-figure]").first).to_contain_text("404.40")
    other.locator("[data-citation]").first.click()
    expect(other.locator("[data-mark=cell]")).to_be_visible()
    other.close()


def test_the_row_of_a_figure_is_exported(page: Page, service: Service) -> None:
    """As CSV and as a workbook, with the exact digits."""
    page.goto(service.url)
    answer = ask(page, QUESTION)
    with page.expect_download() as saving:
        answer.get_by_role("button", name="该行 CSV").click()
    lines = Path(saving.value.path()).read_text(encoding="utf-8-sig").splitlines()
    (row,) = [line for line in lines if "404.40" in line]
    assert "399.00" in row and any("决算数" in line for line in lines) and "row_label" not in "".join(lines)
    with page.expect_download() as saving:
        answer.get_by_role("button", name="该行 XLSX").click()
    cells = [
        cell
        for row in load_workbook(BytesIO(Path(saving.value.path()).read_bytes())).active.values
        for cell in row
    ]
    assert any(str(cell) in {"404.4", "404.40"} for cell in cells)


@pytest.mark.parametrize(
    ("locale", "ask_label", "sources"),
    [("zh-CN", "提问", "出处"), ("zh-TW", "提問", "出處"), ("en-GB", "Ask", "Sources")],
)
def test_three_languages(
    browser: Browser, service: Service, locale: str, ask_label: str, sources: str
) -> None:
    """The surface follows the browser's language, and says so to readers of the screen."""
    page = browser.new_page(locale=locale)
    page.goto(service.url)
    assert page.get_by_role("textbox").get_attribute("aria-label") == ask_label
    expect(ask(page, QUESTION).get_by_role("heading", name=sources)).to_be_visible()
    assert page.locator("html").get_attribute("lang") in (locale, "en")
    page.close()


def test_dark_follows_the_system_and_can_be_chosen(page: Page, service: Service) -> None:
    """The choice outlives the page."""
    background = "getComputedStyle(document.querySelector('wb-app')).backgroundColor"
    page.emulate_media(color_scheme="dark")
    page.goto(service.url)
    dark = page.evaluate(background)
    page.get_by_label("明暗").select_option("light")
    light = page.evaluate(background)
    assert dark != light
    page.reload()
    assert page.evaluate(background) == light


def test_a_phone_has_the_menu_behind_a_button_and_nothing_beyond_the_edge(
    browser: Browser, service: Service
) -> None:
    """390 pixels wide: no sideways scrolling, the evidence fills the screen."""
    page = browser.new_page(locale="zh-CN", viewport={"width": 390, "height": 780}, has_touch=True)
    page.goto(service.url)
    answer = ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="菜单").click()
    expect(page.get_by_role("link", name="报告库")).to_be_in_viewport()
    page.keyboard.press("Escape")
    page.locator(".veil").click(position={"x": 380, "y": 400}) if page.locator(".veil").count() else None
    answer.locator("[data-citation]").first.click()
    expect(page.locator("[data-mark=cell]")).to_be_in_viewport()
    box = page.locator("wb-viewer dialog").bounding_box()
    assert box is not None and (box["width"], box["height"]) == (390, 780)
    page.close()


def test_everything_is_reached_by_the_keyboard(page: Page, service: Service) -> None:
    """Ask, open the evidence, close it: the focus comes back to where it was."""
    page.goto(service.url)
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    answered(page)
    active = """(() => {
        let e = document.activeElement;
        while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
        return e;
    })()"""
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate(f"{active}?.dataset?.citation") == "1":
            break
    assert page.evaluate(f"{active}.dataset.citation") == "1"
    page.keyboard.press("Enter")
    expect(page.locator("[data-mark=cell]")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(f"{active}.getRootNode().host.localName") == "wb-viewer"
    page.keyboard.press("Escape")
    expect(page.locator("[data-mark=cell]")).to_be_hidden()
    assert page.evaluate(f"{active}.dataset.citation") == "1"
