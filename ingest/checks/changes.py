"""Rising and falling: changes against the budget, directions against figures, and reasons against both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from corpus.amounts import format_amount
from corpus.findings import Category, Finding, Side
from corpus.report import Severity
from ingest.checks.figures import Apart, apart, exact
from ingest.checks.named import Name, Reader
from ingest.checks.spoken import Role, Sentence, Told, changed, direction, verbs

_THAN = re.compile(r"(?:比|较|与|同)(?P<base>[^,。;比较与同]{2,16}?)(?:相比)?,?(?P<rest>[^。;]{0,24})$")
_OVER_BUDGET = re.compile(r"(?:比|较)(?:年初)?预算数?(?:增加|减少)")


def change_findings(told: Sequence[Told], sentences: Sequence[Sentence], reader: Reader) -> Iterator[Finding]:
    """What is said of changes that the report's own figures contradict."""
    yield from _over_budget(told, reader)
    yield from _told_twice(told)
    yield from _turned(told)
    yield from _in_parts(told)
    yield from _impossible(told)
    yield from _verbs_apart(sentences)
    yield from _said_level(told)


def _signed(told: Told) -> Decimal:
    verb = changed(told.sentence, told.amount)
    return told.amount.value if verb in direction("up") else -told.amount.value


def _level_before(told: Sequence[Told], at: int) -> Told | None:
    """The figure in the sentence that a change is told of."""
    change = told[at]
    for one in reversed(told[max(0, at - 2) : at]):
        if (
            one.sentence is change.sentence
            and one.role is Role.LEVEL
            and one.amount.unit == change.amount.unit
        ):
            return one
    return None


# --- against the budget ---------------------------------------------------------------------------


def _over_budget(told: Sequence[Told], reader: Reader) -> Iterator[Finding]:
    """X, more than the budget by Y, where the text states that budget elsewhere."""
    budgets: dict[Name, Told] = {}
    for one in told:
        if one.role is Role.BUDGET and (name := reader.name(one)):
            budgets.setdefault(name, one)
    for at, change in enumerate(told):
        level = _level_before(told, at) if change.role is Role.CHANGE else None
        if level is None or not _OVER_BUDGET.search(
            change.sentence.flat[level.amount.end : change.amount.start]
        ):
            continue
        name = reader.name(level)
        budget = budgets.get(name) if name else None
        if budget is None or budget.amount.unit != level.amount.unit:
            continue
        made = level.amount.value - budget.amount.value
        stated = exact(_signed(change), change.amount.unit)
        if apart(stated, exact(made, change.amount.unit)) is Apart.OFF:
            expected = format_amount(made, change.amount.unit)
            formula = f"{level.amount.value}−{budget.amount.value}"
            yield Finding(
                "change", Category.ERROR, Severity.ERROR, f"{level.words}比年初预算增减额",
                f"正文写作比年初预算{changed(change.sentence, change.amount)} {change.amount.raw}，"
                f"按第{budget.sentence.page}页所写年初预算 {budget.amount.raw} 应为 {expected}。",
                change.side, Side(expected, budget.sentence.page, budget.sentence.text), expected, formula,
            )  # fmt: skip


# --- the same change twice ------------------------------------------------------------------------


def _level_of_paragraph(told: Sequence[Told], at: int) -> Told | None:
    """The figure told last in the paragraph before the sentence of a change that has none."""
    change = told[at]
    if at == 0 or told[at - 1].sentence is change.sentence:
        return None
    last = told[at - 1]
    near = last.sentence.paragraph == change.sentence.paragraph and last.role is Role.LEVEL
    return last if near and last.amount.unit == change.amount.unit else None


def _base_of(change: Told, level: Told) -> str:
    start = level.amount.end if level.sentence is change.sentence else 0
    between = change.sentence.flat[start : change.amount.start]
    match = _THAN.search(between)
    return re.sub(r"[数年度初\s]", "", match["base"]) if match else ""


def _told_twice(told: Sequence[Told]) -> Iterator[Finding]:
    """One figure against one base: the change is the same wherever it is told."""
    groups: dict[tuple[Decimal, str, str], list[Told]] = defaultdict(list)
    for at, change in enumerate(told):
        level = (
            _level_before(told, at) or _level_of_paragraph(told, at) if change.role is Role.CHANGE else None
        )
        if level is None or len(str(level.amount.value)) < 5:
            continue
        base = _base_of(change, level)
        if base:
            groups[level.amount.value, level.amount.unit, base].append(change)
    for same in groups.values():
        values = [_signed(one) for one in same]
        usual = max(dict.fromkeys(values), key=values.count)
        for one, value in zip(same, values, strict=True):
            other = same[values.index(usual)]
            if value != usual and other is not one:
                yield _unequal(one, other, value, usual)


def _unequal(one: Told, other: Told, value: Decimal, usual: Decimal) -> Finding:
    rounding = abs(value - usual) <= Decimal("0.011")
    category = Category.ROUNDING if rounding else Category.ERROR
    verb, usual_verb = (changed(t.sentence, t.amount) or "" for t in (one, other))
    return Finding(
        "change", category, Severity.NOTE if rounding else Severity.ERROR, f"{one.words}增减额",
        f"同一数额的增减变动前后不一致：第{one.sentence.page}页为{verb} {one.amount.raw}，"
        f"第{other.sentence.page}页为{usual_verb} {other.amount.raw}。",
        one.side, other.side, f"{usual_verb}{other.amount.raw}",
    )  # fmt: skip


def _turned(told: Sequence[Told]) -> Iterator[Finding]:
    """One amount of change, up here and down there."""
    groups: dict[tuple[Decimal, str], list[Told]] = defaultdict(list)
    for one in told:
        if one.role is Role.CHANGE and len(str(one.amount.value).replace(".", "").strip("0")) >= 4:
            groups[one.amount.value, one.amount.unit].append(one)
    for same in groups.values():
        rising = [one for one in same if _signed(one) > 0]
        falling = [one for one in same if _signed(one) < 0]
        if rising and falling:
            odd, usual = (falling, rising) if len(falling) <= len(rising) else (rising, falling)
            for one in odd:
                verb = changed(usual[0].sentence, usual[0].amount) or ""
                message = (
                    f"同一变动额 {one.amount.raw} 第{usual[0].sentence.page}页写作{verb}，此处方向相反。"
                )
                yield _direction(one, message, usual[0].side, verb)


# --- whole and parts ------------------------------------------------------------------------------


def _in_parts(told: Sequence[Told]) -> Iterator[Finding]:
    """A change told whole, and 其中 in parts that come to another by their rounding."""
    by_paragraph: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        if one.role is Role.CHANGE:
            by_paragraph[one.sentence.paragraph].append(one)
    for changes in by_paragraph.values():
        if len(changes) < 3 or not any("其中" in one.sentence.flat for one in changes[1:]):
            continue
        whole, parts = changes[0], changes[1:]
        made = sum(map(_signed, parts), Decimal(0))
        unit = whole.amount.unit
        stated = exact(_signed(whole), unit)
        if apart(stated, exact(made, unit), 2) is Apart.ROUNDED:
            formula = " ".join(f"{_signed(one):+f}" for one in parts)
            expected = format_amount(abs(made), unit)
            against = Side(expected, parts[0].sentence.page, f"{formula} = {made:+f}")
            yield Finding(
                "sum", Category.ROUNDING, Severity.NOTE, f"{whole.words}增减额",
                f"正文写作 {whole.amount.raw}，其中各项 {formula} = {made:+f}{unit}，尾差。",
                whole.side, against, expected, formula,
            )  # fmt: skip


# --- what cannot be -------------------------------------------------------------------------------


def _impossible(told: Sequence[Told]) -> Iterator[Finding]:
    """A rise by more than there is; a change of 0; an increase of what stayed the same."""
    for at, change in enumerate(told):
        if change.role is not Role.CHANGE:
            continue
        verb = changed(change.sentence, change.amount) or ""
        level = _level_before(told, at)
        rises = verb in direction("up")
        if level is not None and rises and change.amount.value > level.amount.value:
            yield _direction(
                change, f"正文写作 {level.amount.raw}，却比上期{verb} {change.amount.raw}，上期数将为负数。"
            )
        after = change.sentence.flat[change.amount.end :]
        same = re.match(rf"\s*[,，]?\s*(?:与|同|和)[^,。;]{{1,14}}(?:{'|'.join(direction('same'))})", after)
        if change.amount.value and same:
            yield _direction(change, f"正文写作{verb} {change.amount.raw}，又写作持平。")
        elif not change.amount.value:
            yield Finding(
                "direction", Category.WORDING, Severity.NOTE, change.words,
                f"变动额为 0，却写作“{verb}”。", change.side, None, "持平",
            )  # fmt: skip


def _direction(told: Told, message: str, against: Side | None = None, expected: str = "") -> Finding:
    subject = told.words or told.sentence.text[:30]
    return Finding(
        "direction",
        Category.ERROR,
        Severity.ERROR,
        subject,
        message,
        told.side,
        against or told.side,
        expected,
    )


@cache
def _both_verbs() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<one>{verbs()})(?:额|了|为)?\s*(?P<a>[\d,.]+)\s*(?:万|亿)?元\s*[,、(]?\s*(?P<two>{verbs()})"
        rf"(?:率|幅度|了|为)?\s*(?P<b>[\d.]+)%"
    )


@cache
def _then_than() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<one>{verbs()}),(?:比|较)[^,。;:\d]{{2,8}}(?P<two>{verbs()})(?P<a>[\d,.]+)(?:万|亿)?元"
    )


def _verbs_apart(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """增加 Y, 下降 Z%; or 增加, 比上年减少 Y."""
    up = direction("up")
    for sentence in sentences:
        for match in _then_than().finditer(sentence.flat) if "元" in sentence.flat else ():
            if (match["one"] in up) != (match["two"] in up):
                text = sentence.text[match.start() : match.end()]
                side = Side(text, sentence.page, sentence.text)
                yield Finding(
                    "direction", Category.ERROR, Severity.ERROR, text,
                    f"“{text}”：增减方向前后相反。", side, side, "",
                )  # fmt: skip
    for sentence in sentences:
        for match in _both_verbs().finditer(sentence.flat) if "%" in sentence.flat else ():
            opposite = (match["one"] in up) != (match["two"] in up)
            if opposite and float(match["b"]) and any(c in "123456789" for c in match["a"]):
                text = sentence.text[match.start() : match.end()]
                side = Side(text, sentence.page, sentence.text)
                yield Finding(
                    "direction", Category.ERROR, Severity.ERROR, text,
                    f"“{text}”：增减方向前后相反。", side, side, "",
                )  # fmt: skip


def _said_level(told: Sequence[Told]) -> Iterator[Finding]:
    """上年 A, 今年 B, 增加 C: C is the difference, and its verb the direction."""
    for at in range(2, len(told)):
        first, second, change = told[at - 2 : at + 1]
        if change.role is not Role.CHANGE or {first.role, second.role} != {Role.LEVEL, Role.PRIOR}:
            continue
        if len({id(one.sentence) for one in (first, second, change)}) > 1:
            continue
        now, was = (first, second) if first.role is Role.LEVEL else (second, first)
        if len({one.amount.unit for one in (now, was, change)}) > 1:
            continue
        made = now.amount.value - was.amount.value
        how = apart(exact(_signed(change), change.amount.unit), exact(made, change.amount.unit), 2)
        if how is Apart.OFF:
            expected = format_amount(made, change.amount.unit)
            message = (
                f"正文写作 {change.amount.raw}，按 {now.amount.value}−{was.amount.value} 应为 {expected}。"
            )
            yield _direction(change, message, Side(expected, was.sentence.page, was.sentence.text), expected)
