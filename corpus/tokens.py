"""Words of a text for the lexical index: jieba's words and the field's own terms, read when first used.

Index and query go through the same `cut`, so that they meet.  A token consists of letters,
digits and ideographs only: no tokenizer of a database cuts it further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from corpus import vocabulary
from corpus.segmentation import Segmenter
from corpus.text import fold

_WORD = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|\d[\d,]*(?:\.\d+)?|[a-z]+")
_NO_WORD = re.compile(r"[^\u3400-\u9fffa-z0-9]+")


@cache
def _segmenter() -> Segmenter:
    """Words with the vocabulary's terms; about a tenth of a second when first built."""
    return Segmenter(_terms())


def _terms() -> Iterator[str]:
    """The field's terms as the tokenizer will meet them: folded, and cut at punctuation."""
    for entry in vocabulary.load("finance")["term"]:
        for spelling in (entry["name"], *entry.get("also", ())):
            yield from (part for part in _NO_WORD.split(fold(spelling).replace("”", "")) if len(part) > 1)


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(vocabulary.load("stopwords")["words"])


def cut(text: str) -> tuple[str, ...]:
    """The tokens of `text` in order, folded; long words are followed by the words within them.

    A number is one token without separators, its decimal point written 点 (1234点50).
    Ideographs that form no known word give themselves and each pair of neighbours.
    """
    found: list[str] = []
    silent = _stopwords()
    # “三公”经费 and 三公经费 are one term.
    for match in _WORD.finditer(fold(text).replace("”", "")):
        run = match.group()
        if run[0].isdigit():
            found.append(run.replace(",", "").replace(".", "点"))
        elif run.isascii():
            if run not in silent:
                found.append(run)
        else:
            found += _words(run)
    return tuple(found)


def is_word(text: str) -> bool:
    """Whether `text` (folded) is known as one word."""
    return _segmenter().knows(text)


@lru_cache(maxsize=1 << 14)
def _words(run: str) -> tuple[str, ...]:
    """The tokens of a run of ideographs.  Labels and phrases come again and again."""
    found: list[str] = []
    alone = ""
    # Guessing at unknown words would cut question and passage differently; pairs do not.
    for word in _segmenter().cut(run):
        if len(word) == 1:
            if alone:
                found.append(alone + word)
            found.append(word)
            alone = word
            continue
        alone = ""
        found += _inner(word)
        found.append(word)
    return tuple(token for token in found if token not in _stopwords())


@lru_cache(maxsize=1 << 14)
def _inner(word: str) -> tuple[str, ...]:
    """Known words of two and three ideographs within a longer one."""
    knows = _segmenter().knows
    return tuple(
        word[at : at + size]
        for size in (2, 3)
        if len(word) > size
        for at in range(len(word) - size + 1)
        if knows(word[at : at + size])
    )
