"""Answers in traditional characters: what the answer says is converted, what it quotes stands as printed."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from corpus.text import simplify

_WAY = "s2tw"
"""Characters as Taiwan writes them; words are not exchanged, so that the terms of the reports stay."""


_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = "\u4e00", "\u9fff"


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter() -> _Converter:
    from opencc import OpenCC  # reads its tables: only where an answer needs them

    converter: _Converter = OpenCC(_WAY)
    return converter


def language_of_text(text: str) -> str:
    """The language of a question: `zh`, `zh-TW` where its characters are traditional, `en` without any."""
    if not any(_FIRST_IDEOGRAPH <= c <= _LAST_IDEOGRAPH for c in text):
        return "en"
    return "zh-TW" if simplify(text) != text else "zh"


def wants_traditional(language: str) -> bool:
    """Whether a language tag is of Chinese in traditional characters."""
    return language.lower().replace("_", "-") in ("zh-tw", "zh-hk", "zh-mo", "zh-hant")


def traditional(text: str) -> str:
    """`text` in traditional characters."""
    return _converter().convert(text) if text else text
