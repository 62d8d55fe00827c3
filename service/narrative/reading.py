"""A report read for its sentences: paragraphs and text cells in order, with the titles above them.

Made once for a view of a report and kept: everything that a question needs is folded here.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.report import Passage, PassageKind, Place
from corpus.text import fold, sentence_spans, tidy
from corpus.view import DocumentView
from service.narrative.cells import CellText, cell_texts
from service.narrative.focus import Rarity
from service.narrative.outline import Marker, Outline, is_heading, marker_of

_KEPT = 256
_LONG_TITLE = 70
_LISTING = re.compile(r"[；;：:]|\d[\d,.]*\s*万?元")
_LEADERS = re.compile(r"(?:…|\.{3}|·{3}){2,}")  # a line of the table of contents
_LEAD = re.compile(r"^([^。；;,，：:]{2,30})[：:。]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a line; `start` and `end` place it in the line's text."""

    text: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a heading, or a text cell.

    `depth` orders the outline (a deeper line stands under the nearest shallower heading
    above), `titles` are the headings above it from the outermost on, `head` is its own title
    or lead phrase.  `context` is all titles and labels, folded.  `cell` is set for text cells,
    `row` is then all text of the row, folded.
    """

    number: int
    text: str
    folded: str
    section: tuple[str, ...]
    titles: tuple[str, ...]
    depth: int
    heading: bool
    marked: bool
    head: str
    page: int
    passage: int | None
    places: tuple[Place, ...]
    sentences: tuple[Sentence, ...]
    context: str
    cell: CellText | None = None
    row: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All lines of a report, in order, and how rare words are in it."""

    view: DocumentView
    lines: tuple[Line, ...]
    rarity: Rarity

    def under(self, number: int) -> Sequence[Line]:
        """The lines that stand under line `number`, it left out."""
        line = self.lines[number]
        end = number + 1
        while end < len(self.lines) and not _ends(line, self.lines[end]):
            end += 1
        return self.lines[number + 1 : end]


def title_of(view: DocumentView) -> str:
    """What the report calls itself, folded: title, type and body."""
    facts = view.entry.facts
    return fold(f"{facts.title} {facts.report_type or ''} {facts.organisation or ''}")


def names_of(view: DocumentView) -> tuple[str, ...]:
    """What the report calls its body, folded, longest first."""
    facts = view.entry.facts
    names = {fold(n) for n in (facts.organisation or "", *facts.short_names) if len(n) >= 3}
    return tuple(sorted(names, key=len, reverse=True))


def _ends(line: Line, other: Line) -> bool:
    """Whether what stands under `line` is over at `other`."""
    if other.cell is not None:
        return True
    if opens_list(line):
        return other.depth < line.depth or opens_list(other)
    return other.depth <= line.depth and (other.marked or other.heading)


def opens_list(line: Line) -> bool:
    """Whether a line is only the lead of what follows (主要职能包括：)."""
    return not line.heading and line.text[-1:] in ("：", ":") and len(line.sentences) == 1


_readings: OrderedDict[str, Reading] = OrderedDict()


def read(view: DocumentView) -> Reading:
    """The reading of a view; the same view is read once."""
    key = view.entry.document_id
    kept = _readings.get(key)
    if kept is not None and kept.view is view:
        return kept
    lines = _titled(tuple(_number(view)))
    reading = Reading(view, lines, Rarity([line.folded for line in lines]))
    _readings[key] = reading
    while len(_readings) > _KEPT:
        _readings.popitem(last=False)
    return reading


def _number(view: DocumentView) -> Iterator[Line]:
    for number, line in enumerate((*_text_lines(view), *_cell_lines(view))):
        yield replace(line, number=number)


def _titled(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """With a title for long marked lines that are one sentence and have others under them."""
    found = []
    for line, following in zip(lines, (*lines[1:], None), strict=False):
        above = following is not None and following.marked and following.depth > line.depth
        short = len(line.sentences) == 1 and len(line.text) <= _LONG_TITLE
        bare = line.marked and not line.head and short and not _LISTING.search(line.text)
        if above and bare:
            marker = marker_of(line.text)
            head = line.text[marker.end if marker else 0 :].rstrip("。：: ")
            found.append(replace(line, head=head, heading=True))
        else:
            found.append(line)
    return tuple(found)


def _split(text: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text[a:b], fold(text[a:b]), a, b) for a, b in sentence_spans(text))


def _head(text: str, start: int, heading: bool) -> str:
    words = text[start:].strip()
    if heading:
        return words.rstrip("。：: ")
    found = _LEAD.match(words)
    return found[1] if found else ""


def _text_lines(view: DocumentView) -> Iterator[Line]:
    section: tuple[str, ...] | None = None
    outline, titles = Outline(), list[str]()
    for passage in view.passages:
        if passage.kind is not PassageKind.TEXT:
            continue
        paragraphs = [p for p in map(tidy, passage.text.split("\n")) if p and not _LEADERS.search(p)]
        if passage.section != section:
            above = _shared(section or (), passage.section)
            section = passage.section
            # The outline goes on from the section's own titles, marked or not.
            outline, titles = Outline([_title_marker(t) for t in section]), list(section)
            for depth, title in enumerate(section):
                # A section's title is a line of its own whether or not the text repeats it.
                if depth >= above and not any(_same(title, p) for p in paragraphs[:2]):
                    yield _line(passage, tidy(title), section[:depth], depth, True, True)
        for paragraph, places in _placed(passage, paragraphs):
            yield _paragraph(passage, paragraph, places, outline, titles)


def _placed(passage: Passage, paragraphs: list[str]) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """Each paragraph with its own printed lines: every paragraph begins a line, and takes as many
    as its share of the passage's width."""
    rest = list(passage.places)
    left = sum(width_of(p) for p in paragraphs)
    for number, paragraph in enumerate(paragraphs):
        if number == len(paragraphs) - 1 or len(rest) <= 1:
            yield paragraph, tuple(rest)
            continue
        share = width_of(paragraph) / left * sum(p.box.x1 - p.box.x0 for p in rest)
        taken, width = 0, 0.0
        while taken < len(rest) - 1 and (
            not taken or width + 0.5 * (rest[taken].box.x1 - rest[taken].box.x0) <= share
        ):
            width += rest[taken].box.x1 - rest[taken].box.x0
            taken += 1
        yield paragraph, tuple(rest[:taken])
        del rest[:taken]
        left -= width_of(paragraph)


def width_of(text: str) -> float:
    """The width of a text in characters, Latin letters and digits being half as wide."""
    return sum(0.5 if c.isascii() else 1.0 for c in text) or 1.0


def _title_marker(title: str) -> Marker:
    return marker_of(title) or Marker("title", 0, 0)


def _paragraph(
    passage: Passage, text: str, places: tuple[Place, ...], outline: Outline, titles: list[str]
) -> Line:
    section = passage.section
    own = next((d for d, title in enumerate(section) if _same(title, text)), None)
    if own is not None:
        outline.bare = True
        return _line(passage, text, section[:own], own, True, True, places)
    marker = marker_of(text)
    heading = is_heading(text, marker)
    if marker is None:
        return _line(passage, text, tuple(titles), outline.body(text[-1] in "：:"), False, False, places)
    depth = outline.enter(marker, heading)
    del titles[depth:]
    above = tuple(titles)
    titles.append(_head(text, marker.end, heading))
    return _line(passage, text, above, depth, heading, True, places)


def _line(
    passage: Passage,
    text: str,
    titles: tuple[str, ...],
    depth: int,
    heading: bool,
    marked: bool,
    places: tuple[Place, ...] = (),
) -> Line:
    marker = marker_of(text)
    titles = tuple(t for t in titles if t)
    head = _head(text, marker.end if marker else 0, heading)
    context = fold(" / ".join(titles))
    own = places or passage.places[:1]
    return Line(
        0, text, fold(text), passage.section, titles, depth, heading, marked, head,
        own[0].page if own else passage.page, passage.number, own, _split(text), context,
    )  # fmt: skip


def _cell_lines(view: DocumentView) -> Iterator[Line]:
    cells = list(cell_texts(view))
    groups = _row_groups(cells)
    rows: dict[tuple[int, int, int | None], str] = {}
    for cell, key in zip(cells, groups, strict=True):
        rows[key] = rows.get(key, "") + fold(cell.text) + " "
    for cell, key in zip(cells, groups, strict=True):
        text = tidy(cell.text.replace("\n", ""))
        titles = tuple(t for t in (*cell.section, cell.title or "", *cell.labels, cell.header) if t)
        page = cell.places[0].page if cell.places else cell.page
        yield Line(
            0, text, fold(text), cell.section, titles, len(cell.section) + 1, False, False, "",
            page, cell.passage, cell.places, _split(text), fold(" / ".join(titles)), cell, rows[key],
        )  # fmt: skip


def _row_groups(cells: Sequence[CellText]) -> list[tuple[int, int, int | None]]:
    """For each cell the group of rows that it belongs to: rows under one first cell (任务1) are one."""
    first = {table: min(c.column for c in cells if c.table == table) for table in {c.table for c in cells}}
    found: list[tuple[int, int, int | None]] = []
    start: dict[int, int] = {}
    for cell in cells:
        if cell.column == first[cell.table] or cell.table not in start:
            start[cell.table] = cell.row
        found.append(
            (cell.table, start[cell.table], None)
            if cell.column >= 0
            else (cell.table, cell.row, cell.passage)
        )
    return found


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


@lru_cache(maxsize=4096)
def _same(title: str, text: str) -> bool:
    return len(text) < len(title) + 8 and fold(title).rstrip("。.：:") == fold(text).rstrip("。.：:")
