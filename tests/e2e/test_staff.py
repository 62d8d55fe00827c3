"""The pages for staff: uploads, reports, tables, feedback, keys."""

import json
import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browsing import ask, marked_box, violations
from tests.e2e.conftest import QUESTION, ROOT, Service, environment, started

pytestmark = pytest.mark.browser
PICTURES = 5


def invented(name: str) -> dict[str, object]:
    """A report that the samples do not hold: one of them under another name, with a mark of its own."""
    content = next((ROOT / "samples" / "reports").glob("*政务管理*.pdf")).read_bytes()
    return {"name": name, "mimeType": "application/pdf", "buffer": content + b"\n%% another edition\n"}


@cache
def slow_report() -> bytes:
    """A report that takes seconds: a sample, and the last of its pages as pictures, to be recognised."""
    import pypdfium2

    joined = pypdfium2.PdfDocument(str(next((ROOT / "samples" / "reports").glob("*政务管理*.pdf"))))
    pictures = BytesIO()
    page = joined[len(joined) - 1].render(scale=2).to_pil()
    page.save(pictures, "PDF", save_all=True, append_images=[page] * (PICTURES - 1), resolution=144)
    joined.import_pages(pypdfium2.PdfDocument(pictures.getvalue()))
    out = BytesIO()
    joined.save(out)
    return out.getvalue()


def test_an_upload_shows_its_progress_until_it_answers_and_can_be_deleted(
    page: Page, changing: Service
) -> None:
    """Deleted, its questions are refused; sent again, page by page, they are answered; other files stay."""
    question = "天河区政务管理办公室2017年本年支出合计是多少"
    page.goto(f"{changing.url}/reports")
    row = page.locator("tr[data-document]", has_text="政务管理办公室2017年")
    row.get_by_role("button").click()
    page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(row).to_have_count(0)
    assert changing.post("/api/ask", {"question": question})["figures"] == []
    slow = invented("新的一份.pdf") | {"buffer": slow_report()}
    page.set_input_files("input[type=file]", files=[slow])  # type: ignore[list-item]
    expect(page.locator("[data-job=reading] progress[max]")).to_be_visible()
    said = page.locator("[data-job=reading] .state").inner_text()
    assert re.search(rf"第 \d+ 页，共 {25 + PICTURES} 页", said), said
    expect(page.locator("[data-job=done]")).to_be_visible(timeout=60_000)
    expect(page.locator("tr[data-document]", has_text="新的一份.pdf")).to_be_visible()
    assert changing.post("/api/ask", {"question": question})["figures"][0]["value"] == "3457.26"
    newer = next((ROOT / "samples" / "reports").glob("*政务管理*.pdf")).read_bytes() + b"\n%% newer\n"
    again = {"name": "新的一份.pdf", "mimeType": "application/pdf", "buffer": newer}
    page.set_input_files("input[type=file]", files=[again])  # type: ignore[list-item]
    expect(page.locator("[data-job=done]", has_text="已替换旧版")).to_be_visible(timeout=60_000)
    expect(page.locator("tr[data-document]", has_text="新的一份.pdf")).to_have_count(1)


def test_what_is_no_report_is_refused_by_its_content(page: Page, changing: Service) -> None:
    """A program under the name of a PDF fails with its reason, and nothing of it is kept."""
    page.goto(f"{changing.url}/reports")
    hostile = {
        "name": "<img src=x onerror=alert(1)>.pdf",
        "mimeType": "application/pdf",
        "buffer": b"\x7fELF\0\1\2" * 99,
    }
    page.set_input_files("input[type=file]", files=[hostile])  # type: ignore[list-item]
    failed = page.locator(".job.failed")
    expect(failed).to_be_visible()
    assert "alert(1)" in failed.locator(".name").inner_text()


def test_a_job_is_cancelled_while_it_is_read(page: Page, changing: Service) -> None:
    """The report does not appear."""
    page.goto(f"{changing.url}/reports")
    page.set_input_files("input[type=file]", files=[invented("不要的.pdf") | {"buffer": slow_report()}])  # type: ignore[list-item]
    job = page.locator(".job", has_text="不要的.pdf")
    expect(job.and_(page.locator("[data-job=reading]"))).to_be_visible()
    job.get_by_role("button", name="取消").click()
    expect(page.locator("[data-job=cancelled]")).to_be_visible()
    assert page.locator("tr[data-document]", has_text="不要的.pdf").count() == 0


def test_an_upload_that_the_service_did_not_finish_is_read_by_the_next(shelf: Path) -> None:
    """Killed while reading, it begins anew by itself."""
    import time
    import urllib.request
    from urllib.parse import quote

    process, running = started(shelf)
    address = f"{running.url}/api/uploads?name={quote('中断的.pdf')}"
    request = urllib.request.Request(address, slow_report(), {"Content-Type": "application/octet-stream"})
    job = json.loads(urllib.request.urlopen(request, timeout=60).read())
    deadline = time.monotonic() + 30
    while json.loads(running.get(f"/api/jobs/{job['id']}")[1])["page"] < 3:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.kill()
    process.wait()
    process, running = started(shelf)
    while (found := json.loads(running.get(f"/api/jobs/{job['id']}")[1]))["state"] != "done":
        assert found["state"] in ("queued", "reading") and time.monotonic() < deadline + 60, found
        time.sleep(0.2)
    assert found["result"] == "added" and found["document_id"]
    process.terminate()
    process.wait(timeout=30)


def test_the_shelf_is_searched_and_filtered(page: Page, service: Service) -> None:
    """By words, by year and by kind."""
    page.goto(f"{service.url}/reports")
    rows = page.locator("tr[data-document]")
    expect(rows).to_have_count(4)
    page.get_by_role("searchbox").fill("绩效 2021")
    expect(rows).to_have_count(1)
    page.get_by_role("searchbox").fill("")
    page.get_by_role("combobox", name="年度").select_option("2017")
    expect(rows).to_have_count(2)


def test_a_table_is_shown_as_a_grid_whose_figures_lead_to_the_page(page: Page, service: Service) -> None:
    """A click on a figure marks it; the table is exported as a workbook."""
    page.goto(f"{service.url}/reports")
    page.locator("tr[data-document]", has_text="政府办公室2017年部门决算").first.locator("a").click()
    page.locator(".toc button", has_text="公开07表").click()
    figure = page.locator("td.figure button", has_text="404.40")
    expect(figure).to_be_visible()
    figure.click()
    expect(page.locator("[data-mark=cell]")).to_be_visible()
    assert marked_box(page)[0] > 0.4
    page.keyboard.press("Escape")
    with page.expect_download() as saving:
        page.get_by_role("button", name="导出 XLSX").last.click()
    from openpyxl import load_workbook

    sheet = load_workbook(BytesIO(Path(saving.value.path()).read_bytes())).active
    assert sheet is not None and sheet.max_row == 3 and saving.value.suggested_filename.endswith("-7.xlsx")


def test_feedback_is_given_and_listed(page: Page, changing: Service) -> None:
    """A verdict with a note; staff find it with question and answer, and settle it."""
    page.goto(changing.url)
    answer = ask(page, QUESTION)
    answer.get_by_role("button", name="有误").click()
    page.get_by_placeholder("哪里不对").fill("<b>单位</b>不对")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("谢谢，已记录。")).to_be_visible()
    page.goto(f"{changing.url}/feedback")
    given = page.locator("[data-opinion=wrong]").first
    expect(given).to_contain_text("<b>单位</b>不对")
    assert "404.40" in given.inner_text() and QUESTION in given.inner_text()
    given.get_by_role("button", name="标为已处理").click()
    expect(given.get_by_role("button", name="重新打开")).to_be_visible()
    assert violations(page) == []


def test_once_there_is_a_key_managing_needs_it(page: Page, shelf: Path) -> None:
    """Readers see the shelf; staff are asked for the key once in a browser, and told who makes one."""
    import subprocess
    import sys

    made = [sys.executable, "-m", "wenbao", "access", "key", "staff"]
    printed = subprocess.run(made, env=environment(shelf), capture_output=True, text=True, check=True).stdout
    number, secret = printed.split()
    process, running = started(shelf)
    try:
        assert running.get("/api/jobs")[0] == 401 and running.get("/api/reports")[0] == 200
        assert running.get("/api/jobs", {"Authorization": f"Bearer {secret}"})[0] == 200
        page.goto(f"{running.url}/reports")
        row = page.locator("tr[data-document]", has_text="政府办公室2017年").first
        expect(row).to_be_visible()
        assert page.locator("input[type=file]").count() == 0 and row.get_by_role("button").count() == 0
        row.locator("a").first.click()
        page.locator("td.figure button").first.click()
        expect(page.locator("[data-mark=cell]")).to_be_visible()
        page.goto(f"{running.url}/feedback")
        expect(page.get_by_text("管理报告需要访问密钥")).to_be_visible()
        expect(page.get_by_text("wenbao access key")).to_be_visible()
        page.goto(f"{running.url}/reports")
        page.get_by_role("button", name="工作人员登录").click()
        assert violations(page) == []
        page.get_by_label("访问密钥").fill("wbk_wrong")
        page.get_by_role("button", name="进入").click()
        expect(page.get_by_role("alert")).to_be_visible()
        page.get_by_label("访问密钥").fill(secret)
        page.get_by_role("button", name="进入").click()
        expect(row.get_by_role("button")).to_be_visible()
        tab = page.context.new_page()
        tab.goto(f"{running.url}/reports")
        expect(tab.locator("input[type=file]")).to_have_count(1)
        tab.get_by_role("button", name="退出").click()
        expect(tab.get_by_role("button", name="工作人员登录")).to_be_visible()
        page.reload()
        expect(page.get_by_role("button", name="工作人员登录")).to_be_visible()
    finally:
        process.terminate()
        process.wait(timeout=30)
        revoke = [sys.executable, "-m", "wenbao", "access", "revoke", number]
        subprocess.run(revoke, env=environment(shelf), check=True)


def test_a_table_that_was_not_made_out_is_named_and_explained(page: Page, service: Service) -> None:
    """The shelf names the tables behind a low share and says what it means; the link leads to the table."""
    reports = json.loads(service.get("/api/reports")[1])
    unsure = next(report for report in reports["reports"] if report["tables"] > 1)
    unsure["confidence"] = 0.0
    path = f"/api/documents/{unsure['document_id']}/tables"
    tables = json.loads(service.get(path)[1])
    tables["tables"][2] |= {"confidence": 0.0, "records": 0}
    tables["tables"][1] |= {"confidence": 0.7, "form": None, "title": None}
    wanted = tables["tables"][2]
    grid = json.loads(service.get(f"{path}/{wanted['number']}")[1]) | {"confidence": 0.0, "records": 0}
    page.route("**/api/reports", lambda route: route.fulfill(json=reports))
    page.route(f"**{path}", lambda route: route.fulfill(json=tables))
    page.route(f"**{path}/{wanted['number']}", lambda route: route.fulfill(json=grid))
    page.goto(f"{service.url}/reports")
    row = page.locator(f"tr[data-document='{unsure['document_id']}']")
    named = row.locator("td a")
    expect(named).to_have_text([f"{wanted['form']} {wanted['title']}", re.compile(r"（无标题） 第 \d+ 页")])
    expect(row).to_contain_text("0%")
    expect(page.locator("[data-means]")).to_contain_text("没有还原成数字的表不用于回答")
    named.first.click()
    expect(page.locator(".toc [aria-current=true]")).to_contain_text(wanted["title"])
    expect(page.get_by_text("这张表没有还原成数字，不用于回答")).to_be_visible()


@pytest.mark.parametrize(("locale", "title"), [("zh-CN", "报告库 · 问报"), ("en-GB", "Reports · Wenbao")])
def test_the_browser_calls_the_page_in_the_readers_language(
    browser: Browser, service: Service, locale: str, title: str
) -> None:
    """Tab and history, too."""
    page = browser.new_page(locale=locale)
    page.goto(f"{service.url}/reports")
    expect(page).to_have_title(title)
    page.close()
