"""The tables of the samples come out of the PDFs cell for cell."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from ingest.readers.pdf import read_pages
from ingest.tables import reconstruct

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
INDEX = json.loads((SAMPLES / "reports" / "index.json").read_text(encoding="utf-8"))


def folded(text):
    return re.sub(r"[\s“”()（）、,，:：]", "", unicodedata.normalize("NFKC", text or ""))


def unnumbered(text):
    return re.sub(r"^[一二三四五六七八九十]+(?=\D)", "", folded(text))


def place(form, code, label, columns, *rest):
    return (form, code, unnumbered(label), tuple(map(folded, columns)), *rest)


@pytest.fixture(scope="module", params=list(INDEX))
def report(request):
    """Truth lines and records of one report."""
    truth = SAMPLES / "truth" / f"{request.param}.cells.jsonl"
    lines = truth.read_text(encoding="utf-8").splitlines() if truth.exists() else []
    file = SAMPLES / "reports" / INDEX[request.param]["file"]
    return file, [json.loads(line) for line in lines], reconstruct(list(read_pages(file))).records


def test_every_figure_is_found_once_in_its_place_and_nothing_else(report):
    """Form, code, label, column path, value, unit and page of all records are those of the truth."""
    _, cells, records = report
    wanted = Counter(
        place(c["form"], c["row_code"], c["row_label"], c["column_path"], c["value"], c["unit"], c["page"])
        for c in cells
    )
    found = Counter(
        place(r.form, r.row_code, r.row_label, r.column_path, str(r.value), r.unit, r.page)
        for r in records
        if r.value is not None
    )
    assert found == wanted


def test_coded_rows_know_the_codes_above_them(report):
    """Where the truth's path follows from the codes, the record has the same path."""
    _, cells, records = report
    paths = {
        (r.form, r.row_code): [folded(label) for label in r.row_path[:-1]] for r in records if r.row_code
    }
    for cell in cells:
        if cell["row_path_basis"] == "code":
            assert paths[cell["form"], cell["row_code"]] == [folded(label) for label in cell["row_path"]], (
                cell
            )


def test_the_box_of_a_record_holds_its_digits(report):
    """What the PDF shows inside a record's box is the figure as printed."""
    file, _, records = report
    document = pypdfium2.PdfDocument(file)
    texts = {number + 1: (page.get_height(), page.get_textpage()) for number, page in enumerate(document)}
    for record in records:
        if record.value is None:
            continue
        height, text = texts[record.page]
        box = record.box
        shown = text.get_text_bounded(box.x0 - 1, height - box.bottom - 1, box.x1 + 1, height - box.top + 1)
        assert re.sub(r"\s", "", shown) == record.raw, record
