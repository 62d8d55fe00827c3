"""The words that a question about one report may be made of, and how well a text is made of them.

A text is cut into known words where that costs least: a label of the report or a term of the field costs next
to nothing, a word of the language more, a character that belongs to no word most.  A slip is what makes a
text cost more than its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from corpus.view import DocumentView
from corpus.vocabulary import load
from service.understanding.places import is_place, is_word
from service.understanding.sounds import sound
from service.understanding.spelling import field_words
from service.understanding.words import plain, plain_label

TAKEN = "\0"  # stands for what is understood already (bodies, years)
UNKNOWN = 1.0
_TERM, _OF_REPORT, _PARTICLE, _STRETCH, _OF_LANGUAGE, _MARK = 0.2, 0.3, 0.35, 1.1, 0.7, 0.05
_WIDEST, _LONGEST, _SPAN = 24, 4, (4, 5)


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut into words (`ends` of each, in order): what it costs, and the positions where something is
    not as it should be."""

    cost: float
    weak: frozenset[int]
    ends: tuple[int, ...]


class Lexicon:
    """The words of one report and of the field, by how much they cost, by sound and with one character left
    out."""

    def __init__(self, labels: Iterable[str], text: str) -> None:
        self.costs: dict[str, float] = {}
        for size in range(2, _LONGEST + 1):
            for start in range(len(text) - size + 1):
                word = text[start : start + size]
                if word not in self.costs and (is_word(word) or is_place(word)):
                    self.costs[word] = _OF_REPORT
        self.stretches = frozenset(
            text[start : start + size] for size in _SPAN for start in range(len(text) - size + 1)
        )
        self.costs.update(_common())
        self.costs.update((label, _TERM) for label in labels if 2 <= len(label) <= _WIDEST)
        self.by_sound: dict[str, tuple[str, ...]] = {}
        self.without_one: dict[str, tuple[str, ...]] = {}
        for word in self.costs:
            if not 2 <= len(word) <= 12:
                continue
            key = sound(word)
            self.by_sound[key] = (*self.by_sound.get(key, ()), word)
            for i in range(len(word)) if len(word) > 2 or word in _common() else ():
                short = word[:i] + word[i + 1 :]
                if word not in (kept := self.without_one.get(short, ())):
                    self.without_one[short] = (*kept, word)

    def cut(self, text: str) -> Cut:
        """`text` (plain) cut where it costs least."""
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(text) + 1):
            alone = self._alone(text[end - 1])
            option = (best[end - 1][0] + alone, end - 1)
            for size in range(2, min(end, _WIDEST) + 1):
                cost = self.cost(text[end - size : end])
                if cost is not None and best[end - size][0] + cost < option[0]:
                    option = (best[end - size][0] + cost, end - size)
            best.append(option)
        weak: set[int] = set()
        ends: list[int] = []
        end = len(text)
        while end:
            ends.append(end)
            start = best[end][1]
            if best[end][0] - best[start][0] >= _OF_LANGUAGE:
                weak.update(range(start, end))
            end = start
        return Cut(best[-1][0], frozenset(weak), tuple(reversed(ends)))

    def cost(self, word: str) -> float | None:
        """What a word costs; None for what is none."""
        known = self.costs.get(word)
        if known is not None:
            return known
        if len(word) in _SPAN and word in self.stretches:
            return _STRETCH
        return _OF_LANGUAGE if len(word) <= _LONGEST and (is_word(word) or is_place(word)) else None

    def _alone(self, character: str) -> float:
        if character == TAKEN:
            return 0.0
        if not "\u4e00" <= character <= "\u9fff":
            return _MARK
        return self.costs.get(character, UNKNOWN)


@cache
def _common() -> dict[str, float]:
    """The field's words, those that only ask, and particles."""
    data = load("operations")
    fillers = {plain(w) for w in data["fillers"]["words"]}
    kinds = {plain(w) for words in data["report_types"].values() for w in words}
    scores = {plain(w) for score in load("finance")["score"] for w in score["asked"]}
    units = {plain(u) for us in load("counting")["units"].values() for u in us}
    return {
        **{asked + unit: _TERM for asked in ("多少", "几") for unit in units},
        **{word: _PARTICLE for word in fillers if len(word) == 1},
        **{word: _TERM for word in (*fillers, *kinds, *scores, *field_words()) if len(word) > 1},
    }


def lexicon_of(view: DocumentView) -> Lexicon:
    """The lexicon of a report; its cost is one pass over the report's words."""
    labels = {part for record in view.records for part in (*record.row_path, *record.column_path)}
    labels |= {table.title for table in view.tables if table.title}
    labels |= {title for section in view.sections for title in (section.title,)}
    text = "|".join(plain(p.text) for p in view.passages)
    return Lexicon({plain_label(label) for label in labels}, text)
