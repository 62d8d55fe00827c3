"""Pages → tables and records: the steps in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.report import Box, Place, Record, Table, TableCell
from ingest.content import PageContent
from ingest.tables.aligned import grids_from_alignment
from ingest.tables.blocks import blocks_of
from ingest.tables.grid import Grid, box_around
from ingest.tables.lines import areas_of
from ingest.tables.margins import Margins
from ingest.tables.parts import Part, caption_ending, parts_of, ruled_grids, stated_grids
from ingest.tables.records import Harvest, harvest
from ingest.tables.regions import Region, level_lines, long_lines, regions_of, same_table
from ingest.tables.sheet import Sheet
from ingest.tables.stacks import stacks_of
from ingest.tables.stitch import Whole, stitch
from ingest.tables.unruled import unruled_regions
from ingest.tables.walls import continued_walls

TRUSTED = 0.6  # a table under this confidence gives no records


@dataclass(frozen=True, slots=True)
class TableSet:
    """All tables of a report, and all their records."""

    tables: tuple[Table, ...]
    records: tuple[Record, ...]


def reconstruct(pages: Sequence[PageContent]) -> TableSet:
    """The tables of a report from its pages (in order), and the records in them.

    A table that is not understood is in `tables` with a low `confidence` and the reasons in
    `notes`, and gives no records.
    """
    margins = Margins(pages)
    grids = _grids(pages, margins)
    parts = _parts(pages, margins, grids)
    tables: list[Table] = []
    records: list[Record] = []
    for whole in stitch(parts):
        table, found = _understand(whole, len(tables) + 1)
        tables.append(table)
        records.extend(found)
    return TableSet(tuple(tables), tuple(records))


def _parts(pages: Sequence[PageContent], margins: Margins, grids: dict[int, list[Grid]]) -> list[Part]:
    """The parts of all pages; one that opens its page untitled has the caption that ends the page
    before."""
    found: list[Part] = []
    before: PageContent | None = None
    for page in pages:
        parts = parts_of(page, margins, grids[page.number])
        if before is not None and parts and parts[0].opens_page and not parts[0].caption.title:
            ended = caption_ending(before, margins, grids[before.number], parts[0].grid)
            parts[0].caption_before = ended
        found.extend(parts)
        before = page
    return found


def _grids(pages: Sequence[PageContent], margins: Margins) -> dict[int, list[Grid]]:
    """The grids of each page: those that rules draw, and those that stand by alignment."""
    areas = {page.number: areas_of((*page.rules, *continued_walls(page.rules, page.words))) for page in pages}
    grids = {page.number: stated_grids(page) or ruled_grids(page, areas[page.number]) for page in pages}
    groups: list[list[Region]] = []
    last: Region | None = None
    for page in pages:
        ruled = [grid.box for grid in grids[page.number]]
        level = level_lines(page, areas[page.number], ruled, margins)
        stacks = stacks_of(page, level)
        taken = [*ruled, *(stack.box for stack in stacks)]
        lined = last if last is None or not last.unruled else None
        regions = [*stacks, *regions_of(page, long_lines(page, level, taken[len(ruled) :]), taken, lined)]
        taken += [region.box for region in regions]
        regions += unruled_regions(page, taken, margins, last)
        regions.sort(key=lambda region: region.box.top)
        for region in regions:
            if groups and same_table(groups[-1][-1], region):
                groups[-1].append(region)
            else:
                groups.append([region])
        last = regions[-1] if regions else None
    for group in groups:
        for grid in grids_from_alignment(group):
            grids[grid.page].append(grid)
    return grids


def _understand(whole: Whole, number: int) -> tuple[Table, list[Record]]:
    sheet = Sheet(whole.grid)
    blocks = blocks_of(sheet)
    found = harvest(sheet, blocks, whole.caption, number)
    confidence, notes = _confidence(found, whole)
    header = {row for block in blocks for row in block.header}
    cells = tuple(
        TableCell(c.row, c.column, c.text, c.row_span, c.column_span, c.row in header, c.places())
        for c in sorted(whole.grid.cells, key=lambda c: (c.row, c.column))
    )
    table = Table(
        number=number,
        form=whole.caption.form,
        title=whole.caption.title,
        unit=whole.caption.unit,
        pages=tuple(dict.fromkeys(part.grid.page for part in whole.parts)),
        cells=cells,
        confidence=confidence,
        notes=notes,
        places=_places(whole),
    )
    return table, found.records if confidence >= TRUSTED else []


def _places(whole: Whole) -> tuple[Place, ...]:
    """The parts with their captions; a caption that ends the page before has a place of its own."""
    before = whole.parts[0].caption_before
    first = [Place(whole.parts[0].grid.page - 1, before.box)] if before and before.box else []
    return (*first, *(_place(part.grid.page, part.grid.box, part.caption.box) for part in whole.parts))


def _place(page: int, grid: Box, caption: Box | None) -> Place:
    return Place(page, box_around([grid, caption] if caption else [grid]))


def _confidence(found: Harvest, whole: Whole) -> tuple[float, tuple[str, ...]]:
    """How sure the reconstruction is: the share of figures that have their place."""
    notes = [*whole.grid.notes, *found.notes]
    if not found.figures:
        return 1.0, tuple(notes)
    share = 1 - found.unexplained / found.figures
    if found.unexplained:
        notes.append(f"{found.unexplained} of {found.figures} figures without a heading or a label")
    return round(max(0.0, share), 3), tuple(notes)
