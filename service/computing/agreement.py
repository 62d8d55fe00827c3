"""Whether two places of a report agree: what the text states against what a table holds.

说明里写的 X 是多少？跟某表合计行的 Y 对得上吗: both figures, and by how much they differ.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.text import fold
from corpus.view import DocumentView
from corpus.vocabulary import load
from service.computing import formulas
from service.computing.operands import Read
from service.computing.results import Computation
from service.finding import find, stated
from service.frame import Operation
from service.lookup.facts import Fact, fact_stated
from service.narrative.focus import GAP, without_scope, without_years
from service.understanding.reader import Reading

_JOINT = re.compile(r"(?:跟|和|与|同)(?=[^跟和与同]*$)")
_PART = re.compile(r"第([一二三四五六七八九十]{1,3})(?:部分|节|点|条)")
_AMOUNT = re.compile(r"\d[\d,.]*[万亿]?元")
_QUANTITY = re.compile(r"(?:各|分别)?[是为有]?(?:多少|几)(?:钱|万元|元)?")
_TABLES = r"(?:公开|附)?\d{0,2}(?:总表|决算表|预算表|情况表|明细表|表)"
_IN_TABLE = re.compile(rf"([\u4e00-\u9fff“”\"]*{_TABLES})(?:里面|里|中|上)?的?")
_WHOLE = ("合计", "总计", "合计数", "合计行", "总数")
_LEAST = 2


@cache
def _agree() -> re.Pattern[str]:
    words = sorted(load("computing")["agree"]["words"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, map(fold, words))))


@cache
def _told() -> re.Pattern[str]:
    words = sorted(load("computing")["agree"]["told"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, map(fold, words))))


def agreement(reading: Reading, view: DocumentView, read: Read, owner: str) -> Computation | None:
    """The two figures of one measure that a question holds against each other, or None."""
    text = without_years(without_scope(reading.in_chinese))
    cue = _agree().search(text)
    parts = _JOINT.split(text[: cue.start()], maxsplit=1) if cue else []
    if len(parts) != _LEAST or not (_told().search(parts[0]) or _IN_TABLE.search(parts[1])):
        return None
    one = _written(parts[0], view, read, owner)
    if one is None:
        return None
    for words in _held_in(parts[0], parts[1]):
        found = [f for f in find(read(f"{owner}{words}是多少"), view, read=read).facts if f.value is not None]
        if len(found) == 1 and not _one_place(one, found[0]):
            less = formulas.in_unit(one, found[0].unit)
            ordered = (found[0], one) if (less or 0) < (found[0].value or 0) else (one, found[0])
            result = formulas.difference(*ordered)
            return Computation(result, Operation.DIFFERENCE, compared=True) if result else None
    return None


def _held_in(told: str, other: str) -> tuple[str, ...]:
    """What is looked up in the other place: its own measure where it is the same as the one told, else
    the one told within the table that is named."""
    measure, table = _measure(told), _IN_TABLE.search(other)
    own = _measure(other[table.end() :] if table else other)
    alike = len(own) >= _LEAST and any(own[i : i + 2] in measure for i in range(len(own) - 1))
    if table is None:
        return (own,) if alike else ()
    within = f"{table[1]}里的"
    return (within + own,) if alike else (within + measure, *((within + own,) if own in _WHOLE else ()))


def _one_place(one: Fact, other: Fact) -> bool:
    return (one.records[:1], one.stated[:1]) == (other.records[:1], other.stated[:1])


def _written(words: str, view: DocumentView, read: Read, owner: str) -> Fact | None:
    """The figure that the text states for a measure, in the part of the text that is named; else the
    one that the report holds."""
    question = read(f"{owner}{_measure(words)}是多少")
    part = _PART.search(words)
    heads = (f"{part[1]}、", f"({part[1]})", f"（{part[1]}）", f"第{part[1]}") if part else ()
    figures = [f for f in stated(question, view) if _inside(f.source.section, heads)]
    if figures:
        return fact_stated(view, figures[0])
    facts = find(question, view, read=read).facts if not _told().search(words) else ()
    return facts[0] if len(facts) == 1 and facts[0].value is not None else None


def _inside(section: tuple[str, ...], heads: tuple[str, ...]) -> bool:
    return not heads or any(title.startswith(heads) for title in section)


def _measure(words: str) -> str:
    """The words of a measure without where it is written and without what asks for it."""
    text = _QUANTITY.sub(GAP, _PART.sub("", _told().sub("", _AMOUNT.sub("", words))))
    return re.sub(r"[\W_]+", "", text).strip("的是")
