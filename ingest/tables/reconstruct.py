"""Pages → tables and records: the steps in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from corpus.report import Box, Place, Problem, Record, Severity, Table, TableCell
from ingest.content import PageContent
from ingest.faults import Attempts
from ingest.tables.aligned import grids_from_alignment
from ingest.tables.blocks import Block, blocks_of
from ingest.tables.grid import Grid, box_around
from ingest.tables.lines import Area, areas_of
from ingest.tables.margins import Margins
from ingest.tables.parts import Part, caption_ending, parts_of, ruled_grids, stated_grids
from ingest.tables.records import Harvest, harvest
from ingest.tables.regions import Region, level_lines, long_lines, regions_of, same_table
from ingest.tables.sheet import Sheet
from ingest.tables.stacks import stacks_of
from ingest.tables.stitch import Whole, stitch
from ingest.tables.strays import without_strays
from ingest.tables.unruled import unruled_regions
from ingest.tables.walls import continued_walls

TRUSTED = 0.6  # a table with a smaller share of its figures placed gives no records
UNREAD = 0.4  # of a table's confidence goes where no cell of its columns of figures can be read


@dataclass(frozen=True, slots=True)
class TableSet:
    """All tables of a report, and all their records."""

    tables: tuple[Table, ...]
    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()


def reconstruct(pages: Sequence[PageContent]) -> TableSet:
    """The tables of a report from its pages (in order), and the records in them.

    A table that is not understood is in `tables` with a low `confidence` and the reasons in
    `notes`, gives no records, and is one of the `problems`.
    """
    margins = Margins(pages)
    attempts = Attempts()
    grids = _grids(pages, margins, attempts)
    parts = _parts(pages, margins, grids, attempts)
    tables: list[Table] = []
    records: list[Record] = []
    problems: list[Problem] = []
    for whole in stitch(parts, attempts):
        table, found, trusted = _understand(whole, len(tables) + 1, attempts)
        tables.append(table)
        records.extend(found)
        problems.extend(_problems_of(table, trusted))
    return TableSet(tuple(tables), tuple(records), (*attempts.problems, *problems))


def _problems_of(table: Table, trusted: bool) -> Iterator[Problem]:
    """Why a table is less than certain: which one, and what about it."""
    if table.confidence == 1.0:
        return
    page = table.pages[0] if table.pages else None
    named = f"第 {page} 页的表 {table.number}" + (f"《{table.title}》" if table.title else "")
    why = "; ".join(table.notes)
    if trusted:
        message = f"{named}有读不出的格 / table {table.number} has cells that cannot be read: {why}"
        yield Problem(Severity.WARNING, "table_read_in_part", message, page)
    else:
        message = f"{named}未能读懂，其数字不作答 / table {table.number} is not understood: {why}"
        yield Problem(Severity.WARNING, "table_not_understood", message, page)


def _parts(
    pages: Sequence[PageContent], margins: Margins, grids: dict[int, list[Grid]], attempts: Attempts
) -> list[Part]:
    """The parts of all pages; one that opens its page untitled has the caption that ends the page
    before."""
    found: list[Part] = []
    before: PageContent | None = None
    for page in pages:
        parts = attempts.result(
            partial(parts_of, page, margins, grids[page.number]), list[Part](), *_lost(page.number)
        )
        if before is not None and parts and parts[0].opens_page and not parts[0].caption.title:
            ended = caption_ending(before, margins, grids[before.number], parts[0].grid)
            parts[0].caption_before = ended
        found.extend(parts)
        before = page
    return found


def _lost(page: int) -> tuple[str, str, int]:
    """Code, message and page of a page whose tables could not be told."""
    return "tables_lost", f"第 {page} 页的表格未能识别 / the tables of page {page} were not told", page


def _grids(pages: Sequence[PageContent], margins: Margins, attempts: Attempts) -> dict[int, list[Grid]]:
    """The grids of each page: those that rules draw, and those that stand by alignment."""
    areas = {
        page.number: attempts.result(partial(_areas, page), list[Area](), *_lost(page.number))
        for page in pages
    }
    grids = {
        page.number: attempts.result(
            partial(_drawn, page, areas[page.number], margins), list[Grid](), *_lost(page.number)
        )
        for page in pages
    }
    groups: list[list[Region]] = []
    last: Region | None = None
    for page in pages:
        told = partial(_regions, page, areas[page.number], grids[page.number], margins, last)
        regions = attempts.result(told, list[Region](), *_lost(page.number))
        for region in regions:
            if groups and same_table(groups[-1][-1], region):
                groups[-1].append(region)
            else:
                groups.append([region])
        last = regions[-1] if regions else None
    for group in groups:
        for grid in attempts.result(
            partial(grids_from_alignment, group), list[Grid](), *_lost(group[0].page)
        ):
            grids[grid.page].append(grid)
    return grids


def _drawn(page: PageContent, areas: Sequence[Area], margins: Margins) -> list[Grid]:
    """The grids that the format of a page states, else those that its rules draw, less running ones."""
    return stated_grids(page) or [
        grid for grid in ruled_grids(page, areas) if not margins.is_running_box(grid.box, page)
    ]


def _areas(page: PageContent) -> list[Area]:
    rules = without_strays(page.rules, page.words)
    return areas_of((*rules, *continued_walls(rules, page.words)))


def _regions(
    page: PageContent, areas: Sequence[Area], grids: Sequence[Grid], margins: Margins, last: Region | None
) -> list[Region]:
    """The regions of a page that no grid holds; `last` is the last one of the page before."""
    ruled = [grid.box for grid in grids]
    level = level_lines(page, areas, ruled, margins)
    stacks = stacks_of(page, level)
    taken = [*ruled, *(stack.box for stack in stacks)]
    lined = last if last is None or not last.unruled else None
    regions = [*stacks, *regions_of(page, long_lines(page, level, taken[len(ruled) :]), taken, lined)]
    taken += [region.box for region in regions]
    regions += unruled_regions(page, taken, margins, last)
    return sorted(regions, key=lambda region: region.box.top)


def _understand(whole: Whole, number: int, attempts: Attempts) -> tuple[Table, list[Record], bool]:
    """Table `number` with its records, and whether it is trusted to give them."""
    page = whole.grid.page
    what = f"第 {page} 页的表 {number} 未能读懂 / table {number} could not be understood"
    lost: tuple[list[Block], Harvest] = ([], Harvest(figures=1, unexplained=1))
    blocks, found = attempts.result(
        partial(_harvested, whole, number), lost, "table_not_understood", what, page
    )
    confidence, notes, trusted = _confidence(found, whole)
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
    return table, found.records if trusted else [], trusted


def _harvested(whole: Whole, number: int) -> tuple[list[Block], Harvest]:
    sheet = Sheet(whole.grid)
    blocks = blocks_of(sheet)
    return blocks, harvest(sheet, blocks, whole.caption, number)


def _places(whole: Whole) -> tuple[Place, ...]:
    """The parts with their captions; a caption that ends the page before has a place of its own."""
    before = whole.parts[0].caption_before
    first = [Place(whole.parts[0].grid.page - 1, before.box)] if before and before.box else []
    return (*first, *(_place(part.grid.page, part.grid.box, part.caption.box) for part in whole.parts))


def _place(page: int, grid: Box, caption: Box | None) -> Place:
    return Place(page, box_around([grid, caption] if caption else [grid]))


def _confidence(found: Harvest, whole: Whole) -> tuple[float, tuple[str, ...], bool]:
    """How sure the reconstruction is: the share of figures that have their place, less for what stands
    in a column of figures and cannot be read; the reasons; and whether its shape is trusted."""
    notes = [*whole.grid.notes, *found.notes]
    if not found.figures and not found.unread:
        return 1.0, tuple(notes), True
    share = 1 - found.unexplained / found.figures if found.figures else 1.0
    if found.unexplained:
        notes.append(f"{found.unexplained} of {found.figures} figures without a heading or a label")
    if found.unread:
        notes.append(f"{found.unread} cells of columns of figures hold no readable figure")
    trusted = share >= TRUSTED
    share *= 1 - UNREAD * found.unread / (found.figures + found.unread)
    return round(max(0.0, share), 3), tuple(notes), trusted
