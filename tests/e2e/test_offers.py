"""What the page offers to ask was tried; what was asked stands first; nothing is cut or told twice."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.browsing import answered, ask
from tests.e2e.conftest import QUESTION, Service

pytestmark = pytest.mark.browser

EXAMPLES = {"zh-CN": "可以这样问", "zh-TW": "可以這樣問", "en-GB": "Ask, for example"}


@pytest.mark.parametrize("locale", EXAMPLES)
def test_every_example_is_answered(browser: Browser, service: Service, locale: str) -> None:
    """Kinds of questions in the page's language, each with a figure or a sentence and its source."""
    page = browser.new_page(locale=locale)
    page.goto(service.url)
    group = page.get_by_role("group", name=EXAMPLES[locale])
    expect(group.get_by_role("button").nth(1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    kinds = [chip.get_attribute("data-kind") for chip in group.get_by_role("button").all()]
    texts = [chip.inner_text() for chip in group.get_by_role("button").all()]
    assert len(set(kinds)) == len(kinds) >= (4 if locale != "en-GB" else 2)
    if locale == "en-GB":
        assert all(re.match(r"(What|Which|Why|How|By) ", text) for text in texts)
    for text in texts:
        answer = service.post("/api/ask", {"question": text})
        assert answer["route"] in ("lookup", "compute", "narrative") and answer["citations"], text
    group.get_by_role("button").first.click()
    expect(answered(page).locator("[data-citation]").first).to_be_visible()
    page.close()


def altered(page: Page, service: Service, question: str, **fields: Any) -> None:
    """Have one question answered as the service does, with some fields of another kind."""
    answer = service.post("/api/ask", {"question": question}) | fields

    def stream(route: Route) -> None:
        if json.loads(route.request.post_data or "{}").get("question") == question:
            body = f"event: answer\ndata: {json.dumps(answer)}\n\n"
            route.fulfill(status=200, headers={"Content-Type": "text/event-stream"}, body=body)
        else:
            route.continue_()

    page.route("**/api/ask/stream", stream)


def test_a_suggestion_that_would_be_refused_is_not_offered(page: Page, service: Service) -> None:
    """Nor one that was asked already; what is left in their place is answered."""
    refused = "天河区政府办2019年三公经费是多少"
    dead, good = "天河区政府办2018年三公经费是多少？", "天河区政府办2017年三公经费是多少？"
    page.goto(service.url)
    altered(page, service, refused, suggestions=[dead, f"{refused}？", good])
    ask(page, refused)
    chips = page.get_by_role("group", name="接着问").get_by_role("button")
    expect(chips).to_have_text([good])
    chips.first.click()
    answered(page)
    ask(page, refused)
    expect(chips.first).to_be_visible()
    offered = chips.all_inner_texts()
    assert good not in offered and dead not in offered
    for text in offered:
        assert service.post("/api/ask", {"question": text})["route"] != "refuse"


def test_several_values_stand_before_their_difference(page: Page, service: Service) -> None:
    """Side by side and equally large; the difference follows with its formula."""
    page.goto(service.url)
    answer = ask(page, "天河区政府办和政务管理办公室2017年本年支出合计谁更多")
    figures = answer.locator("[data-figure]")
    expect(figures).to_have_count(2)
    sizes = figures.evaluate_all("all => all.map(one => getComputedStyle(one).fontSize)")
    assert len(set(sizes)) == 1
    assert re.findall(r"[\d,]+\.\d\d", " ".join(figures.all_inner_texts())) == ["6,933.03", "3,457.26"]
    assert "3,475.77" in answer.locator(".derived").inner_text()
    asked = ask(page, "天河区政府办2017年三公经费决算比预算差多少")
    expect(asked.locator("[data-figure]")).to_have_count(1)
    expect(asked.locator("[data-figure]")).to_contain_text("5.40")


def test_a_line_is_drawn_of_one_measure_only(page: Page, service: Service) -> None:
    """Years that reports state by several measures are listed, each by its name, and it is said why."""
    page.goto(service.url)
    answer = ask(page, "天河区政府办2017年2021年2023年支出合计变化趋势")
    expect(answer.locator("[data-figure]")).to_have_count(3)
    expect(answer.locator("wb-chart")).to_have_count(0)
    expect(answer.get_by_text("口径不同，不画在同一张图里")).to_be_visible()


def test_a_warning_is_told_once(page: Page, service: Service) -> None:
    """Twice the same, and once more in fewer words."""
    page.goto(service.url)
    long = {"kind": "scope", "message": "第3页写作 3.17万元，第4页为 0.39万元。", "citations": [1]}
    short = {"kind": "scope", "message": "表中为 0.39 万元[1]。", "citations": [1]}
    altered(page, service, QUESTION, warnings=[short, long, long])
    expect(ask(page, QUESTION).locator(".warning")).to_have_count(1)


def test_a_question_over_the_limit_comes_back_whole(page: Page, service: Service) -> None:
    """Nothing is cut: it is said how long it may be, the text stays in its box, no turn is left."""
    page.goto(service.url)
    box = page.get_by_role("textbox", name="提问")
    text = "三公经费是多少" * 200
    box.fill(text)
    expect(page.get_by_text("1400 字")).to_be_visible()
    box.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("1000")
    assert box.input_value() == text
    expect(page.locator("li.turn")).to_have_count(0)
    expect(page.locator("wb-past li")).to_have_count(0)
    assert "三公" in ask(page, QUESTION).inner_text()


def test_a_strip_shows_the_heads_of_its_column(page: Page, service: Service) -> None:
    """Also where they stand far above the row: in a piece of their own, as wide as the row's."""
    page.goto(service.url)
    answer = ask(page, "天河区政府办2017年本年支出合计是多少")
    pieces = answer.locator("wb-snippet .piece")
    expect(pieces).to_have_count(2)
    boxes = [piece.bounding_box() for piece in pieces.all()]
    assert all(boxes) and boxes[0]["width"] == boxes[1]["width"] and boxes[0]["y"] < boxes[1]["y"]  # type: ignore[index]
    marked = pieces.first.locator("canvas").evaluate(
        "c => { const {data} = c.getContext('2d').getImageData(0, 0, c.width, c.height);"
        " let dark = 0; for (let at = 0; at < data.length; at += 4) dark += data[at] < 128; return dark; }"
    )
    assert marked > 100


def test_cells_of_one_row_share_their_strip(page: Page, service: Service) -> None:
    """Two values of a row: one picture with both marked."""
    page.goto(service.url)
    answer = ask(page, "天河区政府办2017年会议费、公务接待费和公务用车费分别是多少")
    expect(answer.locator("wb-snippet .piece")).to_have_count(1)
    expect(answer.locator("wb-snippet i.cell")).to_have_count(2)


def test_an_english_page_says_that_it_quotes_chinese(browser: Browser, service: Service) -> None:
    """Where the answer is the report's own sentence."""
    page = browser.new_page(locale="en-GB")
    page.goto(service.url)
    answer = ask(
        page, "Why did overseas travel spending of the Tianhe District Government Office rise in 2017?"
    )
    expect(answer.locator("[data-quoted]")).to_have_text(
        "The report is in Chinese; this is quoted as it is printed."
    )
    assert answer.locator(".text").get_attribute("lang") == "zh-CN"
    figure = ask(
        page, "What was the final expenditure total of the Tianhe District Government Office in 2017?"
    )
    expect(figure.locator("[data-quoted]")).to_have_count(0)
    page.close()


def test_who_asks_in_english_is_not_sent_on_in_chinese(browser: Browser, service: Service) -> None:
    """The service's suggestions may be in Chinese: an English page offers its own in their place."""
    page = browser.new_page(locale="en-GB")
    page.goto(service.url)
    ask(page, "How much did the Tianhe District Government Office spend in 2019?")
    chips = page.get_by_role("group", name="Ask next").get_by_role("button")
    expect(chips.first).to_be_visible()
    assert all(re.match(r"(What|Which|Why|How|By) ", text) for text in chips.all_inner_texts())
    page.close()
