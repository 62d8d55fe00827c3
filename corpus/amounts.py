"""Amounts in running text: exact decimals with their units, found, converted and written out.

Money (元, 万元, 亿元 …), ratios (%, ‰, 个百分点) and counts (人次, 辆, 个 …), in digits of any
width or in Chinese numerals (一百二十, 壹仟贰佰, 百分之十五, 三成).  Dates and years are not amounts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from itertools import groupby

from corpus import vocabulary
from corpus.text import level
from corpus.values import value

_DIGITS: Mapping[str, int] = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    **{"两": 2},
}
_SMALL: Mapping[str, int] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE: Mapping[str, int] = {"万": 10**4, "亿": 10**8}
_NUMERAL = "".join(_DIGITS) + "".join(_SMALL)
_PLAIN = r"\d{1,3}(?:[,]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_HAS_NUMBER = re.compile(rf"[\d{_NUMERAL}]")
_HAN = rf"[{_NUMERAL}](?:[{_NUMERAL}万亿]*[{_NUMERAL}])?(?:点[{''.join(_DIGITS)}]+)?"
# Dates, clock times, telephone numbers and codes joined by strokes: digits that measure nothing.
_NO_AMOUNT = re.compile(
    r"(?:19|20)\d\d\s*[-~至到]\s*(?=(?:19|20)?\d\d\s*年)|[\[(](?:19|20)\d\d[\])]\s*\d+\s*号"
    r"|(?:^|(?<=[\n。;:]))\s*(?:\d{1,2}[.、](?!\d)|\(\d{1,2}\))"
    r"|(?<![\d.])(?<!\d,)\d{2,4}\s*年度?\s*(?:\d{1,2}\s*月份?\s*)?(?:\d{1,2}\s*[日号])?(?!来|间|内|期|以)"
    r"|\d{1,2}\s*月\s*\d{1,2}\s*[日号]|\d{1,2}\s*月份?(?=底|初|末|中|至|到|起|前|后|[,，。)、])"
    r"|(?<![\d.])(?<!\d,)(?:19|20)\d\d(?:[-/][01]?\d(?:[-/][0-3]?\d)?|\.[01]?\d\.[0-3]?\d)(?![\d%.])|\d{1,2}:\d{2}(?::\d{2})?"
    r"|\d{3,4}-\d{7,8}|第\s*\d+"
)


@value
class Amount:
    """A number in a text.  `value` is exact, in `unit` (万元, %, 人次 …; "" for a bare number),
    with the places printed; the text runs from `start` to `end`, and `raw` is what stands there."""

    value: Decimal
    unit: str
    start: int
    end: int
    raw: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit taken apart: one of it is `scale` of `base` (万元 is 10000 元); `kind` is `money`,
    `ratio`, `count`, or `number` for a multiplier alone."""

    scale: Decimal
    base: str
    kind: str


def numeral(text: str) -> Decimal | None:
    """The value of a Chinese numeral (一百二十万, 壹仟贰佰, 二〇一七, 三点五), or None."""
    whole, _, fraction = text.partition("点")
    value = _positional(whole)
    if value is None or (fraction and any(c not in _DIGITS for c in fraction)):
        return None
    digits = "".join(str(_DIGITS[c]) for c in fraction)
    return Decimal(f"{value}.{digits}") if digits else Decimal(value)


def _positional(text: str) -> int | None:
    if not text or any(c not in _DIGITS and c not in _SMALL and c not in _LARGE for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    for large in ("亿", "万"):
        if large in text:
            above, _, below = text.rpartition(large)
            high, low = _positional(above or "一"), _positional(below) if below else 0
            return None if high is None or low is None else high * _LARGE[large] + low
    total = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        else:
            total += (digit or 1) * _SMALL[c]
            digit = 0
    return total + digit


@cache
def _written() -> Mapping[str, str]:
    """Every way of writing a base unit, to the unit that is given back."""
    data = vocabulary.load("units")
    money = {way: base for base, ways in data["money"].items() for way in ways}
    ratios = {way: base for base, entry in data["ratios"].items() for way in entry["written"]}
    return {**{u: u for u in data["counters"]["units"]}, **money, **ratios}


@cache
def _unit_pattern() -> str:
    data = vocabulary.load("units")
    ways = sorted((w for w in _written() if not w.endswith("分之")), key=len, reverse=True)
    multipliers = sorted(data["multipliers"], key=len, reverse=True)
    barred = data["not_before"]
    bases = "|".join(re.escape(w) + (f"(?![{barred[w]}])" if w in barred else "") for w in ways)
    return rf"(?:[多余]?(?:{'|'.join(multipliers)}))?[多余]?\s*(?:{bases})|[多余]?(?:万亿|亿|万)"


@cache
def _amount_pattern() -> re.Pattern[str]:
    unit = _unit_pattern()
    sign = r"(?:(?P<sign>(?<![\da-z%)年月日])[-+]|△|负)\s*)?"
    ratio = rf"(?P<ratio>[百千]分之)\s*(?P<part>{_HAN}|{_PLAIN})"
    digit = "".join(_DIGITS)
    tenths = rf"(?P<tenths>[{digit}])成(?P<half>[半{digit}])?(?![立为功员效就熟绩果本交长])"
    mixed = rf"(?P<high>{_PLAIN})\s*(?P<step>亿|万)\s*(?=\d)(?P<low>{_PLAIN})\s*(?P<low_unit>{unit})"
    plain = rf"(?P<number>{_PLAIN})(?:\s*(?P<unit>{unit}))?"
    han = rf"(?P<han>{_HAN}?)(?P<han_unit>{unit})"
    return re.compile(rf"{sign}(?:{ratio}|{tenths}|{mixed}|{plain}|{han})", re.IGNORECASE)


@lru_cache(maxsize=4096)
def canonical(unit: str) -> str:
    """`unit` as it is given back (圆 → 元, 万 元 → 万元); unknown units as they are."""
    bare = re.sub(r"[\s多余]+", "", level(unit))
    multiplier, base = _taken_apart(bare)
    return multiplier + _written().get(base, base)


def _taken_apart(unit: str) -> tuple[str, str]:
    multipliers = vocabulary.load("units")["multipliers"]
    if unit in _written():
        return "", unit
    for multiplier in sorted(multipliers, key=len, reverse=True):
        if unit.startswith(multiplier):
            return multiplier, unit.removeprefix(multiplier)
    return "", unit


@lru_cache(maxsize=4096)
def parse_unit(unit: str) -> Unit | None:
    """`unit` taken apart, or None when it is none that the vocabulary holds."""
    data = vocabulary.load("units")
    multiplier, base = _taken_apart(canonical(unit))
    scale = Decimal(data["multipliers"].get(multiplier, 1))
    if base in data["money"]:
        return Unit(scale, base, "money")
    if base in data["ratios"]:
        return Unit(scale * Decimal(data["ratios"][base]["worth"]), "", "ratio")
    if base in data["counters"]["units"]:
        return Unit(scale, base, "count")
    return Unit(scale, "", "number") if multiplier and not base else None


def convert(value: Decimal, source: str, target: str) -> Decimal | None:
    """`value` given in `source`, in `target`, exactly; None when the two do not measure the same.

    A multiplier alone (3.5 亿) is read as that of `target`'s own base.
    """
    if canonical(source) == canonical(target):
        return value
    a, b = parse_unit(source), parse_unit(target)
    if a is None or b is None or ("ratio" in (a.kind, b.kind) and a.kind != b.kind):
        return None
    if a.base != b.base and "number" not in (a.kind, b.kind):
        return None
    return value * a.scale / b.scale


def find_amounts(text: str) -> list[Amount]:
    """Every amount in `text`, in order; positions are those of `text` itself."""
    flat = level(text).replace("﹐", ",")
    if not _HAS_NUMBER.search(flat):
        return []
    taken = [m.span() for m in _NO_AMOUNT.finditer(flat)]
    found = []
    for match in _amount_pattern().finditer(flat):
        amount = _read(match, flat, text)
        if amount is None or any(a < amount.end and amount.start < b for a, b in taken):
            continue
        found.append(amount)
    return found


def _read(match: re.Match[str], flat: str, text: str) -> Amount | None:
    part = match.groupdict()
    start, end = match.span()
    if part["ratio"]:
        value, unit = _number(part["part"]), "%" if part["ratio"][0] == "百" else "‰"
    elif part["tenths"]:
        half = {"半": 5}.get(part["half"] or "", _DIGITS.get(part["half"] or "零", 0))
        value, unit = Decimal(_DIGITS[part["tenths"]] * 10 + half), "%"
    elif part["high"]:
        unit = canonical(part["low_unit"])
        high = convert(_number(part["high"]) or Decimal(0), part["step"], unit)
        low = _number(part["low"])
        value = None if high is None or low is None else high + low
    elif part["number"]:
        value, unit = _number(part["number"]), canonical(part["unit"] or "")
        if _continues(flat, start, end):
            return None
    else:
        value, unit = numeral(part["han"]), canonical(part["han_unit"])
        if not _says_amount(part["han"], unit, flat, start, end):
            return None
    if value is None:
        return None
    negative = part["sign"] in ("-", "△", "负")
    return Amount(-value if negative else value, unit, start, end, text[start:end])


def _number(text: str) -> Decimal | None:
    return Decimal(text.replace(",", "")) if text[0].isdigit() or text[0] == "." else numeral(text)


def _continues(flat: str, start: int, end: int) -> bool:
    """Whether the digits are part of a longer run (a code, a version, a Latin word)."""
    before = flat[start - 1] if start else ""
    after = flat[end] if end < len(flat) else ""
    joined_before = before.isascii() and (before.isalnum() or before in tuple("._"))
    joined_after = after.isascii() and (after.isalpha() or after == "_")
    return joined_before or joined_after


def _says_amount(han: str, unit: str, flat: str, start: int, end: int) -> bool:
    """Whether a Chinese numeral before a unit states an amount: not 一次性, 第三批, 十二五, 一是."""
    kind = parse_unit(unit)
    if kind is None or kind.kind == "number" or (start and flat[start - 1] == "第"):
        return False
    if start and flat[start - 1] in _NUMERAL + "万亿统同唯每任进":
        return False
    if kind.kind == "money":
        return True
    counted = han not in ("一", "零", "〇", "十", "百", "千") or not flat[end : end + 1].isalpha()
    return counted and flat[end : end + 1] != "性"


def format_value(value: Decimal, separators: bool = True) -> str:
    """`value` in digits with the places that it carries (1,250.30); never an exponent."""
    return f"{value:,f}" if separators else f"{value:f}"


def format_amount(value: Decimal, unit: str, separators: bool = True) -> str:
    """`value` with `unit` behind it (1,250.30万元, 12.50%)."""
    return f"{format_value(value, separators)}{unit}"


def quantised(value: Decimal, places: int = 2) -> Decimal:
    """`value` rounded half up to `places` decimals, as Chinese accounts round."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def places(value: Decimal) -> int:
    """How many decimals `value` carries."""
    text = str(value)  # as a tuple it takes twice as long
    if text[-1].isdigit() and "E" not in text:
        return len(text) - text.find(".") - 1 if "." in text else 0
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def distinct(found: list[Amount]) -> list[Amount]:
    """`found` without repeats of the same value and unit, first ones kept."""
    ordered = sorted(found, key=lambda a: (a.unit, a.value, a.start))
    firsts = [next(group) for _, group in groupby(ordered, key=lambda a: (a.unit, a.value))]
    return sorted(firsts, key=lambda a: a.start)
