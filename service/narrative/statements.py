"""Every number that a report's sentences state, bound to the words around it.

A statement knows its clause (what stands before and behind the number up to the next mark),
what it says of its subject (the amount itself, a change, a share, points …), and the year
that its clause names.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from corpus.amounts import Amount, find_amounts
from corpus.text import fold
from corpus.vocabulary import load
from service.narrative.evidence import Role
from service.narrative.reading import Line, Reading, Sentence

_KEPT = 256
_LONG_LEAD = 60
_SIDES = ("收入", "支出")
_AMOUNT = re.compile(r"\d[\d,.]*(?:万亿|亿|万)?(?:元|%)?")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARK = re.compile(r"[，；。：:;？！?!]|,(?!\d{3})|,(?=\d{3}年)")
_JOINT = re.compile(r"[、和及与]|其中")
_BRACKET = re.compile(r"\s*[（(]\s*(次|套|个|期)\s*[）)]")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?(?:度)?")
_TITLE = re.compile(r"《[^》]*》?")
_COMPARED = re.compile(r"[与比较和同]\s*$")
_OF_BUDGET = re.compile(r"完成[^,，。；]{0,14}预算[^，。；]*的$")


@dataclass(frozen=True, slots=True)
class Statement:
    """A number with its words.

    `value` is signed by `role` (a decrease is negative).  `label` is the stretch before the
    number that belongs to it, `behind` the stretch after it, both folded; `near` is what the
    sentence says before its clause; `after` counts the numbers behind it in the same clause.
    `subject` names what a change, a share or a bare count belongs to (the label itself where
    it speaks), `level` the amount last stated for that subject, `order` counts the statements of the line.
    """

    value: Decimal
    unit: str
    raw: str
    line: Line
    sentence: Sentence
    start: int
    label: str
    clause: str
    behind: str
    near: str
    role: Role
    baseline: str | None
    approximate: bool
    year: int | None
    after: int
    subject: str
    level: Decimal | None
    order: int = 0


_kept: OrderedDict[str, tuple[Reading, tuple[Statement, ...]]] = OrderedDict()


def statements_of(reading: Reading) -> tuple[Statement, ...]:
    """All statements of a report, in order; made once for a reading."""
    key = reading.view.entry.document_id
    held = _kept.get(key)
    if held is not None and held[0] is reading:
        return held[1]
    found = tuple(s for line in reading.lines for s in _in_line(line))
    _kept[key] = (reading, found)
    while len(_kept) > _KEPT:
        _kept.popitem(last=False)
    return found


def _in_line(line: Line) -> Iterator[Statement]:
    """The statements of a line; what has no words of its own goes on about the subject before."""
    # A list item and a row are about what they begin with.
    money = True
    subject, level, order = fold(line.head if line.marked else ""), None, 0
    if line.cell is not None and line.cell.labels:
        subject = fold(line.cell.labels[0])
    elif (
        line.marked
        and not subject
        and len(line.sentences) > 1
        and len(line.sentences[0].folded) <= _LONG_LEAD
    ):
        subject = line.sentences[0].folded
    for sentence in line.sentences:
        for statement in _in_sentence(line, sentence):
            speaks = names_itself(statement) or statement.label in _totals()
            if _turns(subject, statement.label):
                subject, level = subject.replace(side_of(subject), side_of(statement.label)), None
            elif speaks and (statement.role is not Role.BUDGET or not subject):
                subject, level = statement.label, None
                money = _is_money(statement)
            elif _is_money(statement) and not money and statement.role is Role.LEVEL:
                # 到场 30 人，共支出 2 万元: money goes on about what the sentence begins with.
                subject, money = _opening(sentence), True
            if statement.role is Role.LEVEL:
                level = statement.value
            yield replace(statement, subject=subject, level=level, order=order)
            order += 1


def side_of(label: str) -> str:
    """The side of the accounts that a label names, where it names one alone."""
    named = [side for side in _SIDES if side in label]
    return named[0] if len(named) == 1 else ""


def _turns(subject: str, label: str) -> bool:
    """收入增加 5 万元，增长 2%；支出增加 3 万元: from one side of the accounts to the other."""
    one, other = side_of(subject), side_of(label)
    return bool(one and other) and one != other


def names_itself(s: Statement) -> bool:
    """Whether the words before a number say what it is of; 占采购总额的 names only the whole."""
    return len(bare(s.label)) >= 2 and not (s.role is Role.SHARE and s.label.startswith("占"))


def _is_money(s: Statement) -> bool:
    return s.unit.endswith("元")


def _opening(sentence: Sentence) -> str:
    """The words that a sentence begins with, up to its first mark or number."""
    return re.split(r"[，,：:；;]|(?<!\d)\d+(?![\d年月日])", sentence.folded)[0]


@cache
def _totals() -> frozenset[str]:
    """Labels that name a sum of what stands before them."""
    return frozenset(fold(w) for w in load("finance")["totals"]["rows"]) | {"共计", "合计为", "总计为"}


def bare(label: str) -> str:
    """The words of a label that name something: without change, comparison and filler words."""
    return re.sub(r"[\W\d_]+", "", _empty_words().sub("", _AMOUNT.sub("", label)))


@cache
def _empty_words() -> re.Pattern[str]:
    data = load("counting")
    words = {
        *data["plain"]["words"],
        *data["change"]["up"],
        *data["change"]["down"],
        *data["change"]["prior"],
    }
    words |= {*data["role"]["score"], *data["role"]["full_score"]}
    words |= {
        *data["role"]["completion"],
        *data["role"]["share"],
        *data["role"]["budget"],
        "比",
        "较",
        "与",
        "相比",
    }
    ordered = sorted(map(fold, words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)))


def _in_sentence(line: Line, sentence: Sentence) -> Iterator[Statement]:
    text = sentence.text
    amounts = [_widened(a, text) for a in find_amounts(text) if _states(a)]
    for i, amount in enumerate(amounts):
        start = _clause_start(text, amount.start)
        end = _clause_end(text, amount.end)
        before = amounts[i - 1].end if i and amounts[i - 1].end > start else start
        following = [a for a in amounts[i + 1 :] if a.start < end]
        label = _own_label(text, start, before, amount.start)
        yield _statement(line, sentence, amount, (start, label, end), following)


def _states(amount: Amount) -> bool:
    """Whether digits state it: not ①, and not the 八项 of a name."""
    if amount.raw[0] in _CIRCLED:
        return False
    return any(c.isdigit() for c in amount.raw) or amount.unit in ("%", "元", "万元", "亿元")


def _widened(amount: Amount, text: str) -> Amount:
    """人（次） is one unit, and so is 台（套）."""
    found = _BRACKET.match(text, amount.end)
    if not found or not amount.unit:
        return amount
    unit = amount.unit + found[1] if found[1] == "次" and not amount.unit.endswith("次") else amount.unit
    return Amount(amount.value, unit, amount.start, found.end(), text[amount.start : found.end()])


def _clause_start(text: str, position: int) -> int:
    last = 0
    for mark in _MARK.finditer(text, 0, position):
        last = mark.end()
    return last


def _clause_end(text: str, position: int) -> int:
    found = _MARK.search(text, position)
    return found.start() if found else len(text)


def _own_label(text: str, start: int, before: int, position: int) -> int:
    """Where the words of a number begin: behind the previous number when a joint lies between."""
    joints = list(_JOINT.finditer(text, before, position)) if before > start else []
    return joints[0].end() if joints and joints[0].start() - before <= 8 else start


def _statement(
    line: Line, sentence: Sentence, amount: Amount, span: tuple[int, int, int], following: list[Amount]
) -> Statement:
    text = sentence.text
    start, label_start, end = span
    label, clause = fold(text[label_start : amount.start]), fold(text[start : amount.start])
    stop = min([following[0].start] if following else [end])
    behind = fold(text[amount.end : stop])
    near = fold(text[:start])
    label, approximate = _approximation(label, behind, amount)
    role, sign = _role(label, clause, amount)
    value = amount.value * sign
    baseline = _baseline(near + clause) if role in (Role.CHANGE, Role.GROWTH) else None
    year = _year(clause) or _year_before(near)
    return Statement(
        value, amount.unit, amount.raw, line, sentence, amount.start, label, clause, behind, near, role,
        baseline, approximate, year, len(following), label, None,
    )  # fmt: skip


def _approximation(label: str, behind: str, amount: Amount) -> tuple[str, bool]:
    words = load("counting")["approximate"]
    for word in words["before"]:
        if label.endswith(word):
            return label.removesuffix(word), True
    raw = fold(amount.raw)
    return label, any(w in raw for w in ("多", "余")) or any(behind.startswith(w) for w in words["after"])


@cache
def _ends(table: str, key: str) -> re.Pattern[str]:
    words = sorted(load("counting")[table][key], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?:了|为|到|达|约|数|额|率|至|是|[:：])*$")


def _role(label: str, clause: str, amount: Amount) -> tuple[Role, int]:
    ratio = amount.unit in ("%", "‰", "个百分点")
    for key, sign in (("up", 1), ("down", -1)):
        if _ends("change", key).search(label) and not label.endswith(("到", "至")):  # 减至 24 小时 is a level
            return (Role.GROWTH if ratio else Role.CHANGE), sign
    if amount.unit == "分" and _ends("role", "deducted").search(label):
        return Role.DEDUCTED, 1
    if amount.unit == "分":
        return (Role.FULL_SCORE if _ends("role", "full_score").search(label) else Role.SCORE), 1
    if ratio:
        if _OF_BUDGET.search(clause) or _ends("role", "completion").search(label):
            return Role.COMPLETION, 1
        return (Role.SHARE if "占" in clause else Role.LEVEL), 1
    # 涉及预算金额 is what the things counted before come to.
    if _ends("role", "budget").search(label) and not label.startswith("涉及"):
        return Role.BUDGET, 1
    return Role.LEVEL, 1


def _baseline(text: str) -> str | None:
    """What a change is measured against: the last comparison named before the number."""
    words = load("counting")["change"]
    prior = max((text.rfind(w) for w in words["prior"]), default=-1)
    budget = max((text.rfind(w) for w in words["budget"] if w != "预算"), default=-1)
    for found in re.finditer(r"[比与较]\s*(?:19|20)\d\d年?度?(预算)?", text):
        if found[1]:
            budget = max(budget, found.start())
        else:
            prior = max(prior, found.start())
    if max(prior, budget) < 0:
        return None
    return "prior" if prior >= budget else "budget"


def _year(clause: str) -> int | None:
    clause = _TITLE.sub("", clause)  # the year of a document that is named
    years = [m for m in _YEAR.finditer(clause) if not _COMPARED.search(clause[: m.start()])]
    return int(years[-1][1]) if years else None


def _year_before(near: str) -> int | None:
    """The year that the clause before names, where the sentence goes on about it."""
    return _year(re.split(r"[；;]", near)[-1])
