"""Paragraphs → headings → sections, by the report's own numbering, its print and its contents.

No title is known beforehand: a heading is short, numbered or set apart (centred, larger, bold),
states nothing by itself, and has something under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.amounts import find_amounts, parse_unit
from corpus.report import Place, Section, Table
from corpus.text import fold, sentence_spans
from corpus.vocabulary import load
from ingest.numbering import Kind, Marker, marker_of
from ingest.paragraphs import Paragraph
from ingest.prose import Prose

LONGEST, LONGEST_BOLD, LONGEST_INLINE = 45, 80, 30  # characters of a heading
LARGE = 1.1  # of the body's size: print that stands out


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph in its place: the path of headings over it (its own included where it is or
    begins with one), and whether it is a heading, report title, or line of the contents."""

    paragraph: Paragraph
    path: tuple[str, ...]
    heading: bool = False
    front: bool = False
    contents: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a report, and its paragraphs in order with the path of each."""

    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]

    def path_at(self, place: Place) -> tuple[str, ...]:
        """The path of headings that holds at a place of the report."""
        path: tuple[str, ...] = ()
        for block in self.blocks:
            first = block.paragraph.lines[0]
            if (first.page, first.box.top) > (place.page, place.box.top):
                break
            path = block.path
        return path


@dataclass(frozen=True, slots=True)
class _Heading:
    kind: Kind
    title: str
    size: float
    inline: bool = False


def outline(prose: Prose, tables: Sequence[Table] = ()) -> Outline:
    """The sections of the running text; `tables` count as something that stands under a heading."""
    reader = _Reader(prose, tables)
    return reader.read()


def with_sections(tables: Sequence[Table], found: Outline) -> tuple[Table, ...]:
    """The tables with the path of headings over them, their own title last."""
    placed = []
    for table in tables:
        path = found.path_at(table.places[0]) if table.places else ()
        title = table.title
        own = title is not None and not any(fold(title) in fold(part) for part in path[-1:])
        placed.append(replace(table, section=(*path, title) if own and title else path))
    return tuple(placed)


class _Reader:
    """Goes through the paragraphs once, with the open headings on a stack."""

    def __init__(self, prose: Prose, tables: Sequence[Table]) -> None:
        self._all = prose.paragraphs
        self._body = prose.body_size
        self._markers = [marker_of(p.text) for p in self._all]
        self._contents = self._contents_lines()
        self._entries = {_bare(self._all[i].text) for i in self._contents}
        self._front = self._front_lines()
        self._tops = sorted((place.page, place.box.top) for table in tables for place in table.places[:1])

    def read(self) -> Outline:
        sections: list[Section] = []
        blocks: list[Block] = []
        stack: list[_Heading] = []
        for index, paragraph in enumerate(self._all):
            if index in self._contents:
                blocks.append(Block(paragraph, (self._all[min(self._contents)].text,), contents=True))
                continue
            if index in self._front:
                blocks.append(Block(paragraph, (), front=True))
                continue
            heading = self._heading(index)
            if heading is not None:
                merged = self._completed(heading, stack, sections)
                _place(stack, merged)
                path = tuple(h.title for h in stack)
                if merged is not heading:
                    blocks[-1] = replace(blocks[-1], path=path)
                heading = merged
                sections.append(Section(len(sections) + 1, len(stack), heading.title, path, paragraph.page))
            path = tuple(h.title for h in stack)
            blocks.append(Block(paragraph, path, heading=heading is not None and not heading.inline))
        return Outline(tuple(sections), tuple(blocks))

    # --- the table of contents and the title page ---

    def _contents_lines(self) -> set[int]:
        titles = load("headings")["contents"]
        start = next((i for i, p in enumerate(self._all) if fold(p.text).replace(" ", "") in titles), None)
        if start is None:
            return set()
        found = {start}
        first = ""
        for index in range(start + 1, len(self._all)):
            paragraph, bare = self._all[index], _bare(self._all[index].text)
            if bare == first or len(paragraph.text) > 120 or paragraph.text.endswith(("。", "；")):
                break
            leader = bare != fold(paragraph.text)
            new_page = paragraph.page != self._all[start].page
            if new_page and not leader and self._markers[index] is None:
                break
            first = first or bare
            found.add(index)
        return found

    def _front_lines(self) -> set[int]:
        """The report's title and what stands around it, at the very beginning."""
        found: set[int] = set()
        for index, paragraph in enumerate(self._all):
            marker = self._markers[index]
            annex = marker is not None and marker.kind is Kind.ANNEX and not marker.rest
            if index in self._contents or paragraph.page != self._all[0].page:
                break
            if not (paragraph.centred or self._stands_out(paragraph) or annex):
                break
            if marker is not None and not annex and not paragraph.centred:
                break
            found.add(index)
        # An annex mark alone at the top belongs to the title only where a title follows.
        return found if any(self._markers[i] is None for i in found) else set()

    # --- headings ---

    def _stands_out(self, paragraph: Paragraph) -> bool:
        return paragraph.size > LARGE * self._body

    def _heading(self, index: int) -> _Heading | None:
        paragraph, marker = self._all[index], self._markers[index]
        if marker is None:
            return self._unnumbered(index)
        if marker.kind.is_part:
            fits = len(paragraph.text) <= LONGEST_BOLD and not paragraph.text.endswith(("。", "；", "，"))
            return _Heading(marker.kind, marker.title, paragraph.size) if fits else None
        if self._is_numbered_heading(index, marker):
            return _Heading(marker.kind, _without_unit(marker.title), paragraph.size)
        inline = self._inline(paragraph, marker)
        return inline if inline is not None and self._siblings_agree(index, marker) else None

    def _is_numbered_heading(self, index: int, marker: Marker) -> bool:
        text, bold = self._all[index].text, self._all[index].bold
        if text.endswith(("；", ";", "，", ",")) or (
            states_amounts(text) and not _listed(text, self._entries)
        ):
            return False
        if bold and len(text) <= LONGEST_BOLD:
            return True
        if _listed(text, self._entries):
            return True
        if len(text) > LONGEST or not self._has_content(index, marker):
            return False
        if text.endswith(("。", "：", ":")):
            return _is_nominal(marker.rest)
        clean = not any(mark in marker.rest for mark in "，,；;：:")
        return clean or not self._is_list_item(index, marker)

    def _has_content(self, index: int, marker: Marker) -> bool:
        """Whether something stands under it: text, deeper headings or a table."""
        after = self._all[index + 1] if index + 1 < len(self._all) else None
        here = self._all[index].lines[-1]
        begin = (here.page, here.box.top)
        end = (after.lines[0].page, after.lines[0].box.top) if after else (10**9, 0.0)
        if any(begin < top < end for top in self._tops):
            return True
        if after is None or self._is_apart(after):
            return False
        following = self._markers[index + 1]
        deeper = following is not None and following.kind.rank >= marker.kind.rank
        return following is None or (deeper and following.kind is not marker.kind)

    def _is_apart(self, paragraph: Paragraph) -> bool:
        return paragraph.centred and (self._stands_out(paragraph) or paragraph.bold)

    def _is_list_item(self, index: int, marker: Marker) -> bool:
        neighbours = [self._markers[i] for i in (index - 1, index + 1) if 0 <= i < len(self._markers)]
        return any(m is not None and m.kind is marker.kind for m in neighbours)

    def _unnumbered(self, index: int) -> _Heading | None:
        paragraph = self._all[index]
        text = paragraph.text
        if (
            len(text) > LONGEST_BOLD
            or text.endswith(("。", "；", "，", "：", ":", "、"))
            or states_amounts(text)
        ):
            return None
        if not any(c.isalpha() for c in text) or len(fold(text)) < 2:
            return None
        if paragraph.centred and (self._stands_out(paragraph) or paragraph.bold):
            return _Heading(Kind.FREE, text, paragraph.size)
        if paragraph.size > 1.2 * self._body:
            return _Heading(Kind.FREE, text, paragraph.size)
        following = self._all[index + 1] if index + 1 < len(self._all) else None
        leads = following is not None and not following.bold and len(text) <= LONGEST_INLINE
        if paragraph.bold and leads:
            return _Heading(Kind.BOLD, text, paragraph.size)
        return None

    def _inline(self, paragraph: Paragraph, marker: Marker) -> _Heading | None:
        """A heading that its own paragraph begins with: its first sentence, a noun by itself."""
        spans = sentence_spans(marker.rest)
        if len(spans) < 2:
            return None
        lead = marker.rest[slice(*spans[0])]
        title = lead.rstrip("。：: ")
        if len(title) > LONGEST_INLINE or states_amounts(title) or not lead.endswith("。"):
            return None
        if any(mark in title for mark in "，,；;：:、") or not _is_nominal(title):
            return None
        return _Heading(marker.kind, marker.mark + title, paragraph.size, inline=True)

    def _siblings_agree(self, index: int, marker: Marker) -> bool:
        """Whether at least half of the items numbered alike around it begin with a heading too."""
        same = []
        for step in (-1, 1):
            at = index if step > 0 else index - 1
            while 0 <= at < len(self._all):
                other = self._markers[at]
                if other is not None and other.kind.rank < marker.kind.rank:
                    break
                if other is not None and other.kind is marker.kind:
                    same.append(at)
                at += step
        heads = [i for i in same if (m := self._markers[i]) is not None and self._could_head(i, m)]
        return 2 * len(heads) >= len(same)

    def _could_head(self, index: int, marker: Marker) -> bool:
        return self._is_numbered_heading(index, marker) or self._inline(self._all[index], marker) is not None

    def _completed(self, heading: _Heading, stack: list[_Heading], sections: list[Section]) -> _Heading:
        """An annex mark alone takes the title that follows it: the two are one heading."""
        last = stack[-1] if stack else None
        if last is None or heading.kind is not Kind.FREE or not _is_bare_annex(last.title):
            return heading
        stack.pop()
        sections.pop()
        return _Heading(Kind.ANNEX, f"{last.title.rstrip('：: ')} {heading.title}", heading.size)


def _is_bare_annex(title: str) -> bool:
    marker = marker_of(title)
    return marker is not None and marker.kind is Kind.ANNEX and not marker.rest


def _place(stack: list[_Heading], heading: _Heading) -> None:
    """Close what the heading ends, and open it."""
    kinds = [h.kind for h in stack]
    if heading.kind in kinds:
        del stack[kinds.index(heading.kind) :]
    elif heading.kind is Kind.FREE:
        while stack and (not stack[-1].kind.is_part or stack[-1].size <= 1.03 * heading.size):
            stack.pop()
    elif heading.kind.is_part:
        while stack and (not stack[-1].kind.is_part or stack[-1].kind.rank >= heading.kind.rank):
            stack.pop()
    else:
        while stack and stack[-1].kind.is_numbered and stack[-1].kind.rank > heading.kind.rank:
            stack.pop()
    stack.append(heading)


@lru_cache(maxsize=1 << 12)
def states_amounts(text: str) -> bool:
    """Whether money or a ratio is stated: what states a figure heads nothing."""
    units = (parse_unit(amount.unit) for amount in find_amounts(text))
    return any(unit is not None and unit.kind in ("money", "ratio") for unit in units)


def _without_unit(title: str) -> str:
    """Without a unit line printed at the far end of the heading's own line."""
    head, gap, tail = title.partition("\u3000")
    return head if gap and "单位" in tail else title


def _is_nominal(title: str) -> bool:
    return title.rstrip("。：: ").rstrip("）)").endswith(tuple(load("headings")["nouns"]))


def _bare(text: str) -> str:
    """A line of the contents without its dots and page number, folded."""
    return fold(text).rstrip("0123456789ivx-() ").rstrip(".·…_ \t")


def _listed(text: str, entries: set[str]) -> bool:
    return bool(entries) and _bare(text) in entries
