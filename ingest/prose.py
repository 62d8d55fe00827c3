"""The running text of a report around its tables: paragraphs, and what tables have about them.

Lines right above or below a table (its title, form, unit, notes) are given back apart, as
belonging to that table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.report import Box, Table
from corpus.text import fold
from ingest.content import PageContent
from ingest.paragraphs import MARKED, PART, Paragraph, body_size, paragraphs_of
from ingest.printed import Line, is_furniture, is_inside, lines_of, running_keys, without_overlap
from ingest.tables.grid import box_around

_CAPTION = re.compile(
    r"(?:金额)?单位\s*[:：]|^(?:编制)?(?:部门|单位)(?:名称)?\s*[:：]|^公开\s*\d+\s*表|^(?:附表|表)\s*\d+"
)
_NOTE = re.compile(r"^(?:注|备注|说明)\s*\d*\s*[:：]")
_ITEM = re.compile(r"^(?:\d{1,2}\s*[.．、]|[（(]\d{1,2}[)）]|[①-⑳])")
_LISTED = re.compile(
    r"^(?:注|备注|说明)\s*(?:\d+\s*[:：]|[:：]\s*(?:\d{1,2}\s*[.．、]|[（(]\d{1,2}[)）]|[①-⑳]))"
)
LINES = 40  # under a table: among them the longest is as long as lines are


@dataclass(frozen=True, slots=True)
class Prose:
    """The running text of a report.  `captions` and `notes` hold, by a table's number, the
    lines above and below it that are its own; `body_size` is the font size of most text."""

    paragraphs: tuple[Paragraph, ...]
    captions: dict[int, tuple[Line, ...]] = field(default_factory=dict)
    notes: dict[int, tuple[Line, ...]] = field(default_factory=dict)
    body_size: float = 0.0


def read_prose(pages: Sequence[PageContent], tables: Sequence[Table] = ()) -> Prose:
    """The running text of `pages` around `tables` (whose `places` say what is not text)."""
    boxes: dict[int, list[tuple[Box, Table]]] = defaultdict(list)
    for table in tables:
        for page_number, box in _extent(table).items():
            boxes[page_number].append((box, table))
    by_page = [(page, lines_of(page, [box for box, _ in boxes[page.number]])) for page in pages]
    running = running_keys(by_page)
    captions: dict[int, list[Line]] = defaultdict(list)
    notes: dict[int, list[Line]] = defaultdict(list)
    kept: list[tuple[PageContent, list[Line]]] = []
    before: list[Line] = []
    for page, found in by_page:
        lines = [line for line in found if not is_furniture(line, page, found, running)]
        lines = without_overlap(before, lines)
        own = _table_lines(lines, boxes[page.number], captions, notes)
        kept.append((page, [line for line in lines if line not in own]))
        before = lines or before
    body = body_size(kept)
    return Prose(
        paragraphs_of(kept, body, {number: [box for box, _ in found] for number, found in boxes.items()}),
        {number: tuple(lines) for number, lines in captions.items()},
        {number: tuple(lines) for number, lines in notes.items()},
        body,
    )


def _extent(table: Table) -> dict[int, Box]:
    """The box of a table's cells on each of its pages; of its places where cells tell none, or where
    a caption ends the page before."""
    places = [place for cell in table.cells for place in cell.places]
    opens = min((place.page for place in places), default=0)
    places += [place for place in table.places if place.page < opens or not places]
    boxes: dict[int, list[Box]] = defaultdict(list)
    for place in places:
        boxes[place.page].append(place.box)
    return {page: box_around(found) for page, found in boxes.items()}


def _table_lines(
    lines: Sequence[Line],
    boxes: Sequence[tuple[Box, Table]],
    captions: dict[int, list[Line]],
    notes: dict[int, list[Line]],
) -> list[Line]:
    """The lines that belong to tables; put under their table's number on the way."""
    own: list[Line] = []
    for box, table in boxes:
        own += _inside_places(lines, table, captions)
        floors = [b.bottom for b, _ in boxes if b.bottom <= box.top + 2]
        above = [
            ln for ln in lines if ln.box.bottom <= box.top + 2 and ln.box.top >= max(floors, default=0) - 2
        ]
        taken = [line for line in _captions(above, table) if line not in own]
        captions[table.number] += [line for line in taken if min(table.pages) == line.page]
        own += taken
        ceilings = [b.top for b, _ in boxes if b.top >= box.bottom - 2]
        limit = min(ceilings, default=float("inf"))
        below = [ln for ln in lines if ln.box.top >= box.bottom - 2 and ln.box.bottom <= limit + 2]
        found = _notes(below)
        notes[table.number] += found
        own += found
    return own


def _inside_places(lines: Sequence[Line], table: Table, captions: dict[int, list[Line]]) -> list[Line]:
    """Lines in the table's places beside its cells: captions, and headers printed again."""
    areas = [(place.page, place.box) for place in table.places]
    inside = [ln for ln in lines if any(page == ln.page and is_inside(ln.box, box) for page, box in areas)]
    inside = [ln for ln in inside if not MARKED.match(ln.text) and not PART.match(ln.text)]
    captions[table.number] += [ln for ln in inside if ln.page == min(table.pages)]
    return inside


def _captions(above: Sequence[Line], table: Table) -> list[Line]:
    """From the table upwards: form, unit, body and title lines, while nothing else comes between."""
    title = fold(table.title or "")
    taken: list[Line] = []
    for line in reversed(above):
        words = fold(line.text)
        is_title = len(words) > 3 and bool(title) and (words in title or title in words)
        if not (_CAPTION.search(line.text) or is_title) or len(words) > 60 or PART.match(line.text):
            break
        if MARKED.match(line.text):
            break  # a heading of the report, though the table is called by it too
        taken.append(line)
    return taken[::-1]


def _notes(below: Sequence[Line]) -> list[Line]:
    """The note under a table: its paragraph, and what goes on with its list of items; not the running
    text after it, nor the captions of the next table."""
    if not below or not _NOTE.match(below[0].text):
        return []
    right = max(line.box.x1 for line in below[:LINES])
    taken = [below[0]]
    for line in below[1:]:
        first, last = taken[0], taken[-1]
        pitch = line.box.top - last.box.top
        if pitch > 2 * line.size or abs(line.size - first.size) > 0.6:
            break
        if not _NOTE.match(line.text):
            if line.box.x0 > first.box.x0 + line.size or PART.match(line.text) or _CAPTION.search(line.text):
                break
            listed = _ITEM.match(line.text) and any(_LISTED.match(note.text) for note in taken)
            if not listed and not _same_paragraph(first, last, line, right):
                break
        taken.append(line)
    return taken


def _same_paragraph(first: Line, last: Line, line: Line, right: float) -> bool:
    """Does a line go on with the paragraph that `last` belongs to: farther left than where that began,
    or under a line that the margin broke?"""
    if MARKED.match(line.text):
        return False
    hanging = line.box.x0 < first.box.x0 - 0.5 * line.size
    full = last.box.x1 > right - 2 * last.size
    return hanging or (full and not last.text.endswith("。"))
