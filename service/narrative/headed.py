"""Passages under a heading of the wanted kind: 主要职责, 存在问题, 改进措施, 单位构成 …

A heading may be a title, the lead of a sentence (发现的主要问题：…) or the label cell of a
table row or column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.text import fold
from service.narrative.focus import Weighted
from service.narrative.reading import Line, Reading, Sentence
from service.narrative.topics import asked, heads

_LONGEST_LEAD = 24
_LONGEST_TITLE = 70
_MOST_CELLS = 80
_SPAN = 4
_ABOUT = 0.38  # of the question: less, and the passage is about something else
_BEFORE = 0.85
_WHOLE_HEADING, _SAID_WHOLE = 7, 0.12  # characters of a heading that is said whole, and its worth
_LONG = 200  # a long text holds any word by chance
_LEAD = re.compile(r"^([^。；;]{2,40}?)[：:]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Sentences of one line, or the whole line when `sentences` is empty; `label` names it."""

    line: Line
    sentences: tuple[Sentence, ...] = ()
    label: str = ""

    @property
    def start(self) -> int:
        """Where the piece begins in its line."""
        return self.sentences[0].start if self.sentences else 0

    @property
    def text(self) -> str:
        """The words of the piece."""
        if not self.sentences:
            return self.line.text
        return self.line.text[self.sentences[0].start : self.sentences[-1].end]


@dataclass(frozen=True, slots=True)
class Headed:
    """A heading of the wanted kind with what stands under it; `score` is 0-1."""

    heading: str
    pieces: tuple[Piece, ...]
    score: float


def headed(topic: str, focus: Weighted, reading: Reading, text: str = "") -> list[Headed]:
    """The stretches under headings of `topic`, best first; a heading that bears the words of the
    question (folded `text`) goes before its like."""
    typed = tuple(w for w in asked(topic) if w in text)
    plain = re.sub(r"[\W\d]+", "", text)
    lent = _lent(focus, reading) if topic == "measures" else {}
    found = [
        h for c in _candidates(topic, reading) if (h := _scored(c, focus, topic, typed, lent, reading, plain))
    ]
    return sorted(found, key=lambda h: -h.score)


def _lent(focus: Weighted, reading: Reading) -> dict[object, float]:
    """How far the problems of each part tell the question's words: what is done about a problem
    answers a question that describes the problem."""
    found: dict[object, float] = {}
    for _, line, pieces in _candidates("problems", reading):
        within = fold("".join(p.text for p in pieces))
        found[_part(line)] = max(found.get(_part(line), 0.0), focus.cover((within, 0.8)))
    return found


def _part(line: Line) -> object:
    """What a heading stands in: its table, or the titles above it."""
    return line.cell.table if line.cell else line.titles


def _candidates(topic: str, reading: Reading) -> Iterator[tuple[str, Line, tuple[Piece, ...]]]:
    for line in reading.lines:
        if line.cell is not None:
            yield from _from_cell(topic, line, reading)
            continue
        if _names(topic, line.head):
            pieces = tuple(_under_title(line, reading))
            if any(_speaks(p) for p in pieces):
                yield line.head, line, pieces
        yield from _leads(topic, line)


def _names(topic: str, title: str) -> float:
    """How surely a title is of the topic: 0 not at all, 1 when it is nothing else."""
    folded = re.sub(r"[\W\d]+", "", fold(title))
    if not folded or len(folded) > _LONGEST_TITLE:
        return 0.0
    for rank, word in enumerate(heads(topic)):
        bare = re.sub(r"\W+", "", word)
        if bare in folded:
            tail = len(folded) - folded.rfind(bare) - len(bare)
            return 0.5 + 0.5 * len(bare) / len(folded) - min(0.2, 0.02 * tail) - 0.001 * rank
    return 0.0


def _under_title(line: Line, reading: Reading) -> Iterator[Piece]:
    if not line.heading and line.sentences:
        head = fold(line.head)
        rest = (
            line.sentences[1:]
            if fold(line.sentences[0].text).rstrip("。:：").endswith(head)
            else line.sentences
        )
        if rest:
            yield Piece(line, tuple(rest))
    for below in reading.under(line.number):
        if below.cell is None:
            yield Piece(below)
    title = fold(line.text)
    cells = [c for c in reading.lines if c.cell is not None and any(fold(t) == title for t in c.section)]
    if 0 < len(cells) <= _MOST_CELLS:
        yield from (Piece(c) for c in cells)


def _speaks(piece: Piece) -> bool:
    text = piece.text.strip()
    return not piece.line.heading and bool(
        re.search(r"[。；;，,]", text) or len(text) > 12 or text.rstrip("。") == "无"
    )


def _leads(topic: str, line: Line) -> Iterator[tuple[str, Line, tuple[Piece, ...]]]:
    """Sentences led by a phrase of the topic, up to the next such lead."""
    sentences = line.sentences
    for i, sentence in enumerate(sentences):
        found = _LEAD.match(sentence.folded)
        if not found or len(found[1]) > _LONGEST_LEAD or not _names(topic, found[1]):
            continue
        end = i + 1
        while end < len(sentences) and not _starts_lead(sentences[end]):
            end += 1
        yield found[1], line, (Piece(line, tuple(sentences[i:end])),)


def _starts_lead(sentence: Sentence) -> bool:
    found = _LEAD.match(sentence.folded)
    if not found or len(found[1]) > _LONGEST_LEAD:
        return False
    return any(_names(topic, found[1]) for topic in ("problems", "measures", "results", "goals", "reason"))


def _from_cell(topic: str, line: Line, reading: Reading) -> Iterator[tuple[str, Line, tuple[Piece, ...]]]:
    cell = line.cell
    if cell is None or len(line.folded) > 20 or not _names(topic, line.text):
        return
    same = [c for c in reading.lines if c.cell is not None and c.cell.table == cell.table]
    row = [c for c in same if c.cell and c.cell.row == cell.row]
    beside = [c for c in row if c.cell and c.cell.column > cell.column and len(c.folded) > 20]
    if beside and not cell.title_row:
        yield line.text, line, tuple(Piece(c) for c in beside)
        return
    if cell.column < 0:
        return
    if spanned := _spanned(line, same, row):
        yield line.text, line, spanned
        return
    below = tuple(_column(line, same, len(row)))
    if below:
        yield line.text, line, below


def _spanned(line: Line, same: Sequence[Line], row: Sequence[Line]) -> tuple[Piece, ...]:
    """What stands beside a label over several rows, below titles of its own (年度目标 | 预期目标 | …)."""
    cell = line.cell
    assert cell is not None
    beside = [c for c in row if c.cell and c.cell.column > cell.column]
    nexts = [c.cell.row for c in same if c.cell and c.cell.column <= cell.column and c.cell.row > cell.row]
    end = min(nexts, default=cell.row + _SPAN)
    if not beside or end - cell.row < 2:
        return ()
    below = [c for c in same if c.cell and cell.row < c.cell.row < end and len(c.folded) > 20]
    return tuple(Piece(c, label=c.cell.header) for c in below if c.cell)


def _column(line: Line, same: Sequence[Line], width: int) -> Iterator[Piece]:
    """The entries under a column title; a short entry (任务1) names the cell beside it."""
    cell = line.cell
    assert cell is not None
    for other in same:
        if other.cell is None or other.cell.row <= cell.row:
            continue
        if other.cell.title_row or (
            width >= 4 and other.cell.column <= cell.column and other.cell.row_cells * 2 < width
        ):
            return  # other titles, or a row of another build: the list is over
        if other.cell.column != cell.column:
            continue
        beside = [c for c in same if c.cell and c.cell.row == other.cell.row and c.cell.column > cell.column]
        if len(other.folded) <= 6 and beside:
            yield Piece(beside[0], label=other.text)
        else:
            yield Piece(other, label=other.cell.labels[0] if other.cell.labels else "")


def _meant(pieces: tuple[Piece, ...], focus: Weighted) -> tuple[Piece, ...]:
    """Of the entries of a column those that the question names, or all."""
    covers = [focus.cover((p.line.folded, 1.0), (p.line.context, 0.9)) for p in pieces]
    best = max(covers, default=0.0)
    if best < 0.5 or not focus.terms:
        return pieces
    return tuple(p for p, cover in zip(pieces, covers, strict=True) if cover >= 0.8 * best)


def _scored(
    candidate: tuple[str, Line, tuple[Piece, ...]],
    focus: Weighted,
    topic: str,
    typed: tuple[str, ...],
    lent: Mapping[object, float],
    reading: Reading,
    plain: str = "",
) -> Headed | None:
    heading, line, pieces = candidate
    if line.cell is not None:
        pieces = _meant(pieces, focus)
    cover = max(_about(line, pieces, focus, reading), lent.get(_part(line), 0.0)) if focus.terms else 0.7
    if cover < _ABOUT:
        return None
    outer = 0.02 * min(line.depth, 6)
    said = 0.08 * min(2, sum(w in fold(heading) for w in typed))
    if heading and len(bare := re.sub(r"[\W\d]+", "", fold(heading))) >= _WHOLE_HEADING and bare in plain:
        said += _SAID_WHOLE  # the question says the heading word for word
    score = 0.35 * _names(topic, heading) + 0.65 * cover - outer + said
    return Headed(heading, pieces, score) if score > 0.3 else None


def _about(line: Line, pieces: tuple[Piece, ...], focus: Weighted, reading: Reading) -> float:
    """How far a stretch tells the question's words: above it, in it, or before it in its paragraph."""
    above = line.context + fold(line.head) + fold(line.text if line.heading or line.cell else "")
    within = fold("".join(p.text for p in pieces))
    cover = focus.cover((above, 1.0), (within, 0.6 if len(within) > _LONG else 0.8))
    if line.cell is not None or line.heading:
        return cover
    # A paragraph about one project tells its name before it comes to problems and measures.
    before = [s.folded for s in line.sentences if s.start < pieces[0].start]
    strength = 0.9
    if not before and (earlier := _paragraph_before(line, reading)) is not None:
        # 这个项目的改进措施：…: the project was named in the paragraph before.
        before, strength = [s.folded for s in earlier.sentences], _BEFORE
    return max([cover, *(focus.cover((text, strength), (above, 1.0)) for text in before)])


def _paragraph_before(line: Line, reading: Reading) -> Line | None:
    """The paragraph that an unmarked one goes on from."""
    if not line.number or line.marked:
        return None
    earlier = reading.lines[line.number - 1]
    alike = earlier.titles == line.titles and earlier.cell is None
    return earlier if alike and not earlier.heading and not earlier.marked else None
