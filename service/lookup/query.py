"""A question as one report sees it."""

from __future__ import annotations

from dataclasses import dataclass

from service.frame import Basis, Operation
from service.lookup.index import DocumentIndex
from service.lookup.matching import Words
from service.lookup.terms import scope_words, whole_words
from service.narrative.asks import asks_of
from service.understanding.reader import Reading

_RATIOS = {Operation.SHARE, Operation.AVERAGE, Operation.GROWTH, Operation.BACK_CALCULATION}


@dataclass(frozen=True, slots=True)
class Query:
    """A question as one report sees it.  `free` are the positions to be explained, `bases` the
    account wanted, `side` the side wanted, `scopes` the parts of the accounts that are named, `tables` the
    numbers of the tables that are named by their titles, `years` those that a column may be of."""

    reading: Reading
    words: Words
    free: int
    bases: tuple[Basis, ...]
    side: str | None
    codes: tuple[str, ...]
    scopes: frozenset[str]
    whole: bool
    classes: frozenset[str]
    tables: frozenset[int]
    years: frozenset[int] = frozenset()


def query_of(reading: Reading, index: DocumentIndex, bases: tuple[Basis, ...] | None = None) -> Query:
    """`reading` as a query of one report; `bases` overrides the account that it names."""
    frame = reading.frame
    words = Words.of(reading.text, reading.content)
    codes = tuple(c for c in frame.codes if c in index.codes)
    scopes = frozenset(w for w in scope_words() if w in reading.text)
    whole = any(w in reading.text for w in whole_words())
    tables = frozenset(n for title in frame.table_titles for n in index.titles.get(title, ()))
    wanted = frame.bases if bases is None else bases
    own = index.view.entry.facts.fiscal_year
    years = frozenset(frame.years) or frozenset(() if own is None else (own,))
    return Query(
        reading, words, reading.content, wanted, frame.side, codes, scopes, whole, _classes(reading), tables,
        years,
    )  # fmt: skip


def _classes(reading: Reading) -> frozenset[str]:
    """The classes of units that the question asks for; empty when one of its asks leaves it open."""
    if reading.cues.operations & _RATIOS:
        return frozenset()
    asks = asks_of(reading.frame)
    if not asks or any(not ask.classes for ask in asks) or "百分" in reading.text:
        return frozenset()
    return frozenset(name for ask in asks for name in (*ask.classes, *ask.near_classes))
