"""Sentences of the running text with their amounts, what role each plays, and of what it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache

from corpus.amounts import Amount, find_amounts, parse_unit
from corpus.findings import Side
from corpus.text import level, sentence_spans
from corpus.vocabulary import load
from ingest.paragraphs import Paragraph
from ingest.sections import Block


class Role(StrEnum):
    """What an amount is: this year's own figure, a budget, an earlier year's, or a change."""

    LEVEL = "level"
    BUDGET = "budget"
    PRIOR = "prior"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `text` as printed, `flat` folded character by character, its amounts; `paragraph`
    numbers the block that it stands in."""

    text: str
    flat: str
    page: int
    path: tuple[str, ...]
    amounts: tuple[Amount, ...]
    paragraph: int

    def money(self) -> list[Amount]:
        """The amounts of money in it."""
        return [amount for amount in self.amounts if is_money(amount)]

    def side(self, amount: Amount) -> Side:
        """An amount of it as one side of a finding."""
        return Side(amount.raw, self.page, self.text)


@dataclass(frozen=True, slots=True)
class Told:
    """An amount with its sentence, its role, and the `words` right before it, back to the last mark;
    `other` is what a table has in its place."""

    sentence: Sentence
    amount: Amount
    role: Role
    words: str
    other: Decimal | None = None

    @property
    def side(self) -> Side:
        """As one side of a finding."""
        return self.sentence.side(self.amount)


@lru_cache(maxsize=1 << 10)
def _kind_of(unit: str) -> str:
    taken = parse_unit(unit)
    return "" if taken is None else taken.kind


def is_money(amount: Amount) -> bool:
    """Whether an amount is one of money."""
    return _kind_of(amount.unit) == "money"


def sentences_of(blocks: Sequence[Block]) -> Iterator[Sentence]:
    """The sentences of the running text (title page and contents left out)."""
    for number, block in enumerate(blocks):
        if block.front or block.contents:
            continue
        text = block.paragraph.text
        for start, end in sentence_spans(text):
            part = text[start:end]
            amounts = tuple(find_amounts(part))
            yield Sentence(part, level(part), _page(block.paragraph, start), block.path, amounts, number)


def _page(paragraph: Paragraph, offset: int) -> int:
    """The page of a character: the paragraph's lines carry about as many as their share."""
    share = offset / max(1, len(paragraph.text))
    total = sum(len(line.text) for line in paragraph.lines)
    at = 0
    for line in paragraph.lines:
        at += len(line.text)
        if at > share * total:
            return line.page
    return paragraph.page_end


# --- roles ----------------------------------------------------------------------------------------

_MARK = re.compile(r"[,。;:、!?]")


@cache
def direction(name: str) -> tuple[str, ...]:
    """The words of a direction (`up`, `down`, `same`, `above`, `below`), longest first."""
    return tuple(sorted(load("checks")["direction"][name], key=len, reverse=True))


@cache
def verbs() -> str:
    """All words of rising and falling, as a pattern."""
    return "|".join((*direction("up"), *direction("down")))


@cache
def _changed() -> re.Pattern[str]:
    return re.compile(rf"(?P<verb>{verbs()})(?:\([^)]{{0,6}}\))?(?:额|了|为|数)*\s*$")


def changed(sentence: Sentence, amount: Amount) -> str | None:
    """The word of rising or falling right before an amount."""
    match = _changed().search(sentence.flat[max(0, amount.start - 14) : amount.start])
    return match["verb"] if match else None


def told_in(sentences: Sequence[Sentence], year: int | None, plans: bool) -> list[Told]:
    """Every amount of money in `sentences` with its role, for a report of `year`; in a budget
    (`plans`) what is budgeted is the year's own."""
    return [_told(sentence, amount, year, plans) for sentence in sentences for amount in sentence.money()]


def _told(sentence: Sentence, amount: Amount, year: int | None, plans: bool) -> Told:
    before = sentence.flat[: amount.start]
    words = before[max((m.end() for m in _MARK.finditer(before)), default=0) :]
    return Told(sentence, amount, _role(sentence, amount, words, year, plans), words.strip())


_YEAR = re.compile(r"(?:19|20)\d\d")


def _role(sentence: Sentence, amount: Amount, words: str, year: int | None, plans: bool) -> Role:
    if changed(sentence, amount):
        return Role.CHANGE
    roles = load("checks")["roles"]
    named = [int(found) for found in _YEAR.findall(words)]
    if any(word in words for word in roles["prior"]) or (year and named and named[-1] < year):
        return Role.PRIOR
    if any(word in words for word in roles["executed"]) and plans:
        return Role.PRIOR
    return Role.BUDGET if not plans and _BUDGETED.search(words) else Role.LEVEL


_BUDGETED = re.compile(r"预算(?:数|金额|安排|总额|资金)*(?:为|是|的)?$")
