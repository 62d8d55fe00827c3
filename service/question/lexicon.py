"""Small words and what they do in a question, from `service/language`."""

from __future__ import annotations

from functools import cache

from service.language import load


@cache
def words_of(role: str) -> tuple[str, ...]:
    """The small words of a role."""
    return tuple(load("zh/words")[role])
