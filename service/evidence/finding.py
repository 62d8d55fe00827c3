"""From a slot of a question to the places that it may mean, best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from corpus.view import Library, ReportEntry
from service.certainty import certain
from service.evidence.features import NAMES, Asked, Matcher
from service.evidence.places import Bools, Floats, PlaceIndex, places_of
from service.evidence.ranker import ranker
from service.evidence.sayings import sayings
from service.lookup.facts import unit_of
from service.plan import types as t

_TOP = 24
_UNWANTED = 4.0
_COVERED, _OWN, _TERM, _CONCEPT, _ELSEWHERE = (
    NAMES.index(n) for n in ("slot covered", "own cover", "own term", "own concept", "named elsewhere")
)


@dataclass(frozen=True, eq=False)
class Candidate:
    """A place with its score (log-odds against the others), and its share of all likely places (0–1)."""

    entry: ReportEntry
    places: PlaceIndex
    row: int
    score: float
    features: Floats

    @property
    def is_cell(self) -> bool:
        """Whether it is a cell of a table."""
        return self.row < len(self.places.cells)

    @property
    def value(self) -> Decimal | None:
        """The figure that stands there; None for a blank cell."""
        if self.is_cell:
            return self.places.cells[self.row].record.value
        return self.places.statements[self.row - len(self.places.cells)].value

    @property
    def unit(self) -> str:
        """The unit of the figure."""
        if self.is_cell:
            return unit_of(self.places.view, self.places.cells[self.row].record)
        return self.places.statements[self.row - len(self.places.cells)].unit

    @property
    def signature(self) -> tuple[str, str, str]:
        """What it is called: its own label, its columns, and whether a cell or a sentence says it."""
        p = self.places
        columns = (
            "/".join(p.texts[n] for n in p.columns[self.row][::-1] if n)
            if self.is_cell
            else str(int(p.role[self.row]))
        )
        return p.texts[p.own[self.row]], columns, "cell" if self.is_cell else "stated"

    @property
    def covered(self) -> float:
        """How much of the slot its words explain, 0–1."""
        return float(self.features[_COVERED])

    @property
    def named(self) -> float:
        """How well its own label is said: by its words, as a term, or by what it is."""
        return float(max(self.features[_OWN], min(self.features[_TERM], 1.0), self.features[_CONCEPT]))

    def leaf(self, asked: str = "") -> t.Cell | t.Stated:
        """The place as a leaf of a plan."""
        document = self.entry.document_id
        if self.is_cell:
            record = self.places.cells[self.row].record
            return t.Cell(
                document=document, table=record.table, row=record.row, column=record.column, asked=asked
            )
        s = self.places.statements[self.row - len(self.places.cells)]
        return t.Stated(
            document=document, line=s.line.number, order=s.order, raw=s.raw, unit=s.unit, asked=asked
        )


class Finder:
    """A question before the reports of a corpus; what it has in common with each is worked out once."""

    def __init__(self, library: Library, text: str, free: Bools) -> None:
        self._library, self._text, self._free = library, text, free
        self._matchers: dict[str, Matcher] = {}

    def matcher(self, entry: ReportEntry) -> Matcher:
        """The question against the texts of one report."""
        key = entry.document_id
        if key not in self._matchers:
            places = places_of(self._library.view(key))
            self._matchers[key] = Matcher(places, self._text, self._free, sayings())
        return self._matchers[key]

    def candidates(
        self, asked: Asked, entries: Sequence[ReportEntry], top: int = _TOP, unwanted: Bools | None = None
    ) -> list[Candidate]:
        """The likeliest places of all the reports, best first; what `unwanted` words name stands back."""
        found: list[Candidate] = []
        for entry in entries:
            matcher = self.matcher(entry)
            places = matcher.places
            if not places.size:
                continue
            features = matcher.place_features(asked)
            scores = ranker().scores(features) - _UNWANTED * matcher.unwanted(unwanted)
            kept = np.argpartition(-scores, min(top, len(scores) - 1))[:top]
            found += [Candidate(entry, places, int(i), float(scores[i]), features[i]) for i in kept]
        return sorted(found, key=lambda c: -c.score)[: top * 2]


def agreed(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Candidates in groups of one figure (value and unit, of one body and year), best first."""
    groups: dict[object, list[Candidate]] = {}
    for candidate in candidates:
        facts = candidate.entry.facts
        value = candidate.value
        key = (
            (facts.organisation, facts.fiscal_year, abs(value), candidate.unit)
            if value is not None
            else (candidate.entry.document_id, candidate.row)
        )
        groups.setdefault(key, []).append(candidate)
    return list(groups.values())


def shares(groups: Sequence[Sequence[Candidate]]) -> list[float]:
    """The probability of each group: the softmax of the scores of its places."""
    if not groups:
        return []
    top = max(c.score for group in groups for c in group)
    weights = [sum(float(np.exp(c.score - top)) for c in group) for group in groups]
    total = sum(weights)
    return [w / total for w in weights]


def readable(candidate: Candidate) -> bool:
    """Whether the digits of a cell were read with certainty."""
    return not candidate.is_cell or certain(candidate.places.cells[candidate.row].record)
