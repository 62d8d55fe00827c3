"""Figures of a year that no report is of, out of the columns of a report that carry that year.

A budget prints last year's beside its own (2021年预算数 | 2022年预算数): such a column is as good as a report
of that year, for what it holds and for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from corpus.view import DocumentView, Library
from service.finding import find
from service.frame import Basis, Operation
from service.lookup.facts import Fact
from service.lookup.index import index_of
from service.lookup.resolve import look_up
from service.routing import Scope
from service.understanding.reader import Reading

Read = Callable[[str], Reading]
_FROM = r"(?:根据|按照?|用|依据?|从|凭|由|参照|看|查)"
_REPORT = r"年?度?(?:的)?(?:部门)?(?:决算|预算)?(?:公开)?(?:报告|数据|公开|里|中|那份|表)"
_WORDY = {Operation.WHY, Operation.DEFINE, Operation.HOW, Operation.LIST, Operation.DESCRIBE}
_AFTER = 2  # years by which a report may follow the year that one of its columns is of


def of_other_years(reading: Reading, scope: Scope, library: Library, read: Read) -> tuple[Fact, ...]:
    """One figure for each year asked, at least one of them by a column; empty unless all are found."""
    if len(scope.named) != 1 or not scope.absent_years or reading.frame.operation in _WORDY:
        return ()
    asked = _without_source(reading, scope, read)
    facts: list[Fact] = []
    for year in asked.frame.years:
        near = [e for e in scope.entries if e.facts.fiscal_year and 0 <= e.facts.fiscal_year - year <= _AFTER]
        found = (_of_year(asked, library.view(e.document_id), year) for e in near)
        fact = next((f for f in found if f is not None), None)
        if fact is None:
            return ()
        facts.append(fact)
    return tuple(facts)


def _without_source(reading: Reading, scope: Scope, read: Read) -> Reading:
    """The question without the report that it names as the source (看2022年预算里的上年数)."""
    held = {e.facts.fiscal_year for e in scope.entries}
    text = reading.text
    for year in held:
        text = re.sub(rf"{_FROM}{year}{_REPORT}[^,，。?？;；]*", "", text)
    return read(text) if text != reading.text and len(text) >= 4 else reading


def _of_year(reading: Reading, view: DocumentView, year: int) -> Fact | None:
    """The year's figure by a column of that year, or by the report's own."""
    bases = tuple(b for b in reading.frame.bases if b is not Basis.PRIOR)
    one = replace(reading, frame=replace(reading.frame, years=(year,), bases=bases))
    if view.entry.facts.fiscal_year == year:
        facts = find(one, view).facts
    elif year in index_of(view).years:
        facts = look_up(one, view).facts
    else:
        return None
    return facts[0].at(year) if len(facts) == 1 and facts[0].value is not None else None
