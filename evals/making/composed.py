"""Composed questions: sums less another, shares of sums, bodies against a third, halves, medians, means,
thresholds, and two columns of every row; each with its plan and the figure worked out of the records.
"""

from __future__ import annotations

import tomllib
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import combinations
from pathlib import Path, PurePath
from statistics import median
from typing import Any

from corpus.amounts import parse_unit
from corpus.report import Record
from corpus.view import DocumentView, Library
from evals.making.wording import Naming, chosen, spoken
from evals.schema import Behaviour, Expectation, ExpectedCitation, ExpectedFigure, Question, QuestionType
from service.lookup.terms import total_rows
from service.plan import types as t
from service.understanding.words import plain_label
from service.wire import decimal_text

MOST = 30
"""Questions of each kind at the most; of columns within a row one for every row of the forms named."""

_CENT = Decimal("0.01")
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money of a report with its table, row and column in words."""

    view: DocumentView
    record: Record
    table: str
    row: str
    column: str

    @property
    def value(self) -> Decimal:
        """The amount, in the table's unit."""
        return self.record.value or Decimal(0)

    @property
    def body(self) -> str:
        """Whose it is."""
        return self.view.entry.facts.organisation or ""

    @property
    def year(self) -> int:
        """Of which year."""
        return self.view.entry.facts.fiscal_year or 0

    @property
    def said(self) -> str:
        """Row and column as a question says them."""
        return str(wordings()["cell"]).format(row=self.row, column=self.column) if self.column else self.row

    @property
    def cell(self) -> t.Cell:
        """The place."""
        r = self.record
        document = self.view.entry.document_id
        return t.Cell(document=document, table=r.table, row=r.row, column=r.column, asked=self.said)


@dataclass(frozen=True, slots=True)
class Composed:
    """One composed question before it is written down."""

    kind: str
    text: str
    plan: t.Node
    figures: tuple[tuple[Decimal, str | None], ...]
    over: tuple[Amount, ...]
    mentions: tuple[str, ...] = ()


@cache
def wordings() -> dict[str, Any]:
    """The templates of `composed.toml`."""
    return tomllib.loads((Path(__file__).parent / "composed.toml").read_text(encoding="utf-8"))


def composed_questions(library: Library, forms: Sequence[str] = (), most: int = MOST) -> Iterator[Question]:
    """Questions of every kind over the corpus; `forms` are those of whose every row two columns are asked.

    The same on every run over the same corpus.
    """
    amounts = [a for entry in library.reports() for a in _amounts(library.view(entry.document_id))]
    groups, shared = list(_siblings(amounts)), list(_shared(amounts))
    kinds: list[tuple[Callable[..., Iterator[Composed]], Any]] = [
        (_sums_less_other, groups), (_shares_of_sums, groups), (_halves, groups),
        (_against_third, shared), (_medians, shared), (_means, shared), (_thresholds, shared),
    ]  # fmt: skip
    for make, source in kinds:
        yield from _written(_some(make(source), most))
    yield from _written(_within(amounts, forms) if forms else _some(_within(amounts, ()), most))


def _some(found: Iterable[Composed], most: int) -> list[Composed]:
    """As many as are wanted, spread over all by their wording."""
    return sorted(found, key=lambda c: zlib.crc32(c.text.encode()))[:most]


def _written(found: Iterable[Composed]) -> Iterator[Question]:
    for number, one in enumerate(found, 1):
        stems = dict.fromkeys(PurePath(a.view.entry.source).stem for a in one.over)
        bodies, years = {a.body for a in one.over}, {a.year for a in one.over}
        figures = [
            ExpectedFigure(
                value=decimal_text(value), unit=unit,
                organisation=bodies.copy().pop() if len(bodies) == 1 else None,
                fiscal_year=years.copy().pop() if len(years) == 1 else None,
            )
            for value, unit in one.figures
        ]  # fmt: skip
        expect = Expectation(
            behaviour=Behaviour.ANSWER, figures=figures, mentions=[[m] for m in one.mentions],
            citations=[ExpectedCitation(document=stem) for stem in stems],
        )  # fmt: skip
        plan = t.Plan(asks=(one.plan,)).model_dump(mode="json")
        kind = QuestionType.COMPARE if len(bodies) > 1 else QuestionType.COMPUTE
        yield Question(id=f"{one.kind}/{number}", type=kind, turns=[one.text], expect=expect, plan=plan)


# --- what there is --------------------------------------------------------------------------------


def _amounts(view: DocumentView) -> Iterator[Amount]:
    """The amounts of money of a report that their labels tell from all others."""
    if not (view.entry.facts.organisation and view.entry.facts.fiscal_year):
        return
    naming = Naming(view)
    for record in view.records:
        unit = parse_unit(record.unit or "")
        if record.value is None or unit is None or unit.kind != "money" or not record.row_label:
            continue
        if (words := naming.of(record)) is not None:
            yield Amount(view, record, *words)


def _siblings(amounts: Sequence[Amount]) -> Iterator[list[Amount]]:
    """Rows of one column that stand beside each other."""
    groups: dict[tuple[object, ...], list[Amount]] = defaultdict(list)
    for a in amounts:
        r = a.record
        groups[a.view.entry.document_id, r.table, r.column, r.row_path[:-1], r.unit].append(a)
    for group in groups.values():
        some = [a for a in group if a.value > 0 and plain_label(a.record.row_label or "") not in total_rows()]
        if len({a.row for a in some}) == len(some) >= _LEAST:
            yield some


def _shared(amounts: Sequence[Amount]) -> Iterator[list[Amount]]:
    """The same row and column of the same table of several bodies, of one year."""
    groups: dict[tuple[object, ...], list[Amount]] = defaultdict(list)
    for a in amounts:
        r = a.record
        labels = tuple(map(spoken, (*r.row_path, "|", *r.column_path)))
        groups[a.year, r.form, spoken(r.title or ""), labels, r.row_code, r.unit].append(a)
    for group in groups.values():
        if len({a.body for a in group}) == len(group) >= _LEAST and any(a.value for a in group):
            yield group


# --- kinds ----------------------------------------------------------------------------------------


def _put(kind: str, amount: Amount, /, **words: object) -> str:
    record = amount.record
    template = str(chosen(wordings()[kind], record.row, record.column, record.table))
    return template.format(body=amount.body, year=amount.year, table=amount.table, **words)


def _triples(groups: Iterable[list[Amount]]) -> Iterator[tuple[Amount, Amount, Amount]]:
    for group in groups:
        for i in range(len(group) - 2):
            a, b, c = group[i : i + 3]
            yield (a, b, c) if a.value + b.value > c.value else (b, c, a)


def _sums_less_other(groups: list[list[Amount]]) -> Iterator[Composed]:
    for a, b, c in _triples(groups):
        gap = a.value + b.value - c.value
        if gap > 0:
            plan = t.Difference(left=t.Sum(items=(a.cell, b.cell)), right=c.cell)
            text = _put("sum_less_other", a, a=a.said, b=b.said, c=c.said)
            yield Composed("sum_less_other", text, plan, ((gap, a.record.unit),), (a, b, c))


def _shares_of_sums(groups: list[list[Amount]]) -> Iterator[Composed]:
    for a, b, c in _triples(groups):
        whole = max((a, b, c), key=lambda x: x.value)
        parts = [x for x in (a, b, c) if x is not whole]
        if (together := sum((p.value for p in parts), Decimal(0))) < whole.value:
            share = (together / whole.value * 100).quantize(_CENT, ROUND_HALF_UP)
            plan = t.Share(part=t.Sum(items=tuple(p.cell for p in parts)), whole=whole.cell)
            text = _put("share_of_sum", parts[0], a=parts[0].said, b=parts[1].said, c=whole.said)
            yield Composed("share_of_sum", text, plan, ((share, "%"),), (*parts, whole))


def _halves(groups: list[list[Amount]]) -> Iterator[Composed]:
    for group in groups:
        for a in group:
            half = (a.value / 2).quantize(_CENT, ROUND_HALF_UP)
            plan = t.Ratio(left=a.cell, right=t.Constant(value=Decimal(2)))
            yield Composed("half", _put("half", a, row=a.said), plan, ((half, a.record.unit),), (a,))


def _against_third(shared: list[list[Amount]]) -> Iterator[Composed]:
    for group in shared:
        for a, b in combinations(group, 2):
            c = next(x for x in group if x is not a and x is not b)
            gap = a.value + b.value - c.value
            if not gap:
                continue
            kind = "two_against_third" if gap > 0 else "two_below_third"
            together = t.Sum(items=(a.cell, b.cell))
            plan = t.Difference(left=together, right=c.cell)
            text = _put(kind, a, row=a.said, first=a.body, second=b.body, third=c.body)
            yield Composed(kind, text, plan, ((abs(gap), a.record.unit),), (a, b, c))


def _bodies(group: Sequence[Amount]) -> str:
    return str(wordings()["joint"]).join(a.body for a in group)


def _medians(shared: list[list[Amount]]) -> Iterator[Composed]:
    for group in shared:
        middle = median(a.value for a in group)
        if len({a.value for a in group}) == len(group):
            plan = t.Median(items=tuple(a.cell for a in group))
            text = _put("median", group[0], row=group[0].said, bodies=_bodies(group))
            yield Composed("median", text, plan, ((Decimal(middle), group[0].record.unit),), tuple(group))


def _means(shared: list[list[Amount]]) -> Iterator[Composed]:
    for group in shared:
        mean = (sum((a.value for a in group), Decimal(0)) / len(group)).quantize(_CENT, ROUND_HALF_UP)
        if mean:
            plan = t.Mean(items=tuple(a.cell for a in group))
            text = _put("mean", group[0], row=group[0].said, bodies=_bodies(group))
            yield Composed("mean", text, plan, ((mean, group[0].record.unit),), tuple(group))


def _thresholds(shared: list[list[Amount]]) -> Iterator[Composed]:
    for group in shared:
        ordered = sorted(a.value for a in group)
        bound = ((ordered[-2] + ordered[-1]) / 2).quantize(Decimal(1), ROUND_HALF_UP)
        over = [a for a in group if a.value > bound]
        if not (over and len(over) < len(group)) or not bound or bound in ordered:
            continue
        unit = group[0].record.unit or ""
        limit = t.Constant(value=bound, unit=unit)
        plan = t.Filter(items=tuple(a.cell for a in group), comparison=">", threshold=limit)
        text = _put("threshold", group[0], row=group[0].said, bodies=_bodies(group), bound=f"{bound}{unit}")
        figures = tuple((a.value, unit) for a in over)
        yield Composed("threshold", text, plan, figures, tuple(over), tuple(a.body for a in over))


def _within(amounts: Sequence[Amount], forms: Sequence[str]) -> Iterator[Composed]:
    """Two columns of one row, for every row."""
    rows: dict[tuple[object, ...], list[Amount]] = defaultdict(list)
    for a in amounts:
        r = a.record
        if not forms or r.form in forms:
            rows[a.view.entry.document_id, r.table, r.row, r.unit].append(a)
    for row in rows.values():
        pairs = [(a, b) for a, b in combinations(row, 2) if a.column and b.column and a.value != b.value]
        if not pairs:
            continue
        a, b = chosen(pairs, row[0].record.table, row[0].record.row)
        plan = t.Difference(left=a.cell, right=b.cell, absolute=True)
        text = _put("within", a, row=a.row, a=a.column, b=b.column)
        yield Composed("within", text, plan, ((abs(a.value - b.value), a.record.unit),), (a, b))
