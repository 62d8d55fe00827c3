"""Whole answers: one figure, several, a computation, a comparison, a description."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from corpus.report import Record
from corpus.view import DocumentView, Library
from service.answer import Answer, Figure, Route
from service.composing.draft import Draft, printed
from service.composing.phrases import (
    amount,
    converted,
    marks,
    owner,
    put,
    sentence,
    spaced,
    warn_rivals,
    where,
)
from service.computing import formulas
from service.computing.plan import Computation
from service.discrepancy import warnings_for
from service.frame import Basis, Frame, Operation
from service.lookup.facts import Fact
from service.narrative import NarrativeEvidence


def _disparities(draft: Draft, facts: Sequence[Fact]) -> str:
    """Warnings for what the report says otherwise of the same figures; the note for the text."""
    notes = []
    for disparity in warnings_for(facts)[:3]:
        numbers = [
            draft.cite_record(disparity.view, place)
            if isinstance(place, Record)
            else draft.cite_source(disparity.view, place)
            for place in disparity.places
        ]
        draft.warn(disparity.kind, disparity.message, numbers)
        notes.append(f"{disparity.message.rstrip('。')}{marks(numbers)}。")
    return "".join(notes)


_ACCOUNT = re.compile(r"决算数|预算数|合计|小计|·(?:本年支出|本年收入)")


def _notes(text: str) -> str:
    return f"\n\n> 注意：{text}" if text else ""


def figures(facts: Sequence[Fact], frame: Frame, quoted: bool = False) -> Answer:
    """An answer that states one or several figures."""
    draft = Draft()
    lines, notes = [], ""
    for fact in facts:
        line = sentence(draft, fact, frame)
        if fact.value is not None and fact.unit:
            own = next((f for f in draft.figures if f.value == fact.value and f.label == fact.label), None)
            line += converted(draft, fact.value, fact.unit, own, frame)
        if quoted and fact.stated:
            line += f"原文：“{fact.stated[0].source.quote}”"
        lines.append(line)
        notes += warn_rivals(draft, fact, frame)
    notes += _disparities(draft, facts)
    return draft.finish("\n".join(lines) + _notes(notes), Route.LOOKUP, follow_ups(facts, frame))


def follow_ups(facts: Sequence[Fact], frame: Frame) -> tuple[str, ...]:
    """What could be asked next."""
    fact = facts[0]
    if frame.language == "en":
        return ()
    subject = owner(fact) + _ACCOUNT.sub("", fact.label)
    found = []
    if Basis.BUDGET not in frame.bases:
        found.append(f"{subject}预算是多少？")
    found.append(f"{subject}比上年增减多少，为何变化？")
    return tuple(found)


def computation(done: Computation, frame: Frame, facts: Sequence[Fact] = ()) -> Answer:
    """A computed value with its formula; every input is stated and cited."""
    draft = Draft()
    inputs = list(dict.fromkeys(done.result.inputs))
    lines = []
    numbers: list[int] = []
    for fact in inputs:
        cited = put(draft, fact)
        numbers += cited[:1]
        label = (
            f"{owner(fact)}{fact.label}"
            if frame.language != "en"
            else f"{fact.organisation} {fact.year} {fact.label}"
        )
        lines.append(f"- {label}：{amount(fact)}（{where(fact)}）{marks(cited)}")
    first = inputs[0]
    organisations = {fact.organisation for fact in inputs}
    years = {fact.year for fact in inputs}
    figure = Figure(
        done.result.value,
        done.result.unit,
        done.label,
        first.organisation if len(organisations) == 1 else None,
        done.fiscal_year or (first.year if len(years) == 1 else None),
        None,
        "",
        done.result.formula,
        tuple(dict.fromkeys(numbers)),
    )
    draft.figure(figure)
    shown = f"{printed(done.result.value)}{spaced(done.result.unit)}"
    text = f"{done.label}为 **{shown}**。" if frame.language != "en" else f"{done.label}: **{shown}**."
    text += converted(draft, done.result.value, done.result.unit, figure, frame)
    text += (
        f"\n\n计算：{done.result.formula}{'' if done.result.unit == '%' else spaced(done.result.unit)}\n"
        + "\n".join(lines)
    )
    return draft.finish(text + _notes(_disparities(draft, inputs)), Route.COMPUTE)


def _name(fact: Fact, facts: Sequence[Fact]) -> str:
    """What tells a fact from the others: its body, its year, or its label."""
    if len({f.organisation for f in facts}) > 1:
        return (
            f"{fact.organisation}（{fact.year}年）"
            if len({f.year for f in facts}) > 1
            else f"{fact.organisation}"
        )
    return f"{fact.year}年" if len({f.year for f in facts}) > 1 else fact.label


def comparison(facts: Sequence[Fact], frame: Frame, missing: Sequence[str] = ()) -> Answer:
    """Several figures of one measure, ordered, with the winner named and the difference."""
    draft = Draft()
    unit = facts[0].unit
    ranked = sorted(facts, key=lambda f: formulas.in_unit(f, unit) or 0, reverse=True)
    lines = []
    for fact in facts:
        cited = put(draft, fact)
        about = "" if fact.label == _name(fact, facts) else fact.label
        lines.append(f"- {_name(fact, facts)}{about}：**{amount(fact)}**（{where(fact)}）{marks(cited)}")
    top, low = ranked[0], ranked[-1]
    text = _verdict(ranked, facts, unit)
    gap = formulas.difference(top, low, unit)
    if gap is not None and gap.value:
        inputs = tuple(dict.fromkeys(n for f in (top, low) for n in put(draft, f)[:1]))
        organisations = {f.organisation for f in (top, low)}
        years = {f.year for f in (top, low)}
        draft.figure(
            Figure(
                gap.value, gap.unit, "相差", organisations.pop() if len(organisations) == 1 else None,
                years.pop() if len(years) == 1 else None, None, "", gap.formula, inputs,
            )
        )  # fmt: skip
        text += f"，相差 {printed(gap.value)}{spaced(gap.unit)}（{gap.formula}）"
    if missing:
        text += f"。未找到{'、'.join(missing)}的数字"
    chart = _chart(facts, unit) if len(facts) > 1 else None
    body = f"{text}。\n" + "\n".join(lines)
    return draft.finish(body + _notes(_disparities(draft, facts)), Route.COMPUTE, (), chart)


def _verdict(ranked: Sequence[Fact], facts: Sequence[Fact], unit: str) -> str:
    values = [formulas.in_unit(f, unit) for f in ranked]
    if values[0] == values[-1]:
        return f"{'、'.join(_name(f, facts) for f in ranked)}相同，均为 {amount(ranked[0])}"
    same_body = len({f.organisation for f in facts}) == 1 and len({f.year for f in facts}) > 1
    if same_body and len(facts) == 2:
        first, last = sorted(facts, key=lambda f: f.year or 0)
        a, b = formulas.in_unit(first, unit), formulas.in_unit(last, unit)
        word = "增加（更高）" if a is not None and b is not None and b > a else "减少（更低）"
        return f"{last.year}年比{first.year}年{word}，{_name(ranked[0], facts)}较高"
    if len(ranked) == 2:
        return f"{_name(ranked[0], facts)}更多，高于{_name(ranked[1], facts)}"
    order = "；".join(f"{_name(f, facts)} {amount(f)}" for f in ranked)
    most, least = _name(ranked[0], facts), _name(ranked[-1], facts)
    return f"最高（最多）的是{most}，最低（最少）的是{least}。由高到低：{order}"


def _chart(facts: Sequence[Fact], unit: str) -> dict[str, Any]:
    """A typed series: years or organisations by one metric."""
    by_year = len({f.year for f in facts}) > 1
    kept = sorted(facts, key=lambda f: f.year or 0) if by_year else list(facts)
    points = [
        {
            "x": f.year if by_year else f.organisation,
            "value": str(formulas.in_unit(f, unit)),
            "organisation": f.organisation,
        }
        for f in kept
    ]
    return {"kind": "line" if by_year else "bar", "x": "fiscal_year" if by_year else "organisation",
            "metric": facts[0].label, "unit": unit, "points": points}  # fmt: skip


def description(evidence: NarrativeEvidence, library: Library, frame: Frame) -> Answer:
    """The report's own sentences, each cited."""
    draft = Draft()
    views: dict[str, DocumentView] = {}
    lines: list[str] = []
    heading = ""
    several = len({e.source.document_id for e in evidence.extracts}) > 1
    for extract in evidence.extracts:
        view = views.setdefault(extract.source.document_id, library.view(extract.source.document_id))
        number = draft.cite_source(view, extract.source)
        head = f"{view.entry.facts.title}：" if several else ""
        if extract.heading and head + extract.heading != heading:
            heading = head + extract.heading
            lines.append(f"**{heading}**")
        lines.append(f"{extract.text} [{number}]")
    for stated in evidence.figures:
        view = views.setdefault(stated.source.document_id, library.view(stated.source.document_id))
        number = draft.cite_source(view, stated.source)
        facts = view.entry.facts
        draft.figure(
            Figure(
                stated.value,
                stated.unit,
                stated.label,
                facts.organisation,
                facts.fiscal_year,
                number,
                stated.raw,
            )
        )
        for rival in stated.others[:2]:
            other = draft.cite_source(view, rival.source)
            unit = "" if rival.raw.endswith(rival.unit) else spaced(rival.unit)
            message = f"{stated.label}在报告另一处写作 {rival.raw}{unit}[{other}]，互不一致。"
            draft.warn("discrepancy", message, (number, other))
            lines.append(f"> 注意：{message}")
    return draft.finish("\n\n".join(lines), Route.NARRATIVE)


def is_change(frame: Frame) -> bool:
    """Whether the question is about growth or decline."""
    return frame.operation is Operation.GROWTH
