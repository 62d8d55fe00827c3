"""Two rankings made one by reciprocal rank: ranks compare where scores do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from corpus.view import Hit

RANK_CONSTANT = 60
LEXICAL_WEIGHT = 2.0
DENSE_WEIGHT = 1.0


def fuse(lexical: Sequence[Hit], dense: Sequence[Hit]) -> list[Hit]:
    """One ranking, best first; words weigh twice what vectors do.  Ties fall to the lexical order."""
    scores: dict[tuple[str, int], float] = defaultdict(float)
    for weight, hits in ((LEXICAL_WEIGHT, lexical), (DENSE_WEIGHT, dense)):
        for rank, hit in enumerate(hits, start=1):
            scores[hit.document_id, hit.passage] += weight / (RANK_CONSTANT + rank)
    ordered = sorted(scores.items(), key=lambda item: -item[1])
    return [Hit(document_id, passage, score) for (document_id, passage), score in ordered]
