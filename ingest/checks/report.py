"""All checks of one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.report import Disagreement, Record
from ingest.checks.ratios import ratio_disagreements
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
    found = [
        *sum_disagreements(records),
        *table_disagreements(records),
        *statement_disagreements(records, blocks),
        *name_disagreements(records, blocks),
        *scope_disagreements(records, blocks),
        *budget_disagreements(blocks),
        *spoken_sums(blocks),
        *ratio_disagreements(blocks),
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
