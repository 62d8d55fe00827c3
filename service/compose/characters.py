"""Answers in traditional characters: what the answer says is converted, what it quotes stands as printed."""

from __future__ import annotations

from functools import cache
from typing import Protocol

_WAY = "s2tw"
"""Characters as Taiwan writes them; words are not exchanged, so that the terms of the reports stay."""


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter() -> _Converter:
    from opencc import OpenCC  # reads its tables: only where an answer needs them

    converter: _Converter = OpenCC(_WAY)
    return converter


def wants_traditional(language: str) -> bool:
    """Whether a language tag is of Chinese in traditional characters."""
    return language.lower().replace("_", "-") in ("zh-tw", "zh-hk", "zh-mo", "zh-hant")


def traditional(text: str) -> str:
    """`text` in traditional characters."""
    return _converter().convert(text) if text else text
