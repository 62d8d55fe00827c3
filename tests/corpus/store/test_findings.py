"""Findings and decisions over readings and editions."""

from __future__ import annotations

import dataclasses

import pytest

from corpus.errors import NotFound
from corpus.findings import State
from corpus.store.findings import FindingStates
from tests.corpus.conftest import Store
from tests.corpus.invented import made_report


def test_an_acceptance_holds_when_the_report_is_read_again(store: Store) -> None:
    """It hangs on the name and on what is said, not on rows."""
    report, states = made_report(), FindingStates(store.database)
    store.publisher.publish(report)
    key = report.findings[0].key
    states.accept(report.source, key, "已核", "王五")
    store.publisher.publish(report, replace=True)
    standing = states.of(report.source).by_key[key]
    assert (standing.state, standing.note, standing.by) == (State.ACCEPTED, "已核", "王五")
    states.reopen(report.source, key)
    assert states.of(report.source).by_key == {}


def test_a_later_edition_mends_what_it_no_longer_has(store: Store) -> None:
    """The finding stays, with its state; when it comes back it is open again."""
    old, states = made_report(), FindingStates(store.database)
    store.publisher.publish(old)
    new = dataclasses.replace(made_report(salt="second"), findings=())
    store.publisher.publish(new)
    ((found, standing),) = states.of(old.source).mended
    assert (found, standing.state) == (old.findings[0], State.MENDED)
    store.publisher.publish(dataclasses.replace(made_report(salt="third")))
    assert states.of(old.source).mended == ()


def test_a_new_reading_of_the_same_bytes_mends_nothing(store: Store) -> None:
    """A better checker is no better report."""
    report, states = made_report(), FindingStates(store.database)
    store.publisher.publish(report)
    store.publisher.publish(dataclasses.replace(report, findings=()), replace=True)
    assert states.of(report.source).mended == ()


def test_only_a_finding_that_is_there_is_decided_on(store: Store) -> None:
    """Of another key nothing is known."""
    report = made_report()
    store.publisher.publish(report)
    with pytest.raises(NotFound):
        FindingStates(store.database).accept(report.source, "0" * 16, "", "")


def test_the_key_does_not_hang_on_the_page() -> None:
    """The same statement on another page is the same finding; another value is another one."""
    found = made_report().findings[0]
    moved = dataclasses.replace(found, stated=dataclasses.replace(found.stated, page=9))
    other = dataclasses.replace(found, stated=dataclasses.replace(found.stated, value="14.31"))
    assert moved.key == found.key != other.key
