"""The same measure of several bodies or years: found one by one, then taken together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.view import DocumentView
from service.computing import formulas
from service.computing.grammar import counted_in, skeleton_of, trimmed, words
from service.computing.operands import Read
from service.computing.plan import over
from service.computing.resolving import Operands, basis_words
from service.computing.results import Computation, Ranking
from service.finding import find
from service.frame import Basis, Operation
from service.lookup.facts import Fact
from service.narrative import Role
from service.narrowing import basis_here, for_one
from service.understanding.reader import Reading

_WHO = re.compile(r"哪个?一?(?:单位|家|部门|机构)|谁|各单位|各家|各部门")
_WHEN = re.compile(r"哪一?年|历年|逐年|各年|近几年|这几年|每年|几年来?|三年来")
_LEAST = 2
_CHANGES = ("增减", "同比", "增长", "变动幅度", "变动比例", "差异")
_GROWTH = ("增长率", "增长", "增加", "减少", "下降", "上升", "增幅", "降幅", "变动率", "涨幅", "涨", "比")
_SPAN = re.compile(r"(?:近|这|前)?[两二三四五六七八九十几]年(?:来|间|里|的)?")
_ALL = re.compile(
    r"[两二三四五六七八九十几](?:家|个)(?:单位|部门|机构|办公室|办|局|厅|委)|[两二三四五六七八九十几]家"
)


def over_bodies(reading: Reading) -> bool:
    """Whether all bodies are asked about, none of them named: 哪个单位最高."""
    asked = {Operation.COMPARISON, Operation.RANKING}
    together = asked | {Operation.SUM, Operation.AVERAGE}
    counted = _ALL.search(reading.text)
    if counted and (
        reading.cues.operations & together or any(w in reading.text for w in words("sum", "weak"))
    ):
        return True
    return bool(reading.cues.operations & asked) and bool(_WHO.search(reading.text))


def over_years(reading: Reading) -> bool:
    """Whether all years are asked about, none of them named: 历年, 哪一年最高."""
    return Operation.TREND in reading.cues.operations or bool(_WHEN.search(reading.text))


def with_baselines(reading: Reading) -> Reading:
    """The reading with the years that it measures against (比2016年) as years that it asks for."""
    years = tuple(sorted({*reading.frame.years, *reading.baselines}))
    return replace(reading, frame=replace(reading.frame, years=years), baselines=())


def tells_change(facts: Sequence[Fact]) -> bool:
    """Whether one of the facts is a change: a sentence's, or a column's (增减)."""
    roles = {f.stated[0].role for f in facts if f.stated}
    columns = [c for f in facts for r in f.records for c in r.column_path]
    return bool(roles & {Role.CHANGE, Role.GROWTH}) or any(w in c for c in columns for w in _CHANGES)


def one_of(reading: Reading, read: Read, views: Sequence[DocumentView]) -> Fact | None:
    """The one figure of a body and year among several."""
    over_time = len(reading.frame.years) > 1  # what is set against another year is a level
    for view in views:
        facts = view.entry.facts
        bases = basis_here(reading, view)
        year = f"{facts.fiscal_year}年" if facts.fiscal_year else ""
        counted = counted_in(reading.text)
        operands = Operands(view, read, f"{facts.organisation}{year}", skeleton_of(reading).shared, counted)
        budget = (bases or reading.frame.bases) == (Basis.BUDGET,)
        if own := _own(reading, facts.organisation or ""):
            found = operands.one(own)
            if found is not None:
                return found
        for topic in _topics(reading):
            account = "预算" if budget and not basis_words(topic) else ""
            question = operands.reading(topic + account)
            facts_found = find(question, view, bases, read=read).facts
            if facts_found and not (over_time and tells_change(facts_found[:1])):
                return facts_found[0]
        if over_time:
            continue
        found_all = find(for_one(reading, view.entry), view, bases, read=read)
        if found_all.facts:
            return found_all.facts[0]
    return None


def _topics(reading: Reading) -> list[str]:
    """What is measured, in the wordings it may have."""
    phrases = (topic_of(reading), reading.phrase, *(m.text for m in reading.frame.metrics[:1]))
    return [p for p in dict.fromkeys(phrases) if p]


def topic_of(reading: Reading) -> str:
    """What is measured: the question without bodies, years, and the words that compare or add up."""
    text = _SPAN.sub("", skeleton_of(reading).text)
    lists = (
        words("sum", "strong"), words("sum", "weak"), words("degree", "most"), words("degree", "least"),
        words("degree", "which"), words("apart"), words("over", "multiple"), words("aside"),
        words("aside", "each"), _GROWTH,
    )  # fmt: skip
    for word in sorted({w for group in lists for w in group}, key=len, reverse=True):
        text = text.replace(word, " ")
    pieces = [trimmed(p) for p in re.split(r"[\s,，]", text)]
    degrees = (*words("degree", "more"), *words("degree", "less"))
    kept = [re.sub(rf"(?:{'|'.join(degrees)})$", "", p) for p in pieces]
    return "".join(p for p in kept if len(p) >= _LEAST)


def _own(reading: Reading, organisation: str) -> str:
    """The measure that a body has for itself where each body is named with one: A的基本支出和B的项目支出."""
    links = sorted((k for k in reading.links if k.mention.name), key=lambda k: k.mask & -k.mask)
    if len(links) != 2 or len({k.mention.name for k in links}) != 2:
        return ""
    starts = [(k.mask & -k.mask).bit_length() - 1 for k in links]
    ends = [k.mask.bit_length() for k in links]
    spans = [(ends[0], starts[1]), (ends[1], len(reading.text))]
    parts = ["".join(reading.residue(~_bits(a, b))) for a, b in spans]
    segments = [_segment(reading.text[a:b]) for a, b in spans]
    if any(len(p) < _LEAST for p in (*parts, *segments)) or segments[0] == segments[1]:
        return ""
    return next((s for k, s in zip(links, segments, strict=True) if k.mention.name == organisation), "")


def _bits(start: int, end: int) -> int:
    return ((1 << (end - start)) - 1) << start


def _segment(text: str) -> str:
    text = re.sub(r"(?:19|20)\d\d年?度?", "", text)
    cues = (*words("apart"), *words("sum", "strong"), *words("degree", "which"), "比", "哪", "谁", ",", "，")
    cut = min((text.find(w) for w in cues if text.find(w) > 0), default=len(text))
    return trimmed(text[:cut])


def combined(reading: Reading, facts: Sequence[Fact], missing: Sequence[str]) -> Computation | Ranking:
    """Facts of one measure taken together as the question asks: added up, their mean, a multiple, a
    growth, or set side by side."""
    done: Computation | None = None
    if not missing and (operation := _taken(reading, facts)):
        if operation in (Operation.SUM, Operation.AVERAGE):
            done = over(facts, operation)
        elif operation is Operation.SHARE:
            result = formulas.share(facts[0], facts[1], reading.cues.decimals)
            done = Computation(result, operation) if result else None
        elif operation is Operation.MULTIPLE:
            result = formulas.multiple(facts[0], facts[1], reading.cues.decimals)
            done = Computation(result, operation) if result else None
        else:
            before, now = sorted(facts, key=lambda f: f.year or 0)
            result = formulas.growth(now, before, reading.cues.decimals)
            done = Computation(result, operation) if result else None
    return done or Ranking(tuple(facts), missing=tuple(missing))


def _taken(reading: Reading, facts: Sequence[Fact]) -> Operation | None:
    operations, text = reading.cues.operations, reading.text
    if any(word in text for word in words("aside", "each")):
        return None
    if Operation.MULTIPLE in operations and len(facts) == 2:
        return Operation.MULTIPLE
    years = {f.year for f in facts}
    percent = any(w in text for w in ("百分", "增长率", "增幅", "降幅", "变动率", "变化率", "涨幅", "%"))
    one_body = len({f.organisation for f in facts}) == 1 and {f.unit for f in facts} != {"%"}
    if len(years) == len(facts) == 2 and percent and one_body:
        return Operation.GROWTH
    if Operation.SUM in operations:
        return Operation.SUM
    if Operation.AVERAGE in operations and "每" not in text and "人均" not in text:
        return Operation.AVERAGE
    if len(facts) == 2 and re.search(r"是.*(?:百分之|几成|多少%|百分比)", text):
        return Operation.SHARE
    sides = {Operation.COMPARISON, Operation.RANKING, Operation.DIFFERENCE, Operation.TREND, Operation.GROWTH}
    if operations & sides:
        return None
    tail = text[max((k.mask.bit_length() for k in reading.links), default=0) :]
    return Operation.SUM if any(w in tail for w in words("sum", "weak")) else None
