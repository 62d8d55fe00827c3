"""Figures put into an answer: cited once, doubted where they may be misread, converted where asked."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from corpus.amounts import places
from service.answer import Figure
from service.certainty import Doubt, unsure
from service.compose.draft import Draft
from service.compose.formulas import formula
from service.compose.naming import name_of
from service.compose.speech import Speech, plainly, tells_change, told_value, unit_behind
from service.compose.titles import Titles
from service.lookup.facts import Fact
from service.narrative import Role
from service.plan import types as t
from service.plan.arithmetic import rounded
from service.plan.results import Worked, found_in
from service.plan.units import base_of, is_money, turned

_FEN, _FINE = 2, 4
_ALWAYS_EXACT = (t.Sum, t.Difference, t.Count)


def cite(draft: Draft, fact: Fact) -> list[int]:
    """Citations of all places that state a fact."""
    numbers = [draft.cite_record(fact.view, record) for record in fact.records]
    return numbers + [draft.cite_source(fact.view, figure.source) for figure in fact.stated[:3]]


def put(draft: Draft, speech: Speech, fact: Fact) -> list[int]:
    """Cite a fact and add it to the figures, or to the doubts; its citation numbers."""
    numbers = cite(draft, fact)
    if fact.value is None:
        return numbers
    if unsure(fact.view, fact.records, fact.stated):
        page = fact.records[0].page if fact.records else fact.stated[0].source.page
        draft.doubts.append(Doubt(name_of(fact), fact.entry.facts.title, page, fact.raw, numbers[0]))
    draft.figure(figure_of(speech, fact, numbers[0]))
    return numbers


def figure_of(speech: Speech, fact: Fact, number: int) -> Figure:
    """A fact as a figure; a sentence's decrease is told by its verb, and its number stands without a sign."""
    name, value = name_of(fact), fact.value if fact.value is not None else Decimal(0)
    if tells_change(fact):
        name, value = f"{name}{speech.verb(fact)}", abs(value)
    elif fact.stated and not fact.records and fact.stated[0].role is Role.COMPLETION:
        name = speech.say("ending.completion", name=name)
    return Figure(value, fact.unit, name, fact.organisation, fact.year, number, fact.raw)


def told_of(worked: Worked, decimals: int | None = None) -> Decimal:
    """A worked-out value as it is told; sums and differences keep their digits."""
    return told_value(worked.value, decimals, isinstance(worked.node, _ALWAYS_EXACT))


def put_worked(
    draft: Draft,
    speech: Speech,
    titles: Titles,
    worked: Worked,
    decimals: int | None = None,
    unsigned: bool = False,
) -> Figure:
    """Add a worked-out value to the figures, with its formula and what it is over."""
    facts = [found.fact for found in found_in(worked)]
    numbers = tuple(dict.fromkeys(n for fact in facts for n in put(draft, speech, fact)[:1]))
    bodies, years = {f.organisation for f in facts}, {f.year for f in facts}
    year = years.pop() if len(years) == 1 else None
    if isinstance(worked.node, t.Growth):
        newest = found_in(worked.operands[0])
        year = newest[0].fact.year if newest else year
    if isinstance(worked.node, t.Before):
        level = found_in(worked.operands[0])
        year = level[0].fact.year - 1 if level and level[0].fact.year else None
    value = told_of(worked, decimals)
    value = abs(value) if unsigned else value
    figure = Figure(
        value, worked.unit, titles.of(worked),
        bodies.pop() if len(bodies) == 1 else None, year, None, "",
        formula(speech, worked, value), numbers,
    )  # fmt: skip
    draft.figure(figure)
    return figure


def converted(
    draft: Draft, speech: Speech, value: Decimal, figure: Figure, unit: str | None, decimals: int | None
) -> str:
    """The value in the unit asked for, when that is another; added to the figures with its formula."""
    if unit is None or unit == figure.unit:
        return _rounded(draft, speech, figure, decimals) if decimals is not None else ""
    target = turned(value, figure.unit, unit)
    if target is None:
        return ""
    shown = _shown(target, unit, decimals)
    sign = "=" if shown == target else "≈"
    short = value if places(value) <= 6 else rounded(value, 6)
    known = f"{plainly(short):,f}{unit_behind(figure.unit)} {sign} {shown:,f}{unit_behind(unit)}"
    _added(draft, speech, figure, shown, unit, known)
    key = "figure.converted" if shown == target else "figure.nearly"
    return speech.say(key, value=speech.value(shown, unit))


def _shown(target: Decimal, unit: str, decimals: int | None) -> Decimal:
    if decimals is not None:
        return rounded(target, decimals)
    if unit == base_of(unit) and places(target) <= _FEN:
        return plainly(target.normalize())
    fine = _FEN if unit == base_of(unit) else _FINE
    shown = target.quantize(Decimal(1).scaleb(-fine), ROUND_HALF_UP).normalize()
    return plainly(shown) if shown or not target else told_value(target)


def _rounded(draft: Draft, speech: Speech, figure: Figure, decimals: int) -> str:
    """A looked-up value with fewer decimals than it is printed with."""
    shown = rounded(figure.value, decimals)
    if shown == figure.value or figure.formula:
        return ""
    known = f"{figure.value:,f}{unit_behind(figure.unit)} ≈ {shown:,f}{unit_behind(figure.unit)}"
    _added(draft, speech, figure, shown, figure.unit, known)
    return speech.say("figure.rounded", decimals=decimals, value=speech.value(shown, figure.unit))


def _added(
    draft: Draft, speech: Speech, figure: Figure, value: Decimal, unit: str, formula_text: str
) -> None:
    label = speech.say("figure.converted_label", label=figure.label)
    inputs = (figure.citation,) if figure.citation else figure.inputs
    draft.figure(
        Figure(value, unit, label, figure.organisation, figure.fiscal_year, None, "", formula_text, inputs)
    )


def small_money(worked: Worked) -> str | None:
    """The unit to tell a mean amount in beside its own, where two decimals of that hide it."""
    small = 0 < abs(worked.value) < 1
    average = isinstance(worked.node, t.Mean) or bool(worked.per)
    base = base_of(worked.unit)
    return base if small and average and is_money(worked.unit) and worked.unit != base else None
