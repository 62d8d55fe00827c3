"""What a chat model cost the answers of a run, as their traces tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Spent:
    """Calls of a chat model for one question or a whole run: `failed` ended in an error, tokens are as the
    endpoint reports them, `seconds` is the time of the calls, `repairs` counts stretches that the gate or
    the checks before it did not let through."""

    calls: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    repairs: int = 0

    def __add__(self, other: Spent) -> Spent:
        return Spent(
            self.calls + other.calls,
            self.failed + other.failed,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.seconds + other.seconds,
            self.repairs + other.repairs,
        )


NOTHING = Spent()


def spent_by(told: Mapping[str, Any] | None) -> Spent:
    """The account in an answer's explanation (`explain.model`); nothing where there is none."""
    account = (told or {}).get("model")
    if not account:
        return NOTHING
    calls = account["calls"]
    return Spent(
        len(calls),
        sum(call["outcome"] != "ok" for call in calls),
        account["tokens_in"],
        account["tokens_out"],
        account["seconds"],
        len(account["repairs"]),
    )


def total(spent: Iterable[Spent]) -> Spent:
    """The sum of accounts."""
    return sum(spent, NOTHING)
