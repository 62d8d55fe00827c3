"""Cells counted against truth, and the same tables in every format."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.report import Record
from evals.cells.__main__ import LEAST, SAMPLES, Print, prints_in, saved
from evals.cells.scoring import Score, score
from ingest.pipeline import read_report

ORIGINALS = Path(__file__).resolve().parents[3] / "shared" / "reports"
CELL = {
    "form": "公开91表",
    "title": "收入支出总表",
    "row_code": None,
    "row_label": "一、教育收入",
    "column_path": ["收入", "决算数"],
    "value": "12.50",
}


@pytest.fixture(scope="module")
def record() -> Record:
    """A record of the samples, to be told otherwise."""
    path = min(SAMPLES.glob("*.pdf"), key=lambda path: path.stat().st_size)
    (first, *_) = read_report(path, path.name).records
    return replace(
        first,
        form="公开91表",
        title="收入支出总表",
        row_code=None,
        row_label="教育收入",
        column_path=("收入", "决算数"),
        value=Decimal("12.50"),
        confidence=1.0,
    )


def test_a_record_is_found_wrong_unsure_or_missing(record: Record) -> None:
    """List numbers and a side left out do not matter; value, form and label do."""
    assert score([CELL], [record]) == Score(1, 1, 0)
    assert score([CELL], [replace(record, column_path=("决算数",))]) == Score(1, 1, 0)
    assert score([CELL], [replace(record, value=Decimal("12.60"))]) == Score(0, 1, 1)
    assert score([CELL], [replace(record, value=Decimal("12.60"), confidence=0.5)]) == Score(0, 1, 0, 1)
    assert score([CELL], [replace(record, form="公开92表")]) == Score(0, 1, 0)
    assert score([CELL], [replace(record, row_label="教育支出")]) == Score(0, 1, 0)
    assert score([CELL, CELL], [record]) == Score(1, 2, 0)


@pytest.mark.parametrize("found", list(prints_in(SAMPLES, scans=False)), ids=lambda found: found.report)
def test_samples_in_every_format(found: Print, tmp_path: Path) -> None:
    """The tables of each sample come out of its PDF, and out of DOCX, XLSX and HTML made of it."""
    for one in (found, *saved(found, tmp_path)):
        got = score(one.cells, read_report(one.path, one.path.name).records)
        assert (one.kind, got) == (one.kind, Score(len(one.cells), len(one.cells), 0))


def _originals() -> list[Print]:
    return list(prints_in(ORIGINALS, scans=False)) if ORIGINALS.is_dir() else []


@pytest.mark.originals
@pytest.mark.parametrize("found", _originals(), ids=lambda found: f"{found.kind}-{found.report}")
def test_originals_in_every_format(found: Print, tmp_path: Path) -> None:
    """So do those of the published reports; of a text export that broke its cells nearly all."""
    for one in (found, *(saved(found, tmp_path) if found.kind == "pdf" else ())):
        got = score(one.cells, read_report(one.path, one.path.name).records)
        assert got.wrong == 0, one.kind
        assert got.found >= LEAST.get(one.kind, 1.0) * got.total, one.kind
