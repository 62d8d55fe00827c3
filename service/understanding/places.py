"""Names of places, known from the word list of jieba (its words marked `ns`, and proper names that end in a
level word).

They tell a body of another place (青榆区园林局) from one whose region was left out.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_NAMES = ("nr", "nz", "nt", "nrt")


@cache
def _marked() -> tuple[frozenset[str], frozenset[str]]:
    """Place names, and every other word of two or more ideographs but people's names."""
    places: set[str] = set()
    others: set[str] = set()
    with files("jieba").joinpath("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, _, mark = line.rstrip().split(" ")
            if 2 <= len(word) <= 4:
                named = mark == "ns" or (mark in _NAMES and len(word) > 2 and word[-1] in "省市区县州旗")
                if named:
                    places.add(word)
                elif not mark.startswith("nr"):
                    others.add(word)
    return frozenset(places), frozenset(others)


def is_place(name: str) -> bool:
    """Whether `name` (with or without its level word) is a known place."""
    return name in _marked()[0]


def is_word(text: str) -> bool:
    """Whether `text` is a known word that names no place."""
    return text in _marked()[1]
