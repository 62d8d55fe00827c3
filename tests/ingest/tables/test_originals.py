"""The published reports' tables, cell for cell, where the originals stand beside the checkout."""

import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.readers.pdf import read_pages
from ingest.tables import reconstruct

SHARED = Path(__file__).resolve().parents[4] / "shared"
REPORTS, SCORER = SHARED / "reports", SHARED / "checks" / "score_cells.py"
PRINTS = [("pdf", "truth"), ("styles/web", None), ("styles/ruleless", None), ("real", None)]

pytestmark = [
    pytest.mark.originals,
    pytest.mark.skipif(not SCORER.exists(), reason="the originals are not here"),
]


def cases():
    if not SCORER.exists():
        return []
    index = {}
    for name in ("index.json", "real/index.json"):
        index |= json.loads((REPORTS / name).read_text(encoding="utf-8"))
    found = []
    for folder, truth in PRINTS:
        for cells in sorted((REPORTS / (truth or f"{folder}/truth")).glob("*.cells.jsonl")):
            report = cells.name.removesuffix(".cells.jsonl")
            found.append(
                pytest.param(REPORTS / folder / index[report]["file"], cells, id=f"{folder}-{report}")
            )
    return found


def plain(text):
    return re.sub(r"[\s、,，:：()]", "", unicodedata.normalize("NFKC", text or ""))


def number(cell):
    return Decimal(cell["value"].rstrip("%"))


def line(record):
    return {
        "form": record.form,
        "title": record.title,
        "row_code": record.row_code,
        "row_label": record.row_label,
        "column_path": record.column_path,
        "value": None if record.value is None else str(record.value),
        "page": record.page,
    }


@pytest.mark.parametrize(("pdf", "truth"), cases())
def test_every_cell_is_found_and_none_is_wrong(pdf, truth, tmp_path):
    """Recall 100 %, no wrong cell, nothing in the tables that is not in the truth, pages right."""
    records = reconstruct(list(read_pages(pdf))).records
    out = tmp_path / "records.jsonl"
    out.write_text("\n".join(json.dumps(line(r), ensure_ascii=False) for r in records), encoding="utf-8")
    scored = subprocess.run([sys.executable, SCORER, truth, out], capture_output=True, text=True, check=False)
    assert "(recall 100.00%, precision 100.00%), wrong 0" in scored.stdout
    cells = [json.loads(text) for text in truth.read_text(encoding="utf-8").splitlines()]
    named = [cell for cell in cells if cell["row_label"]]  # a row may print none
    wanted = Counter((number(cell), plain(cell["row_label"]), cell["page"]) for cell in named)
    found = Counter((r.value, plain(r.row_label), r.page) for r in records if r.value is not None)
    nameless = Counter((number(cell), cell["page"]) for cell in cells)
    assert not nameless - Counter((r.value, r.page) for r in records if r.value is not None)
    assert not wanted - found
    assert all(r.box is not None for r in records if r.value is not None)
