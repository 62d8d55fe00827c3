"""The English of answers that compare."""

from __future__ import annotations

from collections.abc import Sequence

from service.answer import Figure
from service.compose.draft import Draft, printed
from service.compose.naming import name_of
from service.composing.phrases import amount, marks, put, where
from service.computing.results import Computation
from service.frame import Operation
from service.lookup.facts import Fact


def lines_of(draft: Draft, facts: Sequence[Fact]) -> list[str]:
    """Each figure with its body, year and place; the figures go into the draft."""
    found = []
    for fact in facts:
        cited = put(draft, fact)
        year = f", {fact.year}" if fact.year else ""
        place = f"({where(fact, True)})"
        found.append(
            f"- {fact.organisation}{year}: {name_of(fact)} = **{amount(fact, True)}** {place} {marks(cited)}"
        )
    return found


def verdict(ranked: Sequence[Fact], facts: Sequence[Fact], gap: Figure | None) -> str:
    """Which is the highest and which the lowest, and by how much they differ."""
    if gap is None:
        return f"They are the same: {amount(ranked[0], True)}"
    apart = f"a difference of {printed(gap.value)} {gap.unit} ({gap.formula})"
    if len(ranked) == len(facts) == 2:
        return f"{_who(ranked[0], facts)} has the higher figure, {_who(ranked[1], facts)} the lower: {apart}"
    return f"Highest: {_who(ranked[0], facts)}; lowest: {_who(ranked[-1], facts)}: {apart}"


def first_of(fact: Fact, name: str, least: bool) -> str:
    """The first of a ranking."""
    year = f" in {fact.year}" if fact.year else ""
    degree = "lowest" if least else "highest"
    return f"{fact.organisation}{year}: the {degree} is {name} = **{amount(fact, True)}**"


def _who(fact: Fact, facts: Sequence[Fact]) -> str:
    """What tells a fact from the others: its body, its year, or its name."""
    if len({f.organisation for f in facts}) > 1:
        return f"{fact.organisation}{f' ({fact.year})' if len({f.year for f in facts}) > 1 else ''}"
    return str(fact.year) if len({f.year for f in facts}) > 1 else name_of(fact)


def lead(done: Computation, shown: str, label: str) -> str:
    """The sentence that gives a computed result."""
    names = list(dict.fromkeys(name_of(f) for f in done.result.inputs))
    first, last = names[0], names[-1]
    match done.operation:
        case Operation.DIFFERENCE if done.compared:
            return f"The places named differ by {shown}."
        case Operation.DIFFERENCE if done.budget:
            return f"{label}: {shown} ({'below' if done.under else 'above'} the budget)."
        case Operation.DIFFERENCE if len(names) > 1:
            return f"{first} exceeds {last} by {shown}."
        case Operation.SUM:
            return f"{', '.join(names)}: {shown} in all."
        case Operation.SHARE if not done.name and not done.together:
            return f"{first} is {shown} of {last}."
        case Operation.AVERAGE if done.each:
            return f"{first} for each {done.each}: {shown}."
    return f"{label}: {shown}."
