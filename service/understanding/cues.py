"""The small words of a question: the operation, the account, the side, the unit, and its manner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.text import places_in
from corpus.vocabulary import load
from service.frame import Basis, Operation
from service.understanding.words import find_mask, longest_first, span_mask, words_mask

_NEGATION = ("不是", "不要", "不含", "别给", "不算", "并非", "而非", "不包括", "不看")
_INCLUSIVE = re.compile(r"(?:连|含|包括|包含|算上|加上)([^,，。?？;；]{2,14}?)(?:一起|在内|都算|也算)")
_DECIMALS = re.compile(r"(?:保留|精确到|取)?(?:小数点后)?([一二两三四0-4])位小数")
_COUNT = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
# 哪六个: that they are six is known.
_WHICH = re.compile(r"哪(?:\d{1,2}|[二两三四五六七八九十]{1,2})[个项家类种条点步大]")
_NUMERIC = re.compile(
    r"多少|率[呢?？。]*$|(?<!哪)几[^乎]|(?<!哪)几$|百分|多大|得分|金额|总额|数额|数量|合计|总数|是多|多高"
)
_UNIT_ASKED = re.compile(r"(?:多少|几)(?:万|亿)?[件股家名辆台次批场册期宗户篇份条处所幅株座](?![数次])")
_BASELINE = re.compile(
    r"(?:比|较|与|和|跟|同)((?:19|20)\d\d)年?度?(?:的|相比|比)?(增|减|多|少|上升|下降|提高|涨|跌|升|降|高|低)?"
)


@dataclass(frozen=True, slots=True)
class Cues:
    """What the small words say; the masks are positions in the plain question."""

    operation: Operation
    operations: frozenset[Operation]
    bases: tuple[Basis, ...]
    side: str | None
    unit: str | None
    decimals: int | None
    refusal: str | None
    numeric: bool
    ignored: int
    words: int


@cache
def _vocabulary() -> dict[str, dict[str, tuple[str, ...]]]:
    data = load("operations")
    return {
        section: {key: longest_first(words) for key, words in data[section].items()}
        for section in ("bases", "sides", "operations", "refusals", "units", "not_bases", "not_operations")
    }


@cache
def fillers() -> tuple[str, ...]:
    """Words without content, longest first."""
    return longest_first(load("operations")["fillers"]["words"])


def _bases(text: str, free: int) -> tuple[tuple[Basis, ...], int, int]:
    """The accounts named in order of mention, their positions, and those that are ruled out."""
    blocked = words_mask(text, _vocabulary()["not_bases"]["words"], free)
    found: list[tuple[int, Basis]] = []
    mask = negated = 0
    for basis in (Basis.ADJUSTED, Basis.BUDGET, Basis.FINAL, Basis.PRIOR):
        for word in _vocabulary()["bases"][basis.value]:
            for at in places_in(text, word):
                bits = span_mask(at, at + len(word))
                if not bits & (blocked | mask | negated) and bits & free == bits:
                    if text[:at].endswith(_NEGATION):
                        negated |= span_mask(at - 2, at + len(word))
                    else:
                        found.append((at, basis))
                        mask |= bits
    return tuple(dict.fromkeys(basis for _, basis in sorted(found))), mask, negated


def _side(text: str, free: int) -> tuple[str | None, int]:
    """The side named, when one alone is, and the positions of sides that are ruled out."""
    seen: set[str] = set()
    negated = 0
    for side, label in (("expense", "支出"), ("income", "收入")):
        for word in _vocabulary()["sides"][side]:
            at = text.find(word)
            while at >= 0:
                if text[:at].endswith(_NEGATION):
                    negated |= span_mask(at - 2, at + len(word))
                elif free >> at & 1:
                    seen.add(label)
                at = text.find(word, at + 1)
    return (seen.pop() if len(seen) == 1 else None), negated


_ORDER = (
    Operation.WHY,
    Operation.DEFINE,
    Operation.BACK_CALCULATION,
    Operation.AVERAGE,
    Operation.SUM,
    Operation.RANKING,
    Operation.TREND,
    Operation.MULTIPLE,
    Operation.SHARE,
    Operation.DIFFERENCE,
    Operation.COMPARISON,
    Operation.GROWTH,
    Operation.LIST,
    Operation.HOW,
    Operation.DESCRIBE,
    Operation.YES_NO,
)
_DESCRIPTIVE = {Operation.LIST, Operation.HOW, Operation.DESCRIBE}


def _operation(text: str, free: int, numeric: bool) -> tuple[Operation, frozenset[Operation], int]:
    words = _vocabulary()
    blocked = words_mask(text, words["not_operations"]["words"], free)
    found: dict[Operation, int] = {}
    for operation in _ORDER:
        mask = 0
        for word in words["operations"][operation.value]:
            mask |= find_mask(text, word)
        if operation is Operation.LIST:
            for which in _WHICH.finditer(text):
                mask |= span_mask(*which.span())
        if mask & free & ~blocked == mask and mask:
            found[operation] = mask
        elif mask & free & ~blocked:
            found[operation] = mask & free & ~blocked
    everything = 0
    for mask in found.values():
        everything |= mask
    for operation in _ORDER:
        if operation in found and not (operation in _DESCRIPTIVE and numeric):
            return operation, frozenset(found), everything
    return Operation.VALUE, frozenset(found), everything


def read_cues(text: str, free: int, labels: int = 0) -> Cues:
    """The cues in `text` (plain); `free` leaves out the names of bodies and the years, `labels` are
    positions of labels of a report, in which no word says what to do."""
    words = _vocabulary()
    bases, base_mask, base_negated = _bases(text, free)
    side, side_negated = _side(text, free)
    ignored = base_negated | side_negated
    for match in _INCLUSIVE.finditer(text):
        ignored |= span_mask(*match.span())
    numeric = bool(_NUMERIC.search(text))
    operation, operations, operation_mask = _operation(text, free & ~ignored & ~labels, numeric)
    unit = next(
        (
            unit
            for unit, ways in words["units"].items()
            if any(re.search(way + "(?![人件次])", text) for way in ways)
        ),
        None,
    )
    unit_mask = words_mask(text, [way for ways in words["units"].values() for way in ways], free)
    for match in _UNIT_ASKED.finditer(text):
        unit_mask |= span_mask(*match.span())
    decimals = _DECIMALS.search(text)
    refusal = next(
        (kind for kind, ways in words["refusals"].items() if any(way in text for way in ways)), None
    )
    return Cues(
        operation, operations, bases, side, unit,
        (_COUNT[decimals[1]] if decimals[1] in _COUNT else int(decimals[1]))
        if decimals else None,
        refusal, numeric, ignored, base_mask | operation_mask | unit_mask,
    )  # fmt: skip


def baseline_years(text: str) -> tuple[int, ...]:
    """Years that the question measures against (比2016年增长), not those that it asks for."""
    return tuple(int(m[1]) for m in _BASELINE.finditer(text) if m[0][0] in "比较" and m[2])
