"""Sentences and paragraphs that answer a question by its words alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.text import fold
from service.narrative.focus import Weighted
from service.narrative.headed import Piece
from service.narrative.reading import Line, Reading, Sentence
from service.narrative.topics import Wish

_STOP = re.compile(r"[，。；,;、]")
_OPEN = re.compile(r"[：:]$|(?:如下|分别是|分别为|包括|有)[：:]?$")
_ITEM = re.compile(
    r"^\W*(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][,，步]|[一二三四五六七八九十]要)"
)
_LONG = 260  # a longer paragraph is cut to the sentences that answer
_TITLE = 0.62  # so much of the question in a heading: the section is the answer
_WHOLE = 1500  # characters of a section given whole
_FUSED = 0.08  # what a first place of the index search is worth


@dataclass(frozen=True, slots=True)
class Ranked:
    """Pieces that belong together, with their score."""

    pieces: tuple[Piece, ...]
    score: float


def ranked(
    wish: Wish, focus: Weighted, reading: Reading, hits: Mapping[int, float], limit: int = 3
) -> list[Ranked]:
    """The best stretches of a report for the content words, best first.

    `hits` are the passages that the index search found, with 1 for the first.
    """
    if not focus.terms:
        return []
    titled = _titled(focus, reading)
    scored = [(score, line) for line in reading.lines if (score := _score(line, focus, hits)) > 0.3]
    scored.sort(key=lambda pair: -pair[0])
    found: list[Ranked] = []
    used: set[int] = set()
    if titled is not None and (not scored or titled.score >= scored[0][0]):
        found.append(titled)
        used |= {p.line.number for p in titled.pieces}
    for score, line in scored[: limit * 3]:
        if line.number in used:
            continue
        pieces = _extended(wish, line, focus, reading)
        used |= {p.line.number for p in pieces}
        found.append(Ranked(pieces, min(score, 1.0)))
        if len(found) == limit:
            break
    return found


def _titled(focus: Weighted, reading: Reading) -> Ranked | None:
    """What stands under the heading that bears the question's words, when one does."""
    best: tuple[float, Line] | None = None
    for line in reading.lines:
        if line.heading and line.head:
            cover = focus.cover((fold(line.head), 1.0), (line.context, 0.5))
            if cover >= _TITLE and (best is None or cover > best[0]):
                best = (cover, line)
    if best is None:
        return None
    pieces = tuple(Piece(x) for x in reading.under(best[1].number) if not x.heading)
    length = sum(len(p.text) for p in pieces)
    return Ranked(pieces, min(0.98, best[0] + 0.1)) if 0 < length <= _WHOLE else None


def _score(line: Line, focus: Weighted, hits: Mapping[int, float]) -> float:
    if line.heading or (line.cell is not None and not _STOP.search(line.folded)):
        return 0.0
    whole = focus.cover((line.folded, 1.0), (line.context, 0.75))
    if whole < 0.3:
        return 0.0
    best = max((focus.cover((s.folded, 1.0), (line.context, 0.6)) for s in line.sentences), default=0.0)
    return 0.55 * whole + 0.45 * best + _FUSED * hits.get(line.passage or 0, 0.0)


def _extended(wish: Wish, line: Line, focus: Weighted, reading: Reading) -> tuple[Piece, ...]:
    """The line cut to what answers; with the list that it opens or belongs to."""
    if _OPEN.search(line.folded.rstrip("。")):
        return (Piece(line), *_opened(line, reading))
    if wish.listed and _ITEM.match(line.text) and not _lists(line, focus):
        return tuple(Piece(x) for x in _siblings(line, reading))
    if len(line.folded) <= _LONG:
        return (Piece(line),)
    return (Piece(line, tuple(_best_sentences(wish, line, focus))),)


def _lists(line: Line, focus: Weighted) -> bool:
    """Whether the sentence with the question's words names several things itself."""
    best = max(line.sentences, key=lambda s: focus.cover((s.folded, 1.0)), default=None)
    return best is not None and best.text.count("、") >= 2


def _opened(line: Line, reading: Reading) -> list[Piece]:
    """The lines of the list that a line ending in a colon opens."""
    if titles := _opened_titles(line, reading):
        return titles
    found: list[Piece] = []
    for below in reading.lines[line.number + 1 :]:
        if below.cell is not None or below.heading or below.depth < line.depth:
            break
        if below.folded.endswith((":", "：")) or (
            below.depth == line.depth and found and _closes(found[-1].line, below)
        ):
            break
        found.append(Piece(below))
    return found


def _opened_titles(line: Line, reading: Reading) -> list[Piece]:
    """The titles that a line opens as a list, each with text of its own under it."""
    below = reading.lines[line.number + 1 :]
    if not below or not below[0].heading or below[0].titles != line.titles:
        return []
    rest = takewhile(lambda x: x.cell is None and x.titles[: len(line.titles)] == line.titles, below)
    return [Piece(x) for x in rest if x.heading and x.titles == line.titles]


def _closes(before: Line, line: Line) -> bool:
    """A marked list ends where the markers do."""
    return before.marked and not line.marked


def _siblings(line: Line, reading: Reading) -> Sequence[Line]:
    first = last = line.number
    while (
        first > 0
        and _ITEM.match(reading.lines[first - 1].text)
        and reading.lines[first - 1].titles == line.titles
    ):
        first -= 1
    while last + 1 < len(reading.lines) and _ITEM.match(reading.lines[last + 1].text):
        if reading.lines[last + 1].titles != line.titles:
            break
        last += 1
    return reading.lines[first : last + 1]


def _best_sentences(wish: Wish, line: Line, focus: Weighted) -> Sequence[Sentence]:
    """The run of sentences with the most of the words, an enumeration kept whole."""
    scores = [focus.cover((s.folded, 1.0)) for s in line.sentences]
    top = max(range(len(scores)), key=lambda i: scores[i])
    first = last = top
    while wish.listed and last + 1 < len(scores) and _ITEM.match(line.sentences[last + 1].text):
        last += 1
    while wish.listed and first and _ITEM.match(line.sentences[first].text):
        first -= 1
    while first and scores[first - 1] >= 0.6 * scores[top] and first > top - 2:
        first -= 1
    while last + 1 < len(scores) and scores[last + 1] >= 0.6 * scores[top] and last < top + 2:
        last += 1
    return line.sentences[first : last + 1]
