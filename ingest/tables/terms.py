"""The words that tell what a line, a heading or a row is: patterns from the vocabulary."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from corpus import amounts, vocabulary

_ENUMERATORS = (
    re.compile(r"^[一二三四五六七八九十百]+[、.．]"),
    re.compile(r"^[（(][一二三四五六七八九十]+[)）]"),
    re.compile(r"^\d{1,2}(?:[、．]|\.(?!\d))"),
    re.compile(r"^[（(]\d{1,2}[)）]"),
    re.compile(r"^[①-⑳]"),
)
_BRACKETS = re.compile(r"[（(\[［【][^（()）\[\]【】]*[)）\]］】]")


@cache
def words(group: str, name: str) -> frozenset[str]:
    """A list of the vocabulary of tables, each word made plain."""
    return frozenset(plain(word) for word in vocabulary.load("tables")[group][name])


@cache
def plain(text: str) -> str:
    """Text to be compared: width folded, spaces, quotes and colons gone."""
    return re.sub(r"[\s“”\"'‘’:：]", "", unicodedata.normalize("NFKC", text))


@cache
def bare(text: str) -> str:
    """Plain text without what stands in brackets."""
    return plain(_BRACKETS.sub("", unicodedata.normalize("NFKC", text)))


def enumerator_level(text: str) -> int | None:
    """0 for 一、, 1 for （一）, 2 for 1., 3 for （1）, 4 for ①; None without a list number."""
    for level, pattern in enumerate(_ENUMERATORS):
        if pattern.match(text.lstrip()):
            return level
    return None


def without_enumerator(text: str) -> str:
    """Text without its list number."""
    for pattern in _ENUMERATORS:
        if pattern.match(text):
            return pattern.sub("", text, count=1).strip()
    return text


@cache
def is_total(label: str) -> bool:
    """Does a label name a sum (合计, 本年支出合计, 总 计)?"""
    word = bare(label)
    return any(word.endswith(total) for total in words("rows", "totals"))


def is_including(label: str) -> bool:
    """Does a label say that it is a part of the row above (其中：…)?"""
    return any(plain(label).startswith(mark) for mark in words("rows", "including"))


def is_code_heading(text: str) -> bool:
    """Is this the heading of a column of codes, or of some (类款项)?"""
    word = bare(text)
    return word in words("headings", "codes") or word.endswith(("编码", "代码")) or names_levels(word)


def names_levels(word: str) -> bool:
    """Does a word name levels of codes, and nothing else (类, 类款项)?"""
    levels = words("headings", "code_levels")
    return bool(word) and set(word) <= levels and word not in words("headings", "labels")


def is_level_of_codes(text: str) -> bool:
    """Is this the name of a level of codes, or of some, and nothing else (类; 款; 类款项)?"""
    return names_levels(bare(text))


def is_label_heading(text: str) -> bool:
    """Is this the heading of a column of row labels?"""
    word = bare(text)
    return word in words("headings", "labels") or word.endswith(("名称", "项目"))


def is_figure_heading(text: str) -> bool:
    """Could this be the heading of a column of figures?  What states its unit is."""
    word = bare(text)
    return any(word.endswith(ending) for ending in words("headings", "figure_endings")) or bool(
        unit_named(text)
    )


def is_reference_heading(text: str) -> bool:
    """Is this the heading of a column of notes' numbers (附注, 附注五)?"""
    return bare(text).startswith(tuple(words("headings", "references"))) and len(bare(text)) <= 5


def is_date_heading(text: str) -> bool:
    """Is this the heading of a column of days or years (开工日期, 购置年份)?"""
    return bare(text).endswith(tuple(words("headings", "dates")))


def is_level_heading(text: str) -> bool:
    """Is this the heading of one level of labels (三级指标)?"""
    return bare(text).startswith(tuple(words("headings", "levels")))


def counts_things(heading: str) -> bool:
    """Does a heading say that things are counted under it (数量)?"""
    return bare(heading).endswith(tuple(words("headings", "counts")))


def tells_worth(heading: str) -> bool:
    """Does a heading say that what stands under it is money (价值, 金额)?"""
    return bare(heading).endswith(tuple(words("headings", "worth")))


def is_remark_heading(text: str) -> bool:
    """Is this the heading of a column that explains?"""
    word = bare(text)
    return any(word.endswith(ending) for ending in words("headings", "remarks"))


_UNIT_AT_END = re.compile(
    r"(?:[（(\[]|[,，/])\s*(?:(?:金额)?单位[:：]?)?\s*([^（()）\[\]:：,，]{1,8}?)\s*[)）\]]?\s*[:：]?$"
)
_UNIT_IN_BRACKETS = re.compile(r"[（(]\s*(?:(?:金额)?单位[:：]?)?\s*([^（()）:：,，]{1,8}?)\s*[)）]")


@cache
def unit_named(text: str) -> str | None:
    """The unit that a label states in brackets or after a comma (支出总额(万元), 面积，平方米)."""
    folded = unicodedata.normalize("NFKC", text).strip()
    if folded.endswith(("%", "‰")):
        return folded[-1]
    candidates = [match.group(1) for match in _UNIT_IN_BRACKETS.finditer(folded)]
    at_end = _UNIT_AT_END.search(folded)
    if at_end:
        candidates.append(at_end.group(1))
    for candidate in reversed(candidates):
        if is_unit(candidate) and candidate not in words("cells", "ordinal_units"):
            return unit_of(candidate)
    return None


@cache
def is_unit(text: str) -> bool:
    """Is this a unit of money, of a ratio or of a count (or two, 元/股)?"""
    first, _, per = text.strip().removeprefix("人民币").partition("/")
    unit = amounts.parse_unit(first.strip())
    return bool(unit) and (unit is not None and unit.kind != "number") and (not per or is_unit(per))


def unit_itself(text: str) -> str | None:
    """The unit that a heading is, and nothing else (万元, %, 人次)."""
    word = plain(text)
    series = words("cells", "ordinal_units") | words("headings", "codes")
    return unit_of(word) if word not in series and is_unit(word) else None


def unit_of(text: str) -> str:
    """The unit as the vocabulary writes it."""
    stripped = text.strip().removeprefix("人民币").strip()
    first, slash, per = stripped.partition("/")
    return f"{amounts.canonical(first)}{slash}{per}"


def is_money(unit: str | None) -> bool:
    """Is this a unit of money?"""
    parsed = amounts.parse_unit(unit) if unit else None
    return parsed is not None and parsed.kind == "money"


@cache
def unit_counted(heading: str) -> str | None:
    """The unit that a heading counts in whatever the table's unit is (得分 → 分); "" where it has
    none (比例); None where the table's unit holds."""
    word = bare(heading)
    for unit, endings in _measures().items():
        if word.endswith(tuple(endings)):
            return unit
    return None


def _measures() -> dict[str, list[str]]:
    measures: dict[str, list[str]] = vocabulary.load("tables")["measures"]
    return measures
