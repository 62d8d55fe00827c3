"""Reports out of the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlalchemy import Table as SqlTable

from corpus.errors import NotFound
from corpus.findings import disagreements_in
from corpus.report import Problem, Record, Table
from corpus.store import rows, schema
from corpus.store.database import Database
from corpus.store.findings import to_finding
from corpus.text import fold
from corpus.view import LABEL_LENGTH, DocumentView, ReportEntry


@dataclass(frozen=True, slots=True)
class Shelved:
    """A visible report with the id of its rows (never used twice) and its file's hash."""

    report_id: int
    sha256: str
    media_type: str
    entry: ReportEntry


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """What an index needs of a passage."""

    report_id: int
    number: int
    tokens: str
    index_text: str


class Reader:
    """Reads reports, whole or in part."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def identity(self) -> int | None:
        """What tells this corpus from every other; None until something was written."""
        chosen = select(schema.state.c.value).where(schema.state.c.name == schema.IDENTITY)
        with self._database.reading() as connection:
            return connection.execute(chosen).scalar_one_or_none()

    def generation(self) -> int:
        """How often the content changed."""
        with self._database.reading() as connection:
            return _generation(connection)

    def shelf(self) -> tuple[int, list[Shelved]]:
        """The generation and its reports, by organisation and year."""
        columns = schema.reports.c
        order = (
            func.coalesce(columns.organisation, ""),
            func.coalesce(columns.fiscal_year, 0),
            columns.source,
        )
        with self._database.reading() as connection:
            problems = _problems(connection)
            found = connection.execute(select(schema.reports).order_by(*order)).all()
            return _generation(connection), [_shelved(row, problems) for row in found]

    def find(self, reference: str) -> Shelved:
        """The report whose id or file name is `reference`.  Raises NotFound."""
        columns = schema.reports.c
        chosen = select(schema.reports).where(
            (columns.document_id == reference) | (columns.source == reference)
        )
        with self._database.reading() as connection:
            row = connection.execute(chosen.limit(1)).one_or_none()
            if row is None:
                raise NotFound(reference)
            return _shelved(row, _problems(connection, row.id))

    def view(self, shelved: Shelved) -> DocumentView:
        """The whole report.  Raises NotFound when it was replaced meanwhile."""
        report_id = shelved.report_id
        with self._database.reading() as connection:
            held = select(schema.reports.c.id).where(schema.reports.c.id == report_id)
            if connection.execute(held).one_or_none() is None:
                raise NotFound(shelved.entry.document_id)
            found = tuple(map(to_finding, _rows_of(connection, schema.findings, report_id)))
            return DocumentView(
                entry=shelved.entry,
                pages=tuple(map(rows.to_page, _rows_of(connection, schema.pages, report_id))),
                sections=tuple(map(rows.to_section, _rows_of(connection, schema.sections, report_id))),
                passages=tuple(map(rows.to_passage, _rows_of(connection, schema.passages, report_id))),
                tables=tuple(map(rows.to_table, _rows_of(connection, schema.tables, report_id))),
                records=tuple(map(rows.to_record_quickly, _records_of(connection, report_id))),
                disagreements=disagreements_in(found),
                findings=found,
            )

    def with_label(self, label: str) -> list[str]:
        """Ids of the reports that use a label containing `label`, both folded."""
        folded = fold(label)[:LABEL_LENGTH]
        if not folded:
            return []
        labels, linked, reports = schema.labels.c, schema.label_reports.c, schema.reports.c
        chosen = (
            select(reports.document_id)
            .join(schema.label_reports, linked.report_id == reports.id)
            .join(schema.labels, labels.id == linked.label_id)
            .where(labels.folded.contains(folded, autoescape=True))
            .distinct()
            .order_by(reports.document_id)
        )
        with self._database.reading() as connection:
            return list(connection.execute(chosen).scalars())

    def records_with(
        self, labels: Collection[str], report_ids: Collection[int] | None, limit: int
    ) -> list[tuple[int, Record]]:
        """The first `limit` records that bear one of `labels` (folded), with the ids of their reports."""
        wanted = sorted({label[:LABEL_LENGTH] for label in labels})
        if not wanted or (report_ids is not None and not report_ids):
            return []
        borne, records = schema.record_labels.c, schema.records.c
        bearing = (
            select(borne.report_id, borne.position)
            .join(schema.labels, schema.labels.c.id == borne.label_id)
            .where(schema.labels.c.folded.in_(wanted))
        )
        if report_ids is not None:
            bearing = bearing.where(borne.report_id.in_(report_ids))
        found = bearing.distinct().order_by(borne.report_id, borne.position).limit(limit).subquery()
        chosen = select(*rows.RECORD_COLUMNS).join_from(
            found,
            schema.records,
            (records.report_id == found.c.report_id) & (records.position == found.c.position),
        )
        with self._database.reading() as connection:
            lines = connection.execute(chosen.order_by(records.report_id, records.position)).all()
        return [(line.report_id, rows.to_record_quickly(line)) for line in lines]

    def labels_in(self, report_ids: Collection[int] | None) -> dict[str, int]:
        """Every label (folded) that the reports use, with the number of them that do."""
        linked, labels = schema.label_reports.c, schema.labels.c
        chosen = select(labels.folded, func.count()).join(schema.label_reports, linked.label_id == labels.id)
        if report_ids is not None:
            chosen = chosen.where(linked.report_id.in_(report_ids))
        with self._database.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(chosen.group_by(labels.folded))}

    def tables_in(self, report_ids: Collection[int]) -> list[tuple[int, Table]]:
        """The tables of the reports without their cells and places."""
        columns = schema.tables.c
        heads = [column for column in columns if column.name not in ("cells", "places")]
        chosen = select(*heads).where(columns.report_id.in_(report_ids))
        with self._database.reading() as connection:
            found = connection.execute(chosen.order_by(columns.report_id, columns.number)).all()
        return [(row.report_id, rows.to_head(row)) for row in found]

    def passages(self, report_ids: Sequence[int] | None = None) -> Iterator[StoredPassage]:
        """Passages in the order of their ids, of all reports or of some."""
        columns = schema.passages.c
        chosen = select(columns.report_id, columns.number, columns.tokens, columns.index_text)
        chosen = chosen.order_by(columns.id)
        if report_ids is not None:
            chosen = chosen.where(columns.report_id.in_(report_ids))
        with self._database.reading() as connection:
            for row in connection.execution_options(yield_per=1000).execute(chosen):
                yield StoredPassage(*row)

    def miscounted(self) -> list[str]:
        """Sources whose rows are not as many as were published."""
        reports = schema.reports.c
        expected = (
            (schema.pages, reports.page_count),
            (schema.tables, reports.table_count),
            (schema.records, reports.record_count),
            (schema.passages, reports.passage_count),
        )
        found: set[str] = set()
        with self._database.reading() as connection:
            for table, count in expected:
                there = (
                    select(func.count())
                    .select_from(table)
                    .where(table.c.report_id == reports.id)
                    .scalar_subquery()
                )
                found |= set(connection.execute(select(reports.source).where(there != count)).scalars())
        return sorted(found)

    def counts(self) -> dict[str, int]:
        """Rows of every table."""
        counted = (schema.reports, *schema.CONTENT, schema.labels)
        with self._database.reading() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in counted
            }


def _generation(connection: Connection) -> int:
    chosen = select(schema.state.c.value).where(schema.state.c.name == "generation")
    return connection.execute(chosen).scalar_one_or_none() or 0


def _records_of(connection: Connection, report_id: int) -> Sequence[Row[Any]]:
    columns = schema.records.c
    chosen = select(*rows.RECORD_COLUMNS).where(columns.report_id == report_id)
    return connection.execute(chosen.order_by(columns.position)).all()


def _rows_of(connection: Connection, table: SqlTable, report_id: int) -> Sequence[Row[Any]]:
    order = table.c.position if "position" in table.c else table.c.number
    return connection.execute(select(table).where(table.c.report_id == report_id).order_by(order)).all()


def _problems(connection: Connection, report_id: int | None = None) -> dict[int, list[Problem]]:
    table = schema.problems
    chosen = select(table).order_by(table.c.report_id, table.c.number)
    if report_id is not None:
        chosen = chosen.where(table.c.report_id == report_id)
    found: dict[int, list[Problem]] = defaultdict(list)
    for row in connection.execute(chosen):
        found[row.report_id].append(rows.to_problem(row))
    return found


def _shelved(row: Row[Any], problems: dict[int, list[Problem]]) -> Shelved:
    entry = ReportEntry(
        document_id=row.document_id,
        source=row.source,
        facts=rows.to_facts(row),
        pages=row.page_count,
        tables=row.table_count,
        records=row.record_count,
        passages=row.passage_count,
        problems=tuple(problems.get(row.id, ())),
        confidence=row.confidence,
        ingested_at=row.ingested_at,
    )
    return Shelved(row.id, row.sha256, row.media_type, entry)
