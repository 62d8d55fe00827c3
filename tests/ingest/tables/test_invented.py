"""Tables of random shape, printed and read again, come back cell for cell."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.readers.pdf import read_pages
from ingest.tables import reconstruct
from tests.ingest.tables.invented import invent
from tests.ingest.tables.pdf_print import print_pdf
from tests.ingest.tables.printer import Printer

SEEDS = st.integers(min_value=0, max_value=10**9)
EASY = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def placed(records):
    return {(r.row_code, r.row_label, r.column_path, r.raw, r.page) for r in records if r.value is not None}


def check(table):
    found = reconstruct(Printer(table).pages())
    assert placed(found.records) == table.expected()
    assert sum(r.value is not None for r in found.records) == len(table.expected())
    assert len(found.tables) == 1
    whole = found.tables[0]
    assert (whole.title, whole.form, whole.unit) == (table.title, table.form, table.style.unit)


@EASY
@given(SEEDS)
def test_ruled_tables_come_back_cell_for_cell(seed):
    """Header depth 1–4, spans, sides, codes, blanks, page breaks, headers repeated or not."""
    check(invent(seed, ruled=True))


@EASY
@given(SEEDS)
def test_tables_without_upright_rules_come_back_cell_for_cell(seed):
    """The same shapes with three level lines only."""
    check(invent(seed, ruled=False))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(SEEDS, st.booleans(), st.sampled_from([0, 90]))
def test_printed_to_pdf_and_read_again_they_come_back(tmp_path_factory, seed, ruled, turned):
    """The same through a PDF file, upright or as a turned page, by the PDF reader."""
    table = invent(seed, ruled)
    path = tmp_path_factory.mktemp("invented") / "table.pdf"
    print_pdf(Printer(table).pages(), path, turned)
    assert placed(reconstruct(list(read_pages(path))).records) == table.expected()
