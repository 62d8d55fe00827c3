"""`wenbao records`, `audit` and `doctor` over a sample report."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.wenbao.conftest import SAMPLES, Run, environment

SAMPLE = min(SAMPLES.glob("*决算.pdf"))
SHAPE = {
    "document_id": str,
    "source": str,
    "organisation": str | None,
    "fiscal_year": int | None,
    "form": str | None,
    "title": str | None,
    "row_code": str | None,
    "row_label": str | None,
    "row_path": list,
    "column_path": list,
    "value": str | None,
    "raw": str,
    "unit": str | None,
    "page": int,
    "bbox": list | None,
}


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A WENBAO_HOME with one sample in it, for the tests to copy."""
    folder = tmp_path_factory.mktemp("read") / "home"
    done = subprocess.run(
        [sys.executable, "-m", "wenbao", "ingest", str(SAMPLE)],
        env=environment(folder, WENBAO_VECTORS="false"),
        cwd=folder.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def ingested(wenbao: Run, home: Path, read_once: Path) -> Run:
    """`wenbao` over a corpus of one sample."""
    shutil.copytree(read_once, home)
    return wenbao


def test_each_line_has_the_public_shape(ingested: Run) -> None:
    """Every key with its type, values exact decimals without separators, pages from 1."""
    lines = [json.loads(line) for line in ingested("records", "--document", SAMPLE.name).stdout.splitlines()]
    assert len(lines) > 100
    for line in lines:
        for key, kind in SHAPE.items():
            assert isinstance(line[key], kind), (key, line)
        assert line["page"] >= 1
        if line["value"] is not None:
            assert str(Decimal(line["value"])) == line["value"]
        assert line["bbox"] is None or len(line["bbox"]) == 4
    by_id = ingested("records", "--document", lines[0]["document_id"]).stdout
    assert len(by_id.splitlines()) == len(lines)


def test_csv_and_workbook_hold_the_same_values(ingested: Run, tmp_path: Path) -> None:
    """The three formats agree cell for cell on every value."""
    lines = [json.loads(line) for line in ingested("records").stdout.splitlines()]
    values = [None if line["value"] is None else Decimal(line["value"]) for line in lines]
    written = ingested("records", "--format", "csv").stdout.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(written)))
    assert [Decimal(row["value"]) if row["value"] else None for row in rows] == values
    assert [row["raw"] for row in rows] == [line["raw"] for line in lines]
    book = tmp_path / "records.xlsx"
    assert ingested("records", "--format", "xlsx", "--output", book).returncode == 0
    head, *sheet = openpyxl.load_workbook(book)["records"].iter_rows(values_only=True)
    column = head.index("value")
    read = [None if row[column] is None else Decimal(str(row[column])) for row in sheet]
    assert read == values


def test_an_unknown_report_is_said(ingested: Run) -> None:
    """A wrong reference is a sentence and exit status 1, for records and audit alike."""
    for command in ("records", "audit"):
        done = ingested(command, "--document", "没有.pdf")
        assert done.returncode == 1
        assert "没有.pdf" in done.stderr
        assert "Traceback" not in done.stderr


def test_audit_lines_name_their_places(ingested: Run, tmp_path: Path) -> None:
    """Every format holds the same findings, each with its place; without an open error the exit is 0."""
    done = ingested("audit", "--format", "jsonl")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines
    assert all(line["stated"]["page"] >= 1 and line["id"] and line["state"] == "open" for line in lines)
    assert done.returncode == int(any(line["severity"] == "error" for line in lines))
    assert f"{len(lines)} 项" in ingested("audit").stdout
    book, page = tmp_path / "a.xlsx", tmp_path / "a.html"
    ingested("audit", "--format", "xlsx", "--output", book)
    _, *rows = openpyxl.load_workbook(book).active.iter_rows(values_only=True)
    assert [row[-1] for row in rows] == [line["id"] for line in lines]
    ingested("audit", "--format", "html", "--output", page)
    assert page.read_text(encoding="utf-8").count("<tr class=") == len(lines)
    graver = ingested("audit", "--severity", "warning", "--format", "jsonl").stdout.splitlines()
    assert len(graver) == sum(line["severity"] != "note" for line in lines)


def test_audit_of_an_empty_corpus_says_so(tmp_path: Path) -> None:
    """Nothing ingested is no error, and is said."""
    done = subprocess.run(
        [sys.executable, "-m", "wenbao", "audit"],
        env=environment(tmp_path / "empty", WENBAO_VECTORS="false"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert "wenbao ingest" in done.stderr


def test_doctor_notices_what_is_missing(ingested: Run, home: Path) -> None:
    """A lost row and a lost file each fail the check; a spare file is told.  Whole again it passes."""
    assert ingested("doctor").returncode == 0
    (stored,) = (home / "files").glob("[0-9a-f]" * 64)
    content = stored.read_bytes()
    stored.unlink()
    (home / "files" / ("0" * 64)).write_bytes(b"spare")
    done = ingested("doctor")
    assert done.returncode == 1
    told = done.stdout.replace("\n", "")
    assert "1 missing" in told and "1 without a report" in told
    stored.write_bytes(content)
    assert ingested("doctor", "--rebuild").returncode == 0
    with sqlite3.connect(home / "wenbao.db") as database:
        database.execute("DELETE FROM records WHERE position = 0")
    database.close()
    done = ingested("doctor")
    assert done.returncode == 1
    assert SAMPLE.name in done.stdout.replace("\n", "")
    assert ingested("doctor", "--rebuild").returncode == 0


def test_doctor_makes_the_full_text_again(ingested: Run, home: Path) -> None:
    """A lexical index that lost its content is told, and whole after --rebuild."""
    with sqlite3.connect(home / "wenbao.db") as database:
        database.execute("INSERT INTO passage_index(passage_index) VALUES ('delete-all')")
    database.close()
    done = ingested("doctor")
    assert done.returncode == 1
    assert "--rebuild" in done.stdout
    assert ingested("doctor", "--rebuild").returncode == 0
