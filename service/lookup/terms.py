"""The field's terms: which labels and which words of a question mean the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.vocabulary import load
from service.understanding.words import plain, plain_label


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the vocabulary: its spellings (plain, longest first) and the word of the
    title of the table that states it whole."""

    name: str
    forms: tuple[str, ...]
    home: str
    short: frozenset[str]


@cache
def terms() -> tuple[Term, ...]:
    """Every term of `vocabulary/finance.toml`."""
    found = []
    for entry in load("finance")["term"]:
        forms = {plain(form) for form in (entry["name"], *entry["also"], *entry.get("short", ()))}
        found.append(
            Term(
                entry["name"],
                tuple(sorted(forms, key=len, reverse=True)),
                entry.get("home", ""),
                frozenset(map(plain, entry.get("short", ()))),
            )
        )
    return tuple(found)


@cache
def spellings() -> tuple[tuple[str, int], ...]:
    """Every spelling with the number of its term, longest first."""
    pairs = [(form, number) for number, term in enumerate(terms()) for form in term.forms]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def telling_spellings() -> tuple[tuple[str, int], ...]:
    """The spellings that tell their term wherever they stand (支出 alone does not)."""
    return tuple((form, number) for form, number in spellings() if form not in terms()[number].short)


@cache
def _by_label() -> dict[str, int]:
    return {plain_label(form): number for form, number in reversed(spellings())}


def term_of(label: str) -> int | None:
    """The number of the term that a plain label is a spelling of."""
    return _by_label().get(label)


@cache
def scope_words() -> tuple[str, ...]:
    """Words of a title or column that covers a part of the accounts only."""
    return tuple(plain(w) for w in load("finance")["scopes"]["words"])


@cache
def whole_words() -> tuple[str, ...]:
    """Words by which a question or title says that everything is covered."""
    return tuple(plain(w) for w in load("finance")["scopes"]["whole"])


@cache
def total_columns() -> dict[str, int]:
    """Column labels that stand for the whole, with their rank (0 is best)."""
    return {plain_label(w): rank for rank, w in enumerate(load("finance")["totals"]["columns"])}


@lru_cache(maxsize=4096)
def telling_words(heading: str) -> tuple[str, ...]:
    """What a plain heading names beyond the common words of such titles."""
    rest = re.sub(r"[0-9]+", "|", heading)
    for word in sorted(load("finance")["headings"]["plain"], key=len, reverse=True):
        rest = rest.replace(plain(word), "|")
    return tuple(w for w in rest.split("|") if len(w) >= 2)


@cache
def total_rows() -> frozenset[str]:
    """Row labels that stand for the whole."""
    return frozenset(plain_label(w) for w in load("finance")["totals"]["rows"])


@cache
def total_scores() -> frozenset[str]:
    """Row labels of a score table that stand for all points."""
    return frozenset(plain_label(w) for w in load("finance")["totals"]["scores"])


@cache
def score_columns() -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    """The columns of a score table (full score, score): their labels, and how they are asked for."""
    return tuple(
        (
            frozenset(map(plain_label, s["labels"])),
            tuple(sorted(map(plain, s["asked"]), key=len, reverse=True)),
        )
        for s in load("finance")["score"]
    )


def is_score(label: str) -> bool:
    """Whether a plain label is that of a column of scores."""
    return any(label in labels for labels, _ in score_columns())


@cache
def score_words() -> tuple[str, ...]:
    """Words around a score that a table of scores need not print (自评, 这个指标)."""
    return tuple(sorted(map(plain, load("finance")["scored"]["words"]), key=len, reverse=True))


@cache
def ratios() -> tuple[tuple[str, str, str], ...]:
    """Ratios asked for by name: (name, part, whole), plain."""
    return tuple((plain(r["name"]), plain(r["part"]), plain(r["whole"])) for r in load("finance")["ratio"])


@cache
def classifications() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What a classification is called, with the first digits of its codes."""
    data: dict[str, list[str]] = load("finance")["classifications"]
    return tuple((plain(word), tuple(first)) for word, first in data.items())


@cache
def common_words() -> tuple[str, ...]:
    """Nouns that many measures end in: alone they name none."""
    return tuple(sorted(map(plain, load("finance")["common"]["words"]), key=len, reverse=True))
