"""BM25 over a few passages in memory, with the word counts of the whole corpus.

A question is nearly always asked of a handful of reports; for these it is quicker to read
their words than to have the full text rank all that the corpus holds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

# As FTS5 has them, so that both ways rank alike.
SATURATION = 1.2
LENGTH_WEIGHT = 0.75
LEAST_WEIGHT = 1e-6


def weight(holding: int, total: int) -> float:
    """What a word is worth that `holding` of `total` passages hold."""
    return max(math.log((total - holding + 0.5) / (holding + 0.5)), LEAST_WEIGHT)


def scores(passages: Sequence[Sequence[str]], weights: Mapping[str, float]) -> list[float]:
    """The score of each passage (given as its words) for the words of `weights`; 0 without any."""
    if not passages:
        return []
    mean = sum(map(len, passages)) / len(passages) or 1.0
    return [_score(passage, weights, mean) for passage in passages]


def _score(passage: Sequence[str], weights: Mapping[str, float], mean: float) -> float:
    score = 0.0
    floor = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * len(passage) / mean)
    for word, worth in weights.items():
        if count := passage.count(word):
            score += worth * count * (SATURATION + 1) / (count + floor)
    return score
