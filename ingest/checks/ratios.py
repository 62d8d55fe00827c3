"""Growth, completion and shares in words, against the figures that they are made of.

The base may be named in the sentence, in the one before, or be what the section said of the same
thing: a ratio that any plausible base gives is right.  How the base is printed is allowed for: what
its rounding can give is at most a last digit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from corpus.amounts import Amount, convert, places, quantised
from corpus.findings import Category, Finding, Side
from corpus.report import Severity
from ingest.checks.spoken import Role, Sentence, Told, changed, direction, verbs

SHARES, AGREE = 3, Decimal("0.6")  # so many shares in a paragraph, and so much of them agreed on one whole
LAST = 2  # units of the last place that are a slip of rounding, cutting off included
BACK = 4  # figures before a ratio in which its base is looked for

_WORDS = "[^,。;]"  # of one clause, punctuation folded
_DONE = re.compile(rf"(?:完成|占){_WORDS}{{0,14}}预算{_WORDS}{{0,8}}$|预算(?:执行率|完成率){_WORDS}{{0,4}}$")
_SHARE = re.compile(
    rf"^\s*[,(]?\s*(?:在{_WORDS}{{0,10}}中)?占(?P<whole>{_WORDS}{{0,20}}?)的?(?:比例|比重)?(?:为|是)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Made:
    """A ratio as figures give it: exact, the least and the most that their printing allows, and how."""

    value: Decimal
    low: Decimal
    high: Decimal
    formula: str


Wholes = Callable[[str, Sentence], Sequence[Decimal]]
"""What the tables hold under a name that the text gives a whole, in the text's unit."""


def ratio_findings(
    sentences: Sequence[Sentence], told: Sequence[Told], wholes: Wholes, right: Mapping[int, Decimal]
) -> Iterator[Finding]:
    """Ratios that their own figures contradict.  `right` holds, by the id of what is told, the value
    that a table has for it: a ratio that comes out with that is no second error."""
    told = [_righted(one, right) for one in told]
    by_sentence: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        by_sentence[id(one.sentence)].append(one)
    sections: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    run: list[Told] = []
    paragraph = -1
    shares: list[_Share] = []
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            yield from _shares(shares, sections)
            paragraph, run, shares = sentence.paragraph, [], []
        own = by_sentence.get(id(sentence), [])
        for ratio in (a for a in sentence.amounts if a.unit == "%"):
            before = [*run, *(one for one in own if one.amount.end <= ratio.start)]
            part = _shared(sentence, ratio, before)
            if part is not None:
                named = [w for w in wholes(part[1], sentence) if w] if part[1] else []
                shares.append(_Share(part[0], ratio, tuple(named)))
                continue
            yield from _growth(sentence, ratio, before, sections[sentence.path], wholes)
            yield from _completion(sentence, ratio, before)
        run += own
        sections[sentence.path] += own
    yield from _shares(shares, sections)


# --- growth ---------------------------------------------------------------------------------------


@cache
def _grown() -> re.Pattern[str]:
    than = r"(?:同比|环比|比|较|与)"
    return re.compile(
        rf"(?P<than>{than}{_WORDS}{{0,20}}?)?(?P<verb>{verbs()})(?:\([^)]*\)|率|幅度|了|为|比例)*\s*$"
    )


def _growth(
    sentence: Sentence, ratio: Amount, before: Sequence[Told], section: Sequence[Told], wholes: Wholes
) -> Iterator[Finding]:
    """增加 Y, 增长 Z% with the figure itself; or base, figure, and 比… 增加 Z%."""
    clause = sentence.flat[: ratio.start]
    match = _grown().search(clause)
    if match is None:
        return
    rises = match["verb"] in direction("up")
    change = before[-1] if before and before[-1].role is Role.CHANGE else None
    beside = change is not None and change.sentence is sentence and _follows(sentence, change.amount, ratio)
    if change is not None and beside:
        verb = changed(sentence, change.amount)
        named = wholes(_subject_of(change), sentence)
        yield from _of_change(sentence, ratio, change, verb in direction("up"), before[:-1], section, named)
    elif match["than"]:
        yield from _of_base(sentence, ratio, rises, before)


def _follows(sentence: Sentence, change: Amount, ratio: Amount) -> bool:
    between = sentence.flat[change.end : ratio.start]
    rest = re.sub(rf"(?:同比|环比|比上年|较上年|{verbs()}|率|幅度|了|为|约|\([^)]*\))", "", between)
    return not rest.strip(" ,、;()")


def _of_change(
    sentence: Sentence,
    ratio: Amount,
    change: Told,
    rises: bool,
    before: Sequence[Told],
    section: Sequence[Told],
    named: Sequence[Decimal],
) -> Iterator[Finding]:
    unit = change.amount.unit
    levels = [_in(one, unit) for one in before if one.role is Role.LEVEL]
    own = [one for one in levels if one.sentence is sentence]
    others = [*levels, *(_in(one, unit) for one in section if one.role is not Role.CHANGE)]
    of_name = [replace(change, amount=replace(change.amount, value=value)) for value in named]
    sure = [m for one in (*own[-1:], *of_name) if (m := _from_change(one, change, rises))]
    made = [m for one in reversed(others) if (m := _from_change(one, change, rises))]
    if not change.amount.value or any(_agrees(ratio, m) for m in (*sure, *made)):
        return
    near = [m for m in made if _near(ratio, m)]
    if sure or near:
        yield from _told(sentence, ratio, (sure or near)[0])
    elif levels and not _subject_of(change):
        last = _from_change(levels[-1], change, rises)
        if last is not None:
            yield from _told(sentence, ratio, last)


def _subject_of(change: Told) -> str:
    """The words before a change, without what it is compared with and the word of change."""
    return re.sub(rf"(?:(?:比|较|与)[^,。;]{{1,14}}?)?(?:{verbs()})(?:额|了|为|数)*$", "", change.words)


def _from_change(now: Told, change: Told, rises: bool) -> Made | None:
    """Change ÷ what there was before."""
    sign = -1 if rises else 1
    n, c = now.amount.value, change.amount.value
    half_n, half_c = _half(now.amount), _half(change.amount)
    was = n + sign * c
    if was - half_n - half_c <= 0 or c <= 0:
        return None
    low = (c - half_c) / (was + half_n + half_c)
    high = (c + half_c) / (was - half_n - half_c)
    return Made(c / was * 100, low * 100, high * 100, f"{c}÷({n}{'−' if rises else '＋'}{c})")


def _of_base(sentence: Sentence, ratio: Amount, rises: bool, before: Sequence[Told]) -> Iterator[Finding]:
    """执行数 A, 安排 B, 比…增加 Z%: the last two figures, the base said to be of another year or plan."""
    pair = [one for one in before[-2:] if one.role is not Role.CHANGE]
    if len(pair) < 2 or pair[0].sentence is not sentence:
        return
    pair = [pair[0], _in(pair[1], pair[0].amount.unit)]
    bases = [one for one in pair if one.role in (Role.PRIOR, Role.BUDGET)]
    nows = [one for one in pair if one.role is Role.LEVEL]
    if len(bases) != 1 or len(nows) != 1 or any(a.unit == "%" for a in _between(sentence, bases[0], ratio)):
        return
    now, base = nows[0].amount, bases[0].amount
    if base.value <= 0:
        return
    grown = now.value / base.value * 100 - 100
    if not rises:
        grown = -grown
    low = (now.value - _half(now)) / (base.value + _half(base)) * 100 - 100
    high = (now.value + _half(now)) / max(base.value - _half(base), Decimal("1e-9")) * 100 - 100
    low, high = (low, high) if rises else (-high, -low)
    formula = f"({now.value}−{base.value})÷{base.value}"
    made = Made(grown, low, high, formula if rises else f"({base.value}−{now.value})÷{base.value}")
    if not _agrees(ratio, made) and not _comes_out(ratio, nows[0], bases[0], rises):
        yield from _told(sentence, ratio, made)


def _comes_out(ratio: Amount, now: Told, base: Told, rises: bool) -> bool:
    """Whether the ratio follows from what the table has for a figure that is told wrong."""
    for n, b in ((now.other, base.amount.value), (now.amount.value, base.other), (now.other, base.other)):
        if n is not None and b:
            grown = (n / b * 100 - 100) * (1 if rises else -1)
            if abs(grown - ratio.value) <= LAST * Decimal(1).scaleb(-places(ratio.value)):
                return True
    return False


def _between(sentence: Sentence, first: Told, ratio: Amount) -> list[Amount]:
    if first.sentence is not sentence:
        return []
    return [a for a in sentence.amounts if first.amount.end <= a.start < ratio.start]


# --- completion -----------------------------------------------------------------------------------


def _completion(sentence: Sentence, ratio: Amount, before: Sequence[Told]) -> Iterator[Finding]:
    """完成预算 B 的 Z%, with A before it; or budget B, spending A, and then Z%."""
    pair = [one for one in before if one.sentence is sentence and one.role is not Role.CHANGE][-2:]
    if len(pair) < 2:
        return
    pair = [pair[0], _in(pair[1], pair[0].amount.unit)]
    words = sentence.flat[pair[1].amount.end : ratio.start]
    if any(a.unit == "%" for a in _between(sentence, pair[0], ratio)):
        return
    one, other = pair
    if words.strip() == "的" and re.search(
        r"预算(?:数|金额|安排)?(?:为|是|的)?\s*$", sentence.flat[: other.amount.start]
    ):
        spent, budget = one, other
    elif _DONE.search(words) and one.role is Role.BUDGET and other.role is Role.LEVEL:
        budget, spent = one, other
    else:
        return
    b, s = budget.amount, spent.amount
    if b.value <= 0:
        return
    low = (s.value - _half(s)) / (b.value + _half(b)) * 100
    high = (s.value + _half(s)) / max(b.value - _half(b), Decimal("1e-9")) * 100
    made = Made(s.value / b.value * 100, low, high, f"{s.value}÷{b.value}")
    if not _agrees(ratio, made):
        yield from _told(sentence, ratio, made, "completion")


# --- shares ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Share:
    """A part, what share of a whole it is said to be, and the whole's values where it is named."""

    part: Told
    ratio: Amount
    named: tuple[Decimal, ...]


def _shared(sentence: Sentence, ratio: Amount, before: Sequence[Told]) -> tuple[Told, str] | None:
    """The part of which 占 Z% is said right after it, and what it is said to be a part of."""
    if not before or before[-1].sentence is not sentence:
        return None
    match = _SHARE.match(sentence.flat[before[-1].amount.end : ratio.start])
    return (before[-1], match["whole"]) if match else None


def _shares(shares: Sequence[_Share], sections: dict[tuple[str, ...], list[Told]]) -> Iterator[Finding]:
    """X, 占 Z%: of a named whole; or several in a paragraph, where most agree on one whole."""
    telling = [share for share in shares if share.part.amount.value]
    for share in [s for s in telling if s.named]:
        made = [_share_of(share.part, whole) for whole in share.named]
        told = [one.amount.value for one in sections[share.part.sentence.path] if one.role is Role.LEVEL]
        others = [_share_of(share.part, w) for w in told if w >= share.part.amount.value]
        if not any(_agrees(share.ratio, m) for m in (*made, *others)):
            yield from _told(share.part.sentence, share.ratio, made[0], "share")
    telling = [share for share in telling if not share.named]
    if not telling:
        return
    first = telling[0].part
    section = [o for o in sections[first.sentence.path] if o.role is not Role.CHANGE]
    wholes = {one.amount.value for one in section if one.amount.unit == first.amount.unit}
    wholes |= {sum((share.part.amount.value for share in telling), Decimal(0))}
    most = max(share.part.amount.value for share in telling)
    counts = {w: sum(_fits(s.ratio, _share_of(s.part, w)) for s in telling) for w in wholes if w >= most}
    if not counts:
        return
    whole = max(counts, key=lambda w: (counts[w], -w))
    if len(telling) < SHARES:
        # One or two shares, in the section of their whole: the nearest is meant, if it is near.
        whole = min(counts, key=lambda w: abs(_share_of(first, w).value - telling[0].ratio.value))
        together = sum((s.part.amount.value for s in telling), Decimal(0))
        if len(telling) == 2 and any(_near(s.ratio, _share_of(s.part, together)) for s in telling):
            whole = together  # the two are all of it
        elif not all(_near(s.ratio, _share_of(s.part, whole)) for s in telling):
            return
    elif counts[whole] < AGREE * len(telling):
        return
    for share in telling:
        made_one = _share_of(share.part, whole)
        if not _agrees(share.ratio, made_one):
            yield from _told(share.part.sentence, share.ratio, made_one, "share")


def _righted(told: Told, right: Mapping[int, Decimal]) -> Told:
    value = right.get(id(told))
    return told if value is None else replace(told, other=value)


def _share_of(part: Told, whole: Decimal) -> Made:
    half = _half(part.amount)
    value = part.amount.value / whole * 100
    low, high = ((part.amount.value - half) / whole * 100, (part.amount.value + half) / whole * 100)
    return Made(value, low, high, f"{part.amount.value}÷{whole}")


def _in(told: Told, unit: str) -> Told:
    """What is told, in another unit of money."""
    value = convert(told.amount.value, told.amount.unit, unit)
    if told.amount.unit == unit or value is None:
        return told
    amount = told.amount
    return replace(told, amount=Amount(value.normalize() + 0, unit, amount.start, amount.end, amount.raw))


# --- judging --------------------------------------------------------------------------------------


def _half(amount: Amount) -> Decimal:
    return Decimal("0.5").scaleb(-places(amount.value)) if amount.value else Decimal(0)


def _agrees(ratio: Amount, made: Made) -> bool:
    """Whether the figures give the ratio: exactly, or (further than a last digit off) by their rounding."""
    step = Decimal(1).scaleb(-places(ratio.value))
    if quantised(made.value, places(ratio.value)) == ratio.value:
        return True
    allowed = made.low - step / 2 <= ratio.value <= made.high + step / 2
    return allowed and abs(made.value - ratio.value) > LAST * step


def _fits(ratio: Amount, made: Made) -> bool:
    return _agrees(ratio, made) or _near(ratio, made)


def _near(ratio: Amount, made: Made) -> bool:
    return abs(made.value - ratio.value) <= LAST * Decimal(1).scaleb(-places(ratio.value))


def _told(sentence: Sentence, ratio: Amount, made: Made, kind: str = "growth") -> Iterator[Finding]:
    right = f"{quantised(made.value, places(ratio.value) or 2)}%"
    start = max(sentence.flat.rfind(mark, 0, ratio.start) for mark in "。;；：:") + 1
    subject = sentence.text[start : ratio.start].strip()[-40:]
    near = _near(ratio, made)
    category, severity = (Category.PERCENTAGE, Severity.NOTE) if near else (Category.ERROR, Severity.ERROR)
    if not near and abs(made.value - ratio.value) < max(Decimal("0.5"), abs(made.value) / 100):
        category, severity = Category.PERCENTAGE, Severity.WARNING
    message = f"“{subject}”写作 {ratio.raw}，按 {made.formula} 应为 {right}。"
    against = Side(right, sentence.page, f"{made.formula} = {right}")
    yield Finding(
        kind, category, severity, subject, message, sentence.side(ratio), against, right, made.formula
    )
