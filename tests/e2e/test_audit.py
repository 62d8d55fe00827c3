"""The audit page: both places with their marks, decisions, exports, and a report that is only checked."""

import io

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import violations
from tests.e2e.conftest import ROOT, Service

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_violation(page: Page, service: Service, scheme: str) -> None:
    """A finding with both of its pages, and nothing found."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(f"{service.url}/audit")
    expect(page.locator("wb-side [data-mark=cell]").first).to_be_visible()
    found = violations(page)
    page.get_by_role("searchbox").fill("没有这样的发现")
    expect(page.locator(".finding")).to_have_count(0)
    assert [*found, *violations(page)] == []


def test_both_places_stand_side_by_side_and_errors_come_first(page: Page, service: Service) -> None:
    """The first finding is the gravest; roundings are folded; a filter leaves errors alone."""
    page.goto(f"{service.url}/audit")
    first = page.locator(".finding").first
    expect(first.locator(".badge.error")).to_be_visible()
    expect(page.locator("details summary", has_text="尾差").first).to_be_visible()
    first.click()
    expect(page.locator("wb-side")).to_have_count(2)
    page.get_by_label("级别").select_option("error")
    expect(page.locator(".finding .badge.warning")).to_have_count(0)
    expect(page.locator(".finding .badge.error").first).to_be_visible()


def test_a_finding_is_accepted_by_keyboard_and_opened_again(page: Page, changing: Service) -> None:
    """With a note and a name; it leaves the open ones."""
    page.goto(f"{changing.url}/audit")
    expect(page.locator(".finding").first).to_be_visible()
    before = page.locator(".finding").count()
    page.locator(".finding").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("备注").fill("已在说明中列示")
    page.get_by_label("处理人").fill("王五")
    page.keyboard.press("Enter")
    expect(page.locator(".detail")).to_contain_text("王五：已在说明中列示")
    expect(page.locator(".finding")).to_have_count(before - 1)
    page.get_by_role("button", name="重新打开").click()
    expect(page.locator(".finding")).to_have_count(before)


def test_the_workbook_holds_what_is_listed(page: Page, service: Service) -> None:
    """As it is filtered."""
    page.goto(f"{service.url}/audit")
    page.get_by_label("级别").select_option("error")
    expect(page.locator(".finding .badge.warning")).to_have_count(0)
    expect(page.locator(".finding").first).to_be_visible()
    shown = page.locator(".finding").count()
    with page.expect_download() as saved:
        page.get_by_role("button", name="导出 XLSX").click()
    content = saved.value.path().read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert sheet.max_row == shown + 1


def test_a_report_is_checked_without_being_published(page: Page, changing: Service) -> None:
    """Its findings are shown, the shelf does not have it, and it goes when it is taken away."""
    content = next((ROOT / "samples" / "reports").glob("*政府办公室2017*.pdf")).read_bytes()
    draft = {"name": "草稿.pdf", "mimeType": "application/pdf", "buffer": content + b"\n%% draft\n"}
    page.goto(f"{changing.url}/audit")
    page.set_input_files("input[type=file]", files=[draft])  # type: ignore[list-item]
    expect(page.locator("[data-checked]")).to_be_visible(timeout=60_000)
    expect(page.locator("wb-side [data-mark=cell]").first).to_be_visible()
    assert "草稿.pdf" not in changing.get("/api/reports")[1].decode()
    page.get_by_role("button", name="移除").click()
    expect(page.locator("[data-checked]")).to_have_count(0)
