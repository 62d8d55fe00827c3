"""What computing gives back: a computed value, or several facts ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.computing.formulas import Computed
from service.frame import Operation
from service.lookup.facts import Fact


@dataclass(frozen=True, slots=True)
class Computation:
    """A computed result.

    `name` is what it is called where the field has a name for it (资产负债率), `budget` tells that a final
    account was set against its budget, `under` that the first asked is the lesser, `fiscal_year` the
    year that the result is of where that is not the facts'.  `each` is what an average is for,
    `together` tells that all facts but the last make up the part of a share, `compared`
    that two places were held against each other.
    """

    result: Computed
    operation: Operation
    name: str = ""
    budget: bool = False
    under: bool = False
    fiscal_year: int | None = None
    each: str = ""
    together: bool = False
    compared: bool = False


@dataclass(frozen=True, slots=True)
class Ranking:
    """Facts of one kind set side by side, in the order asked.

    `top` is how many were asked for (None: all), `least` whether the smallest were, `condition` what
    they had to meet, as typed; `of` is how many there were to choose from (0: those that the question
    names), `missing` names those that have no figure, `nothing` counts those left out because they are 0.
    """

    facts: Sequence[Fact]
    top: int | None = None
    least: bool = False
    condition: str = ""
    of: int = 0
    missing: tuple[str, ...] = ()
    nothing: int = 0


@dataclass(frozen=True, slots=True)
class Parts:
    """Several computed results of one kind: what each of several parts is of a whole."""

    each: tuple[Computation, ...]


Result = Computation | Ranking | Parts


def inputs_of(done: Result) -> tuple[Fact, ...]:
    """The facts that a result is over."""
    if isinstance(done, Parts):
        return tuple(dict.fromkeys(f for one in done.each for f in one.result.inputs))
    return done.result.inputs if isinstance(done, Computation) else tuple(done.facts)
