"""Answers that compute: the result in a sentence, the formula, and every input with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from service.answer import Answer, Figure, Route
from service.compose.disparities import noted
from service.compose.draft import Draft, printed
from service.compose.naming import name_of, subject_of
from service.composing import english
from service.composing.compared import ranking
from service.composing.phrases import amount, converted, marks, owner, put, spaced, where
from service.computing.results import Computation, Parts, Ranking, Result, inputs_of
from service.frame import Frame, Operation
from service.lookup.facts import Fact

_LISTED = 6
_DOUBT = re.compile(r"吗|么|是不是|是否|有没有|超没超|没有\?|了没")


def computation(done: Result, frame: Frame) -> Answer:
    """A computed value with its formula, or facts side by side; every input is stated and cited."""
    if isinstance(done, Ranking):
        return ranking(done, frame)
    draft = Draft(frame.language == "en")
    inputs = list(inputs_of(done))
    lines = [_line(draft, fact) for fact in inputs]
    told, formulas = [], []
    for one in done.each if isinstance(done, Parts) else (done,):
        text, formula = _told(draft, one, frame)
        told.append(text)
        formulas.append(formula)
    word = "Formula: " if frame.language == "en" else "计算："
    body = "\n".join(f"- {text}" for text in told) if len(told) > 1 else told[0]
    body += f"\n\n{word}{'；'.join(formulas)}\n" + "\n".join(lines)
    return draft.finish(body + noted(draft, inputs), Route.COMPUTE)


def _line(draft: Draft, fact: Fact) -> str:
    """An input with its place."""
    if draft.english:
        return english.lines_of(draft, [fact])[0]
    cited = put(draft, fact)
    return f"- {owner(fact)}{_input(fact)}：{amount(fact)}（{where(fact)}）{marks(cited)}"


def _told(draft: Draft, done: Computation, frame: Frame) -> tuple[str, str]:
    """The sentence that gives a result, and its formula; the figure goes into the draft."""
    inputs = list(dict.fromkeys(done.result.inputs))
    numbers = dict.fromkeys(n for fact in inputs for n in put(draft, fact)[:1])
    figure = _figure(done, inputs, tuple(numbers))
    draft.figure(figure)
    shown = f"**{printed(done.result.value)}{spaced(done.result.unit)}**"
    lead = _held(done, shown) if done.compared else _lead(done, shown, frame)
    text = english.lead(done, shown, figure.label) if draft.english else lead
    value = done.result.value if done.result.exact is None else done.result.exact
    if done.operation is Operation.AVERAGE and frame.unit is None and 0 < abs(value) < 1:
        frame = replace(frame, unit="元")  # so small in 万元 that rounding hides it
    if done.compared and done.result.value:
        one, other = done.result.inputs
        message = f"报告内前后不一致：{where(one)}为 {amount(one)}，{where(other)}为 {amount(other)}。"
        draft.warn("discrepancy", message, tuple(numbers))
    text += converted(draft, value, done.result.unit, figure, frame)
    return text, done.result.formula + ("" if done.result.unit == "%" else spaced(done.result.unit))


def _input(fact: Fact) -> str:
    """An input's name; a change says its direction."""
    name = name_of(fact)
    if fact.stated and not fact.records and fact.stated[0].role.value in ("change", "growth"):
        return f"{name}比上年{'减少' if (fact.value or 0) < 0 else '增加'}"
    return name


def _figure(done: Computation, inputs: Sequence[Fact], numbers: tuple[int, ...]) -> Figure:
    organisations = {fact.organisation for fact in inputs}
    years = {fact.year for fact in inputs}
    year = done.fiscal_year or (inputs[0].year if len(years) == 1 else None)
    if done.operation is Operation.GROWTH:
        year = done.result.inputs[0].year
    return Figure(
        done.result.value, done.result.unit, label_of(done),
        inputs[0].organisation if len(organisations) == 1 else None,
        year, None, "", done.result.formula, numbers,
    )  # fmt: skip


def label_of(done: Computation) -> str:
    """What a result is called: A与B之差, A占B的比重, 平均每辆A."""
    names = list(dict.fromkeys(name_of(f) for f in done.result.inputs))
    first, last, both = names[0], names[-1], "与".join(names)
    several = "、".join(names) if len(names) <= _LISTED else f"{first}等"
    called = {
        Operation.DIFFERENCE: f"{both}之差",
        Operation.SHARE: f"{first}占{last}的比重",
        Operation.MULTIPLE: f"{first}为{last}的倍数",
        Operation.AVERAGE: f"平均每{done.each}{first}" if done.each else f"{first}平均数",
        Operation.GROWTH: f"{first}增长率",
        Operation.BACK_CALCULATION: f"{first}（倒推）",
    }
    if done.together:
        return f"{'、'.join(names[:-1])}之和占{last}的比重"
    if done.budget:
        return f"{subject_of(done.result.inputs[0])}决算数与预算数之差"
    return done.name or called.get(done.operation, f"{several}合计")


def _lead(done: Computation, shown: str, frame: Frame) -> str:
    """The sentence that gives the result."""
    inputs = done.result.inputs
    first, other = inputs[0], inputs[-1]
    one_owner = len({owner(f) for f in inputs}) == 1
    whose = owner(first) if one_owner else ""
    one = name_of(first) if one_owner else f"{owner(first)}{name_of(first)}"
    two = name_of(other) if one_owner else f"{owner(other)}{name_of(other)}"
    match done.operation:
        case Operation.DIFFERENCE if done.budget:
            return _budget_lead(done, whose, shown, frame)
        case Operation.DIFFERENCE:
            return f"{whose}{one}比{two}多 {shown}。"
        case Operation.MULTIPLE:
            return f"{whose}{one}是{two}的 {shown}。"
        case Operation.SHARE if not done.name:
            part = "、".join(name_of(f) for f in inputs[:-1]) + "之和" if done.together else one
            return f"{whose}{part}占{two}的 {shown}。"
        case Operation.AVERAGE if done.each:
            return f"{whose}平均每{done.each}{one}为 {shown}。"
        case Operation.GROWTH:
            word = "增长" if done.result.value >= 0 else "下降"
            shown = shown.replace("-", "")
            return f"{owner(first)}{name_of(first)}比{other.year}年{word} {shown}。"
        case Operation.BACK_CALCULATION:
            basis = f"按{first.year}年报告所列数额与增减倒推，"
            year = f"{done.fiscal_year}年" if done.fiscal_year else "上年"
            return f"{basis}{first.organisation}{year}{name_of(first)}为 {shown}。"
        case _:
            return f"{_together(inputs, done)}为 {shown}。"


def _held(done: Computation, shown: str) -> str:
    """Whether two places of a report agree."""
    one, other = done.result.inputs
    places = [f"{where(f)}为 {amount(f)}" for f in (one, other)]
    if not done.result.value:
        return f"对得上：{owner(one)}{places[0]}；{places[1]}，数额相同，相差 {shown}。"
    return f"对不上：{owner(one)}{places[0]}；{places[1]}，相差 {shown}。"


def _budget_lead(done: Computation, whose: str, shown: str, frame: Frame) -> str:
    """Whether the budget was kept, and by how much."""
    final = next((f for f in done.result.inputs if "预算" not in name_of(f)), done.result.inputs[0])
    doubt = bool(_DOUBT.search(frame.question))
    if done.result.value == 0:
        verdict = "没有超出预算，" if doubt else ""
        return f"{whose}{subject_of(final)}{verdict}决算数与预算数相同，相差 {shown}。"
    if done.under:
        verdict = "没有超出预算，" if doubt else ""
        return f"{whose}{subject_of(final)}{verdict}决算数比预算数少 {shown}（节省）。"
    verdict = "超出了预算，" if doubt else ""
    return f"{whose}{subject_of(final)}{verdict}决算数比预算数多 {shown}（超出）。"


def _together(inputs: Sequence[Fact], done: Computation) -> str:
    """Whose what, of a sum or a mean."""
    word = "平均" if done.operation is Operation.AVERAGE else "合计"
    if done.name:
        return f"{owner(inputs[0])}{done.name}"
    names = list(dict.fromkeys(name_of(f).removesuffix("（合计）") for f in inputs))
    bodies = list(dict.fromkeys(f.organisation or "" for f in inputs))
    years = sorted({f.year for f in inputs if f.year})
    when = "、".join(f"{y}年" for y in years)
    what = "、".join(names[:_LISTED]) + ("等" if len(names) > _LISTED else "")
    who = "、".join(bodies)
    if len(bodies) > 1 and len(names) > 1:
        pairs = "、".join(f"{owner(f)}{name_of(f)}" for f in inputs)
        return f"{pairs}{word}"
    return f"{who}{when}{what}{word}"
