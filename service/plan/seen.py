"""What stands on both sides of coverage: the spans of a question, and what an executed plan rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from corpus.report import Record
from corpus.text import fold
from service.language import load
from service.lookup.facts import Fact
from service.plan import types as t
from service.plan.results import Executed, Lack, Outcome, Told, found_in, lacks, parts
from service.understanding.words import plain

Role = Literal[
    "body", "year", "code", "form", "unit", "account", "side", "exclude", "operator", "degree", "threshold",
    "measure", "several", "why", "how", "define", "list", "which",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of the question, what they do there, and what they stand for.

    `value`: the full name of a body (the words where it is not held); a year, a code, a form; a unit;
    `final`, `budget`, `adjusted`, `prior`; `income`, `expense`; what is excluded; the `op` of a node of
    the plan (sum, difference, share …) for an operator; `high`, `low`; an amount; the words of a measure.
    """

    start: int
    end: int
    role: Role
    value: str = ""


class Seen:
    """What an executed plan rests on: its figures, what it lacks, its nodes, the reports that it quotes."""

    def __init__(self, executed: Executed, spans: Sequence[Span]) -> None:
        self.question = executed.question
        self.outcomes = tuple(all_of(executed.outcomes))
        self.facts = [f.fact for outcome in executed.outcomes for f in found_in(outcome)]
        self.lacks = [lack for outcome in executed.outcomes for lack in lacks(outcome)]
        self.facts += [lack.fact for lack in self.lacks if lack.fact is not None]
        self.nodes = tuple(nodes_of(executed.plan.asks))
        self.ops = {getattr(node, "op", "") for node in self.nodes}
        self.quoted = [e for o in self.outcomes if isinstance(o, Told) for e in o.evidence.extracts]
        self.documents = {e.source.document_id for e in self.quoted}
        self.bodies = {span.value for span in spans if span.role == "body"}
        self.operators = {span.value for span in spans if span.role == "operator"}
        self.measures = {span.value or (span.start, span.end) for span in spans if span.role == "measure"}
        self.each = any(span.role == "several" for span in spans)

    def said(self, text: str) -> bool:
        """Whether something that is said to be missing is called so, or holds the words."""
        words = plain(text)
        return any(words and words in plain(asked_of(lack)) for lack in self.lacks)

    def asked(self, text: str) -> bool:
        """Whether a leaf says that it stands for these words."""
        words = plain(text)
        return any(
            words in (own := plain(node.asked)) or (len(own) > 1 and own in words)
            for node in self.nodes
            if isinstance(node, t.Leaf) and node.asked
        )

    @property
    def records(self) -> list[Record]:
        """The cells that state the figures."""
        return [f.records[0] for f in self.facts if f.records]

    @property
    def told(self) -> bool:
        """Whether the answer is in a report's own words."""
        return bool(self.quoted)


def all_of(outcomes: Sequence[Outcome]) -> Iterator[Outcome]:
    """Outcomes with all that they are made of."""
    for outcome in outcomes:
        yield outcome
        yield from all_of(parts(outcome))


def nodes_of(asks: Sequence[t.Node]) -> Iterator[t.Node]:
    """Nodes with all their operands."""
    for node in asks:
        yield node
        yield from nodes_of(t.operands(node))


def asked_of(lack: Lack) -> str:
    """The words for what a lack is of."""
    node = lack.node
    return " ".join((lack.what, getattr(node, "asked", ""), getattr(node, "body", None) or ""))


@cache
def words_of(section: str, key: str) -> tuple[str, ...]:
    """A list of `service/language/coverage.toml`, folded."""
    return tuple(fold(word) for word in load("coverage")[section].get(key, ()))


def labels_of(fact: Fact) -> str:
    """All words by which a place says what it is of."""
    parts_of = [fact.label, fact.entry.facts.report_type or ""]
    for record in fact.records[:1]:
        parts_of += [record.title or "", *record.row_path, *record.column_path]
    for stated in fact.stated[:1]:
        parts_of += [stated.label, stated.source.quote, *stated.source.section]
    return fold(" ".join(parts_of))
