"""Which paragraphs of reports a question is about: words weighed by what they tell and how rare they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.view import Library, ReportEntry
from service.evidence.places import Floats, bigrams
from service.narrative.reading import Line, Reading, read
from service.plan import types as t

_MOST_LINES, _MOST_TEXT, _MOST_BEST, _NEAR = 14, 1800, 5, 0.62
_TITLES = 0.6
_LEADS = "：:"


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
    lines: list[tuple[str, Line]] = []
    for one in told[:_MOST_BEST]:
        if one.score < _NEAR * best.score:
            break
        document = one.entry.document_id
        group = [one.line]
        if (
            one.line.heading
            or one.line.text.rstrip()[-1:] in _LEADS
            or (whole and one.line.marked and one is best)
        ):
            group += list(one.reading.under(one.line.number))[:_MOST_LINES]
        lines += [(document, line) for line in group if (document, line) not in lines]
    found: list[t.Passage] = []
    size = 0
    for document, line in lines:
        if size > _MOST_TEXT:
            break
        size += len(line.text)
        if (node := passage_of(document, line)) not in found:
            found.append(node)
    return tuple(found)


def passage_of(document: str, line: Line) -> t.Passage:
    """A paragraph as a leaf of a plan."""
    return t.Passage(document=document, passage=line.passage or 0, line=line.number)
