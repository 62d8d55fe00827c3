"""Reports into the database: one transaction for each, so that none is ever half there."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select, update

from corpus.errors import NotFound
from corpus.report import Report
from corpus.store import rows, schema
from corpus.store.bulk import insert_rows
from corpus.store.database import Database
from corpus.store.findings import finding_values, settle_edition
from corpus.text import fold
from corpus.view import LABEL_LENGTH

T = TypeVar("T")

_STATEMENT_ROWS = 400  # rows in one IN (…) or one insert of labels: both engines bound parameters


class Published(StrEnum):
    """What publishing a report did."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


class Publisher:
    """Writes reports.  `cut` makes the words of the full text out of a passage's text."""

    def __init__(self, database: Database, cut: Callable[[str], Sequence[str]]) -> None:
        self._database = database
        self._cut = cut

    def identity(self) -> int:
        """What tells this corpus from every other, made up when it is first asked for."""
        columns = schema.state.c
        chosen = select(columns.value).where(columns.name == schema.IDENTITY)
        with self._database.reading() as connection:
            if (known := connection.execute(chosen).scalar_one_or_none()) is not None:
                return int(known)
        with self._database.writing() as connection:
            made = {"name": schema.IDENTITY, "value": secrets.randbelow(1 << 31)}
            insert_rows(connection, schema.state, [made], known=True)
            return int(connection.execute(chosen).scalar_one())

    def publish(self, report: Report, replace: bool = False) -> Published:
        """Make `report` visible, in the place of any edition of the same source.

        The same bytes change nothing unless `replace` asks for the new reading of them.
        """
        content, labelled = _content_of(report, self._cut), labels_of(report)
        with self._database.writing() as connection:
            found = _editions(connection, report.document_id, report.source)
            if not replace and report.document_id in found.values():
                return _keep(connection, found, report.document_id)
            earlier = [number for number, other in found.items() if other != report.document_id]
            if earlier:
                settle_edition(connection, report.source, earlier, report.findings)
            _remove(connection, list(found))
            values = rows.report_values(report, datetime.now(UTC).isoformat(timespec="seconds"))
            report_id = connection.execute(
                insert(schema.reports).values(values).returning(schema.reports.c.id)
            ).scalar_one()
            for table, lines in content:
                insert_rows(connection, table, lines, report_id=report_id)
            _link_labels(connection, report_id, labelled)
            _advance(connection)
        return Published.REPLACED if found else Published.ADDED

    def keep(self, document_id: str, source: str) -> Published | None:
        """Settle a file whose bytes are on the shelf already; None when it must be read.

        When the name stood for another report until now, that edition goes.
        """
        with self._database.writing() as connection:
            found = _editions(connection, document_id, source)
            return _keep(connection, found, document_id) if document_id in found.values() else None

    def withdraw(self, document_id: str) -> None:
        """Take a report off the shelf.  Raises NotFound."""
        with self._database.writing() as connection:
            report_id = connection.execute(
                select(schema.reports.c.id).where(schema.reports.c.document_id == document_id)
            ).scalar_one_or_none()
            if report_id is None:
                raise NotFound(document_id)
            _remove(connection, [report_id])
            _advance(connection)


def _editions(connection: Connection, document_id: str, source: str) -> dict[int, str]:
    """Rows of the reports that have these bytes or this name, with their document ids."""
    columns = schema.reports.c
    chosen = select(columns.id, columns.document_id).where(
        (columns.document_id == document_id) | (columns.source == source)
    )
    return {row.id: row.document_id for row in connection.execute(chosen)}


def _keep(connection: Connection, found: dict[int, str], document_id: str) -> Published:
    """The bytes stay; an edition of the same name with other bytes goes."""
    stale = [report_id for report_id, other in found.items() if other != document_id]
    if not stale:
        return Published.UNCHANGED
    _remove(connection, stale)
    _advance(connection)
    return Published.REPLACED


def labels_of(report: Report) -> dict[str, list[int]]:
    """Every row and column label of the report's records, folded, with the positions of its records."""
    folded: dict[str, str] = {}
    found: dict[str, list[int]] = {}
    for position, record in enumerate(report.records):
        labels = {*record.row_path, *record.column_path, record.row_label or ""}
        for label in {folded.get(one) or folded.setdefault(one, fold(one)[:LABEL_LENGTH]) for one in labels}:
            if label:
                found.setdefault(label, []).append(position)
    return found


def _content_of(
    report: Report, cut: Callable[[str], Sequence[str]]
) -> list[tuple[Table, list[dict[str, Any]]]]:
    """All rows, made before the transaction begins: it should be short."""
    passages = list(rows.passage_values(report.passages))
    for values in passages:
        values["tokens"] = " ".join(cut(values["index_text"]))
    return [
        (schema.pages, list(rows.page_values(report.pages))),
        (schema.sections, list(rows.section_values(report.sections))),
        (schema.passages, passages),
        (schema.tables, list(rows.table_values(report.tables))),
        (schema.records, list(rows.record_values(report.records))),
        (schema.findings, list(finding_values(report.findings))),
        (schema.problems, list(rows.problem_values(report.problems))),
    ]


def _remove(connection: Connection, report_ids: Sequence[int]) -> None:
    if not report_ids:
        return
    linked = schema.label_reports.c
    used = connection.execute(select(linked.label_id).where(linked.report_id.in_(report_ids)).distinct())
    label_ids = used.scalars().all()
    for table in (schema.record_labels, *schema.CONTENT, schema.label_reports):
        connection.execute(delete(table).where(table.c.report_id.in_(report_ids)))
    connection.execute(delete(schema.reports).where(schema.reports.c.id.in_(report_ids)))
    for some in _portions(label_ids):
        still = select(linked.label_id).where(linked.label_id == schema.labels.c.id).exists()
        connection.execute(delete(schema.labels).where(schema.labels.c.id.in_(some), ~still))


def _link_labels(connection: Connection, report_id: int, labels: Mapping[str, Sequence[int]]) -> None:
    # In one order, so that two writers on PostgreSQL cannot wait for each other.
    for some in _portions(sorted(labels)):
        insert_rows(connection, schema.labels, [{"folded": label} for label in some], known=True)
        chosen = select(schema.labels.c.id, schema.labels.c.folded).where(schema.labels.c.folded.in_(some))
        ids = connection.execute(chosen).all()
        linked = [{"label_id": row.id} for row in ids]
        insert_rows(connection, schema.label_reports, linked, report_id=report_id)
        borne = [{"label_id": row.id, "position": position} for row in ids for position in labels[row.folded]]
        insert_rows(connection, schema.record_labels, borne, report_id=report_id)


def _advance(connection: Connection) -> None:
    """Tell every reader that the content changed."""
    counter = schema.state.c
    moved = connection.execute(
        update(schema.state).where(counter.name == "generation").values(value=counter.value + 1)
    )
    if not moved.rowcount:
        connection.execute(insert(schema.state).values(name="generation", value=1))


def _portions(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _STATEMENT_ROWS):
        yield values[start : start + _STATEMENT_ROWS]
