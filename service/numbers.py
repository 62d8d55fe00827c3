"""Every number that a text says, of whatever kind, so that two texts' numbers can be compared.

amount    12.50 万元, 12.5%, 三百人次, ¥1,200, 4.04 million yuan; `unit` "" for a bare number
year      2017年, 2017年度, 二〇一七年, 2017-03
day       3月15日, 15日, 3月
ordinal   第三, 第3名
code      digits within Latin letters, strokes or a long run: 2010301, GB2312, 020-12345678
word      一半, 翻番, half, double: numbers said without one
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from corpus.amounts import convert, find_amounts, numeral, parse_unit
from corpus.text import level

_HAN = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?(?!\d|\s*%)"
)
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:年|(?=[-~至到]))|([〇零一二三四五六七八九]{4})年|(?<!\d)(\d\d)年"
)
_DAY = re.compile(r"(?<![\d.])(\d{1,2})\s*(月|日|号)(?!次)|([一二三四五六七八九十]{1,3})(月|日)")
_ORDINAL = re.compile(rf"(?:第|\bpages?|\bp\.|\bno\.)\s*(\d+|[{_HAN}]+)")
_WORD = re.compile(
    r"一半|过半|对半|翻[一二两三四五六七八九十]*番|\b(?:half|halved|doubled?|tripled?|twice)\b"
)
_HAN_RUN = re.compile(rf"[{_HAN}]{{2,}}(?:点[{_HAN}]+)?")
_HAN_IDIOM = re.compile(r"一一|万一|万万|百万|千万|千百|万千")
_CURRENCY = re.compile(r"[¥￥]\s*$")
_ENGLISH_SCALE = re.compile(
    r"\s*(thousand|million|billion|trillion|percent|per\s?cent)\b\s*(yuan|rmb|cny)?", re.IGNORECASE
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


@dataclass(frozen=True, slots=True)
class Number:
    """One number: its kind, its value (text for `code` and `word`), and where it stands."""

    kind: str
    value: Decimal | int | str
    unit: str = ""
    start: int = 0
    end: int = 0
    raw: str = ""


@lru_cache(maxsize=4096)
def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number of `text`, in order; each digit of the text belongs to one of them."""
    flat = level(text)
    found: list[Number] = []
    taken = bytearray(len(flat))
    for read in (_dates, _ordinals, _amounts, _words):
        for number in read(text, flat):
            if not any(taken[number.start : number.end]):
                found.append(number)
                taken[number.start : number.end] = b"\1" * (number.end - number.start)
    rest = "".join(" " if used else character for character, used in zip(flat, taken, strict=True))
    return tuple(sorted([*found, *_leftovers(rest)], key=lambda number: number.start))


def _dates(text: str, flat: str) -> Iterator[Number]:
    for match in _DATE.finditer(flat):
        yield Number("year", int(match["year"]), "", *match.span("year"), match["year"])
        yield Number("day", int(match["month"]), "月", *match.span("month"), match["month"])
        if match["day"]:
            yield Number("day", int(match["day"]), "日", *match.span("day"), match["day"])
    for match in _YEAR.finditer(flat):
        full, han, short = match.groups()
        value = int(full or numeral(han or "") or 2000 + int(short or 0))
        yield Number("year", value, "", *match.span(), match.group())
    for match in _DAY.finditer(flat):
        value = int(match.group(1) or numeral(match.group(3)) or 0)
        unit = "月" if "月" in (match.group(2), match.group(4)) else "日"
        yield Number("day", value, unit, *match.span(), match.group())


def _ordinals(text: str, flat: str) -> Iterator[Number]:
    for match in _ORDINAL.finditer(flat):
        said = match.group(1)
        value = int(said[:9]) if said.isdigit() else int(numeral(said) or 0)
        yield Number("ordinal", value, "", *match.span(), match.group())


def _words(text: str, flat: str) -> Iterator[Number]:
    for match in _WORD.finditer(flat):
        yield Number("word", match.group(), "", *match.span(), match.group())


def _leftovers(rest: str) -> Iterator[Number]:
    """Runs of digits that measure nothing, signs with a numeric value (½, Ⅲ), bare Chinese numerals."""
    position = 0
    for numeric, run in groupby(rest, str.isnumeric):
        raw = "".join(run)
        if numeric and not all(character in _HAN for character in raw):
            yield Number("code", raw, "", position, position + len(raw), raw)
        position += len(raw)
    for match in _HAN_RUN.finditer(rest):
        value = numeral(match.group())
        if value is not None and not _HAN_IDIOM.fullmatch(match.group()):
            yield Number("amount", value, "", *match.span(), match.group())


def _amounts(text: str, flat: str) -> Iterator[Number]:
    before = 0
    for amount in find_amounts(text):
        value, unit, end = amount.value, amount.unit, amount.end
        if value < 0 and (flat[before : amount.start].isspace() or before == amount.start > 0):
            value = -value  # between two amounts the stroke subtracts
        before = amount.end
        if not unit and (scaled := _ENGLISH_SCALE.match(flat, end)):
            word = scaled.group(1).lower()
            unit = "%" if word.startswith("per") else "元" if scaled.group(2) else ""
            value, end = value * _SCALES.get(word, 1), scaled.end()
        elif _CURRENCY.search(flat[: amount.start]):
            unit = unit + "元" if unit in ("", "万", "亿") else unit
        yield Number("amount", value, unit, amount.start, end, text[amount.start : end])


def same_number(said: Number, stated: Number, falling: bool = False) -> bool:
    """Whether `stated` covers `said`.

    An amount is covered by the same quantity (4.04 亿元 by 40,400 万元); one with a unit never by a
    bare number, a bare one by any of its value.  `falling` lets "减少 3" stand for −3.
    """
    if said.kind == stated.kind == "amount":
        return _same_quantity(said, stated, falling)
    if {said.kind, stated.kind} in ({"year", "code"}, {"code", "amount"}, {"year", "amount"}):
        return not said.unit and not stated.unit and str(said.value) == str(stated.value)
    return (said.kind, said.value, said.unit) == (stated.kind, stated.value, stated.unit)


def _same_quantity(said: Number, stated: Number, falling: bool) -> bool:
    value, against = Decimal(said.value), Decimal(stated.value)
    if said.unit and said.unit != stated.unit:
        if not stated.unit or _is_point(said.unit) != _is_point(stated.unit):
            return False
        converted = convert(against, stated.unit, said.unit)
        if converted is None:
            return False
        against = converted
    return value == against or (falling and value == -against)


def _is_point(unit: str) -> bool:
    """Percentage points are no percentage: 5 of them are not 5%."""
    known = parse_unit(unit)
    return known is not None and known.kind == "ratio" and "点" in unit
