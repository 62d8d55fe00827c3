"""A reply in short ids becomes a Plan, if everything in it was shown or stands in the question.

    r1.t5.x12.c3   a cell that was shown               s17.2   a number of a sentence that was shown
    r1.t5.c3       a column (for `rows`)               s17     the words of that sentence
    =500万元        a number of the question            a name  another step

What does not fit is refused whole, with every fault named, so that the model may write it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, cast

from pydantic import ValidationError

from corpus.amounts import find_amounts, parse_unit
from service.model.errors import ModelGarbled
from service.model.material import Material
from service.model.quoting import merged, own_words, sentences_within
from service.model.steps import Ask, Step, Written
from service.plan import types as t
from service.plan.constants import given
from service.plan.results import Lack

_CELL = re.compile(r"(r\d{1,6})\.t(\d{1,6})\.x(\d{1,6})\.c(\d{1,6})")
_COLUMN = re.compile(r"(r\d{1,6})\.t(\d{1,6})\.c(\d{1,6})")
_STATED = re.compile(r"(s\d{1,6})\.(\d{1,4})")
_LINE = re.compile(r"s\d{1,6}")
_REPORT = re.compile(r"r\d{1,6}")
_DEEPEST, _MOST_FAULTS = 10, 6
_ITEMS: Mapping[str, type[t.Node]] = {
    "values": t.Values, "sum": t.Sum, "product": t.Product, "mean": t.Mean, "median": t.Median,
    "max": t.Max, "min": t.Min, "count": t.Count,
}  # fmt: skip
_PAIRS: Mapping[str, tuple[type[t.Node], str, str]] = {
    "difference": (t.Difference, "left", "right"),
    "ratio": (t.Ratio, "left", "right"),
    "share": (t.Share, "part", "whole"),
    "growth": (t.Growth, "new", "old"),
    "before": (t.Before, "level", "change"),
    "same": (t.Same, "left", "right"),
    "holds": (t.Holds, "left", "right"),
}
_WORDS: Mapping[str, type[t.Words]] = {
    "why": t.Why,
    "how": t.How,
    "define": t.Define,
    "list": t.List,
    "describe": t.Describe,
}
_FIGURES = (
    t.Cell, t.Rows, t.Stated, t.Constant, t.Missing, t.Values, t.Series, t.Sum, t.Difference, t.Product,
    t.Ratio, t.Share, t.Growth, t.Mean, t.Median, t.Before, t.Convert, t.Max, t.Min, t.Rank, t.Filter,
    t.Count,
)  # fmt: skip


class _Fault(Exception):
    """One thing wrong with a reply, in words that go back to the model."""


def plan_of(written: Written, material: Material, question: str) -> t.Plan:
    """The plan that a reply stands for.  Its words are those of the question, or of the question before: text
    of the model's own gets into no plan.  Raises ModelGarbled."""
    return _Translation(written, material, question).plan()


class _Translation:
    """One reply being translated."""

    def __init__(self, written: Written, material: Material, question: str) -> None:
        self._asks, self._material, self._question = written.asks, material, question
        self._steps = {step.id: step for step in written.steps}
        self._said = f"{question}\n{material.before}"
        self._open: list[str] = []

    def plan(self) -> t.Plan:
        """All asks; every fault of them at once."""
        found: list[t.Node] = []
        faults: list[str] = []
        spans: list[tuple[int, int]] = []
        for ask in self._asks:
            try:
                found.append(self._asked(ask))
            except _Fault as fault:
                faults.append(str(fault))
            except ValidationError as error:
                faults.append(f"{ask.is_}: {error.errors()[0]['msg']}")
            at = self._question.find(ask.asked) if ask.asked else -1
            if at >= 0:
                spans.append((at, at + len(ask.asked)))
        if faults:
            raise ModelGarbled("; ".join(dict.fromkeys(faults[:_MOST_FAULTS])))
        return t.Plan(asks=tuple(found), spans=tuple(sorted(set(spans))))

    def _asked(self, ask: Ask) -> t.Node:
        asked = self._own(ask.asked)
        node = self._node(ask.is_, asked)
        if isinstance(node, _FIGURES) and not _rests_on_a_report(node):
            raise _Fault(f"{ask.is_}: rests on numbers of the question alone")
        return t.Describe(about=asked, items=(node,)) if isinstance(node, t.Passage) else node

    def _own(self, text: str) -> str:
        return own_words(text, self._said)

    # --- references ---------------------------------------------------------------------------

    def _node(self, reference: str, asked: str = "") -> t.Node:
        name = reference.strip()
        if name in self._steps:
            return self._step(self._steps[name])
        if match := _CELL.fullmatch(name):
            return self._cell(name, match, asked)
        if match := _STATED.fullmatch(name):
            return self._stated(name, match, asked)
        if _LINE.fullmatch(name):
            return self._passage(name, asked)
        if name.startswith("="):
            return self._constant(name[1:], asked)
        raise _Fault(f"{name!r}: no such id or step")

    def _cell(self, name: str, match: re.Match[str], asked: str) -> t.Cell:
        report, table, row, column = match[1], *map(int, match.groups()[1:])
        if report not in self._material.reports or self._material.cell(report, table, row, column) is None:
            raise _Fault(f"{name}: no such cell was shown")
        document = self._material.reports[report].document_id
        return t.Cell(asked=asked, document=document, table=table, row=row, column=column)

    def _stated(self, name: str, match: re.Match[str], asked: str) -> t.Stated:
        said = self._material.lines.get(match[1])
        number = next((s for s in said.statements if s.order == int(match[2])), None) if said else None
        if said is None or number is None:
            raise _Fault(f"{name}: no such number was shown in a sentence")
        return t.Stated(
            asked=asked,
            document=said.view.entry.document_id,
            line=said.line.number,
            order=number.order,
            raw=number.raw,
            unit=number.unit,
        )

    def _passage(self, name: str, asked: str) -> t.Passage:
        said = self._material.lines.get(name)
        if said is None:
            raise _Fault(f"{name}: no such sentence was shown")
        held = next((p for p in said.view.passages if p.number == said.line.passage), None)
        if held is None:
            raise _Fault(f"{name}: its words cannot be quoted; choose another sentence")
        return t.Passage(
            asked=asked,
            document=said.view.entry.document_id,
            passage=held.number,
            sentences=sentences_within(held, said.line.folded),
        )

    def _constant(self, text: str, asked: str) -> t.Constant:
        amounts = find_amounts(text)
        if len(amounts) == 1 and amounts[0].raw.strip() == text.strip():
            node = t.Constant(asked=asked, value=amounts[0].value, unit=amounts[0].unit)
        elif re.fullmatch(r"\s*-?\d{1,18}(?:\.\d{1,12})?\s*", text):
            node = t.Constant(asked=asked, value=Decimal(text.strip()))
        else:
            raise _Fault(f"={text}: no number with a unit")
        if isinstance(given(node, self._question), Lack):
            raise _Fault(f"={text}: the question does not say that number")
        return node

    # --- steps --------------------------------------------------------------------------------

    def _step(self, step: Step) -> t.Node:
        if step.id in self._open or len(self._open) >= _DEEPEST:
            raise _Fault(f"{step.id}: a step of itself, or more than {_DEEPEST} deep")
        self._open.append(step.id)
        try:
            return self._made(step)
        finally:
            self._open.pop()

    def _made(self, step: Step) -> t.Node:
        op = step.op
        if op in _ITEMS:
            made: Any = _ITEMS[op]
            return cast(t.Node, made(items=self._figures(step)))
        if op in _PAIRS:
            return self._pair(step)
        if op in _WORDS:
            return self._words(step)
        make: Mapping[str, Callable[[Step], t.Node]] = {
            "series": lambda s: t.Series(over=s.over or "years", items=self._figures(s)),
            "rank": self._rank,
            "filter": self._filter,
            "convert": self._convert,
            "rows": self._rows,
            "find": self._find,
            "ambiguous": self._ambiguous,
            "absent": self._absent,
            "missing": lambda s: t.Missing(asked=self._own(s.about), kind=s.what or "measure"),
            "unclear": lambda s: t.Unclear(words=tuple(filter(None, map(self._own, _words(s.about))))),
            "corpus": lambda s: t.Corpus(),
            "help": lambda s: t.Help(topic=_topic(s.about)),
        }
        return make[op](step)

    def _figures(self, step: Step) -> Any:
        nodes = tuple(self._figure(reference) for reference in step.of)
        if not nodes:
            raise _Fault(f"{step.id} ({step.op}): of is empty")
        return nodes

    def _figure(self, reference: str) -> Any:
        node = self._node(reference)
        if not isinstance(node, _FIGURES):
            raise _Fault(f"{reference}: no figure")
        return node

    def _pair(self, step: Step) -> t.Node:
        if len(step.of) != 2:
            raise _Fault(f"{step.id} ({step.op}): of takes two")
        kind, first, second = _PAIRS[step.op]
        values: dict[str, Any] = {first: self._figure(step.of[0]), second: self._figure(step.of[1])}
        if step.op == "difference":
            values["absolute"] = step.absolute
        if step.op == "holds":
            values["comparison"] = step.comparison or ">"
        return kind(**values)

    def _words(self, step: Step) -> t.Words:
        passages, documents = list[t.Passage](), list[str]()
        for reference in step.of:
            if _REPORT.fullmatch(reference.strip()):
                documents += self._documents((reference,))
                continue
            name = _STATED.fullmatch(reference.strip())
            node = self._node(name[1] if name else reference)
            if not isinstance(node, t.Passage):
                raise _Fault(f"{step.id} ({step.op}): {reference} is no sentence")
            passages.append(node)
        return _WORDS[step.op](
            about=self._own(step.about), items=merged(passages), documents=tuple(dict.fromkeys(documents))
        )

    def _rank(self, step: Step) -> t.Rank:
        return t.Rank(
            items=self._figures(step),
            direction=step.direction or "high",
            n=step.n or None,
            place=step.place or None,
        )

    def _filter(self, step: Step) -> t.Filter:
        if not step.than:
            raise _Fault(f"{step.id} (filter): than is empty")
        return t.Filter(
            items=self._figures(step), comparison=step.comparison or ">", threshold=self._figure(step.than)
        )

    def _convert(self, step: Step) -> t.Convert:
        if len(step.of) != 1:
            raise _Fault(f"{step.id} (convert): of takes one")
        if step.unit and parse_unit(step.unit) is None:
            raise _Fault(f"{step.id} (convert): unit is none")
        return t.Convert(item=self._figure(step.of[0]), unit=step.unit or None, decimals=step.decimals)

    def _rows(self, step: Step) -> t.Rows:
        name = step.of[0].strip() if len(step.of) == 1 else ""
        depth = 1 if step.n is None else step.n or None
        if match := _CELL.fullmatch(name):
            cell = self._cell(name, match, "")
            return t.Rows(
                document=cell.document, table=cell.table, column=cell.column, under=cell.row, depth=depth
            )
        match = _COLUMN.fullmatch(name)
        if match is None or not self._material.has_column(match[1], int(match[2]), int(match[3])):
            raise _Fault(f"{step.id} (rows): of takes one cell or one column that was shown")
        document = self._material.reports[match[1]].document_id
        return t.Rows(document=document, table=int(match[2]), column=int(match[3]), depth=depth)

    def _find(self, step: Step) -> t.Find:
        constants = [r for r in step.of if not _REPORT.fullmatch(r.strip())]
        node = self._node(constants[0]) if len(constants) == 1 else None
        if not isinstance(node, t.Constant):
            raise _Fault(f"{step.id} (find): of takes one number of the question")
        named = [r for r in step.of if r not in constants]
        return t.Find(value=node.value, unit=node.unit, documents=self._documents(named))

    def _ambiguous(self, step: Step) -> t.Ambiguous:
        about: Any = step.what if step.what in ("body", "year", "report") else "measure"
        choices = tuple(self._figure(r) for r in step.of if not _REPORT.fullmatch(r.strip()))
        return t.Ambiguous(about=about, choices=choices[:20])

    def _absent(self, step: Step) -> t.Absent:
        kind: Any = step.what if step.what in ("body", "year", "report") else "measure"
        named = [r for r in step.of if _REPORT.fullmatch(r.strip())]
        return t.Absent(kind=kind, what=self._own(step.about), documents=self._documents(named))

    def _documents(self, names: Iterable[str]) -> tuple[str, ...]:
        found = []
        for name in names:
            entry = self._material.reports.get(name.strip())
            if entry is None:
                raise _Fault(f"{name}: no such report")
            found.append(entry.document_id)
        return tuple(found)


def _rests_on_a_report(node: t.Node) -> bool:
    """Whether something in it is looked up (or was, and is missing)."""
    if isinstance(node, t.Leaf):
        return not isinstance(node, t.Constant)
    return any(map(_rests_on_a_report, t.operands(node)))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in re.split(r"[、,，;；\s]+", text) if word)[:20]


def _topic(text: str) -> Any:
    return text if text in ("greeting", "thanks") else "help"
