"""Fiscal years in running text and in questions.

2017, 2017年度, ２０１７年, 二〇一七年, 17年, 一七年; 去年 and its like against a given day;
ranges (2015—2017年, 2015至2017年), plan periods (十三五), and stretches of years (近三年).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from corpus import vocabulary
from corpus.amounts import numeral
from corpus.text import level

_HAN_DIGIT = "零〇○一二三四五六七八九"
_HAN_VALUE = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_FULL = r"(?<![\d.])(?:19|20)\d\d(?!\d)"
_HAN_FULL = rf"(?<![{_HAN_DIGIT}])(?:一九|二[零〇○])[{_HAN_DIGIT}]{{2}}(?![{_HAN_DIGIT}十百千万])"
_SHORT = r"(?<![\d.第期时达满约近共])(?<!\d,)\d\d(?!\d)"
_HAN_SHORT = rf"(?<![{_HAN_DIGIT}十百千万])[零〇○一二三九][{_HAN_DIGIT}](?![{_HAN_DIGIT}十百千万])"
_ANY = rf"(?:{_FULL}|{_HAN_FULL}|{_SHORT}|{_HAN_SHORT})"
_AS_YEAR = r"\s*(?:年度|年份|年|财年|财政年度)(?![来间内期以])"
_STROKE = r"\s*(?:年度?)?\s*(?:-{1,2}|~|至|到)\s*"
_RANGE = re.compile(rf"(?P<first>{_ANY}){_STROKE}(?P<last>{_ANY})(?:{_AS_YEAR})")
_BARE_RANGE = re.compile(rf"(?P<first>{_FULL}){_STROKE}(?P<last>{_FULL})(?![-/.]\d)")
_NAMED = re.compile(
    rf"(?P<year>{_FULL}|{_HAN_FULL}|{_SHORT}|{_HAN_SHORT}){_AS_YEAR}|fy\s*(?P<fiscal>{_FULL})"
)
_BARE = re.compile(
    rf"(?<![-\[(〔第\w])(?P<year>{_FULL})(?![-/.]\d{1, 2}(?!\d)|[%‰,.]\d|\s*[%‰]|[\])]\s*\d+\s*号)"
    rf"|(?<=[^\W\da-z_])(?P<joined>{_FULL})(?![-/.]\d{1, 2}(?!\d)|[%‰,.]\d|\s*[%‰])"
)
_STRETCH = re.compile(
    r"(?:近|最近|过去|这|前|连续|往前)\s*(?P<near>\d{1,2}|[二两三四五六七八九十]{1,2})\s*个?(?:年度?|财年)(?:来|间|内|里|期间)?"
    r"|(?<![\d第])(?P<since>\d{1,2}|[二两三四五六七八九十]{1,2})\s*年(?:来|以来)"
)
_PLAN = re.compile(r"[“”\"']?(?P<nth>[七八九]|十[一二三四五六]?)五[“”\"']?(?=期间|时期|规划|末|以来|”)")
_MEASURED = re.compile(r"\s*(?:万|亿|元|个|人|名|户|家|次|辆|件|项|台|套|平方米|公里|多)")


class YearKind(StrEnum):
    """How the years are said."""

    YEAR = "year"
    RANGE = "range"
    RELATIVE = "relative"
    STRETCH = "stretch"


@dataclass(frozen=True, slots=True)
class YearMention:
    """Years said at one place of a text, ascending.

    A stretch (近三年) has its `count` and the years up to `today`'s own; whoever holds the
    reports may rather take the latest `count` years that there are.
    """

    years: tuple[int, ...]
    kind: YearKind
    start: int
    end: int
    raw: str
    count: int = 0


@cache
def _relative() -> re.Pattern[str]:
    words = sorted(vocabulary.load("years")["relative"], key=len, reverse=True)
    return re.compile("|".join(re.escape(w) for w in words))


def year_of(written: str) -> int | None:
    """The year that four or two digits (of any script) stand for; None when they are none.

    Two digits are 1990 to 1999 from 90 on, else years of this century.
    """
    digits = "".join(_HAN_VALUE.get(c, c) for c in level(written).strip())
    if not digits.isdigit() or len(digits) not in (2, 4):
        return None
    value = int(digits)
    if len(digits) == 4:
        return value if 1949 <= value <= 2099 else None
    return 1900 + value if value >= 90 else 2000 + value if value <= 50 else None


def _span(first: int | None, last: int | None) -> tuple[int, ...]:
    if first is None or last is None or not 0 <= last - first <= 50:
        return ()
    return tuple(range(first, last + 1))


def _ranges(flat: str) -> Iterator[tuple[tuple[int, ...], YearKind, re.Match[str]]]:
    for pattern in (_RANGE, _BARE_RANGE):
        for match in pattern.finditer(flat):
            years = _span(year_of(match["first"]), year_of(match["last"]))
            if len(years) > 1:
                yield years, YearKind.RANGE, match
    for match in _PLAN.finditer(flat):
        nth = int(numeral(match["nth"]) or 0)
        first = 1986 + 5 * (nth - 7)
        yield _span(first, first + 4), YearKind.RANGE, match


def _singles(flat: str) -> Iterator[tuple[tuple[int, ...], YearKind, re.Match[str]]]:
    for match in _NAMED.finditer(flat):
        year = year_of(match["year"] or match["fiscal"])
        if year is not None:
            yield (year,), YearKind.YEAR, match
    for match in _BARE.finditer(flat):
        year = year_of(match["year"] or match["joined"])
        if year is not None and year >= 1990 and not _MEASURED.match(flat, match.end()):
            yield (year,), YearKind.YEAR, match


def _relatives(flat: str, today: date) -> Iterator[tuple[tuple[int, ...], YearKind, re.Match[str]]]:
    offsets = vocabulary.load("years")["relative"]
    for match in _relative().finditer(flat):
        yield (today.year + int(offsets[match.group()]),), YearKind.RELATIVE, match
    for match in _STRETCH.finditer(flat):
        written = match["near"] or match["since"]
        count = int(written) if written.isdigit() else int(numeral(written) or 0)
        if 2 <= count <= 50:
            yield _span(today.year - count + 1, today.year), YearKind.STRETCH, match


def find_years(text: str, today: date) -> list[YearMention]:
    """Every mention of years in `text`, in order, none within another; 去年 is said from `today`."""
    flat = level(text)
    found: list[YearMention] = []
    for years, kind, match in (*_ranges(flat), *_relatives(flat, today), *_singles(flat)):
        start, end = match.span()
        if any(m.start < end and start < m.end for m in found):
            continue
        count = len(years) if kind is YearKind.STRETCH else 0
        found.append(YearMention(years, kind, start, end, text[start:end], count))
    return sorted(found, key=lambda m: m.start)


def years_in(text: str, today: date) -> tuple[int, ...]:
    """All the years that `text` mentions, each once, in the order of their mention."""
    return tuple(dict.fromkeys(year for mention in find_years(text, today) for year in mention.years))
