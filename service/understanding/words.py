"""A question as a string of plain characters, and sets of its positions.

Positions are kept as bits of an int: `1 << i` stands for the i-th character.  What a label
of the corpus explains of a question is such a mask, and so is what nothing explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from corpus.text import fold, places_in

_MARKS = re.compile(r"[”“\"'‘’《》〈〉【】\[\]「」『』()（）]")
_MARK_BY_DIGIT = re.compile(r"(?<=\d)[()\[\]（）](?=[\w(（])|(?<=\w)[()\[\]（）](?=\d)")
_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十]+[部分章节项]*|[(（]?[一二三四五六七八九十]{1,3}[)）、.]|[(（]?\d{1,2}[)）、.](?!\d)|(?:其中|减|加)[:：]|[:：、.])\s*"
)
_UNIT_NOTE = re.compile(r"[(（](?:单位[:：])?(?:人民币)?[千百万亿]?元(?:/股)?[)）]$|[:：]$")
_JOINTS = re.compile(r"[、:：\-—–·/\s]")
_SEPARATORS = re.compile(r"[,，。.、;；:：?？!！\-—–~·/|\s]")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """`text` folded, without quotes, brackets and the like: what questions and labels share."""
    return _MARKS.sub("", _MARK_BY_DIGIT.sub(" ", fold(text)))


@lru_cache(maxsize=65536)
def plain_label(label: str) -> str:
    """A row or column label without its numbering, unit note and punctuation."""
    stripped = _UNIT_NOTE.sub("", fold(label))
    while (shorter := _NUMBERING.sub("", stripped)) != stripped and shorter:
        stripped = shorter
    return _SEPARATORS.sub("", _MARKS.sub("", stripped))


def squeezed(text: str, between_words: bool) -> tuple[str, tuple[int, ...]]:
    """Plain `text` without the marks that labels lose (with `between_words` commas and stops too), and
    the position in `text` of each character kept."""
    marks = _SEPARATORS if between_words else _JOINTS
    places = tuple(i for i, character in enumerate(text) if not marks.match(character))
    return "".join(text[i] for i in places), places


def span_mask(start: int, end: int) -> int:
    """The bits of positions `start` to `end` - 1."""
    return ((1 << (end - start)) - 1) << start if end > start else 0


def find_mask(text: str, word: str) -> int:
    """Every place of `word` in `text`."""
    mask = 0
    for at in places_in(text, word) if word else ():
        mask |= span_mask(at, at + len(word))
    return mask


def words_mask(text: str, words: Iterable[str], free: int) -> int:
    """Every place of any of `words` (longest first) that lies wholly within `free`."""
    found = 0
    for word in words:
        for at in places_in(text, word):
            bits = span_mask(at, at + len(word))
            if bits & free == bits:
                found |= bits
                free &= ~bits
    return found


@lru_cache(maxsize=4096)
def content_mask(text: str) -> int:
    """Every position that holds a letter, an ideograph or a digit."""
    mask = 0
    for i, character in enumerate(text):
        if character.isalnum():
            mask |= 1 << i
    return mask


def runs(text: str, mask: int) -> list[str]:
    """The stretches of `text` under `mask`."""
    found, current = [], ""
    for i, character in enumerate(text):
        if mask >> i & 1:
            current += character
        elif current:
            found.append(current)
            current = ""
    return [*found, current] if current else found


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Folded words, longest first, without repetition."""
    return tuple(sorted({plain(w) for w in words if w}, key=lambda w: (-len(w), w)))


def first_of(text: str, words: Sequence[str]) -> str | None:
    """The first of `words` that stands in `text`."""
    return next((word for word in words if word in text), None)
