"""Figures of the running text against the cells that they name, whatever the size of the difference.

The words right before a figure must be a name through and through (a row, a column of the sum, a
total, with or without the scope): what is left over when lead-ins and endings are taken off makes it
another thing, of which nothing is said.  A figure that agrees with any cell of its name is right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from corpus.amounts import convert
from corpus.findings import Category, Finding
from corpus.report import Record, ReportFacts, Severity
from corpus.text import fold
from corpus.vocabulary import load
from ingest.checks.families import canonical, part_of
from ingest.checks.figures import (
    GRAND,
    TOTAL,
    Apart,
    Exact,
    Printed,
    apart,
    bare,
    cell_side,
    exact,
    flow_in,
    is_money,
    item_of,
    name_of,
    part_in,
    scope_in,
    scope_of,
    side_of,
)
from ingest.checks.spoken import Role, Sentence, Told

SUM, GRAND_SUM = "Σ", "Σ+"
_OTHER_YEAR = re.compile(r"上年|上期|年初|年末|期初|去年|增减|比例|占比|率$|结转|结余")
_WHOLE = re.compile(r"^(?:金额|决算数|预算数|数量|小计|合计|总计|本年(?:收入|支出)(?:合计)?)$")


@dataclass(frozen=True, slots=True)
class Name:
    """What a figure is called: the core (`Σ` for the sum), the side, and the scope; `said` when the
    figure's own words say it."""

    core: str
    side: str
    scope: frozenset[str]
    said: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell that goes by a name; `narrow` when its table covers basic spending alone, not `sure` when
    the table says neither what it is nor in which unit: such a cell can only agree."""

    record: Record
    side: str
    scope: frozenset[str]
    budget: bool
    narrow: bool
    sure: bool = True


class Names:
    """The cells of a report by what the text may call them."""

    def __init__(self, tables: Iterable[Sequence[Record]], plans: bool) -> None:
        self._by_core: dict[str, list[Candidate]] = defaultdict(list)
        for table in tables:
            money = [r for r in table if is_money(r) and r.value is not None]
            yearly = any(
                bare(r.row_label).startswith("本年") and GRAND.search(bare(r.row_label)) for r in money
            )
            for record in money:
                for core in _cores(record, yearly):
                    self._by_core[canonical(core)].append(_candidate(record, plans))

    def of(self, core: str) -> list[Candidate]:
        """The cells that go by a core name."""
        return self._by_core.get(canonical(core), [])


def _candidate(record: Record, plans: bool) -> Candidate:
    path = fold("".join(record.column_path))
    budget = not plans and "预算数" in path and "决算" not in path
    narrow = part_in(record.title or "") == "basic" and bool(record.row_code)
    sure = bool(record.title and record.unit)
    return Candidate(record, side_of(record), scope_of(record), budget, narrow, sure)


def _cores(record: Record, yearly: bool) -> Iterator[str]:
    path = "".join(record.column_path)
    if _OTHER_YEAR.search(path):
        return
    leaf = fold(record.column_path[-1]) if record.column_path else ""
    row, whole = bare(record.row_label), not leaf or _WHOLE.match(leaf) or bool(scope_in(leaf))
    if GRAND.search(row) and not record.row_code:
        if whole:
            yield GRAND_SUM if yearly and row.endswith("总计") else SUM
            if not yearly and row.endswith("总计"):
                yield GRAND_SUM
        elif not (yearly and row.endswith("总计")):
            yield item_of(leaf)
    elif not row:
        yield from _of_single(record, leaf)
    elif TOTAL.search(row):
        yield item_of(TOTAL.sub("", row))
    elif whole:
        yield item_of(row)


def is_whole_cell(record: Record) -> bool:
    """Whether a cell holds the whole of its row, this year."""
    path = "".join(record.column_path)
    leaf = fold(record.column_path[-1]) if record.column_path else ""
    whole = not leaf or _WHOLE.match(leaf) is not None or bool(scope_in(leaf))
    return whole and not _OTHER_YEAR.search(path) and "预算数" not in record.column_path


def _of_single(record: Record, leaf: str) -> Iterator[str]:
    """The only row of a table: its columns are the names, and a total is that of the title."""
    if not TOTAL.search(leaf) and not _WHOLE.match(leaf):
        yield item_of(leaf)
        part = part_of(record.column_path[-2], leaf) if len(record.column_path) > 1 else None
        if part:
            yield part
    elif len(record.column_path) > 1 and leaf.endswith("小计"):
        yield item_of(record.column_path[-2])
    elif "三公" in fold("".join((record.title or "", *record.column_path[:1]))):
        yield "三公经费"


# --- what the text says ---------------------------------------------------------------------------


@cache
def _lead() -> re.Pattern[str]:
    words = "|".join(
        sorted(map(re.escape, map(fold, load("checks")["subjects"]["lead"])), key=len, reverse=True)
    )
    return re.compile(
        rf"^(?:\d+[.、．]|\(\d+\)|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|(?:19|20)\d\d年度?|{words})+"
    )


@cache
def _tail() -> re.Pattern[str]:
    words = "|".join(
        sorted(map(re.escape, map(fold, load("checks")["subjects"]["tail"])), key=len, reverse=True)
    )
    return re.compile(rf"(?:{words})+$")


class Reader:
    """Takes names out of the words before a figure."""

    def __init__(self, facts: ReportFacts) -> None:
        names = {n for n in (facts.organisation, *facts.short_names) if n}
        self._bodies = sorted(map(fold, names), key=len, reverse=True)
        self._read = lru_cache(maxsize=1 << 12)(self._name)

    def name(self, told: Told, before: Told | None = None) -> Name | None:
        """What a figure is called.  Words that only say 支出决算 take the name of the figure `before` in
        the sentence (its budget); the section's scope is taken where the words say none."""
        if _generic().fullmatch(fold(told.words)):
            same = before is not None and before.sentence is told.sentence
            return self.name(before) if before is not None and same and before.role is Role.BUDGET else None
        name = self._read(fold(told.words))
        if name is None or name.scope or name.core in (SUM, GRAND_SUM):
            return name
        return Name(name.core, name.side, scope_in("".join(told.sentence.path[-2:])), said=False)

    def read(self, words: str) -> Name | None:
        """What words alone name."""
        return self._read(fold(words))

    def _name(self, words: str) -> Name | None:
        for body in self._bodies:
            words = words.replace(body, "")
        words = _lead().sub("", words)
        words = re.sub(r"\([^()]{4,}\)(?=[为是共]?$)", "", words)
        grand = next((w for w in load("checks")["subjects"]["grand"] if words.rstrip("为") == w), None)
        if grand:
            return Name(GRAND_SUM, flow_in(grand), frozenset())
        scope = scope_in(words)
        rest = words
        for word in scope:
            rest = re.sub(rf"{word}(?:预算)?(?:财政)?(?:拨款)?", "", rest, count=1)
        rest = rest.removeprefix("的")
        side = flow_in(rest) or flow_in(words)
        core = _tail().sub("", rest)
        core = re.sub(r"^(?:本年|年)", "", core)
        if core in ("收入", "支出", "") and (side or scope):
            whole = SUM if (core or scope) else ""
            return Name(whole, side, scope) if whole and side else None
        name = item_of(_tail().sub("", words)) if not scope else item_of(core)
        return Name(name, side, scope) if len(name) >= 2 else None


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(
        r"(?:共)?(?:财政拨款)?(?:支出|收入)?(?:决算|执行)?(?:支出)?(?:数|金额)?(?:共)?(?:为|是)?"
    )


# --- judging --------------------------------------------------------------------------------------


def values_named(words: str, sentence: Sentence, names: Names, reader: Reader, unit: str) -> list[Decimal]:
    """The values, in `unit`, of the cells that words name (a whole, of which a share is told)."""
    name = reader.read(words)
    if name is None:
        return []
    found = [c for c in names.of(name.core) if _fits(c, name, Role.LEVEL)]
    wide = [c for c in found if not c.narrow and c.sure]
    own = [c for c in wide if c.scope == name.scope] or wide
    values = (convert(c.record.value or Decimal(0), c.record.unit or "", unit) for c in own)
    return list(dict.fromkeys(v for v in values if v is not None))


def named_findings(told: Sequence[Told], names: Names, reader: Reader, printed: Printed) -> Iterator[Finding]:
    """Figures whose words name cells none of which holds them."""
    for before, one in pairwise([None, *told]):
        if one is None or one.role not in (Role.LEVEL, Role.BUDGET):
            continue
        name = reader.name(one, before)
        if name is None:
            continue
        found = [c for c in names.of(name.core) if _fits(c, name, one.role)]
        if found:
            yield from _judged(one, name, found, printed)


def _fits(candidate: Candidate, name: Name, role: Role) -> bool:
    if candidate.budget != (role is Role.BUDGET):
        return False
    return not (name.side and candidate.side and name.side != candidate.side)


def _judged(told: Told, name: Name, found: Sequence[Candidate], printed: Printed) -> Iterator[Finding]:
    stated = exact(told.amount.value, told.amount.unit)
    everywhere = found
    own = [c for c in found if c.scope == name.scope and c.sure]
    # What says its scope is held against the cells of that scope alone.
    found = own if own and name.said and name.scope else found
    if any(not c.sure and c.record.value == told.amount.value for c in everywhere):
        return
    found = [c for c in found if c.sure]
    how = [(apart(stated, printed.of(c.record)), c) for c in found]
    if not how or any(distance is Apart.SAME for distance, _ in how):
        return
    near = [c for distance, c in how if distance is Apart.ROUNDED]
    if near:
        yield against_cell(told, _best(near, name), Category.ROUNDING, Severity.NOTE, stated, printed)
        return
    inside = _meant(name, own, found)
    whole = [c for c in inside if not c.narrow]
    if not inside or not told.amount.value:
        return
    if whole:
        best = _best(whole, name)
        if not name.scope and len({printed.of(c.record).value for c in whole}) > 2:
            return
        yield against_cell(told, best, Category.ERROR, Severity.ERROR, stated, printed)
    elif stated.value > printed.of(inside[0].record).value:
        yield against_cell(told, inside[0], Category.SCOPE, Severity.NOTE, stated, printed)


ORDINARY = frozenset({"财政拨款", "一般公共预算"})


def _meant(name: Name, own: Sequence[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """The cells that a figure is held against: those of its scope; for an item, else those of tables that
    name none, or where the section alone says one, any."""
    if name.core in (SUM, GRAND_SUM):
        # A sum of which no scope is said is that of everything, and of no fund.
        return [*own] if name.scope else [c for c in found if not c.scope]
    if not name.scope or own:
        return [*(own if name.scope else found)]
    open_ = [c for c in found if not c.scope]
    return open_ or ([*found] if not name.said and name.scope <= ORDINARY else [])


def _best(found: Sequence[Candidate], name: Name) -> Candidate:
    return max(found, key=lambda c: (c.scope == name.scope, not c.narrow, -len(c.scope)))


WORDS = {Category.ROUNDING: "尾差", Category.SCOPE: "口径不同", Category.ERROR: "不一致"}


def against_cell(
    told: Told, candidate: Candidate, category: Category, severity: Severity, stated: Exact, printed: Printed
) -> Finding:
    """A figure of the text against a cell."""
    record = candidate.record
    cell = cell_side(record)
    message = f"正文写作 {told.amount.raw}，{name_of(record)} 为 {cell.value}，{WORDS[category]}。"
    return Finding(
        "named", category, severity, name_of(record), message, told.side, cell, cell.value,
    )  # fmt: skip
