"""Formats without geometry: the places that laying out made up are taken out of the report."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from corpus.report import Page, Passage, Place, Record, Report, Table


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
    return replace(record, box=None) if record.page in pages else record


def _passage(passage: Passage, pages: Collection[int]) -> Passage:
    return replace(passage, places=_kept(passage.places, pages))


def _table(table: Table, pages: Collection[int]) -> Table:
    cells = tuple(replace(cell, places=_kept(cell.places, pages)) for cell in table.cells)
    return replace(table, cells=cells, places=_kept(table.places, pages))


def _kept(places: tuple[Place, ...], pages: Collection[int]) -> tuple[Place, ...]:
    return tuple(place for place in places if place.page not in pages)
