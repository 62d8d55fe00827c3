"""axe-core over every page and state, light and dark."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browsing import ask, violations
from tests.e2e.conftest import QUESTION, Service

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chat_has_no_violation_in_any_state(page: Page, service: Service, scheme: str) -> None:
    """Empty, answered, clarifying, refusing, with a chart, as a table, with its evidence, with the note."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(service.url)
    expect(page.locator(".examples button").first).to_be_visible()
    found = {"empty": violations(page)}
    answer = ask(page, QUESTION)
    expect(answer.locator("wb-snippet canvas")).to_be_visible()
    answer.get_by_role("button", name="有误").click()
    found["answered"] = violations(page)
    answer.locator("[data-citation]").first.click()
    expect(page.locator("[data-mark=cell]")).to_be_visible()
    found["evidence"] = violations(page)
    page.locator("wb-viewer .top button").click()
    ask(page, "2017年三公经费是多少")
    found["clarifying"] = violations(page)
    ask(page, "天河区政府办2019年三公经费是多少")
    found["refusing"] = violations(page)
    chart = ask(page, "天河区政府办和政务管理办公室2017年本年支出合计谁更多").locator("wb-chart")
    expect(chart.locator("canvas").first).to_be_visible()
    found["chart"] = violations(page)
    chart.get_by_role("button").click()
    found["table"] = violations(page)
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_for_staff_have_no_violation(page: Page, service: Service, scheme: str) -> None:
    """The shelf, the question before a deletion, a report with its grid and its evidence, the feedback."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(f"{service.url}/reports")
    row = page.locator("tr[data-document]", has_text="政府办公室2017年部门决算").first
    expect(row).to_be_visible()
    found = {"shelf": violations(page)}
    row.get_by_role("button").click()
    found["deleting"] = violations(page)
    page.keyboard.press("Escape")
    row.locator("a").click()
    page.locator("td.figure button").first.click()
    expect(page.locator("[data-mark=cell]")).to_be_visible()
    found["evidence"] = violations(page)
    page.keyboard.press("Escape")
    found["report"] = violations(page)
    page.goto(f"{service.url}/feedback")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    found["feedback"] = violations(page)
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wrong_where_things_go_otherwise(browser: Browser, service: Service, scheme: str) -> None:
    """On a phone, with its menu; when the service is gone; an answer under a link; a link to nothing; the
    widget's frame; the staff's page with a file that is no report; the reference."""
    context = browser.new_context(
        locale="zh-CN",
        viewport={"width": 390, "height": 780},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(service.url)
    ask(page, QUESTION)
    found = {"phone": violations(page)}
    page.get_by_role("button", name="菜单").click()
    found["menu"] = violations(page)
    page.reload()
    page.route("**/api/ask/stream", lambda route: route.abort())
    page.get_by_role("textbox").last.fill("那预算数呢？")
    page.get_by_role("textbox").last.press("Enter")
    expect(page.locator(".failed")).to_be_visible()
    found["gone"] = violations(page)
    trace = service.post("/api/ask", {"question": QUESTION})["trace_id"]
    page.goto(f"{service.url}/s/{service.post('/api/shares', {'trace_id': trace})['id']}")
    expect(page.locator("[data-figure]").first).to_be_visible()
    found["shared"] = violations(page)
    page.goto(f"{service.url}/s/none-0123456789abcdef")
    expect(page.locator(".shared")).to_be_visible()
    found["no such link"] = violations(page)
    page.goto(f"{service.url}/embed")
    expect(page.get_by_role("textbox")).to_be_visible()
    found["frame"] = violations(page)
    page.goto(f"{service.url}/reports")
    expect(page.locator("tr[data-document]").first).to_be_visible()
    page.set_input_files(
        "input[type=file]", files=[{"name": "x.bin", "mimeType": "application/pdf", "buffer": b"\0\1\2" * 99}]
    )
    expect(page.locator(".job.failed")).to_be_visible()
    found["upload"] = violations(page)
    page.goto(f"{service.url}/docs")
    found["reference"] = violations(page)
    context.close()
    assert {state: wrong for state, wrong in found.items() if wrong} == {}
