"""How well a stated number fits an asked quantity: unit, role, year, and the words around it."""

from __future__ import annotations

import re

from corpus.text import fold
from corpus.vocabulary import load
from service.narrative.asks import Ask, class_of, without_budget_names
from service.narrative.evidence import Role
from service.narrative.focus import GAP, core_of, shared_start
from service.narrative.reading import Reading
from service.narrative.statements import Statement, bare, names_itself, side_of, statements_of
from service.narrative.wanted import POINTS, Wanted, bare_title

_HEAD = 0.6
_NEARLY, _UNEXPLAINED = 0.5, 0.34
_UNEXPLAINED_OWNER = 0.25  # where the words only say whose rate or points are asked
_TELLING = 0.9  # a word that is missing tells more than its rarity
_LISTED = 4
_SAME_LINE, _NEXT = 0.04, 0.05
_SURE, _MORE = 0.9, 0.001
_ELSEWHERE, _BELOW, _PART = 0.7, 0.8, 0.93
_NOUN = 4
_ELSE_GROUP, _TELLS_GROUP = 0.3, 0.1
_OF_KIND = re.compile("[为是级]”([^”]{1,6})”的")
_PERIOD = re.compile(r"((?:19|20)\d\d)年?(上半年|下半年|第?[一二三四1-4]季度|\d{1,2}月)")
_LIMIT = re.compile(
    r"(?<!\d)(\d[\d,.]*+)([千万亿]*)[元人户台辆个件平米吨天]*(?:\(含\))?及?(以上|以下|以内|以外)"
)
_NAMED = 4  # characters in a row by which a title is named
_TELLS_PART = 3  # characters of a label that tell a part from all
_TOGETHER = re.compile(r"[及和与](?:所属|下属|其?\d+个)")
_TOUCHING, _MOST_TOUCHING = 0.025, 0.1


def rank(
    wanted: Wanted, reading: Reading, earlier: Statement | None, enough: float
) -> list[tuple[float, Statement]]:
    """The statements that fit an ask at `enough` or better, best first; `earlier` answered the ask before."""
    scored = []
    limit = _UNEXPLAINED if wanted.head.terms else _UNEXPLAINED_OWNER
    for statement in statements_of(reading):
        fit = _fits(wanted.ask, statement)
        if fit and not _spent_instead(wanted.ask, statement, reading) and not _of_project(wanted, statement):
            score = fit * _score(wanted, statement, earlier) * _belongs(wanted, statement)
            score += _beside(statement, earlier) + _touching(wanted, statement)
            score -= _other_group(wanted, statement, reading)
            if score >= enough and _missing(wanted, statement) <= limit:
                scored.append((score, statement))
    scored.sort(key=lambda pair: -pair[0])
    return _parts_first(wanted, scored)


def _parts_first(wanted: Wanted, scored: list[tuple[float, Statement]]) -> list[tuple[float, Statement]]:
    """隐患 28 项，其中消防类 2 项: asked for 消防类隐患, the part goes before the whole."""
    if not scored or scored[0][1].role is not Role.LEVEL:
        return scored
    score, first = scored[0]
    whole = f"{first.subject} {first.label} {first.behind.split('、')[0]}"
    for other in scored[1:]:
        s = other[1]
        after = s.sentence is first.sentence and s.order > first.order and s.unit == first.unit
        telling = [t for t in wanted.own.terms if not t.run and t.cover(s.label) >= _SURE]
        if after and any(t.cover(whole) < _NEARLY for t in telling):
            return [(score + _MORE, s), *(p for p in scored if p is not other)]
    return scored


def _other_side(wanted: Wanted, s: Statement) -> bool:
    """Whether a change is one of the other side of the accounts than the side asked about."""
    asked, told = side_of(wanted.ask.before), side_of(s.subject)
    return s.role in (Role.CHANGE, Role.GROWTH) and bool(asked and told) and asked != told


def _noun_counted(wanted: Wanted, s: Statement) -> bool:
    """Whether what is asked by a word that mostly says nothing (几个单位) is what is counted."""
    return not wanted.noun or s.behind.startswith(wanted.noun) or wanted.noun in s.label[-_NOUN:]


def _belongs(wanted: Wanted, s: Statement) -> float:
    """Less where another title's points, other things, or a part of what is asked are counted."""
    if wanted.titles and not any(bare_title(t) in wanted.titles for t in (*s.line.titles, s.line.head)):
        return _ELSEWHERE
    if wanted.titles and s.line.titles and not {bare_title(t) for t in s.line.titles[-1:]} & wanted.titles:
        return _BELOW if bare_title(s.line.head) not in wanted.titles else 1.0
    if not _noun_counted(wanted, s) or _other_side(wanted, s):
        return _ELSEWHERE
    asked = wanted.ask.text + wanted.ask.shared
    parts = load("counting")["plain"]["parts"]
    part = any(w in s.label and w not in asked for w in parts)
    # 机关及下属单位 together are the whole.
    return _PART if part and not _TOGETHER.search(s.label) else 1.0


def _other_group(wanted: Wanted, s: Statement, reading: Reading) -> float:
    """复议 9 件，其中维持 5 件；诉讼 7 件，其中维持 2 件: of equal labels in one sentence those count whose
    own stretch between semicolons holds more of what is asked."""
    label = bare(s.label)
    if not label:
        return 0.0
    beside = (o for o in statements_of(reading) if o.sentence is s.sentence and o is not s)
    peers = [o for o in beside if o.role is s.role and bare(o.label) == label]
    if not peers:
        return 0.0
    own, *others = (wanted.own.cover((_group(one), 1.0), (one.label, 1.0)) for one in (s, *peers))
    return _ELSE_GROUP if own + _TELLS_GROUP < max(others) else 0.0


def _group(s: Statement) -> str:
    return re.split("[;；]", s.near)[-1]


def _touching(wanted: Wanted, s: Statement) -> float:
    """What it is worth that the words right before the number are those before 多少, in a row."""
    if wanted.ask.behind.strip(GAP):
        return 0.0
    common = shared_start(core_of(wanted.ask.before)[::-1], core_of(s.label)[::-1])
    return min(_MOST_TOUCHING, _TOUCHING * max(0, common - 1))


def _missing(wanted: Wanted, s: Statement) -> float:
    """The share of the question's words, by weight, that stand neither in the line nor above it."""
    known = (s.label, s.behind, _told(s), s.line.context, s.line.row, *wanted.names)
    total = lost = 0.0
    for weighted in (wanted.own, wanted.shared):
        for term, weight in zip(weighted.terms, weighted.weights, strict=True):
            if not term.run:
                absent = max(term.cover(text) for text in known) < _NEARLY
                counted = max(weight, _TELLING) if absent else weight
                total += counted
                lost += counted if absent else 0.0
    return lost / total if total else 0.0


def _beside(s: Statement, earlier: Statement | None) -> float:
    """What is asked together is mostly told together, and in the same order."""
    if earlier is None or s.line is not earlier.line:
        return 0.0
    between = s.order - earlier.order
    return _SAME_LINE + (_NEXT / between if between > 0 else 0.0)


def _spent_instead(ask: Ask, s: Statement, reading: Reading) -> bool:
    """Whether an amount was spent where what was budgeted is asked for: in a report of final accounts an
    amount is one of the budget only where it says so."""
    if ask.roles[0] is not Role.BUDGET or s.role is not Role.LEVEL or reading.view.entry.plans:
        return False
    told = "".join((s.label, s.clause, s.behind, s.line.head, *s.line.titles))
    return "预算" not in without_budget_names(fold(told))


def _of_all(wanted: Wanted) -> bool:
    """Whether all that was spent or received is asked for (实际支付 is that of whatever is spoken of)."""
    sided = any(side in wanted.ask.text for side in ("收入", "支出"))
    wholes = load("counting")["whole"]["names"]
    return sided and any(form in wholes for term in wanted.own.terms for form in term.forms)


def _of_project(wanted: Wanted, s: Statement) -> bool:
    """Whether what is told under the heading of a project is taken for that of the body."""
    asked = fold(wanted.ask.text + wanted.ask.shared)
    titles = [fold(title) for title in s.line.titles if "项目" in title]
    named = any(title[at : at + _NAMED] in asked for title in titles for at in range(len(title) - _NAMED + 1))
    return bool(titles) and _of_all(wanted) and "项目" not in asked and not named


def _of_other_name(ask: Ask, s: Statement) -> bool:
    """Whether a sum is called by the word that rules out what is asked: 收入 for 支出, 决算 for 预算."""
    asked, told = (without_budget_names(fold(text)) for text in (ask.before, s.label))
    return any(
        one in asked and other not in asked and other in told and one not in told
        for pair in load("counting")["contrary"]["words"]
        for one, other in (pair, reversed(pair))
    )


def _beyond_other_limit(ask: Ask, s: Statement) -> bool:
    """Whether another limit is named with what is counted than with what is asked (单价50万元以上 for
    100万元以上)."""
    asked, told = (set(_LIMIT.findall(text)) for text in (ask.text, s.label))
    return bool(asked and told) and not asked & told


def _fits(ask: Ask, s: Statement) -> float:
    """1 when unit, role and year are what is asked, less when nearly so, 0 when not."""
    if s.role not in ask.roles or _beyond_other_limit(ask, s) or _of_other_name(ask, s):
        return 0.0
    name = class_of(s.unit)
    fit = 1.0 if ask.roles[0] is s.role else 0.95
    if ask.classes:
        if name in ask.near_classes:
            fit *= 0.96
        elif name not in ask.classes:
            return 0.0
    elif name in ("ratio", "score", "") and s.role not in (Role.GROWTH, Role.COMPLETION, Role.SHARE):
        return 0.0
    if ask.unit and name not in ask.near_classes:
        fit *= 1.02 if fold(ask.unit) == fold(s.unit) else 0.94
    if s.year is not None and ask.years and s.year not in ask.years:
        return 0.0
    if ask.baseline and s.baseline and s.baseline != ask.baseline:
        return 0.0
    if periods := set(_PERIOD.findall(ask.before)):
        fit *= 1.0 if periods & set(_PERIOD.findall(s.clause)[-1:]) else _ELSEWHERE
    if ask.direction and s.value and (s.value > 0) != (ask.direction > 0):
        fit *= 0.9
    return fit


def _score(wanted: Wanted, s: Statement, earlier: Statement | None) -> float:
    """How well a statement's words are those asked for, 0 to 1."""
    behind = 0.75 if s.after else 0.95
    depends = not names_itself(s)  # 共支出 2 万元: what was paid for stands before
    points = s.role in POINTS  # belong to what the title or the sentence names
    subject = "" if points else s.subject
    label = (s.label, _strength(s.label, 1.0)), (subject, _strength(subject, 0.97)), (s.behind, behind)
    title = fold(s.line.titles[-1]) if s.line.titles else ""
    near = s.near, _strength(s.near, 0.92 if depends else 0.8)
    around = near, (_told(s), 0.6), (s.line.context, 0.75), (title, 0.95)
    if not wanted.own.terms:
        close = earlier is not None and s.sentence is earlier.sentence
        base = wanted.shared.cover(*label, *around) - (0.0 if points else _unasked(wanted, s))
        return base if close or earlier is None or s.role is not Role.LEVEL else base * 0.75
    loose = (s.sentence.folded, 0.65) if wanted.ask.unit and not wanted.ask.behind else ("", 0.0)
    head = 1.0
    if wanted.head.terms:
        # 建成了几个: what was built stands nearby
        told = (*label, (s.near, 0.85 if depends else 0.6), loose)
        last = wanted.head.terms[-1]  # the word next to 多少
        head = max(wanted.head.cover(*told), 0.9 * max(v * last.cover(t) for t, v in told))
        if head < _HEAD and not _follows(s, earlier):
            return 0.0
    if s.role is Role.SHARE and wanted.whole.terms and not _of_whole(wanted, s):
        return 0.0
    kind = _OF_KIND.search(s.label)  # 评级为“优”的: of one kind only
    if kind and kind[1] not in wanted.ask.text + wanted.ask.shared:
        return 0.0
    whole = wanted.own.cover(*label, *around)
    if wanted.shared.terms:
        # What was named before counts as much where the ask itself names next to nothing.
        share = 0.3 if sum(wanted.own.weights) > 0.8 else 0.5
        whole = (1 - share) * whole + share * wanted.shared.cover(*label, *around)
    adjacent = _adjacent(wanted, s) if wanted.head.terms else whole
    return 0.6 * whole + 0.25 * head + 0.15 * adjacent - _unasked(wanted, s)


def _told(s: Statement) -> str:
    """The words of the line that may say what a number is of; points are of what stands before them."""
    if s.role not in POINTS:
        return s.line.folded
    earlier = (o.folded for o in s.line.sentences if o.start < s.sentence.start)
    return "".join((*earlier, s.near, s.clause))


def _strength(text: str, full: float) -> float:
    """A word that is one of many in a list says less of the number behind the list."""
    return full * 0.6 if text.count("、") >= _LISTED else full


def _of_whole(wanted: Wanted, s: Statement) -> bool:
    """Whether a share is one of the whole asked about, said in its label or, left out there, above."""
    if len(bare(s.label)) >= 2:
        rest = s.label
        for term in wanted.whole.terms:
            for form in term.forms:
                rest = rest.replace(form, "")
        return wanted.whole.cover((s.label, 1.0)) >= _HEAD and len(bare(rest)) <= 2
    return wanted.whole.cover((s.near, 1.0), (s.line.folded, 0.9), (s.line.context, 0.9)) >= _HEAD


def _follows(s: Statement, earlier: Statement | None) -> bool:
    return earlier is not None and earlier.sentence is s.sentence


def _adjacent(wanted: Wanted, s: Statement) -> float:
    """1 when the head word touches the number, falling with the distance."""
    best = 0.0
    for term in wanted.head.terms:
        for form in term.forms:
            label = s.label if names_itself(s) else s.subject
            position = label.rfind(form)
            if position >= 0:
                gap = len(bare(label[position + len(form) :]))
                best = max(best, 1.0 - 0.06 * gap)
            position = s.behind.find(form)
            if position >= 0:
                best = max(best, (0.95 if not s.after else 0.6) - 0.06 * position)
    return max(best, 0.0)


def _unasked(wanted: Wanted, s: Statement) -> float:
    """A deduction for words of the label that the question does not have.

    Sums of money are told apart by every word of their names; counts are not named so strictly.
    """
    rest = s.label if names_itself(s) else s.subject
    if s.role in POINTS:
        rest = s.label
    if s.role is Role.SHARE:
        rest = s.subject
    for name in wanted.names:
        rest = rest.replace(name, "")
    for weighted in (wanted.own, wanted.shared):
        for term in weighted.terms:
            for form in term.forms:
                rest = rest.replace(form, "")
    if s.role in (Role.CHANGE, Role.GROWTH) and s.level is not None:
        return min(0.4, 0.05 * len(bare(rest)))  # the change of a part is not that of the whole
    if s.role is Role.SHARE and not wanted.whole.terms:
        return min(0.6, 0.1 * len(bare(rest)))  # the share of a part is not that of the whole
    if class_of(s.unit) == "money" and len(bare(s.label)) >= 2:
        if _of_all(wanted) and len(bare(rest)) >= _TELLS_PART:
            return 1.0  # 政府采购支出总额 is no 支出总额
        return min(0.4, 0.03 * len(bare(rest)))
    return min(0.12, 0.012 * len(bare(rest)))
