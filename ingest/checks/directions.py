"""Directions that figures contradict: reasons for a rise that was a fall, and relations to the budget."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.amounts import Amount
from corpus.findings import Category, Finding, Side
from corpus.report import Severity
from ingest.checks.figures import item_of
from ingest.checks.spoken import Role, Sentence, Told, changed, direction, verbs


def direction_findings(told: Sequence[Told], sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Reasons and relations that say the opposite of the figures."""
    yield from _reasons(told, sentences)
    yield from _relations(told, sentences)


# --- reasons --------------------------------------------------------------------------------------


@cache
def _reason() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<subject>[^,。;:]{{2,30}}?)(?:比[^,。;:]{{2,10}})?(?P<verb>{verbs()})的?(?:主要)?(?:原因|情况)"
    )


def _reasons(told: Sequence[Told], sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """X 增加的主要原因, where the figures say that X fell."""
    by_section: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for one in told:
        if one.role is Role.CHANGE and one.amount.value:
            by_section[one.sentence.path].append(one)
    up = direction("up")
    for sentence in sentences:
        if "原因" not in sentence.flat and "情况" not in sentence.flat:
            continue
        for match in _reason().finditer(sentence.flat):
            subject = _subject(match["subject"])
            changes = [c for c in by_section[sentence.path] if _is_of(c, subject)]
            ways = {(changed(c.sentence, c.amount) in up) for c in changes}
            if len(ways) == 1 and (match["verb"] in up) not in ways:
                said = sentence.text[match.start() : match.end()]
                side = Side(said, sentence.page, sentence.text)
                told_ = changes[0]
                yield Finding(
                    "direction", Category.ERROR, Severity.ERROR, said,
                    f"说明写作“{said}”，而第{told_.sentence.page}页所写变动方向相反（{told_.sentence.text[-40:]}）。",
                    side, told_.side, changed(told_.sentence, told_.amount) or "",
                )  # fmt: skip


def _subject(words: str) -> str:
    words = re.sub(r"^(?:\d{4}年度?)+", "", words.strip())
    return re.sub(r"(?:支出决算|决算|支出|收入)+(?:数)?$", "", words)


def _is_of(change: Told, subject: str) -> bool:
    if len(subject) < 3:
        return False
    before = change.sentence.flat[: change.amount.start]
    clause = re.split(r"[。;:]", before)[-1]
    return item_of(subject) in item_of(clause) or subject in clause


# --- relations ------------------------------------------------------------------------------------


@cache
def _relation() -> re.Pattern[str]:
    words = {name: "|".join(direction(name)) for name in ("above", "below", "same")}
    return re.compile(
        rf"决算(?:数)?(?:(?:比|同|与|和)(?:年初)?预算(?:数)?)?(?:(?P<above>{words['above']})"
        rf"|(?P<below>{words['below']})|(?P<same>{words['same']}))(?:年初)?(?:预算)?"
    )


def _relations(told: Sequence[Told], sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """决算数大于预算数, where the figures or the completion say otherwise."""
    by_paragraph: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        by_paragraph[one.sentence.paragraph].append(one)
    ratios: dict[int, list[tuple[Sentence, Amount]]] = defaultdict(list)
    for sentence in sentences:
        for amount in sentence.amounts:
            if amount.unit == "%" and re.search(r"完成[^,。;]{0,14}预算", sentence.flat[: amount.start]):
                ratios[sentence.paragraph].append((sentence, amount))
    for sentence in sentences:
        match = _relation().search(sentence.flat) if "决算" in sentence.flat else None
        if match is None or "预算" not in sentence.flat:
            continue
        at = sentence.paragraph
        near = next(
            (p for p in range(at, max(-1, at - 3), -1) if ratios.get(p) or _pair(by_paragraph.get(p))), None
        )
        if near is None:
            continue
        pair = _pair(by_paragraph.get(near))
        sign = _sign_of(pair, ratios.get(near))
        said = 1 if match["above"] else -1 if match["below"] else 0
        if sign is not None and sign != said:
            text = sentence.text[match.start() : match.end()]
            side = Side(text, sentence.page, sentence.text)
            other = pair[1].side if pair else ratios[near][0][0].side(ratios[near][0][1])
            word = {1: "大于预算", -1: "小于预算", 0: "与预算持平"}[sign]
            yield Finding(
                "direction", Category.ERROR, Severity.ERROR, text,
                f"正文写作“{text}”，按所列数字决算{word}。", side, other, word,
            )  # fmt: skip


def _pair(told: Sequence[Told] | None) -> tuple[Told, Told] | None:
    """The first budget and figure told together."""
    for one, other in zip(told or (), (told or ())[1:], strict=False):
        if one.sentence is other.sentence and {one.role, other.role} == {Role.BUDGET, Role.LEVEL}:
            return (one, other) if one.role is Role.BUDGET else (other, one)
    return None


def _sign_of(pair: tuple[Told, Told] | None, ratios: Sequence[tuple[Sentence, Amount]] | None) -> int | None:
    if pair is not None:
        budget, level = (one.amount.value for one in pair)
        return (level > budget) - (level < budget)
    if ratios:
        value = ratios[0][1].value
        return (value > 100) - (value < 100)
    return None
