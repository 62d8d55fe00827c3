"""Reports go in whole, once, and one edition at a time."""

from __future__ import annotations

import dataclasses
import threading
from decimal import Decimal

import pytest

from corpus.errors import NotFound
from corpus.store.publishing import Published
from tests.corpus.conftest import Store, open_store
from tests.corpus.invented import ROWS, made_report

PARTS = ("pages", "sections", "passages", "tables", "records", "findings")


def test_a_report_comes_back_as_it_went_in(store: Store) -> None:
    """Every part of a report is read back equal to what was published."""
    report = made_report()
    assert store.publisher.publish(report) is Published.ADDED
    view = store.library.view(report.document_id)
    for part in PARTS:
        assert getattr(view, part) == getattr(report, part), part
    entry = view.entry
    assert (entry.facts, entry.problems, entry.source) == (report.facts, report.problems, report.source)
    assert (entry.pages, entry.tables, entry.records, entry.passages) == (2, 1, 3, 3)
    assert entry.confidence == 0.97


@pytest.mark.parametrize(
    "digits", ["14.30", "0.00", "-7", "123456789012345678901234.5678", "1E+3", "0.10000"]
)
def test_no_digit_of_an_amount_is_lost(store: Store, digits: str) -> None:
    """A decimal keeps its value and its zeros, however long."""
    report = made_report()
    record = dataclasses.replace(report.records[0], value=Decimal(digits))
    store.publisher.publish(dataclasses.replace(report, records=(record,)))
    (kept,) = store.library.view(report.document_id).records
    assert (kept.value, str(kept.value)) == (Decimal(digits), digits)


def test_the_same_bytes_twice_change_nothing(store: Store) -> None:
    """A second publishing of the same report leaves the generation where it was."""
    report = made_report()
    store.publisher.publish(report)
    generation = store.reader.generation()
    assert store.publisher.publish(report) is Published.UNCHANGED
    assert store.publisher.keep(report.document_id, report.source) is Published.UNCHANGED
    assert store.reader.generation() == generation
    assert store.reader.counts()["records"] == 3


def test_replace_takes_the_new_reading_of_the_same_bytes(store: Store) -> None:
    """Read anew, the report's rows are the new ones, and only those."""
    report = made_report()
    store.publisher.publish(report)
    anew = dataclasses.replace(report, records=report.records[:1])
    assert store.publisher.publish(anew, replace=True) is Published.REPLACED
    assert store.library.view(report.document_id).records == report.records[:1]
    assert store.reader.counts()["reports"] == 1


def test_a_changed_file_of_the_same_name_replaces_the_edition(store: Store) -> None:
    """Of two editions under one name the later one is there, without a row of the earlier."""
    old = made_report()
    new = made_report(salt="second", amounts=(("林业改革支出", "213", "9.10"),))
    other = made_report("云溪县水务局")
    for report in (old, other):
        store.publisher.publish(report)
    assert store.publisher.publish(new) is Published.REPLACED
    assert {entry.document_id for entry in store.library.reports()} == {new.document_id, other.document_id}
    with pytest.raises(NotFound):
        store.library.view(old.document_id)
    assert store.reader.counts()["records"] == 1 + len(ROWS)
    assert store.lexical.size() == store.reader.counts()["passages"] == 6
    assert list(store.library.documents_with_label("教育支出")) == [other.document_id]


def test_a_name_that_comes_to_stand_for_known_bytes_gives_up_its_old_edition(store: Store) -> None:
    """When b.pdf turns into a copy of a.pdf, what b.pdf held before is gone."""
    first, second = made_report(source="a.pdf"), made_report("云溪县水务局", source="b.pdf")
    store.publisher.publish(first)
    store.publisher.publish(second)
    assert store.publisher.keep(first.document_id, "b.pdf") is Published.REPLACED
    assert [entry.document_id for entry in store.library.reports()] == [first.document_id]
    assert store.publisher.keep("0" * 16, "c.pdf") is None


def test_a_withdrawn_report_leaves_nothing(store: Store) -> None:
    """After a withdrawal no table and no index holds anything of the report."""
    report = made_report()
    store.publisher.publish(report)
    store.publisher.withdraw(report.document_id)
    assert set(store.reader.counts().values()) == {0}
    assert store.lexical.size() == 0
    assert store.lexical.sound()
    with pytest.raises(NotFound):
        store.publisher.withdraw(report.document_id)


def test_readers_never_see_half_an_edition(store: Store) -> None:
    """While editions replace each other, every view read is one of them, whole."""
    editions = [
        made_report(salt=str(n), amounts=tuple((f"支出{n}", str(k), f"{n}.00") for k in range(40)))
        for n in range(8)
    ]
    store.publisher.publish(editions[0])
    known = {report.document_id: report for report in editions}
    faults: list[str] = []
    seen: set[str] = set()
    over = threading.Event()

    def look() -> None:
        library = open_store(store.url, store.files.folder).library
        while not over.is_set():
            shelf = library.reports()
            if len(shelf) != 1:
                faults.append(f"{len(shelf)} reports on the shelf")
                continue
            try:
                view = library.view(shelf[0].document_id)
            except NotFound:
                continue  # replaced between the two calls
            seen.add(view.entry.document_id)
            if view.records != known[view.entry.document_id].records:
                faults.append(view.entry.document_id)

    readers = [threading.Thread(target=look) for _ in range(2)]
    for reader in readers:
        reader.start()
    for report in editions[1:]:
        store.publisher.publish(report)
    over.set()
    for reader in readers:
        reader.join()
    assert not faults
    assert seen


def test_writers_at_the_same_time_take_turns(store: Store) -> None:
    """Two processes that publish editions of the same names leave one of each, whole."""
    names = [f"{letter}.pdf" for letter in "abcd"]
    faults: list[BaseException] = []

    def write(salt: str) -> None:
        own = open_store(store.url, store.files.folder)
        try:
            for name in names:
                own.publisher.publish(made_report(source=name, salt=salt))
        except BaseException as error:
            faults.append(error)
            raise
        finally:
            own.database.close()

    writers = [threading.Thread(target=write, args=(salt,)) for salt in ("one", "two", "three")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not faults
    assert sorted(entry.source for entry in store.library.reports()) == names
    assert store.reader.miscounted() == []
    assert store.reader.generation() == 3 * len(names)
    assert store.lexical.size() == 3 * len(names)
