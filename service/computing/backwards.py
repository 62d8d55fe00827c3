"""Last year's figure out of this year's report: the level and the change that the report states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.text import fold
from corpus.view import DocumentView
from service.computing import formulas
from service.computing.grammar import trimmed
from service.computing.operands import Read
from service.computing.results import Computation
from service.finding import find, stated
from service.frame import Operation
from service.lookup.facts import Fact, fact_stated
from service.narrative import Role, StatedFigure
from service.narrative.figures import stated_of
from service.narrative.reading import read as reading_of
from service.narrative.statements import statements_of
from service.understanding.reader import Reading

_FROM = r"(?:根据|按照?|用|依据?|从|凭|由|参照|看)"
_REPORT = r"年?(?:的)?(?:部门)?(?:决算|预算|自评|绩效)?(?:公开)?(?:报告|数据|决算书?|公开|里|中|那份)"
_CHANGED = (Role.CHANGE, Role.GROWTH)


def asks_back(reading: Reading, absent: Sequence[int], held: Sequence[int]) -> bool:
    """Whether a year that no report is of is asked for by way of the next year's report."""
    if Operation.BACK_CALCULATION in reading.cues.operations:
        return True
    following = [y + 1 for y in absent if y + 1 in held]
    if not following:
        return False
    by_report = any(re.search(rf"{_FROM}{y}{_REPORT}", reading.text) for y in following)
    return by_report or "上年" in reading.text or "算出" in reading.text


def earlier(reading: Reading, view: DocumentView, read: Read, owner: str, topic: str) -> Computation | None:
    """Last year's level, from this year's and the change that the report states."""
    for name in dict.fromkeys((_topic(reading), topic)):
        if len(name) >= 2 and (done := _earlier(view, read, owner, name)):
            return done
    return None


def _topic(reading: Reading) -> str:
    """The measure: what is left of the question without the way in which it is to be computed."""
    text = re.sub(rf"[,，。?？;；]?{_FROM}[^,，。?？;；]*?{_REPORT}[^,，。?？;；]*", " ", reading.text)
    text = "".join(c for i, c in enumerate(reading.text)) if len(text) < 4 else text
    names = [link.mention.text for link in reading.links]
    for name in names:
        text = text.replace(name, " ")
    first = re.split(r"[,，。?？;；]", text)[0]
    return trimmed(re.sub(r"(?:19|20)\d\d年?度?", "", first))


def _earlier(view: DocumentView, read: Read, owner: str, topic: str) -> Computation | None:
    level = find(read(f"{owner}{topic}是多少"), view)
    if not level.facts or level.facts[0].value is None:
        return None
    now = level.facts[0]
    asked = read(f"{owner}{topic}比上年增加多少")
    changes = [f for f in stated(asked, view) if f.role in _CHANGED and f.baseline != "budget"]
    changes.sort(key=lambda f: f.role is not Role.CHANGE)
    change = fact_stated(view, changes[0]) if changes else _change_beside(now, view)
    if change is None:
        return None
    result = formulas.before_change(now, change)
    year = now.year - 1 if now.year else None
    return Computation(result, Operation.BACK_CALCULATION, fiscal_year=year) if result else None


def _change_beside(level: Fact, view: DocumentView) -> Fact | None:
    """The one change against last year that the sentence of a level states."""
    for figure in level.stated:
        quote = fold(figure.source.quote)
        found = [
            s for s in statements_of(reading_of(view))
            if s.role is Role.CHANGE and s.baseline == "prior" and s.sentence.folded in quote
        ]  # fmt: skip
        if len(found) == 1:
            told: StatedFigure = stated_of(view, found[0], figure.score)
            return fact_stated(view, told)
    return None
