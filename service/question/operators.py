"""What a question wants done: the words of `operators.toml` found in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from service.language import load


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    return {role: tuple(sorted(words, key=len, reverse=True)) for role, words in load("zh/operators").items()}


@dataclass(frozen=True, slots=True)
class Operators:
    """The roles found in a text, each with the first place [start, end) of one of its words."""

    found: dict[str, tuple[int, int]]

    def __contains__(self, role: str) -> bool:
        return role in self.found

    def any(self, *roles: str) -> bool:
        """Whether one of the roles was found."""
        return any(role in self.found for role in roles)


def operators_in(text: str, taken: tuple[tuple[int, int], ...] = ()) -> Operators:
    """The roles whose words stand in `text` outside the `taken` stretches (names, labels)."""
    found: dict[str, tuple[int, int]] = {}
    for role, words in _lists().items():
        for word in words:
            at = text.find(word)
            while at >= 0:
                if not any(start < at + len(word) and at < end for start, end in taken):
                    found.setdefault(role, (at, at + len(word)))
                    break
                at = text.find(word, at + 1)
            if role in found:
                break
    return Operators(found)


def words_of_operator(role: str) -> tuple[str, ...]:
    """The words of a role, longest first."""
    return _lists()[role]
