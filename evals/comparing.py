"""Two runs, question by question: what broke, what was mended, what changed its answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from evals.recording import Recorded, Run


class Change(StrEnum):
    """What became of a question from one run to the next, the worst first.  One whose words or whose
    expected answer changed is another question under the same id: its results do not compare."""

    WRONG = "wrong figure"
    BROKEN = "broken"
    CHANGED = "other question"
    MENDED = "mended"
    OTHERWISE = "fails otherwise"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """A question whose result changed; `before` or `after` is None where it was not asked."""

    key: tuple[str, str]
    change: Change
    before: Recorded | None
    after: Recorded | None


def compare(before: Run, after: Run) -> list[Difference]:
    """Every question that changed, the worst first; unchanged failures and passes are left out."""
    order = list(Change)
    return sorted(_differences(before, after), key=lambda d: (order.index(d.change), d.key))


def _differences(before: Run, after: Run) -> Iterator[Difference]:
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        if (change := _change(old, new)) is not None:
            yield Difference(key, change, old, new)


def _change(old: Recorded | None, new: Recorded | None) -> Change | None:
    if old is None or new is None:
        return Change.NEW if old is None else Change.GONE
    if _asks_otherwise(old, new):
        return Change.CHANGED
    if new.wrong_figure and not old.wrong_figure:
        return Change.WRONG
    if old.passed != new.passed:
        return Change.MENDED if new.passed else Change.BROKEN
    if not new.passed and old.faults != new.faults:
        return Change.OTHERWISE
    return None


def _asks_otherwise(old: Recorded, new: Recorded) -> bool:
    return old.turns != new.turns or (bool(old.expect and new.expect) and old.expect != new.expect)
