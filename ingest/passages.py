"""Sections → passages: what is indexed and cited.

A passage is whole paragraphs of one section, its headings first; an enumeration stays together
while it fits.  Only a paragraph longer than a passage may be is cut, at its sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.report import Passage, PassageKind, Place, Table
from corpus.text import sentence_spans
from ingest.numbering import marker_of
from ingest.printed import Line
from ingest.prose import Prose
from ingest.sections import Block, Outline
from ingest.table_passages import Draft, drafts_of

USUAL, LONGEST = 450, 1400  # characters of a passage


@dataclass(slots=True)
class _Open:
    """A passage being gathered."""

    section: tuple[str, ...]
    texts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    listed: bool = False

    @property
    def length(self) -> int:
        return sum(map(len, self.texts))


def passages_of(
    title: str, prose: Prose, found: Outline, tables: Sequence[Table] = ()
) -> tuple[Passage, ...]:
    """The passages of a report in its order: running text, then each table in words.

    `title` is the report's; with the section's path it stands before the text in `index_text`.
    """
    drafts = [_draft(gathered) for gathered in _gathered(found.blocks)]
    for table in tables:
        captions = [line.text for line in prose.captions.get(table.number, ())]
        notes = [line.text for line in prose.notes.get(table.number, ())]
        drafts += drafts_of(table, captions, notes)
    ordered = sorted(
        drafts, key=lambda d: (d.places[0].page, d.table is not None) if d.places else (0, False)
    )
    return tuple(_passage(number, title, draft) for number, draft in enumerate(ordered, 1))


def _passage(number: int, title: str, draft: Draft) -> Passage:
    pages = [place.page for place in draft.places] or [1]
    head = [title, " ".join(draft.section)]
    return Passage(
        number=number,
        kind=PassageKind.TABLE if draft.table is not None else PassageKind.TEXT,
        section=draft.section,
        text=draft.text,
        index_text="\n".join(part for part in (*head, draft.text) if part),
        page=min(pages),
        page_end=max(pages),
        places=draft.places,
        table=draft.table,
    )


def _draft(gathered: _Open) -> Draft:
    places = tuple(Place(line.page, line.box) for line in gathered.lines)
    return Draft(gathered.section, "\n".join(gathered.texts), places)


def _gathered(blocks: Iterable[Block]) -> list[_Open]:
    """Paragraphs put together by section; headings go with the first paragraph under them."""
    done: list[_Open] = []
    current: _Open | None = None
    headings: list[Block] = []
    for block in blocks:
        if block.heading:
            headings.append(block)
            continue
        if headings or current is None or not _fits(current, block):
            headings, left = _over(block, headings)
            done += left
            current = _Open(block.path)
            done.append(current)
            for heading in headings:
                current.texts.append(heading.paragraph.text)
                current.lines += heading.paragraph.lines
            headings = []
        current = _add(done, current, block)
    done += _alone(headings)
    return done


def _over(block: Block, headings: list[Block]) -> tuple[list[Block], list[_Open]]:
    """The headings that stand over the block, and the passages of those that have nothing under them."""
    over = [h for h in headings if block.path[: len(h.path)] == h.path]
    return over, _alone([h for h in headings if h not in over])


def _alone(headings: Iterable[Block]) -> list[_Open]:
    return [_Open(h.path, [h.paragraph.text], list(h.paragraph.lines)) for h in headings]


def _fits(current: _Open, block: Block) -> bool:
    if current.section != block.path:
        return False
    length = len(block.paragraph.text)
    if block.front or block.contents:
        return current.length + length <= LONGEST
    item = _is_item(block.paragraph.text) or block.paragraph.text.endswith(("；", ";"))
    # An enumeration goes on: its items, and the lead-in before the first of them.
    goes_on = item and (current.listed or current.texts[-1].endswith(("：", ":")))
    return current.length + length <= (LONGEST if goes_on else USUAL)


def _is_item(text: str) -> bool:
    return marker_of(text) is not None or text[1:3] in ("是，", "是、") or text[1:2] == "是"


def _add(done: list[_Open], current: _Open, block: Block) -> _Open:
    """Add a paragraph; one that is too long is cut, and the last piece stays open."""
    paragraph = block.paragraph
    pieces = list(_pieces(paragraph.text))
    for number, (start, end) in enumerate(pieces):
        if number:
            current = _Open(block.path)
            done.append(current)
        current.texts.append(paragraph.text[start:end])
        share = max(1, len(paragraph.text))  # damaged print may leave a paragraph without text
        current.lines += _lines_between(paragraph.lines, start / share, end / share)
    current.listed = _is_item(paragraph.text)
    return current


def _pieces(text: str) -> Iterable[tuple[int, int]]:
    """The whole text, or stretches of whole sentences no longer than a passage may be."""
    if len(text) <= LONGEST:
        return [(0, len(text))]
    pieces: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        if pieces and end - pieces[-1][0] <= LONGEST:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces += [(at, min(at + LONGEST, end)) for at in range(start, end, LONGEST)]
    return pieces


def _lines_between(lines: Sequence[Line], start: float, end: float) -> list[Line]:
    """The lines that hold the share `start` to `end` of a paragraph's characters."""
    total = sum(len(line.text) for line in lines)
    kept, at = [], 0
    for line in lines:
        first, at = at, at + len(line.text)
        if at > start * total and first < end * total:
            kept.append(line)
    return kept
