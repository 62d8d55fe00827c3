"""What could be asked next: questions that the same report answers."""

from __future__ import annotations

from collections.abc import Sequence

from service.compose.naming import cleaned, subject_of
from service.composing.phrases import owner
from service.frame import Basis, Frame
from service.lookup.facts import Fact
from service.lookup.terms import total_rows
from service.narrative import Role
from service.narrative.reading import read
from service.narrative.statements import statements_of
from service.numbers import numbers_in
from service.understanding.words import plain_label

_MOST = 3
_ACCOUNTS = ("预算数", "决算数")
_LEAST = 3


def follow_ups(facts: Sequence[Fact], frame: Frame) -> tuple[str, ...]:
    """Questions about the same measure: its other account, its change, the figures beside it."""
    fact = facts[0]
    if frame.language == "en" or fact.value is None:
        return ()
    subject = f"{owner(fact)}{subject_of(fact).replace(' › ', '的')}"
    found = []
    if _has_accounts(fact):
        asked = "决算" if Basis.BUDGET in frame.bases else "预算"
        found += [f"{subject}{asked}是多少？", f"{subject}决算比预算差多少？"]
    if fact.stated and fact.stated[0].role in (Role.CHANGE, Role.GROWTH):
        found.append(f"{subject}是多少？")
    elif _changes(fact):
        found.append(f"{subject}比上年增加了多少？")
    found += [f"{owner(fact)}{name}是多少？" for name in _beside(fact)]
    return tuple(q for q in dict.fromkeys(found) if q != frame.question)[:_MOST]


def _beside(fact: Fact) -> list[str]:
    """Other columns of the row that states a fact: 行政运行的项目支出 beside its 基本支出."""
    if not fact.records or not fact.records[0].row_label:
        return []
    own = fact.records[0]
    row = cleaned(own.row_label or "")
    found = []
    for record in fact.view.records:
        if (record.table, record.row) != (own.table, own.row) or record is own or not record.value:
            continue
        if len(record.column_path) == 1 and len(own.column_path) == 1:
            column = cleaned(record.column_path[0])
            total = plain_label(row) in total_rows()
            found.append(column if total else f"{row}的{column}")
    return [name for name in found if not numbers_in(name.split("的")[-1])][:2]


def _has_accounts(fact: Fact) -> bool:
    """Whether the table gives the measure's budget beside its final account."""
    if not fact.records:
        return False
    own = fact.records[0]
    columns = [cleaned(c) for c in own.column_path]
    mine = next((c for c in columns if c in _ACCOUNTS), "")
    if not mine:
        return False
    rest = tuple(c for c in columns if c != mine)
    other = "预算数" if mine == "决算数" else "决算数"
    return any(
        r.table == own.table and r.row == own.row and r.value is not None
        and other in (path := [cleaned(c) for c in r.column_path])
        and tuple(c for c in path if c != other) == rest
        for r in fact.view.records
    )  # fmt: skip


def _changes(fact: Fact) -> bool:
    """Whether a sentence tells the measure's change against last year."""
    subject = subject_of(fact).split(" › ")[-1]
    return len(subject) >= _LEAST and any(
        s.role is Role.CHANGE and s.baseline == "prior" and subject in s.subject
        for s in statements_of(read(fact.view))
    )
