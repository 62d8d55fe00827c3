"""Two rankings made one by reciprocal rank: ranks compare where scores do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from corpus.view import Hit

RANK_CONSTANT = 20
"""The smaller, the more the first ranks count: a question here names what it asks about."""
LEXICAL_WEIGHT = 5.0
DENSE_WEIGHT = 1.0
"""Vectors settle what words leave open and bring in what shares no word; with more weight they
put passages about like matters before the one that is asked for."""


def fuse(lexical: Sequence[Hit], dense: Sequence[Hit]) -> list[Hit]:
    """One ranking, best first; words weigh five times what vectors do.  Ties fall to the lexical order."""
    scores: dict[tuple[str, int], float] = defaultdict(float)
    for weight, hits in ((LEXICAL_WEIGHT, lexical), (DENSE_WEIGHT, dense)):
        for rank, hit in enumerate(hits, start=1):
            scores[hit.document_id, hit.passage] += weight / (RANK_CONSTANT + rank)
    ordered = sorted(scores.items(), key=lambda item: -item[1])
    return [Hit(document_id, passage, score) for (document_id, passage), score in ordered]
