"""Records for other programs: nothing runs, nothing is lost."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest

from corpus.exports import digits, lines_of, write_csv, write_xlsx
from tests.corpus.conftest import Store
from tests.corpus.invented import made_report

ARMED = ('=HYPERLINK("http://example.invalid")', "@SUM(A1)", "+1+1", "支出\x0b合计")


@pytest.mark.parametrize(
    ("value", "written"), [("1E+3", "1000"), ("14.30", "14.30"), ("0E-8", "0.00000000"), ("-0.5", "-0.5")]
)
def test_values_are_written_without_exponents(value: str, written: str) -> None:
    """Exact digits, zeros kept, as people write them."""
    assert digits(Decimal(value)) == written


def test_a_label_never_becomes_a_formula(store: Store) -> None:
    """What a spreadsheet would run is text there, in both formats."""
    report = made_report(amounts=tuple((label, str(n), "1.00") for n, label in enumerate(ARMED)))
    store.publisher.publish(report)
    lines = list(lines_of([store.library.view(report.document_id)]))
    out = io.BytesIO()
    write_csv(lines, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"))))
    assert [row["row_label"][0] for row in rows[:3]] == ["'", "'", "'"]
    out = io.BytesIO()
    write_xlsx(lines, out)
    head, *cells = openpyxl.load_workbook(io.BytesIO(out.getvalue()))["records"].iter_rows()
    column = [cell.value for cell in head].index("row_label")
    assert {row[column].data_type for row in cells} == {"s"}
    assert [row[column].value for row in cells] == [*ARMED[:3], "支出合计"]
