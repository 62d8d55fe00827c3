"""All checks of one report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from corpus.report import CERTAIN, Disagreement, Record
from ingest.checks.ratios import ratio_disagreements
from ingest.checks.spoken import sentences_of
from ingest.checks.statements import (
    budget_disagreements,
    name_disagreements,
    scope_disagreements,
    spoken_sums,
    statement_disagreements,
)
from ingest.checks.sums import sum_disagreements
from ingest.checks.tables import table_disagreements
from ingest.sections import Block


def disagreements_of(records: Sequence[Record], blocks: Sequence[Block]) -> tuple[Disagreement, ...]:
    """What a report states in two ways, from its records and its running text.

    Kinds: `sum`, `figure`, `percentage`, `scope`, and `rounding` for a difference of one unit of
    the last place.  Each pair of places is told once.  Tables with figures that may be misread
    are left out: what disagrees there may be the reading.
    """
    sentences = list(sentences_of(blocks))
    found = [
        *sum_disagreements(records),
        *table_disagreements(records),
        *statement_disagreements(records, sentences),
        *name_disagreements(records, sentences),
        *scope_disagreements(records, sentences),
        *budget_disagreements(sentences),
        *spoken_sums(sentences),
        *ratio_disagreements(sentences),
    ]
    unsure = {r.table for r in records if r.value is not None and r.confidence < CERTAIN}
    return tuple(one for one in _once(found) if not _touches(one, unsure))


def _touches(one: Disagreement, tables: Collection[int]) -> bool:
    """Whether a figure of one of `tables` is accused, or accuses."""
    return any(place is not None and place[0] in tables for place in (one.record, one.against_record))


def _once(found: Iterable[Disagreement]) -> Iterable[Disagreement]:
    seen: set[tuple[object, ...]] = set()
    for one in found:
        places = (one.record, one.stated, one.stated_page, one.stated_quote)
        others = (one.against_record, one.against, one.against_page, one.against_quote)
        if (places, others) in seen or (others, places) in seen:
            continue
        seen.add((places, others))
        yield one
