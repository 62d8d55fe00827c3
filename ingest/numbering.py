"""How headings and lists are numbered: 第一部分, 附件 2, 一、, （一）, 1., （1）, ①, 1）."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from corpus.amounts import numeral
from corpus.values import value

_HAN = "[一二三四五六七八九十百零〇]"


class Kind(Enum):
    """A way of numbering, with its usual depth; FREE is set apart in print, BOLD by weight only."""

    PART = ("part", 0)
    ANNEX = ("annex", 0)
    CHAPTER = ("chapter", 1)
    SECTION = ("section", 2)
    FREE = ("free", 2)
    HAN = ("han", 3)
    HAN_BRACKETS = ("han_brackets", 4)
    ARABIC = ("arabic", 5)
    DECIMAL = ("decimal", 6)
    ARABIC_BRACKETS = ("arabic_brackets", 7)
    CIRCLED = ("circled", 8)
    ARABIC_HALF = ("arabic_half", 8)
    BOLD = ("bold", 9)

    @property
    def rank(self) -> int:
        """The usual depth: a smaller one stands over a greater."""
        return self.value[1]

    @property
    def is_part(self) -> bool:
        """Whether it divides the report itself."""
        return self in (Kind.PART, Kind.ANNEX, Kind.CHAPTER, Kind.SECTION)

    @property
    def is_numbered(self) -> bool:
        """Whether it numbers within a part."""
        return self.rank >= Kind.HAN.rank and self is not Kind.BOLD


@value
class Marker:
    """The number that a paragraph begins with: its kind, how it is written, and what follows."""

    kind: Kind
    mark: str
    rest: str

    @property
    def title(self) -> str:
        """Number and words as a heading reads: a space after 第一部分 and its like."""
        rest = self.rest.rstrip("。：: ")
        gap = " " if self.kind.is_part and rest else ""
        return f"{self.mark}{gap}{rest}"

    @property
    def ordinal(self) -> int | None:
        """The number itself, where it is one."""
        digits = re.search(r"\d+", self.mark)
        if digits:
            return int(digits.group())
        han = re.search(_HAN + "+", self.mark)
        value = numeral(han.group()) if han else None
        return int(value) if value is not None else None


_PATTERNS: Mapping[Kind, re.Pattern[str]] = {
    Kind.PART: re.compile(rf"(第\s*(?:{_HAN}+|\d+)\s*(?:部分|篇|编))[、：:\s]*"),
    Kind.CHAPTER: re.compile(rf"(第\s*(?:{_HAN}+|\d+)\s*章)[、：:\s]*"),
    Kind.SECTION: re.compile(rf"(第\s*(?:{_HAN}+|\d+)\s*节)[、：:\s]*"),
    Kind.ANNEX: re.compile(
        rf"(附\s*[件录]\s*(?:\d+|{_HAN}+(?![^\s：:、]))?)(?=[：:、.．\s\d]|$|[\u4e00-\u9fff])[：:、.．\s]*"
    ),
    Kind.HAN: re.compile(rf"({_HAN}+\s*[、．.])\s*"),
    Kind.HAN_BRACKETS: re.compile(rf"([（(]\s*{_HAN}+\s*[)）])[、.．]?\s*"),
    Kind.DECIMAL: re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,3})(?:[、.．]|\s)\s*(?=\D)"),
    Kind.ARABIC: re.compile(r"(\d{1,2}\s*[、．.])\s*(?!\d{1,2}\s*(?:%|万|亿|元))(?=\D|(?:19|20)\d\d)"),
    Kind.ARABIC_BRACKETS: re.compile(r"([（(]\s*\d{1,2}\s*[)）])[、.．]?\s*"),
    Kind.CIRCLED: re.compile(r"([\u2460-\u2473\u2776-\u277f])[、.．]?\s*"),
    Kind.ARABIC_HALF: re.compile(r"(\d{1,2}\s*[)）])[、.．]?\s*"),
}


# What any of them begins with: most texts begin with none of it.
_BEGINS = re.compile(rf"[第附（(\d\u2460-\u2473\u2776-\u277f]|{_HAN}")


def marker_of(text: str) -> Marker | None:
    """The number that `text` begins with, or None."""
    if not _BEGINS.match(text):
        return None
    for kind, pattern in _PATTERNS.items():
        match = pattern.match(text)
        if match is None or (kind is Kind.ANNEX and not _is_annex(text[match.end() :])):
            continue
        return Marker(kind, "".join(match[1].split()), text[match.end() :].strip())
    return None


def _is_annex(rest: str) -> bool:
    """附件 heads something; 附件所列… is a sentence."""
    return (
        len(rest) <= 60
        and not rest.endswith(("。", "；"))
        and not rest.startswith(("所", "中", "的", "和", "及"))
    )
