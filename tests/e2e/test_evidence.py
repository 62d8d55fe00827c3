"""The opened page: the mark stands where the record says, and where the digits are printed."""

import json
import statistics
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import ask, darkness, marked_box
from tests.e2e.conftest import QUESTION, Service

pytestmark = pytest.mark.browser


def in_points(service: Service, citation: dict[str, Any], box: list[float]) -> list[float]:
    """Shares of the page as points."""
    page = json.loads(service.get(f"/api/documents/{citation['document_id']}/pages/{citation['page']}")[1])
    return [share * page["height" if at % 2 else "width"] for at, share in enumerate(box)]


def test_a_citation_opens_its_page_with_the_cell_marked(page: Page, service: Service) -> None:
    """The mark holds the record's box, is no larger than the printed cell, and dark print lies under it."""
    page.goto(service.url)
    answer = ask(page, QUESTION)
    citation = service.post("/api/ask", {"question": QUESTION})["citations"][0]
    answer.locator("[data-citation='1']").click()
    cell = page.locator("[data-mark=cell]")
    expect(cell).to_be_in_viewport()
    shown = marked_box(page)
    x0, top, x1, bottom = in_points(service, citation, shown)
    wanted = citation["bbox"]
    assert (
        x0 <= wanted[0] + 0.5
        and top <= wanted[1] + 0.5
        and x1 >= wanted[2] - 0.5
        and bottom >= wanted[3] - 0.5
    )
    assert (x1 - x0) * (bottom - top) < 6 * (wanted[2] - wanted[0]) * (wanted[3] - wanted[1])
    assert 0.02 < darkness(page, shown) < 0.6
    assert f"{citation['page']} / 31" in page.locator("wb-viewer .count").inner_text()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
@pytest.mark.parametrize("height", [600, 850])
def test_a_cell_far_down_the_page_is_brought_into_view(
    page: Page, service: Service, motion: str, height: int
) -> None:
    """With and without motion, on a low and a high screen: nobody has to look for the mark."""
    page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 1300, "height": height})
    page.goto(service.url)
    ask(page, "天河区政府办2017年购房补贴支出决算是多少").locator("[data-citation='1']").click()
    expect(page.locator("[data-mark=cell]")).to_be_in_viewport(ratio=1)


def test_row_and_column_heads_are_marked(page: Page, service: Service) -> None:
    """They stand left of the cell and above it, on a page that repeats the table's header too."""
    page.goto(service.url)
    answer = ask(page, "天河区政府办2017年购房补贴支出决算是多少")
    answer.locator("[data-citation='1']").click()
    expect(page.locator("[data-mark=cell]")).to_be_visible()
    cell, row, column = (marked_box(page, mark) for mark in ("cell", "row-head", "column-head"))
    assert row[2] <= cell[0] + 0.01 and abs(row[1] - cell[1]) < 0.01
    assert column[3] <= cell[1] + 0.01 and column[0] <= cell[0] + 0.01 and column[2] >= cell[2] - 0.01


def test_a_sentence_is_marked_where_it_stands(page: Page, service: Service) -> None:
    """For text the mark is the sentence's own box."""
    question = "天河区政府办2017年因公出国费为什么增加"
    page.goto(service.url)
    answer = ask(page, question)
    citation = service.post("/api/ask", {"question": question})["citations"][0]
    answer.locator("[data-citation='1']").click()
    expect(page.locator("[data-mark=cell]")).to_be_visible()
    shown = in_points(service, citation, marked_box(page))
    assert all(abs(a - b) < 1 for a, b in zip(shown, citation["bbox"], strict=True))


def test_of_a_sentence_the_words_are_marked_and_not_its_neighbours(page: Page, service: Service) -> None:
    """Line by line, from its first character to its last; the sentence before it on its line is free."""
    question = "天河区政府办2017年因公出国费为什么增加"
    page.goto(service.url)
    answer = ask(page, question)
    citation = service.post("/api/ask", {"question": question})["citations"][0]
    answer.locator("[data-citation='1']").click()
    lines = page.locator("[data-mark=line]")
    expect(lines).to_have_count(2)
    first = in_points(service, citation, marked_box(page, "line"))
    x0, top, x1, bottom = citation["bbox"]
    assert first[0] > x0 + 0.5 * (x1 - x0) and first[2] <= x1 + 1
    assert top - 2 <= first[1] < first[3] <= bottom + 2
    assert 0.02 < darkness(page, marked_box(page, "line")) < 0.6


def test_zoom_pages_and_the_way_back(page: Page, service: Service) -> None:
    """Closer keeps the mark in place; another page has none; the button leads back."""
    page.goto(service.url)
    ask(page, QUESTION).locator("[data-citation='1']").click()
    expect(page.locator("[data-mark=cell]")).to_be_visible()
    before, width = marked_box(page), page.locator("wb-viewer .sheet").bounding_box()
    page.get_by_role("button", name="放大").click()
    page.get_by_role("button", name="放大").click()
    after, wider = marked_box(page), page.locator("wb-viewer .sheet").bounding_box()
    assert width is not None and wider is not None and wider["width"] > 1.4 * width["width"]
    assert all(abs(a - b) < 0.003 for a, b in zip(before, after, strict=True))
    page.get_by_role("button", name="下一页").click()
    expect(page.locator("wb-viewer .count")).to_have_text("19 / 31")
    expect(page.locator("[data-mark=cell]")).to_have_count(0)
    page.get_by_role("button", name="回到标注处").click()
    expect(page.locator("[data-mark=cell]")).to_be_in_viewport()
    assert page.get_by_role("link", name="打开原文件").get_attribute("href", timeout=1000)


def test_the_page_is_there_within_300_ms_when_warm(page: Page, service: Service) -> None:
    """From the click to the drawn page with its mark, the median of five."""
    page.goto(service.url)
    answer = ask(page, QUESTION)
    expect(answer.locator("wb-snippet canvas")).to_be_visible()
    answer.locator("[data-citation='1']").click()
    expect(page.locator("[data-mark=cell]")).to_be_visible()
    took = []
    for _ in range(5):
        page.locator("wb-viewer .top button").click()
        took.append(
            answer.locator("[data-citation='1']").evaluate(
                """async button => {
                    const app = document.querySelector('wb-app').shadowRoot;
                    const root = () => app.querySelector('wb-viewer').shadowRoot;
                    const from = performance.now();
                    button.click();
                    for (;;) {
                        const canvas = root().querySelector('canvas');
                        const mark = root().querySelector('dialog[open] [data-mark=cell]');
                        if (mark && canvas?.width > 300) break;
                        await new Promise(requestAnimationFrame);
                    }
                    return performance.now() - from;
                }"""
            )
        )
    print(f"page visible after {statistics.median(took):.0f} ms")
    assert statistics.median(took) <= 300
