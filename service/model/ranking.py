"""How likely reports, tables, rows and lines are meant: by the pairs of characters that they share with a
question, rare pairs counting more.  Only an order for what is shown first; nothing is decided by it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from corpus.text import fold
from corpus.view import DocumentView, Library, ReportEntry
from corpus.years import years_in
from service.model.outlines import TableShape, shapes_of
from service.narrative.reading import Reading, read

_Key = TypeVar("_Key")
_WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*|[\u3400-\u9fff]+")
_KEPT = 64
_CONTEXT = 0.4  # what a title above a line counts against its own words
_NAMED = 0.2  # what a pair of a report's own name counts
_YEAR = 2.0  # what the right year, or having answered before, counts for a report
BEFORE = 0.3  # what the words of the question before count
_LENGTH = 160  # characters beyond which a line's length tells against it


def grams(text: str) -> list[str]:
    """The pairs of characters of Chinese words, and whole Latin words and numbers."""
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        if word[0] < "\u3400" or len(word) == 1:
            found.append(word)
        else:
            found += [word[i : i + 2] for i in range(len(word) - 1)]
    return found


@dataclass(frozen=True, slots=True)
class Index:
    """One report made searchable: pairs to the rows of tables and to the lines that hold them."""

    view: DocumentView
    shapes: Mapping[int, TableShape]
    reading: Reading
    rows: Mapping[str, Mapping[tuple[int, int], float]]
    lines: Mapping[str, Mapping[int, float]]

    def rows_for(self, wanted: Mapping[str, float]) -> dict[tuple[int, int], float]:
        """(table, row) to how well it fits; row -1 is a table's title and columns."""
        return _sums(self.rows, wanted)

    def lines_for(self, wanted: Mapping[str, float]) -> dict[int, float]:
        """Line number to how well it fits."""
        found = _sums(self.lines, wanted)
        lines = self.reading.lines
        return {n: v / math.sqrt(1 + len(lines[n].text) / _LENGTH) for n, v in found.items()}


def _sums(held: Mapping[str, Mapping[_Key, float]], wanted: Mapping[str, float]) -> dict[_Key, float]:
    found: dict[_Key, float] = {}
    for pair, weight in wanted.items():
        for key, part in held.get(pair, {}).items():
            found[key] = found.get(key, 0.0) + weight * part
    return found


_indexes: OrderedDict[str, Index] = OrderedDict()


def index_of(view: DocumentView) -> Index:
    """The index of a report; made once for a view."""
    key = view.entry.document_id
    held = _indexes.get(key)
    if held is not None and held.view is view:
        return held
    shapes, reading = shapes_of(view), read(view)
    rows: dict[str, dict[tuple[int, int], float]] = {}
    for number, shape in shapes.items():
        for row, label in shape.labels:
            for pair in grams(label):
                rows.setdefault(pair, {})[number, row] = 1.0
    lines: dict[str, dict[int, float]] = {}
    for line in reading.lines:
        for pair in grams(line.context):
            lines.setdefault(pair, {})[line.number] = _CONTEXT
        for pair in grams(line.text):
            lines.setdefault(pair, {})[line.number] = 1.0
    index = _indexes[key] = Index(view, shapes, reading, rows, lines)
    while len(_indexes) > _KEPT:
        _indexes.popitem(last=False)
    return index


def weights(text: str, indexes: Sequence[Index]) -> dict[str, float]:
    """The pairs of `text` with how rare each is among the lines and rows of these reports."""
    total = sum(len(i.reading.lines) + sum(len(s.labels) for s in i.shapes.values()) for i in indexes) + 1
    held: Counter[str] = Counter()
    for pair in sorted(set(grams(text))):
        held[pair] = sum(len(i.lines.get(pair, ())) + len(i.rows.get(pair, ())) for i in indexes)
    # What a report is called stands in it everywhere, and tells nothing of what is asked.
    named = {pair for index in indexes for pair in _names(index.view.entry)}
    return {
        pair: math.log(total / count) * (_NAMED if pair in named else 1.0)
        for pair, count in held.items()
        if count
    }


def likeliest(
    question: str, library: Library, today: date, before: str = "", named: Collection[str] = ()
) -> list[ReportEntry]:
    """Every report, those that a question is likeliest about first.  `before` is what was asked before,
    `named` the ids of the reports that answered it: both count less than the question's own words."""
    entries = library.reports()
    own = {e.document_id: set(_names(e)) for e in entries}
    spread = Counter(pair for pairs in own.values() for pair in pairs)

    def fits(entry: ReportEntry, asked: set[str], years: set[int]) -> float:
        shared = asked & own[entry.document_id]
        value = sum(math.log(1 + len(entries) / spread[pair]) for pair in shared)
        if years:
            value += _YEAR if entry.facts.fiscal_year in years else -_YEAR
        return value

    said = [(set(grams(text)), set(years_in(text, today))) for text in (question, before)]
    scores = {
        e.document_id: fits(e, *said[0]) + BEFORE * fits(e, *said[1]) + _YEAR * (e.document_id in named)
        for e in entries
    }
    return sorted(entries, key=lambda e: (-scores[e.document_id], e.document_id))


def _names(entry: ReportEntry) -> Iterable[str]:
    facts = entry.facts
    for name in (facts.organisation or "", *facts.short_names, facts.report_type or "", facts.title):
        yield from grams(name)
