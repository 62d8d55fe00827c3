"""What a run comes to.  Every share stands with its counts and an interval by bootstrap.

Definitions are in `docs/evals.md`.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evals.judging import Hits, behaves, behaviour_of
from evals.running import Result
from evals.schema import Behaviour
from evals.spending import Spent, total

RESAMPLES = 2_000
CONFIDENCE = 0.95
_SEED = 20_170_101


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `count`, with the bounds between which 95 % of the resampled shares lie."""

    right: int
    count: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself; 0 of nothing."""
        return self.right / self.count if self.count else 0.0


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of one turn inside the service."""

    median: float
    p95: float
    worst: float
    first: float


@dataclass(frozen=True, slots=True)
class Metrics:
    """Everything that a scorecard shows of one run.

    `passed` and `by_type` count questions; `exact`, `missing` expected figures; `wrong` answers with
    none but other figures than the expected ones.  `recall` and `precision` are of citations, by
    `report`, `page` and `cell`.  `routes` counts what became of the questions of each type; `spent` is
    what a chat model cost.
    """

    passed: Share
    by_type: Mapping[str, Share]
    by_set: Mapping[str, Share]
    exact: Share
    missing: int
    wrong: Share
    recall: Mapping[str, Share]
    precision: Mapping[str, Share]
    routing: Share
    routes: Mapping[str, Mapping[str, int]]
    declined: Share
    over_refused: Share
    warned: Share
    warned_unasked: int
    crashed: int
    latency: Latency | None
    spent: Spent


def share(marks: Sequence[bool]) -> Share:
    """The share of true marks.  The interval resamples the marks with one seed: a run repeated gives
    the same bounds.
    """
    count, right = len(marks), sum(marks)
    if not count:
        return Share(0, 0, 0.0, 0.0)
    drawn = np.random.default_rng(_SEED).binomial(count, right / count, RESAMPLES) / count
    low, high = np.quantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Share(right, count, float(low), float(high))


def measure(results: Sequence[Result]) -> Metrics:
    """The metrics of a run.  Raises ValueError for a run without results."""
    if not results:
        raise ValueError("no results")
    wanted = [result for result in results if result.question.expect.figures]
    answerable = [r for r in results if r.question.expect.behaviour is Behaviour.ANSWER]
    other = [r for r in results if r.question.expect.behaviour is not Behaviour.ANSWER]
    exact = sum(result.judgement.exact for result in wanted)
    missing = sum(result.judgement.missing for result in wanted)
    asked = [result for result in answerable if result.question.expect.discrepancy]
    return Metrics(
        passed=_passed(results),
        by_type=_grouped((result.question.type.value, result) for result in results),
        by_set=_grouped((result.question_set, result) for result in results),
        exact=share([True] * exact + [False] * missing),
        missing=missing,
        wrong=share([result.judgement.wrong_figure for result in results]),
        recall={name: _recall(results, name) for name in ("reports", "pages", "cells")},
        precision={name: _precision(results, name) for name in ("reports", "pages", "cells")},
        routing=share([_behaves(result) for result in results]),
        routes=_routes(results),
        declined=share([_behaves(result) for result in other]),
        over_refused=share([behaviour_of(_route(result)) != "answer" for result in answerable]),
        warned=share([result.judgement.warned for result in asked]),
        warned_unasked=sum(
            result.judgement.warned for result in answerable if not result.question.expect.discrepancy
        ),
        crashed=sum(result.crash is not None for result in results),
        latency=_latency(results),
        spent=total(result.spent for result in results),
    )


def _passed(results: Sequence[Result]) -> Share:
    return share([result.passed for result in results])


def _grouped(named: Iterable[tuple[str, Result]]) -> dict[str, Share]:
    groups: defaultdict[str, list[Result]] = defaultdict(list)
    for name, result in named:
        groups[name].append(result)
    return {name: _passed(group) for name, group in sorted(groups.items())}


def _route(result: Result) -> str:
    return str(result.reply.get("route", ""))


def _behaves(result: Result) -> bool:
    return result.crash is None and behaves(result.question.expect.behaviour, _route(result))


def _routes(results: Sequence[Result]) -> dict[str, dict[str, int]]:
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for result in results:
        counted[result.question.type.value][_route(result) or "crash"] += 1
    return {name: dict(routes.most_common()) for name, routes in sorted(counted.items())}


def _hits(results: Sequence[Result], level: str) -> list[Hits]:
    found: list[Hits] = [getattr(result.judgement, level) for result in results]
    return [hits for hits in found if hits.wanted]


def _recall(results: Sequence[Result], level: str) -> Share:
    found = _hits(results, level)
    right = sum(hits.right for hits in found)
    return share([True] * right + [False] * (sum(hits.wanted for hits in found) - right))


def _precision(results: Sequence[Result], level: str) -> Share:
    found = _hits(results, level)
    right = sum(min(hits.right, hits.given) for hits in found)
    return share([True] * right + [False] * (sum(hits.given for hits in found) - right))


def _latency(results: Sequence[Result]) -> Latency | None:
    """Of every turn but the very first, which loads what is read only once."""
    taken = [1_000 * seconds for result in results for seconds in result.seconds]
    if not taken:
        return None
    rest = sorted(taken[1:] or taken)
    p95 = rest[math.ceil(len(rest) * 0.95) - 1]  # the nearest rank: 95 % took so long or less
    return Latency(statistics.median(rest), p95, rest[-1], taken[0])
