"""Tables without geometry, given as rows, read as a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evals.cells.prints import Grid, Paper, as_html
from ingest.pipeline import read_report

Told = dict[tuple[str | None, str], tuple[str, str | None]]


def told(folder: Path, rows: Sequence[Sequence[str]], unit: str | None = "万元") -> Told:
    """(row label, column) → (value, unit) of each figure of a table with these rows."""
    captions = ["收支情况表", *([f"单位：{unit}"] if unit else [])]
    paper = Paper("2031年云海市星桥区档案馆决算", "一、决算表", "", [Grid(captions, list(map(list, rows)))])
    path = folder / "a.html"
    as_html(path, paper)
    return {
        (r.row_label, r.column_path[-1]): (str(r.value), r.unit)
        for r in read_report(path, path.name).records
        if r.value is not None
    }
