"""Formats without geometry: the places that laying out made up are taken out of the report."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from corpus.report import Page, Passage, Place, Record, Report, Table, TableCell


def without_places(report: Report, pages: Collection[int]) -> Report:
    """`report` without boxes on `pages`, whose size is then 0 × 0; page numbers stay."""
    if not pages:
        return report
    return replace(
        report,
        pages=tuple(_page(page, pages) for page in report.pages),
        passages=tuple(_passage(passage, pages) for passage in report.passages),
        tables=tuple(_table(table, pages) for table in report.tables),
        records=tuple(_record(record, pages) for record in report.records),
    )


def _page(page: Page, pages: Collection[int]) -> Page:
    return replace(page, width=0.0, height=0.0) if page.number in pages else page


def _record(record: Record, pages: Collection[int]) -> Record:
    if record.page not in pages:
        return record
    # by fields: `replace` takes four times as long, and there may be 200,000
    return Record(
        table=record.table,
        row=record.row,
        column=record.column,
        form=record.form,
        title=record.title,
        row_code=record.row_code,
        row_label=record.row_label,
        row_path=record.row_path,
        column_path=record.column_path,
        value=record.value,
        raw=record.raw,
        unit=record.unit,
        page=record.page,
        box=None,
        row_path_codes=record.row_path_codes,
        confidence=record.confidence,
    )


def _passage(passage: Passage, pages: Collection[int]) -> Passage:
    return replace(passage, places=_kept(passage.places, pages))


def _table(table: Table, pages: Collection[int]) -> Table:
    cells = tuple(
        TableCell(c.row, c.column, c.text, c.row_span, c.column_span, c.header, _kept(c.places, pages))
        for c in table.cells
    )
    return replace(table, cells=cells, places=_kept(table.places, pages))


def _kept(places: tuple[Place, ...], pages: Collection[int]) -> tuple[Place, ...]:
    return tuple(place for place in places if place.page not in pages)
