"""Records across reports, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Text, cast, func, or_, select

from corpus.report import Record
from corpus.store import rows, schema
from corpus.store.database import Database


@dataclass(frozen=True, slots=True)
class FoundRecords:
    """Records with the ids of their reports; `total` counts all that match."""

    items: tuple[tuple[str, Record], ...]
    total: int


class RecordFinder:
    """Finds records in the order of the reports: by organisation, year and place."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(
        self, document_id: str | None, form: str | None, label: str | None, offset: int, limit: int
    ) -> FoundRecords:
        """Records that match all that is given; `label` is a stretch of a row or column label as printed."""
        reports, records = schema.reports.c, schema.records.c
        wanted = _conditions(document_id, form, label)
        joined = schema.records.join(schema.reports, reports.id == records.report_id)
        order = (
            func.coalesce(reports.organisation, ""),
            func.coalesce(reports.fiscal_year, 0),
            reports.source,
            records.position,
        )
        page = (
            select(reports.document_id, *schema.records.c)
            .select_from(joined)
            .where(*wanted)
            .order_by(*order)
            .offset(offset)
            .limit(limit)
        )
        counted = select(func.count()).select_from(joined).where(*wanted)
        with self._database.reading() as connection:
            total = connection.execute(counted).scalar_one()
            found = connection.execute(page).all() if offset < total else []
        return FoundRecords(tuple((row.document_id, rows.to_record(row)) for row in found), total)


def _conditions(document_id: str | None, form: str | None, label: str | None) -> list[ColumnElement[bool]]:
    reports, records = schema.reports.c, schema.records.c
    wanted: list[ColumnElement[bool]] = []
    if document_id is not None:
        wanted.append(reports.document_id == document_id)
    if form is not None:
        wanted.append(records.form == form)
    if label is not None:
        # Paths are JSON lists: a label stands in them as JSON writes it.
        written = schema.json_text(label)[1:-1]
        paths = [cast(column, Text) for column in (records.row_path, records.column_path)]
        wanted.append(or_(*(path.contains(written, autoescape=True) for path in paths)))
    return wanted
