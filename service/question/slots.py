"""The things that a question asks for, as stretches of its text: one slot each, the rest their context.

Where several quantities are asked (多少 … 几 …), each has a slot of its own.  Else the names of things in the
question are looked for (labels of the reports, what people call them); rows and columns that are named
together make the slots.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from service.evidence.features import Matcher
from service.evidence.places import Bools, Floats
from service.lookup.terms import total_columns, total_rows
from service.question.lexicon import words_of

_LEAST = 1.2
_MOST = 12


@dataclass(frozen=True, slots=True)
class Segment:
    """Positions [start, end) of the plain question; `column` tells that it names a column, `also` holds
    another stretch that belongs to the same thing."""

    start: int
    end: int
    column: bool = False
    also: tuple[int, int] | None = None

    def overlaps(self, other: Segment) -> bool:
        """Whether the two share a position."""
        return self.start < other.end and other.start < self.end


@cache
def _pattern(role: str) -> re.Pattern[str]:
    words = sorted(words_of(role), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def parts(text: str, weights: Floats, whole: Sequence[tuple[int, int]] = ()) -> list[Segment]:
    """The stretches between joints that tell something; `whole` are labels that no joint cuts."""
    cut = [False] * (len(text) + 1)
    for match in _pattern("between").finditer(text):
        if not any(start < match.start() and match.end() < end for start, end in whole):
            cut[match.start() : match.end()] = [True] * (match.end() - match.start())
    found: list[Segment] = []
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and not cut[end]:
            end += 1
        if float(weights[at:end].sum()) >= _LEAST:
            found.append(Segment(at, end))
        at = max(end, at) + 1
    return found


def quantities(text: str, weights: Floats) -> list[Segment]:
    """One stretch for each quantity asked for, where two or more have words of their own."""
    asked = list(_pattern("how many").finditer(text))
    merged: list[tuple[int, int]] = []
    for match in asked:
        if merged and match.start() - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], match.end())
        else:
            merged.append(match.span())
    found: list[Segment] = []
    begin = 0
    for n, (start, end) in enumerate(merged):
        stop = merged[n + 1][0] if n + 1 < len(merged) else len(text)
        mark = _pattern("stop").search(text, end, stop)
        last = mark.start() if mark else stop
        if n + 1 < len(merged) and not mark:
            joint = _pattern("between").search(text, end, stop)
            last = joint.start() if joint else end
        first = max([begin, *(m.end() for m in _pattern("stop").finditer(text, begin, start))])
        if float(weights[first:start].sum()) < 0.5 and not found:
            first = begin
        if float(weights[first:last].sum()) > 0.3:
            found.append(Segment(first, last))
        begin = last
    return found if len(found) > 1 else []


def lists(text: str, weights: Floats) -> list[Segment]:
    """The longest list of short stretches (货物、工程、服务), two or more."""
    runs: list[list[Segment]] = [[]]
    at = 0
    marks = [(m.start(), m.end()) for m in _pattern("listed").finditer(text)] + [(len(text), len(text))]
    for start, end in marks:
        told = float(weights[at:start].sum())
        if told >= 0.5 and start - at <= 12:
            runs[-1].append(Segment(at, start))
        elif told > 0:
            # The first and the last of a list carry what stands around it.
            if start - at > 12 and runs[-1]:
                runs[-1].append(Segment(at, min(at + 10, start)))
            runs.append([Segment(max(at, start - 10), start)] if start - at > 12 else [])
        at = end
    best = max(runs, key=len)
    return best if len(best) >= 2 else []


def split(text: str, weights: Floats) -> tuple[Segment, Segment] | None:
    """A part and its whole: A占B, or in B里A占; None where one of them is not said."""
    match = _pattern("part of").search(text)
    if match is None:
        return None
    asks = _pattern("asks share").search(text, match.end())
    whole = Segment(match.end(), asks.start() if asks else len(text))
    if float(weights[whole.start : whole.end].sum()) >= 1.0:
        begin = max((m.end() for m in _pattern("stop").finditer(text, 0, match.start())), default=0)
        begin = begin if float(weights[begin : match.start()].sum()) >= 1.0 else 0
        part = Segment(begin, match.start())
        return (part, whole) if float(weights[part.start : part.end].sum()) >= 1.0 else None
    inside = list(_pattern("inside").finditer(text, 0, match.start()))
    for one in reversed(inside):
        whole, part = Segment(0, one.start()), Segment(one.end(), match.start())
        if min(float(weights[x.start : x.end].sum()) for x in (whole, part)) >= 1.0:
            return part, whole
    return None


def taken_off(text: str) -> tuple[int, int] | None:
    """The stretch of what is to be taken off (去掉A和B之后)."""
    match = _pattern("taken off").search(text)
    if match is None:
        return None
    end = _pattern("taken off until").search(text, match.end())
    return match.end(), end.start() if end else len(text)


def mentions(text: str, matchers: Iterable[Matcher], weights: Floats) -> list[Segment]:
    """Where rows and columns of the reports are named, by their labels or by what people call them; the
    longest names win and none lies over another."""
    spans: dict[tuple[int, int], bool] = {}
    for matcher in matchers:
        p = matcher.places
        cells = len(p.cells)
        rows, columns = set(p.own.tolist()), set(p.columns[:cells].ravel().tolist())
        for number, places in matcher.spoken():
            label = p.texts[number]
            if len(label) < 2 or label in _common():
                continue
            for span in places:
                if number in rows:
                    spans[span] = False
                elif number in columns:
                    spans.setdefault(span, True)
    kept: list[Segment] = []
    for (start, end), column in sorted(spans.items(), key=lambda s: (s[0][0] - s[0][1], s[0][0])):
        segment = Segment(start, end, column)
        if weights[start:end].any() and not any(segment.overlaps(k) for k in kept):
            kept.append(segment)
    return sorted(kept, key=lambda s: s.start)[:_MOST]


@cache
def _common() -> frozenset[str]:
    return frozenset((*total_columns(), *total_rows(), *words_of("no mention")))


def together(text: str, found: Sequence[Segment], each: bool, forced: bool) -> list[Segment]:
    """Rows and columns that are named, as slots: several rows, several columns of one row, or pairs.

    They must be joined (A、B和C), or a word asks for each, or (`forced`) what is to be done needs several.
    """
    rows = _joined(text, [s for s in found if not s.column], each or forced)
    columns = _joined(text, [s for s in found if s.column], each or (forced and not rows))
    if len(rows) >= 2 and len(columns) < 2:
        return rows
    if len(rows) <= 1 and len(columns) >= 2:
        return columns
    if len(rows) >= 2 and len(columns) >= 2:
        if len(rows) == len(columns) and not each:
            return [
                Segment(r.start, r.end, False, (c.start, c.end)) for r, c in zip(rows, columns, strict=True)
            ]
        return [Segment(r.start, r.end, False, (c.start, c.end)) for r in rows for c in columns][:_MOST]
    return []


def _joined(text: str, found: list[Segment], free: bool) -> list[Segment]:
    """The longest run of names with little but joints between them; all when `free`."""
    if free:
        return found
    runs: list[list[Segment]] = []
    for segment in found:
        between = text[runs[-1][-1].end : segment.start] if runs else ""
        if runs and len(between) <= 8 and _pattern("joint").search(between):
            runs[-1].append(segment)
        else:
            runs.append([segment])
    return max(runs, key=len) if runs else []


def masked(weights: Floats, segment: Segment) -> Floats:
    """The weights of a segment alone."""
    inside: Bools = np.zeros(len(weights), bool)
    inside[segment.start : segment.end] = True
    if segment.also:
        inside[segment.also[0] : segment.also[1]] = True
    found: Floats = np.where(inside, weights, 0).astype(np.float32)
    return found
