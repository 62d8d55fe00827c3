"""What is computed for a question, and over which facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.text import fold
from corpus.view import DocumentView
from service.computing import formulas
from service.computing.formulas import Computed
from service.computing.operands import Read, average_parts, pairs_of, share_parts, spelled_share, two_parts
from service.finding import find, stated
from service.frame import Basis, Operation
from service.lookup.facts import Fact, fact_stated
from service.lookup.index import Cell, index_of
from service.lookup.query import query_of
from service.lookup.resolve import look_up
from service.lookup.scoring import Scorer
from service.lookup.terms import ratios
from service.narrative import Role
from service.narrative.figures import stated_of
from service.narrative.reading import read as reading_of
from service.narrative.statements import statements_of
from service.understanding.reader import Reading


@dataclass(frozen=True, slots=True)
class Computation:
    """A computed result with what it is called; `facts` are its inputs in order."""

    result: Computed
    label: str
    fiscal_year: int | None = None


def _cell_of(fact: Fact) -> Cell | None:
    if not fact.records:
        return None
    record = fact.records[0]
    return next((c for c in index_of(fact.view).cells if c.record is record), None)


def shares(reading: Reading, view: DocumentView, read: Read, owner: str) -> Computation | None:
    """One measure in percent of another of the same report."""
    places = reading.cues.decimals
    if spelled := spelled_share(reading.frame.question, owner):
        part, whole = (look_up(read(question), view) for question in spelled)
        if len(part.facts) == 1 and len(whole.facts) == 1:
            result = formulas.share(part.facts[0], whole.facts[0], places)
            return (
                Computation(result, f"{part.facts[0].label}占{whole.facts[0].label}的比重")
                if result
                else None
            )
    for name, part_name, whole_name in ratios():
        if name in reading.text:
            return _named_ratio(reading, view, read, name, part_name, whole_name)
    for part_reading, whole_reading in share_parts(reading):
        part = look_up(part_reading, view)
        if len(part.facts) != 1:
            continue
        whole = look_up(whole_reading, view, beside=_cell_of(part.facts[0]))
        if len(whole.facts) != 1 or whole.facts[0].records[0] is part.facts[0].records[0]:
            continue
        result = formulas.share(part.facts[0], whole.facts[0], places)
        if result is not None:
            return Computation(result, f"{part.facts[0].label}占{whole.facts[0].label}的比重")
    return None


def _named_ratio(
    reading: Reading, view: DocumentView, read: Read, name: str, part: str, whole: str
) -> Computation | None:
    facts: list[Fact] = []
    for word in (part, whole):
        question = read(reading.text.replace(name, word))
        outcome = look_up(question, view, beside=_cell_of(facts[0]) if facts else None)
        if len(outcome.facts) != 1:
            return None
        facts.append(outcome.facts[0])
    result = formulas.share(facts[0], facts[1], reading.cues.decimals)
    return Computation(result, name) if result else None


def differences(reading: Reading, view: DocumentView, read: Read, owner: str) -> Computation | None:
    """One measure less another: against the budget, or two measures named side by side."""
    bases = reading.frame.bases
    if bases in ((Basis.BUDGET,), (Basis.FINAL, Basis.BUDGET), (Basis.BUDGET, Basis.FINAL)):
        budget = look_up(reading, view, (Basis.BUDGET,))
        final = look_up(reading, view, (Basis.FINAL,))
        if len(budget.facts) == 1 and len(final.facts) == 1 and _both_bases(budget.facts[0], final.facts[0]):
            first, second = _order(final.facts[0], budget.facts[0], reading)
            result = formulas.difference(first, second)
            return Computation(result, f"{first.label} − {second.label}") if result else None
    for one, other in pairs_of(reading):
        a = _alone(read, view, owner, one)
        b = _alone(read, view, owner, other) or (a and _same_subject(read, view, owner, one, other))
        if a and b and a.value != b.value:
            first, second = _order(a, b, reading)
            result = formulas.difference(first, second)
            if result:
                return Computation(result, f"{first.label} − {second.label}")
    return None


def _alone(read: Read, view: DocumentView, owner: str, words: str) -> Fact | None:
    found = find(read(f"{owner}{words}是多少"), view)
    return found.facts[0] if len(found.facts) == 1 else None


def _same_subject(read: Read, view: DocumentView, owner: str, one: str, other: str) -> Fact | None:
    """The second measure of what the first speaks of: 甲园总造价和已付款 is 甲园已付款."""
    for size in range(len(one) - 2, 3, -1):
        outcome = look_up(read(f"{owner}{one[:size]}{other}是多少"), view)
        if len(outcome.facts) == 1:
            return outcome.facts[0]
    return None


def _both_bases(one: Fact, other: Fact) -> bool:
    return one.records[0] is not other.records[0] and one.records[0].table == other.records[0].table


def _order(one: Fact, other: Fact, reading: Reading) -> tuple[Fact, Fact]:
    """The larger first where the question asks by how much two differ."""
    if one.value is not None and other.value is not None and one.value < other.value:
        return other, one
    return one, other


def averages(reading: Reading, view: DocumentView, read: Read, owner: str) -> Computation | None:
    """An amount for each of what is counted."""
    parts = average_parts(reading, read, owner)
    if parts is None:
        return None
    amount = find(parts[0], view)
    if not amount.facts:
        return None
    counts = [f for question in parts[1:] for f in stated(question, view) if f.role is Role.LEVEL]
    if not counts:
        return None
    count = fact_stated(view, counts[0])
    result = formulas.average(amount.facts[0], count, reading.cues.decimals)
    return Computation(result, f"平均每{count.unit}{amount.facts[0].label}") if result else None


def earlier(reading: Reading, view: DocumentView, read: Read, owner: str, topic: str) -> Computation | None:
    """Last year's level, from this year's and the change that the report states."""
    level = find(read(f"{owner}{topic}是多少"), view)
    if not level.facts or level.facts[0].value is None:
        return None
    asked = read(f"{owner}{topic}比上年增加多少")
    changes = [
        f for f in stated(asked, view) if f.role in (Role.CHANGE, Role.GROWTH) and f.baseline != "budget"
    ]
    changes.sort(key=lambda f: f.role is not Role.CHANGE)
    now = level.facts[0]
    change = fact_stated(view, changes[0]) if changes else _change_beside(now, view)
    if change is None:
        return None
    result = formulas.before_change(now, change)
    year = now.year - 1 if now.year else None
    return Computation(result, f"{now.label}（上年，倒推）", year) if result else None


def _change_beside(level: Fact, view: DocumentView) -> Fact | None:
    """The one change against last year that the sentence of a level states."""
    for figure in level.stated:
        quote = fold(figure.source.quote)
        found = [
            s for s in statements_of(reading_of(view))
            if s.role is Role.CHANGE and s.baseline == "prior" and s.sentence.folded in quote
        ]  # fmt: skip
        if len(found) == 1:
            return fact_stated(view, stated_of(view, found[0], figure.score))
    return None


def row_sums(reading: Reading, view: DocumentView) -> Computation | None:
    """All rows under one heading added up, in the one column that is named (各项工程一共多少)."""
    if not any(word in reading.text for word in ("一共", "总共", "共计", "加起来", "之和", "总和", "合起来")):
        return None
    index = index_of(view)
    scorer = Scorer(index, query_of(reading, index))
    groups: dict[tuple[object, ...], list[Cell]] = {}
    for cell in index.cells:
        named = [n for n in (*cell.ancestors, *cell.columns) if n in scorer.matches]
        above = [n for n in cell.ancestors if n in scorer.matches and scorer.matches[n].quality >= 0.9]
        row_named = (
            cell.row is not None and cell.row in scorer.matches and scorer.matches[cell.row].quality > 0.6
        )
        if (
            above
            and len(named) >= 2
            and not row_named
            and not cell.total_row
            and cell.record.value is not None
        ):
            groups.setdefault((cell.record.table, cell.ancestors, cell.columns), []).append(cell)
    for (_, ancestors, columns), cells in groups.items():
        cover = scorer.heading_mask(cells[0])
        for number in (*ancestors, *columns):  # type: ignore[misc]
            if match := scorer.matches.get(number):
                cover |= match.mask
        rest = "".join(reading.residue(cover | scorer.total_mask))
        if len(cells) >= 2 and len(rest.strip("一二三四五六七八九十两项")) <= 1:
            facts = [f for c in cells if (f := _fact(reading, view, c))]
            result = formulas.total(facts)
            label = "·".join(index.labels[n].text for n in (*ancestors, *columns))  # type: ignore[misc]
            return Computation(result, f"{label}合计") if result else None
    return None


def _fact(reading: Reading, view: DocumentView, cell: Cell) -> Fact | None:
    from service.lookup.facts import record_label, unit_of

    record = cell.record
    return Fact(view, record.value, unit_of(view, record), record_label(record), record.raw, 0.0, (record,))


def compute(reading: Reading, view: DocumentView, read: Read, owner: str) -> Computation | None:
    """The computation that a question asks of one report, or None."""
    operations = reading.cues.operations
    if Operation.AVERAGE in operations:
        return averages(reading, view, read, owner)
    if Operation.SHARE in operations or any(name in reading.text for name, _, _ in ratios()):
        return shares(reading, view, read, owner)
    if Operation.DIFFERENCE in operations:
        return differences(reading, view, read, owner)
    if Operation.SUM in operations:
        return _pair_sum(reading, view)
    return None


def _pair_sum(reading: Reading, view: DocumentView) -> Computation | None:
    for one_reading, other_reading in two_parts(reading):
        one, other = look_up(one_reading, view), look_up(other_reading, view)
        if (
            len(one.facts) == 1
            and len(other.facts) == 1
            and one.facts[0].records[0] is not other.facts[0].records[0]
        ):
            result = formulas.total([one.facts[0], other.facts[0]])
            if result:
                return Computation(result, f"{one.facts[0].label} + {other.facts[0].label}")
    return None


def over(facts: Sequence[Fact]) -> Computation | None:
    """The sum of facts found one by one (several bodies, several turns)."""
    result = formulas.total(facts) if len(facts) > 1 else None
    return Computation(result, f"{facts[0].label}合计") if result else None
