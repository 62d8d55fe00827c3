"""Why something is as it is: effects and the reasons that sentences give for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from corpus.amounts import Amount, find_amounts
from corpus.text import fold
from corpus.vocabulary import load
from service.narrative.focus import Weighted
from service.narrative.reading import Line, Reading
from service.narrative.statements import bare
from service.narrative.topics import heads

_COMPLETED = re.compile(r"完成[^,，。；;]{0,16}预算[^,，。；;]{0,12}?的?(\d+(?:\.\d+)?)%")
_ADDED = re.compile(r"\s*(?:此外|另外|同时|具体|主要是|较上|比上|与上)[^。；\n]{4,50}。")
_WHOLE = Decimal(100)
_ITEM = 160  # a list item is about one thing as far as this
_ENUMERATOR = re.compile(
    r"^\s*(?:[一二三四五六七八九十][是要]|第[一二三四五六七八九十]|其[一二三次]|[（(]?\d+[）).、])"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """An effect and its reason in one line; `start` and `end` cut both out of the line's text."""

    line: Line
    start: int
    end: int
    effect: str
    cause: str
    direction: int
    strong: bool


@cache
def _forward() -> re.Pattern[str]:
    words = sorted(load("narrative")["reason"]["forward"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\s*(?:是|为|有|[：:，,])*")


@cache
def _backward() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load("narrative")["reason"]["backward"])))


@cache
def _clause() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("narrative")["reason"]["clause"]))
    return re.compile(rf"(?:^|[，。；：,;:])\s*(?:{words})(?!公|私|地制宜|素|此)")


@cache
def directions() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Words of rising and of falling, as signs with patterns."""
    change, asked = load("counting")["change"], load("counting")["asked"]
    reason = load("narrative")["reason"]
    up = {*change["up"], *asked["up"], *reason["up"], "大于", "高于", "超", "多", "涨"}
    down = {*change["down"], *asked["down"], *reason["down"], "小于", "低于", "未完成", "没完成", "少"}
    return tuple(
        (sign, re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))))
        for sign, words in ((1, up), (-1, down))
    )


def direction_of(text: str) -> int:
    """1 for rising, -1 for falling, 0 when neither or both are said last.

    What is completed to more or less than its budget rises or falls.
    """
    if done := _COMPLETED.search(text):
        share = Decimal(done[1])
        return (share > _WHOLE) - (share < _WHOLE)
    last = {
        sign: max((m.start() for m in pattern.finditer(text)), default=-1) for sign, pattern in directions()
    }
    if last[1] == last[-1]:
        return 0
    return 1 if last[1] > last[-1] else -1


def reasons(reading: Reading) -> Iterator[Reason]:
    """Every effect with a reason that a report states."""
    for line in reading.lines:
        if line.cell is not None and _explains(line.cell.header) and not line.cell.title_row:
            effect = f"{line.context} {' '.join(map(fold, line.cell.labels))}"
            yield Reason(line, 0, len(line.text), effect, line.folded, direction_of(line.row), True)
        elif not line.heading:
            yield from _forward_reasons(line)
            yield from _other_reasons(line)


def _explains(header: str) -> bool:
    """Whether a column of reasons is headed so."""
    folded = fold(header)
    return any(w in folded for w in heads("reason"))


def _forward_reasons(line: Line) -> Iterator[Reason]:
    text = line.text
    previous = 0
    for cue in _forward().finditer(text):
        if cue.start() < previous:
            continue
        end = _gone_on(text, _cause_end(text, cue.end()))
        item = line.marked and not previous and cue.start() <= _ITEM
        start = 0 if item else _effect_start(text, cue.start(), previous)
        effect = text[start : cue.start()]
        if cue.end() < end:
            folded = fold(effect)
            yield Reason(line, start, end, folded, fold(text[cue.end() : end]), direction_of(folded), True)
        previous = end


def _effect_start(text: str, cue: int, previous: int) -> int:
    """Back to where the effect is named: the clause, or the sentence before when it is bare."""
    start = max(
        previous, text.rfind("。", 0, cue) + 1, text.rfind("；", 0, cue) + 1, text.rfind(";", 0, cue) + 1
    )
    while start > previous and len(bare(fold(text[start:cue]))) < 2:
        before = text.rfind("。", 0, max(start - 1, 0)) + 1
        if before < previous or before >= start:
            return previous
        start = before
    return start


def _cause_end(text: str, start: int) -> int:
    """To the end of the sentence, enumerated parts and all; not into the next subject."""
    position, listed = start, bool(_ENUMERATOR.match(text[start:]))
    while True:
        ends = [i for mark in "。；;" if (i := text.find(mark, position)) >= 0]
        if not ends:
            return len(text)
        end = min(ends)
        if text[end] == "。":
            return end + 1
        following = text[end + 1 :]
        if _ENUMERATOR.match(following):
            listed = True
        elif (
            listed or _forward().search(following.split("；")[0].split("。")[0]) or _starts_amount(following)
        ):
            return end + 1
        position = end + 1


def _gone_on(text: str, end: int) -> int:
    """Past the sentence that only adds to the reason (较上年减少了培训费支出等)."""
    found = _ADDED.match(text, end)
    return found.end() if found and text[:end].endswith("。") and not find_amounts(found.group()) else end


def _starts_amount(text: str) -> bool:
    amounts = find_amounts(re.split("[；;。]", text)[0])
    return bool(amounts)


def _other_reasons(line: Line) -> Iterator[Reason]:
    for sentence in line.sentences:
        if _forward().search(sentence.text):
            continue
        back = _backward().search(sentence.text)
        clause = _clause().search(sentence.text)
        if back:
            effect, cause = fold(sentence.text[back.end() :]), fold(sentence.text[: back.start()])
        elif clause:
            effect, cause = sentence.folded, sentence.folded
        else:
            continue
        yield Reason(line, sentence.start, sentence.end, effect, cause, direction_of(effect), False)


def explained(text: str, focus: Weighted, reading: Reading) -> list[tuple[float, Reason]]:
    """The reasons for what folded `text` asks about, best first with scores 0-1."""
    asked = direction_of(text)
    numbers = [a for a in find_amounts(text) if a.unit or a.value > 100]
    focus = _without_direction(focus)
    found = []
    for reason in reasons(reading):
        line = reason.line
        around = line.folded if reason.strong else ""
        score = focus.cover((reason.effect, 1.0), (line.context, 0.6), (around, 0.55), (reason.cause, 0.5))
        score += 0.04 if reason.strong else 0.0
        if asked and reason.direction:
            score += 0.06 if asked == reason.direction else -0.12
        if numbers and any(_states(line.text[reason.start : reason.end], n) for n in numbers):
            score += 0.25
        found.append((score, reason))
    found.sort(key=lambda pair: -pair[0])
    return [(min(max(score, 0.0), 1.0), reason) for score, reason in found]


@cache
def _only_direction() -> frozenset[str]:
    """Words that say no more than that something rose, fell, or missed its budget."""
    reason = load("narrative")["reason"]
    return frozenset(map(fold, (*reason["up"], *reason["down"], "年初预算", "预算", "预算数", "全年预算")))


def _without_direction(focus: Weighted) -> Weighted:
    """Without words of rising and falling and bare amounts: those are compared as such."""
    kept = [
        (term, weight)
        for term, weight in zip(focus.terms, focus.weights, strict=True)
        if bare(term.forms[0])
        and term.forms[0] not in _only_direction()
        and not (term.run and any(w in term.forms[0] for w in _only_direction()))
        and not any(pattern.fullmatch(term.forms[0]) for _, pattern in directions())
        and not any(a.raw == term.forms[0] for a in find_amounts(term.forms[0]))
    ]
    return Weighted(tuple(t for t, _ in kept), tuple(w for _, w in kept)) if kept else focus


def _states(text: str, asked: Amount) -> bool:
    """Whether `text` states the amount, or one that the question rounds (12% for 12.3%, 三成 for 31%)."""
    for stated in find_amounts(text):
        if stated.unit != asked.unit and asked.unit:
            continue
        if stated.value == asked.value:
            return True
        if asked.unit == "%" and asked.value == asked.value.to_integral_value():
            step = 10 if "成" in asked.raw else 1
            if asked.value <= stated.value < asked.value + step:
                return True
    return False
