"""Counts of the same things that a report tells otherwise: in the same words, or in other words
with a number next to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from service.narrative.asks import class_of
from service.narrative.evidence import Role
from service.narrative.focus import shared_start
from service.narrative.reading import Reading
from service.narrative.statements import Statement, statements_of

_SAME_NOUN = 5  # characters of the name of a counted thing
_NEAR = Decimal("0.03")  # of the count: 89 个 is told again as 90 余项
_LEAST = 10  # a smaller count is next to another by chance
_PHRASE = 5  # characters that say what is counted
_ALIKE = 0.6
_PAIRS = 2
_COUNTS = frozenset({"generic", "matter", "event", "place", "copy", "device", "vehicle"})


def counted_otherwise(best: Statement, reading: Reading) -> Iterator[Statement]:
    """Counts of the very same things that differ from `best`."""
    if best.role is not Role.LEVEL or class_of(best.unit) in ("money", "ratio", "score", ""):
        return
    for s in statements_of(reading):
        if s.role is not Role.LEVEL or s.value == best.value or s.sentence is best.sentence:
            continue
        if (s.year is None or best.year in (None, s.year)) and (
            _same_words(best, s) or _other_words(best, s)
        ):
            yield s


def _phrase(s: Statement) -> str:
    """What is counted, as far as it stands behind the number."""
    return re.split(r"[，,。；;、(（]", s.behind)[0]


def _same_words(best: Statement, s: Statement) -> bool:
    noun = _phrase(best)
    if s.unit != best.unit or len(noun) < _SAME_NOUN:
        return False
    return shared_start(s.behind, noun) >= max(_SAME_NOUN, 0.6 * len(noun))


def _other_words(best: Statement, s: Statement) -> bool:
    """The next number, rounded or counted anew, of what is named alike."""
    if abs(s.value - best.value) > _NEAR * best.value or best.value < _LEAST:
        return False
    if not {class_of(s.unit), class_of(best.unit)} <= _COUNTS:
        return False
    one, other = _phrase(best), _phrase(s)
    if min(len(one), len(other)) < _PHRASE:
        return False
    shared = set(one) & set(other)
    pairs = {one[i : i + 2] for i in range(len(one) - 1)} & {other[i : i + 2] for i in range(len(other) - 1)}
    return len(shared) >= _ALIKE * min(len(set(one)), len(set(other))) and len(pairs) >= _PAIRS
