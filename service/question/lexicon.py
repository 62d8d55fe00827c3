"""Words and what they do in a question, from `service/language`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _load(language: str, name: str) -> dict[str, Any]:
    path = files("service.language") / language / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def words_of(role: str) -> tuple[str, ...]:
    """The small words of a role."""
    return tuple(_load("zh", "words")[role])
