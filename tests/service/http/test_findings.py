"""Findings: listed, decided on, exported; and reports that are only checked."""

from __future__ import annotations

import io

import openpyxl
import pytest
from starlette.testclient import TestClient

from corpus.findings import State
from corpus.store.findings import FindingStates, Standings
from service.http.findings import FindingList
from tests.service.http.fakes import FINDING, ROUNDED, application, client, desk, view


class Known(FindingStates):
    """Findings of the fake report, decided on in memory."""

    def __init__(self) -> None:
        self.kept: Standings = Standings()

    def of(self, source: str) -> Standings:
        return self.kept

    def accept(self, source, key, note, by):  # type: ignore[no-untyped-def]
        from corpus.findings import Standing

        standing = Standing(State.ACCEPTED, note, by, 1.0)
        self.kept = Standings({key: standing})
        return standing


@pytest.fixture
def door() -> TestClient:
    """This machine, with decisions kept in memory."""
    app = application(around=desk(states=Known()), local=True)
    return TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000))


def test_findings_come_gravest_first_with_both_places(door: TestClient) -> None:
    """The cell has its record's page and box; counts are of open ones by severity."""
    body = door.get("/api/findings", params={"document": "doc-1"}).json()
    FindingList.model_validate(body)
    assert [f["severity"] for f in body["findings"]] == ["error", "note"]
    assert body["counts"] == {"error": 1, "warning": 0, "note": 1}
    assert body["findings"][0]["against"]["bbox"] == [1.0, 2.0, 3.0, 4.57]
    assert body["findings"][0]["id"] == FINDING.key


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ({"severity": "error"}, [FINDING.key]),
        ({"category": "rounding"}, [ROUNDED.key]),
        ({"words": "差旅费"}, [ROUNDED.key]),
        ({"state": "accepted"}, []),
        ({"offset": 1, "limit": 1}, [ROUNDED.key]),
    ],
)
def test_findings_are_chosen(door: TestClient, query: dict[str, str], keys: list[str]) -> None:
    """By severity, class, words, state, and a page at a time."""
    body = door.get("/api/findings", params={"document": "doc-1", **query}).json()
    assert [f["id"] for f in body["findings"]] == keys


def test_an_accepted_finding_has_its_note_and_name(door: TestClient) -> None:
    """It leaves the open ones."""
    path = f"/api/findings/doc-1/{FINDING.key}"
    done = door.patch(path, json={"state": "accepted", "note": "四舍五入", "by": "王五"}).json()
    assert (done["state"], done["note"], done["by"]) == ("accepted", "四舍五入", "王五")
    body = door.get("/api/findings", params={"document": "doc-1", "state": "open"}).json()
    assert [f["id"] for f in body["findings"]] == [ROUNDED.key]
    assert body["counts"]["accepted"] == 1


def test_a_stranger_decides_nothing() -> None:
    """Decisions and checks need managing."""
    path = f"/api/findings/doc-1/{FINDING.key}"
    assert client().patch(path, json={"state": "accepted"}).status_code == 401
    assert client().post("/api/checks?name=a.pdf", content=b"%PDF-").status_code == 401


def test_the_files_hold_the_same_findings(door: TestClient) -> None:
    """A workbook and a page without scripts."""
    book = door.get("/api/findings/export", params={"document": "doc-1"})
    _, *rows = openpyxl.load_workbook(io.BytesIO(book.content)).active.iter_rows(values_only=True)
    assert [row[-1] for row in rows] == [FINDING.key, ROUNDED.key]
    page = door.get("/api/findings/export", params={"document": "doc-1", "format": "html"})
    assert page.text.count("<tr class=") == 2
    assert "script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_a_checked_report_is_in_no_list_and_goes_when_it_is_taken_away(door: TestClient) -> None:
    """Its findings and pages open by its id alone."""
    made = door.post("/api/checks", params={"name": "草稿.pdf"}, content=b"%PDF-1.7")
    assert made.status_code == 201
    document = made.json()["document_id"]
    assert made.json()["source"] == "草稿.pdf"
    assert document not in [r["document_id"] for r in door.get("/api/reports").json()["reports"]]
    assert door.get("/api/findings", params={"document": document}).json()["total"] == 2
    assert door.get(f"/api/documents/{document}/pages/3").json()["page"] == 3
    assert door.delete(f"/api/checks/{document}").status_code == 204
    assert door.delete(f"/api/checks/{document}").status_code == 404
    assert door.get(f"/api/documents/{document}/pages/3").status_code == 404
    assert view("doc-1").entry.source == "doc-1.pdf"
