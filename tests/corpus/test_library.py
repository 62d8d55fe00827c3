"""The library: views from memory while they stand, search within a scope, labels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.errors import NotFound
from corpus.index.lexical import Found
from corpus.library import SqlLibrary
from corpus.text import fold
from corpus.view import DocumentView, Library, ReportEntry
from tests.corpus.conftest import Store
from tests.corpus.invented import made_report


def test_a_view_is_kept_until_its_report_changes(store: Store) -> None:
    """Another report's coming leaves a view in memory; its own replacement does not."""
    report = made_report()
    store.publisher.publish(report)
    view = store.library.view(report.document_id)
    generation = store.library.generation()
    store.publisher.publish(made_report("云溪县水务局"))
    assert store.library.generation() > generation
    assert store.library.view(report.document_id) is view
    store.publisher.publish(report, replace=True)
    assert store.library.view(report.document_id) is not view


def test_who_changes_the_store_sees_it_at_once(store: Store) -> None:
    """The shelf may be a moment old, but not for the one who renews it after a change of its own."""
    library = SqlLibrary(store.reader, store.files, store.lexical, str.split, fresh_seconds=60)
    report = made_report()
    store.publisher.publish(report)
    assert [entry.document_id for entry in library.reports()] == [report.document_id]
    store.publisher.withdraw(report.document_id)
    assert len(library.reports()) == 1
    library.renew()
    assert not library.reports()


def test_no_more_views_are_kept_than_asked_for(store: Store) -> None:
    """The view used longest ago goes first."""
    reports = [made_report(year=year) for year in (2018, 2019, 2020)]
    for report in reports:
        store.publisher.publish(report)
    library = SqlLibrary(store.reader, store.files, store.lexical, str.split, kept_views=2)
    first, second = (library.view(report.document_id) for report in reports[:2])
    assert library.view(reports[0].document_id) is first
    library.view(reports[2].document_id)
    assert library.view(reports[0].document_id) is first
    assert library.view(reports[1].document_id) is not second


def test_reports_stand_by_organisation_and_year(store: Store) -> None:
    """The shelf is in order, whatever the order of coming."""
    for organisation, year in (("云溪县水务局", 2019), ("云溪县林业局", 2021), ("云溪县林业局", 2018)):
        store.publisher.publish(made_report(organisation, year))
    order = [(entry.facts.organisation, entry.facts.fiscal_year) for entry in store.library.reports()]
    assert order == [("云溪县林业局", 2018), ("云溪县林业局", 2021), ("云溪县水务局", 2019)]


def test_search_stays_within_the_documents_that_it_is_given(store: Store) -> None:
    """Neither a neighbouring year nor a removed report is found; an empty scope finds nothing."""
    reports = [made_report(year=year) for year in (2018, 2019, 2020)]
    for report in reports:
        store.publisher.publish(report)
    wanted = reports[1].document_id
    hits = store.library.search("教育支出为什么增加", [wanted])
    assert {hit.document_id for hit in hits} == {wanted}
    assert hits[0].passage == 1
    assert {hit.document_id for hit in store.library.search("教育支出为什么增加")} == {
        report.document_id for report in reports
    }
    assert store.library.search("教育支出", []) == []
    assert store.library.search("教育支出", ["0" * 16]) == []
    assert store.library.search("   ") == []


def test_labels_are_found_folded_and_in_part(store: Store) -> None:
    """A label is found by a part of it, in full width and with other quotes as well."""
    report = made_report(amounts=(("“三公”经费支出", "1", "3.00"), ("１月_100%", "2", "1.00")))
    store.publisher.publish(report)
    found = [report.document_id]
    for label in ("三公", '"三公"经费', "「三公」经费", "决算数", "1月", "_100%"):
        assert list(store.library.documents_with_label(label)) == found, label
    for label in ("教育", "", "1月%", "__"):
        assert list(store.library.documents_with_label(label)) == [], label


def test_a_report_is_found_by_its_id_or_file_name(store: Store) -> None:
    """Both references lead to the same entry; anything else is NotFound."""
    report = made_report()
    store.publisher.publish(report)
    assert store.library.find(report.source) == store.library.find(report.document_id)
    for wrong in ("", "none.pdf", report.document_id[:-1]):
        with pytest.raises(NotFound):
            store.library.find(wrong)
        with pytest.raises(NotFound):
            store.library.view(wrong)
        with pytest.raises(NotFound):
            store.library.file(wrong)


def test_what_vectors_still_hold_of_a_gone_report_is_not_a_hit(store: Store) -> None:
    """An index that lags behind adds hits of reports on the shelf only, fused by rank."""
    report = made_report()
    store.publisher.publish(report)
    row = store.reader.find(report.document_id).report_id

    class Lagging:
        def search(self, query: str, report_ids: object, limit: int) -> list[Found]:
            return [Found(row + 1, 1, 0.99), Found(row, 3, 0.5)]

    library = SqlLibrary(store.reader, store.files, store.lexical, lambda text: ["教育"], Lagging())
    hits = library.search("教育")
    assert [(hit.document_id, hit.passage) for hit in hits] == [
        (report.document_id, 1),
        (report.document_id, 3),
    ]


def test_it_is_a_library(store: Store) -> None:
    """The SQL library has everything that the protocol asks for."""
    library: Library = store.library
    assert library.generation() == 0
    assert list(library.reports()) == []


def test_figures_of_many_reports_without_reading_these_whole(store: Store) -> None:
    """Labels, records by label and heads of tables come from SQL, the same as from the views."""
    for year in range(2015, 2021):
        store.publisher.publish(made_report(year=year))
    library, entries = store.library, store.library.reports()
    some = [entry.document_id for entry in entries][1:4]
    plain = _Plain(library)
    views = [library.view(entry.document_id) for entry in entries]
    library._views.clear()
    assert library.labels_in() == plain.labels_in() and library.labels_in(some) == plain.labels_in(some)
    wanted = [fold("教育支出"), fold("没有这样的")]
    assert list(library.records_with(wanted, some)) == list(plain.records_with(wanted, some))
    assert len(library.records_with(wanted)) == len(entries)
    assert len(library.records_with([fold("决算数")], some, limit=2)) == 2
    assert list(library.tables_in(some)) == list(plain.tables_in(some))
    assert library.records_with([], some) == [] and library.tables_in(["unknown"]) == []
    assert not library._views or len(views) == 6


def test_labels_go_with_their_report(store: Store) -> None:
    """Another edition leaves no record of the old one to be found."""
    store.publisher.publish(made_report())
    store.publisher.publish(made_report(salt="2", amounts=(("医疗支出", "210", "3.00"),)))
    assert store.library.records_with([fold("教育支出")]) == []
    ((_, record),) = store.library.records_with([fold("医疗支出")])
    assert record.raw == "3.00"


class _Plain(Library):
    """The protocol's own defaults over another library's views."""

    def __init__(self, library: SqlLibrary) -> None:
        self._library = library

    def reports(self) -> Sequence[ReportEntry]:
        return self._library.reports()

    def view(self, document_id: str) -> DocumentView:
        return self._library.view(document_id)
