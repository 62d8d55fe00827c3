"""Identities between cells: a total and the signed parts that make it.

An identity is told as broken only where the report bears its kind out elsewhere; the rules that
find identities say so (`borne`).  Where several broken ones meet in one cell and that cell's
expected value is the same by each, the cell is the culprit and is told alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from corpus.report import Record
from ingest.checks.figures import ZERO, Apart, Exact, Printed, exact, key_of

Cell = tuple[int, int, int]
MOST = 120  # broken identities among which culprits are looked for; a report with more is another matter


@dataclass(frozen=True, slots=True)
class Identity:
    """`total` should be the sum of `parts` (those in `minus` are taken off).  `words` say how the
    parts are found; `kind` is `sum`, `balance` or `across`."""

    kind: str
    total: Record
    parts: tuple[Record, ...]
    words: str
    minus: frozenset[Cell] = frozenset()

    def sign(self, record: Record) -> int:
        """How the record enters the sum."""
        return -1 if key_of(record) in self.minus else 1


@dataclass(slots=True)
class Judged:
    """An identity with what its parts make, and how far its total is from that."""

    identity: Identity
    made: Exact
    apart: Apart

    @property
    def cells(self) -> tuple[Record, ...]:
        """The total and its parts."""
        return (self.identity.total, *self.identity.parts)


@dataclass(slots=True)
class Culprit:
    """A cell with the identities that it breaks, and the value (base units) that would mend them."""

    record: Record
    expected: Decimal
    broken: list[Judged] = field(default_factory=list)


def judge(identity: Identity, printed: Printed) -> Judged:
    """Add the parts up."""
    figures = [(identity.sign(part), printed.of(part)) for part in identity.parts]
    total = printed.of(identity.total)
    value = sum((sign * figure.value for sign, figure in figures), ZERO)
    steps = [figure.step for _, figure in figures if figure.step]
    step = max(steps, default=total.step)
    return Judged(identity, Exact(value, step), _apart(total, Exact(value, step), steps))


def _apart(total: Exact, made: Exact, steps: Sequence[Decimal]) -> Apart:
    distance = abs(total.value - made.value)
    step = max(total.step, made.step)
    if not distance:
        return Apart.SAME
    if total.step != made.step and total.step and distance * 2 <= step:
        return Apart.SAME
    # Parts that are each rounded add up to a few units of the last place.
    units = max(1, math.isqrt(len(steps) // 3))
    return Apart.ROUNDED if step and distance <= units * step else Apart.OFF


def culprits(judged: Iterable[Judged]) -> list[Culprit]:
    """Whose fault the broken identities are, each identity laid to one cell."""
    judged = list(judged)
    off = [one for one in judged if one.apart is Apart.OFF]
    held: dict[Cell, int] = defaultdict(int)
    for one in judged:
        if one.apart is not Apart.OFF and _is_weighty(one):
            for record in one.cells:
                held[key_of(record)] += 1
    found: list[Culprit] = []
    left = off[:MOST]
    found += [Culprit(one.identity.total, one.made.value, [one]) for one in off[MOST:]]
    while left:
        best = _best(left, held)
        found.append(best)
        left = [one for one in left if all(one is not other for other in best.broken)]
    return _without_consequences(found) if len(off) <= MOST else found


def _without_consequences(found: list[Culprit]) -> list[Culprit]:
    """A broken identity that comes out with the others' expected values is no error of its own."""
    kept: list[Culprit] = []
    consequences: list[Judged] = []
    for culprit in found:
        mended = {key_of(c.record): c.expected for c in found if c is not culprit}
        touching = [one for one in culprit.broken if any(key_of(r) in mended for r in one.cells)]
        if len(touching) == len(culprit.broken) and all(_comes_out(one, mended) for one in touching):
            consequences += touching
        else:
            kept.append(culprit)
    if not kept:
        return found
    for one in consequences:
        cells = {key_of(r) for r in one.cells}
        for culprit in kept:
            if key_of(culprit.record) in cells:
                culprit.broken.append(one)
                break
    return kept


def _comes_out(one: Judged, mended: dict[Cell, Decimal]) -> bool:
    def worth(record: Record) -> Decimal:
        value = mended.get(key_of(record))
        return _in_base(record) if value is None else value

    made = sum((one.identity.sign(part) * worth(part) for part in one.identity.parts), ZERO)
    return abs(worth(one.identity.total) - made) <= one.made.step


def _is_weighty(one: Judged) -> bool:
    """Whether an identity that holds says something: a sum of two figures, or two equal figures."""
    return sum(1 for record in one.cells if record.value) >= 2


def _best(left: Sequence[Judged], held: dict[Cell, int]) -> Culprit:
    suspects: dict[Cell, list[tuple[Record, Judged, Decimal]]] = defaultdict(list)
    for one in left:
        for record, value in _implied(one):
            suspects[key_of(record)].append((record, one, value))
    ranked: list[tuple[float, Culprit]] = []
    for key, implied in suspects.items():
        for expected in dict.fromkeys(value for _, _, value in implied):
            agreeing = [one for _, one, value in implied if abs(value - expected) <= one.made.step]
            # A total is the likelier one to be told where nothing else speaks; a slip speaks.
            own = sum(key_of(one.identity.total) == key for one in agreeing)
            slip = 0.3 if _is_slip(_in_base(implied[0][0]), expected) else 0.0
            score = len(agreeing) - held[key] + 0.1 * own + slip - (0.05 if expected < 0 else 0)
            ranked.append((score, Culprit(implied[0][0], expected, agreeing)))
    score, best = max(ranked, key=lambda one: one[0])
    tied = {key_of(c.record) for other, c in ranked if other == score}
    if len(tied) > 1 and len(best.broken) == 1:
        # Any of them might be wrong: the total is told, with what its parts make.
        (one,) = best.broken
        return Culprit(one.identity.total, one.made.value, [one])
    return best


def _is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether two values differ in one digit, in their sign, or in two that changed places."""
    if one == -other:
        return True
    a, b = (format(abs(value).normalize(), "f").replace(".", "") for value in (one, other))
    width = max(len(a), len(b))
    places_a, places_b = (max(0, -int(v.normalize().as_tuple().exponent)) for v in (one, other))
    a, b = a + "0" * max(0, places_b - places_a), b + "0" * max(0, places_a - places_b)
    if len(a) != len(b) or width < 3:
        return False
    differing = [at for at in range(len(a)) if a[at] != b[at]]
    swapped = (
        len(differing) == 2 and a[differing[0]] == b[differing[1]] and a[differing[1]] == b[differing[0]]
    )
    return len(differing) == 1 or swapped


def _implied(one: Judged) -> Iterable[tuple[Record, Decimal]]:
    """Each cell of a broken identity with the value that it alone would need."""
    identity = one.identity
    total_scale = _in_base(identity.total)
    yield identity.total, one.made.value
    distance = total_scale - one.made.value
    for part in identity.parts:
        yield part, _in_base(part) + identity.sign(part) * distance


def _in_base(record: Record) -> Decimal:
    return exact(record.value or ZERO, record.unit).value
