"""What was asked before, as plans that can be read: `sum(r1.t6.x3.c5 办公费·金额, r1.t6.x7.c5 …)`.

A follow-up is understood from these.  Places are told by their ids, which so may be used again; the values
that they had are not told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import NotFound
from service.model.material import Material
from service.model.outlines import inert
from service.model.ranking import index_of
from service.plan import types as t

_LONGEST_QUESTION, _MOST_TURNS, _MOST_ITEMS = 200, 4, 12
_QUESTION, _PLAN, _NONE = "问：", "  计划：", "（无）"


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation, and the plan that answered it, where one did."""

    question: str
    plan: t.Plan | None = None


def retold(turns: Sequence[Turn], material: Material) -> str:
    """The latest turns, the oldest first; what they name counts as shown."""
    lines: list[str] = []
    for turn in turns[-_MOST_TURNS:]:
        lines.append(_QUESTION + inert(turn.question)[:_LONGEST_QUESTION])
        if turn.plan is not None:
            lines.append(_PLAN + "； ".join(_told(node, material) for node in turn.plan.asks))
    return "\n".join(lines) or _NONE


def _told(node: t.Node, material: Material) -> str:
    match node:
        case t.Cell():
            return _cell(node, material)
        case t.Stated():
            return _stated(node, material)
        case t.Constant():
            return f"={node.value:f}{node.unit}"
        case t.Leaf():
            return _leaf(node, material)
    name = getattr(node, "op", "")
    said = [getattr(node, "about", "") if isinstance(node, t.Words) else getattr(node, "what", "")]
    said += getattr(node, "words", ())
    inner = [inert(text) for text in said if text]
    inner += [_told(item, material) for item in t.operands(node)[:_MOST_ITEMS]]
    return f"{name}({'，'.join(inner)})"


def _leaf(node: t.Leaf, material: Material) -> str:
    """Rows, words, and what has no place."""
    name = material.name_of(getattr(node, "document", ""))
    place = name or ""
    if isinstance(node, t.Rows):
        under = f".x{node.under}" if node.under is not None else ""
        place = f"{name or '?'}.t{node.table}{under}.c{node.column}"
    return f"{getattr(node, 'op', '')}({'，'.join(part for part in (place, inert(node.asked)) if part)})"


def _cell(node: t.Cell, material: Material) -> str:
    key = material.show_cell(node.document, node.table, node.row, node.column)
    if key is None:
        return f"?（{inert(node.asked)}）"
    shape = index_of(material.library.view(node.document)).shapes[node.table]
    record = shape.cells[node.row, node.column]
    parts = [record.row_code or "", *(record.row_path[-1:]), *record.column_path]
    entry = material.reports[key.split(".")[0]]
    facts = entry.facts
    label = "·".join(inert(part) for part in parts if part)
    return f"{key}（{inert(facts.organisation or '')}{facts.fiscal_year or ''} {inert(shape.title)} {label}）"


def _stated(node: t.Stated, material: Material) -> str:
    try:
        key = material.show_line(node.document, node.line)
    except NotFound:
        key = None
    if key is None:
        return f"?（{inert(node.asked)}）"
    said = material.lines[key]
    number = next((s for s in said.statements if s.order == node.order), None)
    label = inert(number.label)[-40:] if number else ""
    return f"{key}.{node.order}（{said.report} p{said.line.page} {label}）"
