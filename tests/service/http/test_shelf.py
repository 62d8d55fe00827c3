"""Reports, records and files."""

from pathlib import Path

import pytest

from service.http.schemas import RecordList, ReportList
from tests.service.http.fakes import FakeShelf, client


def test_reports_are_listed_with_what_they_hold() -> None:
    """Every report with its facts, counts and problems."""
    body = client().get("/api/reports").json()
    ReportList.model_validate(body)
    assert body["total"] == 2
    assert body["reports"][0] == {
        "document_id": "doc-1",
        "source": "doc-1.pdf",
        "title": "某局2020年决算",
        "organisation": "某市某局",
        "short_names": ["某局"],
        "fiscal_year": 2020,
        "report_type": "部门决算",
        "pages": 9,
        "tables": 2,
        "records": 3,
        "passages": 7,
        "confidence": 0.9877,
        "problems": [{"severity": "warning", "code": "page_empty", "message": "第 2 页没有文字", "page": 2}],
        "ingested_at": "2026-01-01T00:00:00Z",
        "url": "/documents/doc-1",
    }
    assert client().get("/api/reports/doc-1").json() == body["reports"][0]


def test_records_have_the_published_shape() -> None:
    """A value keeps its digits, a blank is null."""
    body = client().get("/api/records").json()
    RecordList.model_validate(body)
    assert [record["value"] for record in body["records"]] == ["12.50", None, "-0.5"]
    assert body["records"][0]["bbox"] == [1, 2, 3, 4.57]
    assert body["records"][0]["row_path"] == ["支出", "合计"]


def test_records_come_a_page_at_a_time() -> None:
    """`next_offset` leads to the last page and no further."""
    seen, offset = [], 0
    while offset is not None:
        body = client().get("/api/records", params={"limit": 2, "offset": offset}).json()
        seen += body["records"]
        offset = body["next_offset"]
    assert len(seen) == body["total"] == 3
    assert client().get("/api/records", params={"offset": 99}).json()["next_offset"] is None


def test_records_are_filtered() -> None:
    """By report, form and label."""
    door = client()
    assert door.get("/api/records", params={"label": "差旅"}).json()["total"] == 2
    assert door.get("/api/records", params={"form": "公开99表"}).json()["total"] == 0
    assert door.get("/api/records", params={"document": "doc-1"}).json()["total"] == 3


def test_a_file_is_shown_inline_under_its_own_name(tmp_path: Path) -> None:
    """The name may hold quotes and Chinese; the type is not to be guessed."""
    reply = client(None, FakeShelf(tmp_path)).get("/documents/doc-1")
    assert reply.content == bytes(range(256)) * 4
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.headers["content-disposition"] == (
        "inline; filename*=utf-8''%E5%86%B3%E7%AE%97%20%22%E5%85%AC%E5%BC%80%22.pdf"
    )
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("given", "status", "expected"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=1000-", 206, slice(1000, None)),
        ("bytes=-24", 206, slice(1000, None)),
        ("bytes=-999999", 206, slice(0, None)),
        ("bytes=1020-999999", 206, slice(1020, None)),
        ("bytes=9-5", 200, slice(0, None)),
        ("bytes=", 200, slice(0, None)),
        ("bytes=-", 200, slice(0, None)),
        ("lines=1-2", 200, slice(0, None)),
        ("bytes=0-1,3-4", 200, slice(0, None)),
        ("bytes=" + "9" * 5000 + "-", 200, slice(0, None)),
    ],
)
def test_byte_ranges(tmp_path: Path, given: str, status: int, expected: slice) -> None:
    """One good range is served; a malformed one is ignored, as HTTP has it."""
    shelf = FakeShelf(tmp_path)
    reply = client(None, shelf).get("/documents/doc-1", headers={"range": given})
    assert (reply.status_code, reply.content) == (status, shelf.content[expected])


def test_a_range_behind_the_end_is_416_in_the_envelope(tmp_path: Path) -> None:
    """So is the last nothing of a file."""
    for given in ("bytes=1024-", "bytes=-0"):
        reply = client(None, FakeShelf(tmp_path)).get("/documents/doc-1", headers={"range": given})
        assert (reply.status_code, reply.json()["error"]["code"]) == (416, "range_not_satisfiable")


def test_head_tells_the_size_without_the_file(tmp_path: Path) -> None:
    """Viewers ask for it before they ask for ranges."""
    reply = client(None, FakeShelf(tmp_path)).head("/documents/doc-1")
    assert (reply.status_code, reply.content, reply.headers["content-length"]) == (200, b"", "1024")


def test_a_web_page_is_shut_in_a_sandbox(tmp_path: Path) -> None:
    """A report in HTML may not run scripts under this site's name; a workbook is downloaded."""
    page = client(None, FakeShelf(tmp_path, "text/html")).get("/documents/doc-1")
    assert "sandbox" in page.headers["content-security-policy"]
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    other = client(None, FakeShelf(tmp_path, "application/zip")).get("/documents/doc-1")
    assert other.headers["content-disposition"].startswith("attachment")


def test_a_file_that_has_gone_is_not_found(tmp_path: Path) -> None:
    """The record of a report outlives its file: 404, not a failure."""
    assert client(None, FakeShelf(tmp_path)).get("/documents/doc-2").status_code == 404
