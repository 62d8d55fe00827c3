"""Which paragraphs of reports a question is about: words weighed by how much they tell and how rare they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.view import Library, ReportEntry
from service.evidence.places import Floats, bigrams
from service.narrative.reading import Line, Reading, read
from service.plan import types as t

_MOST_LINES, _MOST_TEXT = 12, 1600
_TITLES = 0.6


@dataclass(frozen=True, eq=False)
class Told:
    """A paragraph with how much of the question it explains (0–1)."""

    entry: ReportEntry
    reading: Reading
    line: Line
    score: float


class Passages:
    """A question before the running text of reports."""

    def __init__(self, library: Library, text: str, weights: Floats) -> None:
        self._library, self._text, self._weights = library, text, weights
        self._pairs: dict[str, float] = {}
        for at in range(len(text) - 1):
            weight = float(min(weights[at], weights[at + 1]))
            if weight > 0:
                pair = text[at : at + 2]
                self._pairs[pair] = max(self._pairs.get(pair, 0.0), weight)

    def best(self, entries: Sequence[ReportEntry], boost: Sequence[str] = ()) -> list[Told]:
        """The paragraphs that explain most, best first; one that holds a word of `boost` comes before."""
        found: list[Told] = []
        for entry in entries:
            reading = read(self._library.view(entry.document_id))
            found += self._in_report(entry, reading, boost)
        return sorted(found, key=lambda told: -told.score)[:20]

    def _in_report(self, entry: ReportEntry, reading: Reading, boost: Sequence[str]) -> list[Told]:
        held = [set(bigrams(line.folded)) for line in reading.lines]
        counts = Counter(pair for pairs in held for pair in pairs if pair in self._pairs)
        rare = {p: w * math.log(1 + len(held) / (1 + counts[p])) for p, w in self._pairs.items()}
        total = sum(rare.values()) or 1.0
        found = []
        for line, pairs in zip(reading.lines, held, strict=True):
            if line.passage is None and line.cell is None:
                continue
            own = sum(rare[p] for p in pairs & rare.keys())
            above = set(bigrams(line.context)) & rare.keys() - pairs
            score = (own + _TITLES * sum(rare[p] for p in above)) / total
            if line.heading:
                score *= 0.9
            if any(word in line.folded for word in boost):
                score *= 1.25
            if own > 0:
                found.append(Told(entry, reading, line, score))
        return found


def nodes_of(told: Sequence[Told], whole: bool) -> tuple[t.Passage, ...]:
    """The passages of the best paragraphs; with `whole` what stands under a heading or a lead, too."""
    if not told:
        return ()
    best = told[0]
    lines = [best.line]
    owner = {id(line): best.entry.document_id for line in best.reading.lines}
    if best.line.heading or best.line.text.rstrip()[-1:] in "：:" or (whole and best.line.marked):
        lines += list(best.reading.under(best.line.number))[:_MOST_LINES]
    for other in told[1:4]:
        if other.score >= 0.8 * best.score and other.line not in lines:
            lines.append(other.line)
            owner[id(other.line)] = other.entry.document_id
    found: list[t.Passage] = []
    size = 0
    for line in lines:
        if size > _MOST_TEXT:
            break
        size += len(line.text)
        if (node := passage_of(owner[id(line)], line)) not in found:
            found.append(node)
    return tuple(found)


def passage_of(document: str, line: Line) -> t.Passage:
    """A paragraph as a leaf of a plan."""
    return t.Passage(document=document, passage=line.passage or 0, line=line.number)
