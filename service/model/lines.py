"""Lines of reports as a chat model is shown them: whole paragraphs with an id behind each number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.view import DocumentView
from service.model.outlines import inert
from service.model.ranking import Index
from service.narrative.reading import Line
from service.narrative.statements import Statement

_LONGEST_LINE = 420


@dataclass(frozen=True, slots=True)
class Said:
    """A line that was shown, with its numbers in their order."""

    report: str
    view: DocumentView
    line: Line
    statements: tuple[Statement, ...]


def marked(said: Said, wanted: Mapping[str, float]) -> str:
    """A line's text with the id of each number behind it; of a long one the sentences that fit."""
    pieces = []
    for sentence in said.line.sentences:
        text, at = "", 0
        own = [s for s in said.statements if s.sentence is sentence]
        for s in sorted(own, key=lambda s: s.start):
            end = s.start + len(s.raw)
            text += f"{inert(sentence.text[at:end])}〔{s.order}〕"
            at = end
        pieces.append(text + inert(sentence.text[at:]))
    if sum(map(len, pieces)) <= _LONGEST_LINE:
        return "".join(pieces)
    values = [sum(v for p, v in wanted.items() if p in s.folded) for s in said.line.sentences]
    kept: set[int] = set()
    left = _LONGEST_LINE
    for place in sorted(range(len(pieces)), key=lambda n: -values[n]):
        if len(pieces[place]) <= left or not kept:
            kept.add(place)
            left -= len(pieces[place])
    told_ = [pieces[n][: 2 * _LONGEST_LINE] if n in kept else "…" for n in range(len(pieces))]
    return re.sub("…{2,}", "…", "".join(told_))


def beside(index: Index, number: int) -> Iterable[int]:
    """A line with its neighbours in the same section: subject, amount and reason often lie in three."""
    lines = index.reading.lines
    line = lines[number]
    yield number
    if line.cell is not None:
        return
    for near in (number - 1, number + 1):
        inside = 0 <= near < len(lines) and lines[near].section == line.section
        if inside and lines[near].cell is None and not lines[near].heading:
            yield near
