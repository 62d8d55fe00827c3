"""Growth, completion and shares in words, against the figures beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.amounts import Amount, places, quantised
from corpus.report import Disagreement
from ingest.checks.spoken import Sentence

NEAR = 2  # units of the last place: so near, a base found elsewhere in the section is the one meant
SHARES, AGREE = 3, 0.6  # so many shares in a paragraph, and so much of them agreed on one whole

_UP = ("增加", "增长", "上升", "提高", "增幅", "上涨")
_DOWN = ("减少", "下降", "降低", "降幅", "减幅", "节约")
_VERBS = "|".join((*_UP, *_DOWN))
_CHANGED = re.compile(rf"(?P<verb>{_VERBS})(?:额|了|为)?\s*$")
_GROWN = re.compile(rf"^\s*[,、;(]?\s*(?:同比|比上年|较上年)?(?:{_VERBS})(?:\([^)]*\)|率|幅度|了|为)*\s*$")
_WORDS = "[^,。;]"  # of one clause, punctuation folded
_DONE = re.compile(rf"(?:完成|占){_WORDS}{{0,14}}预算{_WORDS}{{0,6}}$|预算(?:执行率|完成率){_WORDS}{{0,4}}$")
_BUDGET = re.compile(r"预算(?:数|金额|安排)?(?:为|是|的)?\s*$")
_SHARE = re.compile(rf"^\s*[,(]\s*占{_WORDS}{{0,20}}?的?\s*$")


def ratio_disagreements(sentences: Sequence[Sentence]) -> Iterator[Disagreement]:
    """Ratios that their own figures contradict."""
    sections: dict[tuple[str, ...], list[Amount]] = defaultdict(list)
    paragraphs: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        yield from _growth(sentence, sections[sentence.path])
        yield from _completion(sentence)
        sections[sentence.path] += [a for a in sentence.money() if not _changed(sentence, a)]
        paragraphs[sentence.paragraph].append(sentence)
    for told in paragraphs.values():
        yield from _shares(told, sections[told[0].path])


def _changed(sentence: Sentence, amount: Amount) -> str | None:
    match = _CHANGED.search(sentence.flat[: amount.start])
    return match["verb"] if match else None


def _ratios(sentence: Sentence) -> list[Amount]:
    return [a for a in sentence.amounts if a.unit == "%"]


def _growth(sentence: Sentence, section: Sequence[Amount]) -> Iterator[Disagreement]:
    """增加 Y, 增长 Z%: Z must be Y over what there was before."""
    money = sentence.money()
    for ratio in _ratios(sentence):
        change = next((a for a in reversed(money) if a.end <= ratio.start), None)
        verb = _changed(sentence, change) if change else None
        if change is None or verb is None or not _GROWN.match(sentence.flat[change.end : ratio.start]):
            continue
        own = [
            a
            for a in money
            if a.end <= change.start and not _changed(sentence, a) and not _is_budget(sentence, a)
        ]
        made = {_grown(now.value, change.value, verb): now for now in reversed(own[-1:])}
        others = {_grown(a.value, change.value, verb): a for a in (*section, *own) if a.unit == change.unit}
        if _agrees(ratio, [*made, *others]):
            continue
        near = [g for g in others if g is not None and _is_near(ratio, g)]
        chosen = next(iter(made), None) if own else next(iter(near), None)
        now = made.get(chosen) or others.get(chosen)
        if chosen is not None and now is not None:
            was = f"{now.value}{'−' if verb in _UP else '＋'}{change.value}"
            yield _disagreement(sentence, ratio, chosen, f"{change.value}÷({was})")


def _grown(now: Decimal, change: Decimal, verb: str) -> Decimal | None:
    before = now - change if verb in _UP else now + change
    return change / before * 100 if before > 0 else None


def _is_budget(sentence: Sentence, amount: Amount) -> bool:
    return _BUDGET.search(sentence.flat[: amount.start]) is not None


def _completion(sentence: Sentence) -> Iterator[Disagreement]:
    """完成预算 B 的 Z%, with A before it; or budget B, spending A, and then Z%."""
    money = sentence.money()
    for ratio in _ratios(sentence):
        before = [a for a in money if a.end <= ratio.start][-2:]
        if len(before) < 2 or any(_changed(sentence, a) for a in before):
            continue
        words = sentence.flat[before[1].end : ratio.start]
        if words.strip() == "的" and _BUDGET.search(sentence.flat[: before[1].start]):
            spent, budget = before
        elif _DONE.search(words) and _is_budget(sentence, before[0]) and not _is_budget(sentence, before[1]):
            budget, spent = before
        else:
            continue
        if budget.value == 0 or budget.unit != spent.unit or _other_ratio_between(sentence, before[0], ratio):
            continue
        made = spent.value / budget.value * 100
        if not _agrees(ratio, [made]):
            yield _disagreement(sentence, ratio, made, f"{spent.value}÷{budget.value}")


def _other_ratio_between(sentence: Sentence, first: Amount, ratio: Amount) -> bool:
    return any(first.end <= a.start < ratio.start for a in _ratios(sentence))


def _shares(told: Sequence[Sentence], section: Sequence[Amount]) -> Iterator[Disagreement]:
    """X, 占 Z%, several times in a paragraph: most agree on one whole, the rest do not."""
    shares: list[tuple[Sentence, Amount, Amount]] = []
    for sentence in told:
        for part, ratio in zip(sentence.amounts, sentence.amounts[1:], strict=False):
            between = _SHARE.match(sentence.flat[part.end : ratio.start])
            if ratio.unit == "%" and part.unit.endswith("元") and between:
                shares.append((sentence, part, ratio))
    if len(shares) < SHARES:
        return
    wholes = {a.value for a in section} | {sum((p.value for _, p, _ in shares), Decimal(0))}
    wholes = {w for w in wholes if w > 0 and w >= max(p.value for _, p, _ in shares)}
    if not wholes:
        return
    telling = [s for s in shares if s[1].value != 0]
    counts = {w: sum(_agrees(z, [p.value / w * 100]) for _, p, z in telling) for w in wholes}
    whole = max(counts, key=lambda w: (counts[w], -w))
    if len(telling) < SHARES or counts[whole] < AGREE * len(telling):
        return
    for sentence, part, ratio in telling:
        made = part.value / whole * 100
        if not _agrees(ratio, [made]):
            yield _disagreement(sentence, ratio, made, f"{part.value}÷{whole}")


def _agrees(ratio: Amount, made: Sequence[Decimal | None]) -> bool:
    return any(m is not None and quantised(m, places(ratio.value)) == ratio.value for m in made)


def _is_near(ratio: Amount, made: Decimal) -> bool:
    step = Decimal(1).scaleb(-places(ratio.value))
    return abs(made - ratio.value) <= NEAR * step


def _disagreement(sentence: Sentence, ratio: Amount, made: Decimal, formula: str) -> Disagreement:
    right = quantised(made, places(ratio.value) or 2)
    start = max(sentence.flat.rfind(mark, 0, ratio.start) for mark in "。;；：:") + 1
    return Disagreement(
        kind="percentage",
        subject=sentence.text[start : ratio.start].strip()[-40:],
        stated=ratio.raw,
        stated_page=sentence.page,
        stated_quote=sentence.text,
        against=f"{right}%",
        against_page=sentence.page,
        against_quote=f"{formula} = {right}%",
    )
