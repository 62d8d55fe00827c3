"""A workbook's stored numbers and dates → the text that their number format shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from itertools import takewhile

EXACT = Context(prec=15, rounding=ROUND_HALF_UP)  # digits of a stored number that are meant
_FORMATS_OF_DOLLARS = ('_("$"', "_($")  # in a format of no country they stand for the country's money
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<general>General)'
    r"|(?P<place>[0#?])|(?P<mark>[.,%])|(?P<plain>.)",
    re.I | re.S,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_SHOWN_BY_SIGN = re.compile(r"[\s+\-−()（）¥￥]")
_TESTS = {"<": (-1,), ">": (1,), "=": (0,), "<=": (-1, 0), ">=": (0, 1), "<>": (-1, 1)}


@dataclass(frozen=True, slots=True)
class _Section:
    """One of a format's parts (for positive, negative, no amounts): its tokens in order as
    (kind, text), and the amounts that it is for where it says so."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None = None

    @property
    def general(self) -> bool:
        """Does it show a number as it is: without places, or as a power or a fraction?"""
        plain = {text for kind, text in self.tokens if kind == "plain"}
        return bool(plain & set("Ee/")) or not any(kind == "place" for kind, _ in self.tokens)


def number_shown(value: int | float, pattern: str) -> str:
    """`value` as `pattern` shows it: places, thousands, scale, percent, and words such as a unit.

    A negative amount keeps its sign where the format shows it by brackets or a colour alone.
    Empty where the format hides it.
    """
    exact = EXACT.create_decimal(repr(value))
    sections = _sections(pattern)
    section = _section_for(exact, sections)
    if not section.tokens:
        return ""
    text, percent = _digits(abs(exact), section)
    before, after = _words_around(section, pattern)
    sign = "-" if exact < 0 and any(char in "123456789" for char in text) else ""
    return f"{before}{sign}{text}{'%' if percent else ''}{after}"


def date_shown(value: date, pattern: str) -> str:
    """A date as its format shows it where that is written with 年; else year, month, day."""
    plain = re.sub(r'["\\!]|\[[^\]]*\]', "", pattern.split(";", maxsplit=1)[0])
    if "年" in plain:
        month = f"{value.month}月" if "月" in plain else ""
        return f"{value.year}年{month}{f'{value.day}日' if '日' in plain else ''}"
    if isinstance(value, datetime):
        whole = not (value.hour or value.minute or value.second)
        return value.date().isoformat() if whole else value.isoformat(" ", "minutes")
    return value.isoformat()


@lru_cache(maxsize=1_000)
def _sections(pattern: str) -> tuple[_Section, ...]:
    parts: list[list[tuple[str, str]]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    for match in _TOKEN.finditer(pattern):
        kind = match.lastgroup
        text = match.group(kind) if kind else ""
        if kind == "plain" and text == ";":
            parts.append([])
            conditions.append(None)
        elif kind == "bracket":
            condition = _CONDITION.match(text)
            if condition:
                conditions[-1] = (condition[1], Decimal(condition[2]))
            elif text.startswith("$"):
                parts[-1].append(("quoted", text[1:].partition("-")[0]))
        elif kind:
            parts[-1].append((kind, text))
    return tuple(_Section(tuple(p), c) for p, c in zip(parts, conditions, strict=True))


def _section_for(value: Decimal, sections: Sequence[_Section]) -> _Section:
    """The part of a format that is for `value`; what shows no amount by a dash is told as 0."""
    for section in sections:
        if section.condition and int(value.compare(section.condition[1])) in _TESTS[section.condition[0]]:
            return section
    if any(section.condition for section in sections):
        return next((section for section in reversed(sections) if not section.condition), sections[-1])
    return sections[1] if value < 0 and len(sections) > 1 else sections[0]


def _digits(value: Decimal, section: _Section) -> tuple[str, bool]:
    """The digits that a part shows, and whether as percent.  Literals amid the places stay where
    they are: that is how a format shows amounts in 万 (0!.0,)."""
    percent = any(token == ("mark", "%") for token in section.tokens)
    value = value * 100 if percent else value
    if section.general:
        return format(value.normalize(), "f"), percent
    first = next(i for i, (kind, _) in enumerate(section.tokens) if kind == "place")
    last = max(i for i, (kind, _) in enumerate(section.tokens) if kind == "place")
    inner = section.tokens[first : last + 1]
    scaled = len(list(takewhile(lambda token: token == ("mark", ","), section.tokens[last + 1 :])))
    point = next((i for i, token in enumerate(inner) if token == ("mark", ".")), len(inner))
    decimals = sum(kind == "place" for kind, _ in inner[point:])
    value = (value / 1000**scaled).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, fraction = format(value, "f").partition(".")
    if ("mark", ",") in inner[:point]:
        whole = f"{int(whole):,}"
    whole = _with_literals(whole, inner[:point])
    optional = [text == "#" for kind, text in inner[point:] if kind == "place"]
    while fraction.endswith("0") and optional[len(fraction) - 1]:
        fraction = fraction[:-1]
    return (f"{whole}.{fraction}" if fraction else whole), percent


def _with_literals(digits: str, places: Sequence[tuple[str, str]]) -> str:
    """Literals that stand between places, put between the digits that fill these, from the right."""
    if all(kind in ("place", "mark") for kind, _ in places):
        return digits
    shown = ""
    for kind, text in reversed(places):
        if kind == "place":
            shown, digits = (digits[-1:] or ("0" if text == "0" else "")) + shown, digits[:-1]
        elif kind in ("quoted", "escaped", "plain"):
            shown = text + shown
    return digits + shown


def _words_around(section: _Section, pattern: str) -> tuple[str, str]:
    """What a part writes before and behind the digits, but for signs and the country's money."""
    kinds = [kind for kind, _ in section.tokens]
    figures = [i for i, kind in enumerate(kinds) if kind in ("place", "general")]
    if not figures:
        return "", ""
    parts = section.tokens[: figures[0]], section.tokens[figures[-1] + 1 :]
    before, after = ("".join(text for kind, text in part if kind != "mark") for part in parts)
    if pattern.startswith(_FORMATS_OF_DOLLARS):
        before = before.replace("$", "")
    if section.general and figures and kinds[figures[0]] == "place":
        return "", ""  # a power or a fraction: what stands around are its parts
    return _SHOWN_BY_SIGN.sub("", before), _SHOWN_BY_SIGN.sub("", after)
