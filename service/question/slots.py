"""The things that a question asks for, as stretches of its text: one slot each, the rest their context.

A stretch between joints (、和与, commas) is a slot of its own where it names something that a report
states; a joint inside a label (年初结转和结余) joins nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from service.evidence.places import Bools, Floats
from service.question.lexicon import words_of

_LEAST = 1.2


@dataclass(frozen=True, eq=False)
class Segment:
    """Positions [start, end) of the plain question, and how much they tell."""

    start: int
    end: int
    weight: float


@cache
def _joints() -> re.Pattern[str]:
    words = sorted(words_of("between"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def segments(text: str, weights: Floats, whole: Sequence[tuple[int, int]] = ()) -> list[Segment]:
    """The stretches between joints that tell something; `whole` are labels that no joint cuts."""
    cut = [False] * (len(text) + 1)
    for match in _joints().finditer(text):
        if any(start < match.start() and match.end() < end for start, end in whole):
            continue
        for at in range(match.start(), match.end()):
            cut[at] = True
    found: list[Segment] = []
    at = 0
    while at < len(text):
        if cut[at]:
            at += 1
            continue
        end = at
        while end < len(text) and not cut[end]:
            end += 1
        if (weight := float(weights[at:end].sum())) >= _LEAST:
            found.append(Segment(at, end, weight))
        at = end
    return found


def masked(weights: Floats, segment: Segment) -> Floats:
    """The weights of a segment alone."""
    inside: Bools = np.zeros(len(weights), bool)
    inside[segment.start : segment.end] = True
    found: Floats = np.where(inside, weights, 0).astype(np.float32)
    return found
