"""An English question in the field's Chinese terms, so that one grammar reads both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.vocabulary import load
from service.understanding.sounds import spelled

_OFFICE_OF = re.compile(r"(办公厅|\S+局|\S+委员会)\s+(?:of|for)\s+(?:the\s+)?((?:[\u4e00-\u9fff]+\s*)+)")
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")


def language_of(question: str) -> str:
    """`en` for a question that is mostly written in English words, else `zh`."""
    words = len(re.findall(r"[A-Za-z]{2,}", question))
    return "en" if words >= 3 and words > len(_IDEOGRAPH.findall(question)) / 2 else "zh"


@lru_cache(maxsize=8)
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = load("english")
    pairs = {**data["words"], **data["terms"], **data["bodies"]}
    ordered = sorted(pairs.items(), key=lambda item: -len(item[0]))
    return tuple((re.compile(rf"\b{re.escape(k)}\b", re.IGNORECASE), v) for k, v in ordered)


def _regions(question: str, regions: Iterable[str]) -> str:
    """Region names spelled in Latin letters, with or without their level word, in ideographs."""
    levels: dict[str, str] = load("english")["levels"]
    ways = "|".join(sorted(levels, key=len, reverse=True))
    for region in sorted(regions, key=len):
        core = region[:-1] if region[-1] in levels.values() else region
        pattern = re.compile(rf"\b{spelled(core)}\b(?:\s+({ways})\b)?", re.IGNORECASE)
        found = pattern.search(question)
        while found:
            chinese = core + (levels[found[1].lower()] if found[1] else "")
            question = question[: found.start()] + chinese + question[found.end() :]
            found = pattern.search(question)
    return question


def to_chinese(question: str, regions: Iterable[str]) -> str:
    """The question with every English term of the vocabulary replaced by the Chinese one.

    Words that the vocabulary does not hold stay as they are.  `regions` are names of places
    that the corpus knows: they are recognised by their spelling.
    """
    text = _regions(question, [r for r in regions if len(r) >= 2])
    for pattern, chinese in _table():
        text = pattern.sub(f" {chinese} ", text)
    text = re.sub(r"\s+", " ", text)
    text = _OFFICE_OF.sub(lambda m: f" {m[2].strip()}{m[1]} ", text)
    text = re.sub(r"市\s*市人民政府", "市人民政府", text)
    text = re.sub(r"(人民)?政府\s*(?=办公[厅室])", "政府", text)
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=(?:政府|办公|市|区|县|财政局|政务))", "", text)


def stop_words(text: str) -> str:
    """`text` without the English words left over that carry no content."""
    return re.sub(
        r"\b(?:the|did|do|does|of|in|on|its|it|itself|at|end|give|gave|have|has|had|for|was|were|is|are|to|a|an|by|"
        r"total|year|please|tell|me|report|expenses?|district|actually|amount|there|with|from|that)\b",
        " ",
        text,
        flags=re.IGNORECASE,
    )
