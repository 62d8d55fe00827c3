"""Findings in and out of the database, and what people decided about them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from corpus.errors import NotFound
from corpus.findings import OPEN, Category, Finding, Side, Standing, State
from corpus.report import Severity
from corpus.store import schema
from corpus.store.database import Database

Values = dict[str, Any]


def finding_values(findings: Iterable[Finding]) -> Iterator[Values]:
    """The rows of `findings`, numbered from 0."""
    for number, found in enumerate(findings):
        yield {"number": number, "key": found.key, **plain_finding(found)}


def plain_finding(found: Finding) -> Values:
    """A finding as JSON holds it."""
    return {
        "kind": found.kind,
        "category": found.category.value,
        "severity": found.severity.value,
        "subject": found.subject,
        "message": found.message,
        "stated": _plain(found.stated),
        "against": None if found.against is None else _plain(found.against),
        "expected": found.expected,
        "formula": found.formula,
        "more": [_plain(side) for side in found.more],
    }


def _plain(side: Side) -> Values:
    cell = None if side.cell is None else list(side.cell)
    return {"value": side.value, "page": side.page, "quote": side.quote, "cell": cell}


def to_finding(row: Row[Any]) -> Finding:
    """A row of `findings` as a finding."""
    return finding_from(dict(row._mapping))


def finding_from(values: Mapping[str, Any]) -> Finding:
    """A finding out of what `plain_finding` made."""
    return Finding(
        values["kind"],
        Category(values["category"]),
        Severity(values["severity"]),
        values["subject"],
        values["message"],
        _side(values["stated"]),
        None if values["against"] is None else _side(values["against"]),
        values["expected"],
        values["formula"],
        tuple(map(_side, values["more"])),
    )


def _side(values: Mapping[str, Any]) -> Side:
    cell = values["cell"]
    return Side(values["value"], values["page"], values["quote"], None if cell is None else tuple(cell))


@dataclass(frozen=True, slots=True)
class Standings:
    """What was decided about a report's findings, by key; `mended` are those that an earlier edition
    had and this one has not."""

    by_key: dict[str, Standing] = field(default_factory=dict)
    mended: tuple[tuple[Finding, Standing], ...] = ()

    def of(self, found: Finding) -> Standing:
        """The state of one finding."""
        return self.by_key.get(found.key, OPEN)


class FindingStates:
    """What people decided about findings.  It stays with a report's name over its editions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, source: str) -> Standings:
        """All that was decided about the report called `source`."""
        columns = schema.finding_states.c
        chosen = select(schema.finding_states).where(columns.source == source).order_by(columns.at)
        with self._database.reading() as connection:
            found = connection.execute(chosen).all()
        by_key = {row.key: Standing(State(row.state), row.note, row.by, row.at) for row in found}
        mended = tuple(
            (finding_from(row.finding), by_key[row.key])
            for row in found
            if row.state == State.MENDED and row.finding is not None
        )
        return Standings(by_key, mended)

    def accept(self, source: str, key: str, note: str, by: str) -> Standing:
        """Accept a finding, with a reason.  Raises NotFound for one that the report has not."""
        standing = Standing(State.ACCEPTED, note, by, time.time())
        with self._database.writing() as connection:
            _known(connection, source, key)
            _forget(connection, source, [key])
            _keep(connection, source, key, standing, None)
        return standing

    def reopen(self, source: str, key: str) -> Standing:
        """Take an acceptance back.  Raises NotFound for a finding that the report has not."""
        with self._database.writing() as connection:
            _known(connection, source, key)
            _forget(connection, source, [key])
        return OPEN


def _known(connection: Connection, source: str, key: str) -> None:
    reports, findings = schema.reports.c, schema.findings.c
    held = (
        select(findings.key)
        .select_from(schema.findings.join(schema.reports, reports.id == findings.report_id))
        .where(reports.source == source, findings.key == key)
        .limit(1)
    )
    if connection.execute(held).one_or_none() is None:
        raise NotFound(key)


def settle_edition(
    connection: Connection, source: str, replaced: Sequence[int], present: Iterable[Finding]
) -> None:
    """Note which findings of the editions `replaced` a new edition has mended; those that came back
    are open again.  Inside the caller's transaction, before the old rows go."""
    keys = {found.key for found in present}
    columns = schema.findings.c
    chosen = select(schema.findings).where(columns.report_id.in_(replaced))
    gone = {row.key: row for row in connection.execute(chosen) if row.key not in keys}
    states = schema.finding_states.c
    back = select(states.key).where(states.source == source, states.state == State.MENDED.value)
    _forget(connection, source, [*gone, *(key for (key,) in connection.execute(back) if key in keys)])
    now = Standing(State.MENDED, at=time.time())
    for key, row in gone.items():
        _keep(connection, source, key, now, plain_finding(to_finding(row)))


def _keep(connection: Connection, source: str, key: str, standing: Standing, found: Values | None) -> None:
    values = {
        "source": source, "key": key, "state": standing.state.value, "note": standing.note,
        "by": standing.by, "at": standing.at, "finding": found,
    }  # fmt: skip
    connection.execute(insert(schema.finding_states).values(values))


def _forget(connection: Connection, source: str, keys: Sequence[str]) -> None:
    columns = schema.finding_states.c
    for key in keys:
        connection.execute(delete(schema.finding_states).where(columns.source == source, columns.key == key))
