"""Sentences around figures, in Chinese and in English."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from corpus.amounts import convert
from corpus.vocabulary import load
from service.answer import Figure
from service.certainty import Doubt, unsure
from service.compose.draft import Draft, printed
from service.compose.naming import name_of
from service.frame import Frame
from service.lookup.facts import Fact, record_label, unit_of
from service.narrative import Role
from service.narrative.asks import class_of

_ENGLISH_UNITS = {
    "万元": "万元 (ten thousand yuan)",
    "元": "元 (yuan)",
    "亿元": "亿元 (hundred million yuan)",
}


_FEN, _DIGITS = 2, 6
_MEASURED = ("money", "ratio", "score", "")


def spaced(unit: str) -> str:
    """A unit as it stands behind a number."""
    return "%" if unit == "%" else f" {unit}" if unit else ""


def amount(fact: Fact, english: bool = False) -> str:
    """A fact's value with its unit, as printed."""
    if fact.value is None:
        return "blank" if english else "空白（表中该格未填数）"
    unit = _ENGLISH_UNITS.get(fact.unit, fact.unit) if english else fact.unit
    return f"{printed(fact.value, fact.raw, fact.unit)}{spaced(unit)}"


def cite(draft: Draft, fact: Fact) -> list[int]:
    """Citations of all places that state a fact."""
    numbers = [draft.cite_record(fact.view, record) for record in fact.records]
    return numbers + [draft.cite_source(fact.view, figure.source) for figure in fact.stated[:3]]


def put(draft: Draft, fact: Fact) -> list[int]:
    """Cite a fact and add it to the figures, or to the doubts; its citation numbers."""
    numbers = cite(draft, fact)
    if unsure(fact.view, fact.records, fact.stated):  # a cell that could not be read is not blank, either
        page = fact.records[0].page if fact.records else fact.stated[0].source.page
        printed = any(record.unread for record in fact.records)
        title = fact.entry.facts.title
        draft.doubts.append(Doubt(name_of(fact), title, page, fact.raw, numbers[0], printed))
    if fact.value is not None:
        name, value = name_of(fact), fact.value
        if fact.stated and not fact.records and fact.stated[0].role in (Role.CHANGE, Role.GROWTH):
            name, value = f"{name}{_verb(fact)}", abs(value)  # 比上年下降 7.41%, as the sentence states it
        elif fact.stated and fact.stated[0].role is Role.COMPLETION and _verb(fact):
            name = f"{name}预算完成率"
        draft.figure(Figure(value, fact.unit, name, fact.organisation, fact.year, numbers[0], fact.raw))
    return numbers


def marks(numbers: list[int]) -> str:
    """[1][2]"""
    return "".join(f"[{n}]" for n in numbers)


def where(fact: Fact, english: bool = False) -> str:
    """Table or section, and page."""
    if fact.records:
        record = fact.records[0]
        name = record.title or "".join(fact.stated[0].source.section[-1:] if fact.stated else ())
        form = record.form or ""
        if english:
            table = f"table “{name}”" if name else "untitled table"
            return f"{table}{f' ({form})' if form else ''}, page {record.page}"
        table = f"《{name}》" if name else "" if form else "无标题表格"
        return f"{table}{form}，第{record.page}页"
    source = fact.stated[0].source
    section = source.section[-1] if source.section else ""
    if english:
        return f"section “{section}”, page {source.page}" if section else f"page {source.page}"
    return f"“{section}”，第{source.page}页" if section else f"第{source.page}页"


def owner(fact: Fact) -> str:
    """Who and when."""
    year = f"{fact.year}年" if fact.year else ""
    return f"{fact.organisation or fact.entry.facts.title}{year}"


def sentence(draft: Draft, fact: Fact, frame: Frame) -> str:
    """One sentence for one figure, with its place; the figure and its citations go into the draft."""
    numbers = put(draft, fact)
    name = name_of(fact)
    if frame.language == "en":
        year = f" in {fact.year}" if fact.year else ""
        place = f"({where(fact, True)}) {marks(numbers)}"
        return f"{fact.organisation}{year}: {name} = **{amount(fact, True)}** {place}."
    if fact.value is None:
        return f"{owner(fact)}“{name}”为{amount(fact)}，报告没有给出数字（{where(fact)}）{marks(numbers)}。"
    nothing = "（即没有发生）" if fact.value == 0 else ""
    about = "约" if fact.stated and fact.stated[0].approximate else ""
    verb = "" if _did(fact, name) else _verb(fact)
    told = f"{owner(fact)}{name}{verb}{about} **{amount(fact)}**{nothing}"
    return f"{told}（{where(fact)}）{marks(numbers)}。"


def _did(fact: Fact, name: str) -> bool:
    """Whether a count's name is what was done to the things counted: 举办展览 7 场 needs no 为."""
    counted = bool(fact.stated) and not fact.records and fact.stated[0].role is Role.LEVEL
    if not counted or class_of(fact.unit) in _MEASURED:
        return False
    return name.startswith(_verbs()) or re.match("对.+?(?:开展|进行)", name) is not None


@cache
def _verbs() -> tuple[str, ...]:
    return tuple(load("counting")["done"]["verbs"])


def _verb(fact: Fact) -> str:
    """How a sentence leads to its number: 为, 比上年减少, 占……的."""
    if fact.records or not fact.stated:
        return "为"
    figure = fact.stated[0]
    falls = figure.value < 0
    against = {"prior": "比上年", "budget": "比预算"}.get(figure.baseline or "", "")
    match figure.role:
        case Role.CHANGE:
            return f"{against}{'减少' if falls else '增加'}"
        case Role.GROWTH:
            return f"{against}{'下降' if falls else '增长'}"
        case Role.DEDUCTED:
            return "扣"
        case Role.COMPLETION:
            return "" if "率" in name_of(fact)[-3:] else "完成预算的"
        case Role.SHARE if figure.label.startswith("占"):
            return f"{figure.label}的"
    return "为"


def converted(draft: Draft, value: Decimal, unit: str, figure: Figure | None, frame: Frame) -> str:
    """The value in the unit asked for, when that is another; added to the figures with its formula."""
    wanted = frame.unit
    if wanted is None or wanted == unit or not unit.endswith("元") or wanted == "%":
        return ""
    target = convert(value, unit, wanted)
    if target is None:
        return ""
    fine = -int(target.as_tuple().exponent) <= _FEN if wanted == "元" else False
    rounded = (
        target if fine else target.quantize(Decimal("0.01" if wanted == "元" else "0.0001"), ROUND_HALF_UP)
    )
    shown = rounded.normalize()
    shown = shown.quantize(Decimal(1)) if shown == shown.to_integral_value() else shown
    if figure is not None:
        inputs = (figure.citation,) if figure.citation else figure.inputs
        short = value if -int(value.as_tuple().exponent) <= _DIGITS else round(value, _DIGITS)
        sign = "=" if short == value and rounded == target else "≈"
        formula = f"{printed(short)} {unit} {sign} {printed(shown)} {wanted}"
        draft.figure(
            Figure(
                shown,
                wanted,
                f"{figure.label}（折合）",
                figure.organisation,
                figure.fiscal_year,
                None,
                "",
                formula,
                inputs,
            )
        )
    sign = "≈" if rounded != target else "="
    if frame.language == "en":
        return f" That is {sign} {printed(shown)} {wanted}."
    return f"折合{'约' if rounded != target else ''} **{printed(shown)} {wanted}**。"


def warn_rivals(draft: Draft, fact: Fact, frame: Frame) -> str:
    """Say what other tables and sentences state for the same measure; the note to add to the text."""
    notes = []
    numbers = cite(draft, fact)[:1]
    for record in fact.rivals:
        if record.value is None:
            continue
        other = draft.cite_record(fact.view, record)
        place = f"《{record.title}》" + (f"（{record.form}）" if record.form else "")
        shown = f"{record.raw}{spaced(unit_of(fact.view, record))}"
        mark = f"[{other}]"
        if fact.conflict and frame.language == "en":
            message = f"the same item in {place} is {shown}{mark}, not {amount(fact, True)}{marks(numbers)}. "
            draft.warn("discrepancy", message, [*numbers, other])
        elif frame.language == "en":
            message = f"in another scope, {place} “{record_label(record)}” is {shown}{mark}. "
            draft.warn("scope", message, [*numbers, other])
        elif fact.conflict:
            message = (
                f"同一项目在{place}中为 {shown}{mark}，与 {amount(fact)}{marks(numbers)} 不一致，请核对。"
            )
            draft.warn("discrepancy", message, [*numbers, other])
        else:
            message = f"口径不同：{place}中“{record_label(record)}”为 {shown}{mark}。"
            draft.warn("scope", message, [*numbers, other])
        notes.append(message)
    return "".join(notes)
