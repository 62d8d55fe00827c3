"""All checks of one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.report import Disagreement, Record
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
    the last place.  Each pair of places is told once.
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
    return tuple(_once(found))


def _once(found: Iterable[Disagreement]) -> Iterable[Disagreement]:
    seen: set[tuple[object, ...]] = set()
    for one in found:
        places = (one.record, one.stated, one.stated_page, one.stated_quote)
        others = (one.against_record, one.against, one.against_page, one.against_quote)
        if (places, others) in seen or (others, places) in seen:
            continue
        seen.add((places, others))
        yield one
