"""Wholes and their parts as the vocabulary has them, and one name for all ways of writing each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.text import fold
from corpus.vocabulary import load
from ingest.checks.figures import item_of


@dataclass(frozen=True, slots=True)
class Family:
    """Names of a whole and of each of its parts, as items."""

    whole: frozenset[str]
    parts: tuple[frozenset[str], ...]


@cache
def families() -> tuple[Family, ...]:
    """The wholes whose parts are all told."""
    return tuple(
        Family(_items(entry["whole"]), tuple(_items(part) for part in entry["parts"]))
        for entry in load("checks")["family"]
    )


def _items(words: Sequence[str]) -> frozenset[str]:
    written = [form for word in words for form in (word, f"{word}费", f"{word}支出")]
    return frozenset(map(item_of, written)) | frozenset(map(fold, written))


@cache
def _canonical() -> dict[str, str]:
    """Every way of writing a part, to one; parts before wholes, so that a whole that is a part of
    another has one name."""
    names: dict[str, str] = {}
    for family in families():
        for ways in (*family.parts, family.whole):
            known = next(
                (names[way] for way in sorted(ways) if way in names), min(ways, key=lambda w: (len(w), w))
            )
            for way in ways:
                names.setdefault(way, known)
    return names


def canonical(name: str) -> str:
    """One name for all ways of writing an item."""
    return _canonical().get(name, name)


def part_of(group: str, leaf: str) -> str | None:
    """The part of a whole (公务用车购置及运行费) that a column under it (运行费) stands for."""
    stem = item_of(leaf).removesuffix("费")
    for family in families():
        if len(stem) >= 2 and item_of(group) in family.whole:
            for ways in family.parts:
                if any(way.removesuffix("费").endswith(stem) for way in ways):
                    return canonical(min(ways, key=len))
    return None
