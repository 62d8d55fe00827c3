"""Computing over what sentences tell alike: the first of several things."""

from __future__ import annotations

from corpus.view import DocumentView
from service.computing.grammar import words
from service.computing.results import Ranking
from service.lookup.facts import fact_stated
from service.narrative.foremost import foremost
from service.understanding.reader import Reading

_ASKING = ("花了多少", "多少钱", "多少", "里面", "其中", "名称", *"是的了有在里中场次叫")


def among_told(reading: Reading, view: DocumentView) -> Ranking | None:
    """The things that sentences tell alike, the most or the least first, where that is asked; or None."""
    least = any(w in reading.text for w in words("degree", "least"))
    if not least and not any(w in reading.text for w in words("degree", "most")):
        return None
    silent = (
        *words("degree", "least"), *words("degree", "most"), *words("degree", "which"),
        *words("degree", "rows"), *_ASKING,
    )  # fmt: skip
    told = foremost(reading.in_chinese, view, least, silent)
    if not told:
        return None
    return Ranking([fact_stated(view, f) for f in told], 1, least, "", len(told))
