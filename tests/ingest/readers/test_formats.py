"""Every format gives the same records where it holds the same tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import read_report
from tests.ingest.readers import invented

FORMATS = {
    "report.txt": invented.as_tabbed_text,
    "report.md": invented.as_markdown,
    "report.csv": invented.as_csv,
    "report.html": invented.as_html,
    "report.docx": invented.as_docx,
    "report.xlsx": invented.as_xlsx,
}


def told(report) -> set[tuple]:
    """What the records with a value say, places left out."""
    return {
        (record.form, record.row_label, record.column_path, str(record.value))
        for record in report.records
        if record.value is not None
    }


@pytest.fixture(params=FORMATS)
def report(request, tmp_path: Path):
    path = tmp_path / request.param
    FORMATS[request.param](path)
    return read_report(path, path.name)


def test_same_records(report):
    """The invented report's figures come out of each format with row, columns and form."""
    assert told(report) == invented.RECORDS


def test_units_and_titles(report):
    """Captions above a table give its unit and title, whatever they were written in."""
    assert {(table.title, table.unit) for table in report.tables} == {
        ("收入支出总表", "万元"),
        ("支出决算表", "万元"),
    }


def test_no_made_up_places(report):
    """A format without geometry claims no boxes and no page size."""
    assert all(record.box is None for record in report.records)
    assert all(not cell.places for table in report.tables for cell in table.cells)
    assert all(not passage.places for passage in report.passages)
    assert {(page.width, page.height) for page in report.pages} == {(0.0, 0.0)}


def test_facts(report):
    """The title is found, and with it whose report it is and of what year."""
    assert report.facts.organisation == "云海市星桥区档案馆"
    assert report.facts.fiscal_year == 2031


def test_prose_is_a_passage(tmp_path: Path):
    """Running text of a document with tables is kept word for word."""
    for name in ("report.txt", "report.md", "report.html", "report.docx"):
        path = tmp_path / name
        FORMATS[name](path)
        texts = "".join(passage.text for passage in read_report(path, name).passages)
        assert invented.PROSE in texts, name


def test_sheets_are_pages(tmp_path: Path):
    """A figure of a workbook's second sheet is on page 2."""
    path = tmp_path / "report.xlsx"
    invented.as_xlsx(path)
    pages = {record.form: record.page for record in read_report(path, path.name).records}
    assert pages == {"公开91表": 1, "公开92表": 2}
