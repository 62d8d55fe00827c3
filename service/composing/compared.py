"""Answers that set figures side by side: who has more, the largest of a table, a series for a chart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from service.answer import Answer, Figure, Route
from service.certainty import unsure
from service.compose.disparities import noted
from service.compose.draft import Draft, printed
from service.compose.naming import cleaned, name_of, subject_of
from service.composing import english
from service.composing.phrases import amount, marks, put, spaced, where
from service.computing import formulas
from service.computing.results import Ranking
from service.frame import Frame
from service.lookup.facts import Fact
from service.narrative.asks import class_of

_LISTED = 12
_ASKS = re.compile(r"比.*?(多|高|大|少|低|小|贵)[^,，]*(?:吗|么|\?|？|没有)|是不是.*?(多|高|大|少|低|小)")


def ranking(done: Ranking, frame: Frame) -> Answer:
    """Several figures of one kind, with the winner named and the difference."""
    draft = Draft(frame.language == "en")
    facts = _distinct(done.facts)
    for fact in facts:  # one that may be misread may be in the wrong place
        if unsure(fact.view, fact.records, fact.stated):
            put(draft, fact)
    if not facts:
        text = f"没有符合“{done.condition}”的项目。"
        return draft.finish(text, Route.COMPUTE)
    unit = facts[0].unit
    if done.of:
        return _from_table(draft, done, frame, unit)
    ranked = sorted(facts, key=lambda f: formulas.in_unit(f, unit) or 0, reverse=True)
    if draft.english:
        return _in_english(draft, ranked, facts, unit)
    lines = _lines(draft, facts)
    text = _agreed(facts, frame) + _verdict(ranked, facts)
    text += _gap(draft, ranked[0], ranked[-1], unit)
    if done.missing:
        named = [m for m in done.missing if m.removesuffix("年")[-4:] in frame.question]
        text += f"。未找到{'、'.join(named)}的数字" if named else "。有的报告中没有找到相应的数字"
    chart = _chart(facts, unit) if len(facts) > 1 else None
    body = f"{text}。\n" + "\n".join(lines)
    return draft.finish(body + noted(draft, facts), Route.COMPUTE, (), chart)


def _in_english(draft: Draft, ranked: Sequence[Fact], facts: Sequence[Fact], unit: str) -> Answer:
    """A comparison in the language of its question."""
    lines = english.lines_of(draft, facts)
    told = len(draft.figures)
    _gap(draft, ranked[0], ranked[-1], unit)
    gap = draft.figures[-1] if len(draft.figures) > told else None
    text = english.verdict(ranked, facts, gap)
    chart = _chart(facts, unit) if len(facts) > 1 else None
    body = f"{text}.\n" + "\n".join(lines)
    return draft.finish(body + noted(draft, facts), Route.COMPUTE, (), chart)


def _from_table(draft: Draft, done: Ranking, frame: Frame, unit: str) -> Answer:
    """The largest or smallest rows of a table, or those that meet a condition."""
    facts = list(done.facts)
    shown = facts[: done.top] if done.top else facts
    called = _items(facts)
    if draft.english and done.top == 1:
        head = english.first_of(facts[0], called[0], done.least)
        body = "\n".join((f"{head}.", *english.lines_of(draft, facts[:_LISTED])))
        return draft.finish(body + noted(draft, facts[:1]), Route.COMPUTE)
    body = f"{facts[0].organisation}{facts[0].year}年" if facts[0].year else f"{facts[0].organisation}"
    if done.condition:
        text = f"{body}“{done.condition}”的有"
    elif done.top == 1:
        first = facts[0]
        word = "最低（最少）" if done.least else "最高（最多）"
        kind = class_of(unit)
        money = "金额" if kind == "money" else "" if kind in ("ratio", "score", "") else "数量"
        among = _listed_in(first)
        zeros = "（没有发生数的项目未计入）" if done.nothing else ""
        text = f"{body}{among}{money}{word}的是{called[0]}，为 **{amount(first)}**{zeros}"
    else:
        text = f"{body}按数额从{'小到大' if done.least else '大到小'}排列"
    listed = shown if done.condition or (done.top or 0) > 1 else facts[:_LISTED]
    lines = _lines(draft, listed, called)
    body = f"{text}：\n" + "\n".join(lines)
    chart = _chart(listed, unit, called) if len(listed) > 1 else None
    return draft.finish(body + noted(draft, shown[:3]), Route.COMPUTE, (), chart)


def _listed_in(fact: Fact) -> str:
    """Where the items of a ranking are listed: a table or a section."""
    if fact.records:
        title = fact.records[0].title
        return f"《{title}》所列各项中，" if title else "表中所列各项中，"
    section = fact.stated[0].source.section
    return f"“{section[-1]}”所列各项中，" if section else "文中所列各项中，"


def _items(facts: Sequence[Fact]) -> list[str]:
    """What the items of a table are called: their rows, else their columns; those of a text as there."""
    if any(not f.records for f in facts):
        return [f.label for f in facts]
    rows = [cleaned(f.records[0].row_label or "") for f in facts]
    return rows if len(set(rows)) == len(rows) and all(rows) else [subject_of(f) for f in facts]


def _lines(draft: Draft, facts: Sequence[Fact], labels: Sequence[str] = ()) -> list[str]:
    lines = []
    for i, fact in enumerate(facts):
        cited = put(draft, fact)
        called = labels[i] if labels else _called(fact, facts)
        lines.append(f"- {called}：**{amount(fact)}**（{where(fact)}）{marks(cited)}")
    return lines


def _called(fact: Fact, facts: Sequence[Fact]) -> str:
    """Whose what, as far as it is not the same for all."""
    who = short(fact, facts)
    return who if who == name_of(fact) else f"{who}{name_of(fact)}"


def _distinct(facts: Sequence[Fact]) -> list[Fact]:
    """Each figure once: 主要包括工资福利支出 is told with 工资福利支出, which has the same value."""
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda f: len(name_of(f))):
        told = (k for k in kept if (k.value, k.unit, k.year) == (fact.value, fact.unit, fact.year))
        if not any(k.organisation == fact.organisation and name_of(fact).endswith(name_of(k)) for k in told):
            kept.append(fact)
    return [fact for fact in facts if any(fact is k for k in kept)]


def short(fact: Fact, facts: Sequence[Fact]) -> str:
    """What tells a fact from the others: its body, its year, or its name."""
    if len({f.organisation for f in facts}) > 1:
        year = f"（{fact.year}年）" if len({f.year for f in facts}) > 1 else ""
        return f"{fact.organisation}{year}"
    return f"{fact.year}年" if len({f.year for f in facts}) > 1 else name_of(fact)


def _gap(draft: Draft, top: Fact, low: Fact, unit: str) -> str:
    gap = formulas.difference(top, low, unit)
    if gap is None or not gap.value:
        return ""
    inputs = tuple(dict.fromkeys(n for f in (top, low) for n in put(draft, f)[:1]))
    organisations = {f.organisation for f in (top, low)}
    years = {f.year for f in (top, low)}
    draft.figure(
        Figure(
            gap.value, gap.unit, f"{name_of(top)}相差",
            organisations.pop() if len(organisations) == 1 else None,
            years.pop() if len(years) == 1 else None, None, "", gap.formula, inputs,
        )
    )  # fmt: skip
    return f"，相差 {printed(gap.value)}{spaced(gap.unit)}（{gap.formula}）"


def _agreed(facts: Sequence[Fact], frame: Frame) -> str:
    """是 or 不是, where the question asks whether the first has more (or less)."""
    match = _ASKS.search(frame.question)
    if match is None or len(facts) != 2 or "哪" in frame.question or "谁" in frame.question:
        return ""
    one, other = (formulas.in_unit(f, facts[0].unit) for f in facts)
    if one is None or other is None:
        return ""
    asked_more = (match[1] or match[2]) in "多高大贵"
    return "是，" if (one > other if asked_more else one < other) else "不是，"


def _verdict(ranked: Sequence[Fact], facts: Sequence[Fact]) -> str:
    unit = facts[0].unit
    values = [formulas.in_unit(f, unit) for f in ranked]
    if values[0] == values[-1]:
        return f"{'、'.join(short(f, facts) for f in ranked)}相同，均为 {amount(ranked[0])}"
    same_body = len({f.organisation for f in facts}) == 1 and len({f.year for f in facts}) > 1
    if same_body and len(facts) == 2:
        first, last = sorted(facts, key=lambda f: f.year or 0)
        a, b = formulas.in_unit(first, unit), formulas.in_unit(last, unit)
        word = "增加（更高）" if a is not None and b is not None and b > a else "减少（更低）"
        return f"{last.year}年比{first.year}年{word}，{short(ranked[0], facts)}较高"
    if len(ranked) == 2:
        return f"{short(ranked[0], facts)}更多，高于{short(ranked[1], facts)}"
    order = "；".join(f"{short(f, facts)} {amount(f)}" for f in ranked)
    most, least = short(ranked[0], facts), short(ranked[-1], facts)
    return f"最高（最多）的是{most}，最低（最少）的是{least}。由高到低：{order}"


def _chart(facts: Sequence[Fact], unit: str, labels: Sequence[str] = ()) -> dict[str, Any]:
    """A typed series: years, organisations or items by one metric."""
    by_year = not labels and len({f.year for f in facts}) > 1
    bodies = len({f.organisation for f in facts}) > 1
    kept = sorted(facts, key=lambda f: f.year or 0) if by_year else list(facts)
    axis = "fiscal_year" if by_year else "organisation" if bodies else "item"
    named = labels or [name_of(f) for f in kept]
    points = [
        {
            "x": f.year if by_year else f.organisation if bodies else named[i],
            "value": str(formulas.in_unit(f, unit)),
            "organisation": f.organisation,
        }
        for i, f in enumerate(kept)
    ]
    return {"kind": "line" if by_year else "bar", "x": axis, "metric": name_of(facts[0]), "unit": unit,
            "points": points}  # fmt: skip
