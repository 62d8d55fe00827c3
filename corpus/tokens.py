"""Words of a text for the lexical index: jieba with the field's own terms, loaded when first used.

Index and query go through the same `cut`, so that they meet.  A token consists of letters,
digits and ideographs only: no tokenizer of a database cuts it further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from corpus import vocabulary
from corpus.text import fold

if TYPE_CHECKING:
    import jieba

_WORD = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|\d[\d,]*(?:\.\d+)?|[a-z]+")
_NO_WORD = re.compile(r"[^\u3400-\u9fffa-z0-9]+")
_SILENT = 60  # above every level of logging: jieba speaks on standard error


@cache
def _tokenizer() -> jieba.Tokenizer:
    """A tokenizer of our own, with the vocabulary's terms; about a second when first built."""
    import jieba

    jieba.setLogLevel(_SILENT)
    tokenizer = jieba.Tokenizer()
    for term in _terms():
        tokenizer.add_word(term)
    return tokenizer


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
    # “三公”经费 and 三公经费 are one term.
    for match in _WORD.finditer(fold(text).replace("”", "")):
        run = match.group()
        if run[0].isdigit():
            found.append(run.replace(",", "").replace(".", "点"))
        elif run.isascii():
            found.append(run)
        else:
            found += _words(run)
    return tuple(token for token in found if token not in _stopwords())


def is_word(text: str) -> bool:
    """Whether the tokenizer knows `text` (folded) as one word."""
    return bool(_tokenizer().FREQ.get(text))


def _words(run: str) -> Iterator[str]:
    tokenizer = _tokenizer()
    alone = ""
    # Guessing at unknown words would cut question and passage differently; pairs do not.
    for word in tokenizer.cut(run, HMM=False):
        if len(word) == 1:
            if alone:
                yield alone + word
            yield word
            alone = word
            continue
        alone = ""
        yield from _inner(word, tokenizer)
        yield word


def _inner(word: str, tokenizer: jieba.Tokenizer) -> Iterator[str]:
    """Known words of two and three ideographs within a longer one."""
    for size in (2, 3):
        if len(word) > size:
            pieces = (word[i : i + size] for i in range(len(word) - size + 1))
            yield from (piece for piece in pieces if tokenizer.FREQ.get(piece))
