"""Records across reports, a page at a time."""

import pytest

from corpus.store.finding import RecordFinder
from tests.corpus.conftest import Store
from tests.corpus.invented import made_report


@pytest.fixture
def finder(store: Store) -> RecordFinder:
    """Two reports of three records each, the later year published first."""
    for year in (2021, 2020):
        store.publisher.publish(made_report(year=year))
    return RecordFinder(store.database)


def test_records_come_by_year_and_place(finder: RecordFinder) -> None:
    """Pages laid end to end hold every record once, in the order of the reports."""
    pages = [finder.find(None, None, None, offset, 2) for offset in (0, 2, 4, 6)]
    found = [item for page in pages for item in page.items]
    assert [page.total for page in pages] == [6] * 4
    assert [record.raw for _, record in found] == ["1,204.50", "14.30", ""] * 2
    assert found[0][0] == made_report(year=2020).document_id


def test_records_are_found_by_report_form_and_label(finder: RecordFinder) -> None:
    """A label is a stretch as printed; signs of patterns match nothing but themselves."""
    document = made_report(year=2021).document_id
    assert finder.find(document, None, None, 0, 9).total == 3
    assert finder.find(None, "公开01表", None, 0, 9).total == 6
    assert finder.find(None, "公开02表", None, 0, 9).total == 0
    assert [record.raw for _, record in finder.find(document, None, "教育", 0, 9).items] == ["14.30"]
    assert finder.find(None, None, "决算数", 0, 9).total == 6
    for nothing in ("%", "_", '"', "\\", "教_支出"):
        assert finder.find(None, None, nothing, 0, 9).total == 0, nothing
