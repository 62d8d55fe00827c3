"""Decisions about one question: which report alone is meant, which account, and what is no answer."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.view import DocumentView, ReportEntry
from service.answer import Answer
from service.conversation import measure, topic_of
from service.finding import Found
from service.frame import Basis, Operation
from service.lookup.index import index_of
from service.narrative import NarrativeEvidence
from service.understanding.reader import Reading

_FIRM = 0.5
_AGAINST_BUDGET = re.compile(r"比(?:年初|调整)?(?:预算|决算)")
_AMONG = re.compile(r"哪.*最[高低大小多少]|最[高低大小多少].*哪")
_MARGIN = 0.08


def only_one(found: list[tuple[ReportEntry, Found]]) -> ReportEntry | None:
    """The one report that answers, or that answers clearly better than the others."""
    if (
        len({e.facts.organisation for e, _ in found}) == 1
        and len({e.facts.fiscal_year for e, _ in found}) == 1
    ):
        return found[0][0]
    if found and all(f.source == "sentences" for _, f in found):
        ranked = sorted(found, key=lambda pair: -pair[1].facts[0].score)
        if ranked[0][1].facts[0].score >= ranked[1][1].facts[0].score + _MARGIN:
            return ranked[0][0]
    return None


def year_of(entry: ReportEntry) -> tuple[int, ...]:
    """The report's fiscal year, as a scope holds it."""
    return (entry.facts.fiscal_year,) if entry.facts.fiscal_year else ()


def for_one(reading: Reading, entry: ReportEntry) -> Reading:
    """The reading as a question of one body and year."""
    year = entry.facts.fiscal_year
    mine = tuple(m for m in reading.frame.organisations if m.name == entry.facts.organisation)
    return replace(reading, frame=replace(reading.frame, organisations=mine, years=(year,) if year else ()))


def basis_here(reading: Reading, view: DocumentView) -> tuple[Basis, ...] | None:
    """Of several accounts that the question names, the one that this report is of."""
    basis = index_of(view).basis
    return (basis,) if len(reading.frame.bases) > 1 and basis in reading.frame.bases else None


def half_answered(reading: Reading, found: Found) -> bool:
    """Whether one figure of a table stands for an average, a difference or the first of several that could
    not be worked out."""
    asked = reading.cues.operations & {Operation.AVERAGE, Operation.DIFFERENCE, Operation.SUM}
    against = _AGAINST_BUDGET.search(reading.text) is not None
    among = _AMONG.search(reading.text) is not None
    return bool(asked or against or among) and found.source == "tables" and len(found.facts) < 2


def asks_more(reading: Reading) -> bool:
    """Whether something is asked beside the number (什么等级): the sentence itself then answers."""
    return any(word in reading.text for word in ("什么", "哪些", "怎么样", "是否", "谁"))


def first_measure(reading: Reading) -> str:
    """The first measure that a question names, in its words."""
    metrics = [m.text for m in reading.frame.metrics if len(m.text) >= 2]
    return metrics[0] if metrics else measure(topic_of(reading))


def off_topic(evidence: NarrativeEvidence, reading: Reading) -> bool:
    """Whether most of what was asked stands in none of the sentences found."""
    words = [m.text for m in reading.frame.metrics]
    return evidence.confidence < _FIRM and bool(words) and len(evidence.missing) >= max(1, len(words))


def with_carried(answer: Answer, carried: tuple[str, ...]) -> Answer:
    """The answer, led by what was taken over from the turns before."""
    if not carried:
        return answer
    return replace(answer, text=f"（承接上文：{'、'.join(dict.fromkeys(carried))}）\n{answer.text}")
