"""Wholes told in the text with all their parts, counts of listed things, and scores that add up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.amounts import Amount, format_amount, places, quantised
from corpus.findings import Category, Finding, Side
from corpus.report import Severity
from corpus.text import fold
from corpus.vocabulary import load
from ingest.checks.families import Family, families
from ingest.checks.figures import ZERO, Apart, Exact, apart, exact, significant
from ingest.checks.named import Reader
from ingest.checks.spoken import Role, Sentence, Told, changed, direction

REACH = 24  # figures after a whole in which its parts are looked for


def list_findings(told: Sequence[Told], sentences: Sequence[Sentence], reader: Reader) -> Iterator[Finding]:
    """Wholes that are not the sum of the parts told with them."""
    yield from _families(told, reader)
    for sentence in sentences:
        if sentence.amounts:
            yield from _of_which(sentence)
            yield from _listed(sentence)
    yield from _other_units(told)


def _other_units(told: Sequence[Told]) -> Iterator[Finding]:
    """The same digits in 元 here and in 万元 there."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if len(significant(one.amount.value)) >= UNIT_DIGITS:
            groups[format(one.amount.value.normalize(), "f")].append(one)
    for same in groups.values():
        units = [one.amount.unit for one in same]
        usual = max(dict.fromkeys(units), key=units.count)
        for one in same:
            if one.amount.unit != usual:
                other = same[units.index(usual)]
                there = f"第{other.sentence.page}页写作 {other.amount.raw}"
                yield Finding(
                    "unit", Category.ERROR, Severity.ERROR, one.words or one.amount.raw,
                    f"正文写作 {one.amount.raw}，{there}，单位不一致。",
                    one.side, other.side, other.amount.raw,
                )  # fmt: skip


UNIT_DIGITS = 4  # digits that are hardly the same by chance


# --- families -------------------------------------------------------------------------------------


def _families(told: Sequence[Told], reader: Reader) -> Iterator[Finding]:
    names = [_core(one, reader) for one in told]
    for family in families():
        at = 0
        while at < len(told):
            if names[at] in family.whole and told[at].role is not Role.PRIOR:
                parts = _parts_after(told, names, at, family)
                if parts is not None:
                    yield from _sum(told[at], parts)
            at += 1


def _core(told: Told, reader: Reader) -> str:
    words = told.words
    if told.role is Role.CHANGE:
        words = re.sub(
            rf"(?:(?:比|较|与)[^,。;]{{1,12}})?{changed(told.sentence, told.amount)}(?:额|了|为)?$", "", words
        )
    words = re.sub(r"(?:政府)?采购(?=货物|工程|服务)|(?<=货物|工程|服务)采购", "", words)
    name = reader.read(words)
    return name.core if name else ""


def _parts_after(told: Sequence[Told], names: Sequence[str], at: int, family: Family) -> list[Told] | None:
    whole = told[at]
    found: dict[int, Told] = {}
    for index in range(at + 1, min(at + REACH, len(told))):
        one = told[index]
        if one.sentence.path[:2] != whole.sentence.path[:2] or (names[index] in family.whole and not found):
            return None
        if one.role is not whole.role:
            continue
        for number, part in enumerate(family.parts):
            if names[index] in part and number not in found:
                found[number] = one
        if len(found) == len(family.parts):
            return [found[number] for number in sorted(found)]
        if names[index] in family.whole:
            return None
    return None


def _sum(whole: Told, parts: Sequence[Told]) -> Iterator[Finding]:
    signs = [_sign(one) for one in (whole, *parts)]
    figures = [exact(one.amount.value, one.amount.unit) for one in (whole, *parts)]
    scale = exact(Decimal(1), whole.amount.unit).value
    base = sum((s * f.value for s, f in zip(signs[1:], figures[1:], strict=True)), ZERO)
    step = max((f.step for f in figures[1:]), default=ZERO)
    how = apart(Exact(signs[0] * figures[0].value, figures[0].step), Exact(base, step), 2)
    if how is Apart.SAME:
        return
    decimals = max(places(one.amount.value) for one in (whole, *parts))
    made = quantised(base / scale, decimals)
    signed = whole.role is Role.CHANGE
    units = {one.amount.unit for one in (whole, *parts)}
    printed = [
        p.amount.value if len(units) == 1 else round(f.value / scale, 6).normalize() + 0
        for p, f in zip(parts, figures[1:], strict=True)
    ]
    formula = " ".join(f"{s * value:+f}" for s, value in zip(signs[1:], printed, strict=True))
    expected = format_amount(abs(made), whole.amount.unit)
    rounding = how is Apart.ROUNDED
    result = f"{formula} = {made:+f}" if signed else f"{formula.lstrip('+').replace(' +', '＋')} = {made}"
    yield Finding(
        "sum",
        Category.ROUNDING if rounding else Category.ERROR,
        Severity.NOTE if rounding else Severity.ERROR,
        f"{whole.words}{'增减额' if signed else ''}",
        f"正文写作 {whole.amount.raw}，其各项之和 {result}{whole.amount.unit}。",
        whole.side, Side(expected, parts[0].sentence.page, result), expected, formula,
        tuple(part.side for part in parts),
    )  # fmt: skip


def _sign(told: Told) -> int:
    return -1 if told.role is Role.CHANGE and changed(told.sentence, told.amount) in direction("down") else 1


# --- 其中 in one sentence -------------------------------------------------------------------------

_OF_WHICH = re.compile(r"其中|包括|分别为|分为")
_OTHER = re.compile(r"(?:其他|其它)[^,。;:、\d]{0,10}$")


def _of_which(sentence: Sentence) -> Iterator[Finding]:
    """T, 其中 a, b, c: the parts come to the whole where one of them is 其他, or where the sum and the
    whole differ by a slip."""
    start = _OF_WHICH.search(sentence.flat)
    if start is None:
        return
    before = [a for a in sentence.amounts if a.end <= start.start() and a.unit not in ("%", "")]
    if not before:
        return
    whole = before[-1]
    parts: list[Amount] = []
    for amount in sentence.amounts:
        if amount.start < start.end() or amount.unit == "%":
            continue
        between = sentence.flat[(parts[-1].end if parts else start.end()) : amount.start]
        if amount.unit != whole.unit or re.search(r"[。;]|其中|增|减|比|占", between):
            break
        parts.append(amount)
    named = any(_OTHER.search(sentence.flat[start.end() : part.start]) for part in parts)
    complete = (named and len(parts) > 2) or _is_of_kinds(sentence, whole, parts)
    made = sum((part.value for part in parts), Decimal(0))
    if not parts or made == whole.value or (len(parts) < 2 and not complete):
        return
    near = (
        _is_decimal(whole) and apart(exact(made, whole.unit), exact(whole.value, whole.unit)) is Apart.ROUNDED
    )
    if near or complete or (_is_decimal(whole) and _is_slip(made, whole.value)):
        yield _part_sum(sentence, whole, parts, made, near, complete)


def _is_of_kinds(sentence: Sentence, whole: Amount, parts: Sequence[Amount]) -> bool:
    """Whether the parts are the kinds that such a whole has, each told by its name."""
    for entry in load("checks")["kinds"]:
        named = sentence.flat[: whole.start].endswith(tuple(map(fold, entry["whole"])))
        if whole.unit == entry["unit"] and named and parts:
            before = [re.sub(r"\([^()]*\)$", "", sentence.flat[: part.start].strip()) for part in parts]
            return all(text.endswith(tuple(map(fold, entry["kinds"]))) for text in before)
    return False


def _is_decimal(amount: Amount) -> bool:
    return "." in amount.raw


def _is_slip(one: Decimal, other: Decimal) -> bool:
    a, b = significant(one), significant(other)
    if min(len(a.rstrip("0")), len(b.rstrip("0"))) < UNIT_DIGITS:
        return False
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _part_sum(
    sentence: Sentence, whole: Amount, parts: Sequence[Amount], made: Decimal, near: bool, complete: bool
) -> Finding:
    formula = "＋".join(str(part.value) for part in parts)
    expected = format_amount(made, whole.unit)
    return Finding(
        "sum",
        Category.ROUNDING if near else Category.ERROR,
        Severity.NOTE if near else Severity.ERROR if complete else Severity.WARNING,
        sentence.text[max(0, whole.start - 20) : whole.start],
        f"正文写作 {whole.raw}，其中各项之和 {formula} = {expected}。",
        sentence.side(whole), Side(expected, sentence.page, f"{formula} = {made}"), expected, formula,
    )  # fmt: skip


# --- listed things --------------------------------------------------------------------------------

_LISTED = re.compile(
    r"(?P<count>\d+)个(?P<what>[^,。;:、\d]{1,12})[,]?(?:分别是|分别为|包括|具体为|具体包括|即)[:]?(?P<list>[^。;:]{4,})[。]?$"
)


def _listed(sentence: Sentence) -> Iterator[Finding]:
    """六个单位，分别是：A、B、C: as many as are counted."""
    match = _LISTED.search(sentence.flat)
    if match is None or "等" in match["list"] or re.search(r"\d", match["list"]):
        return
    text = re.sub(r"\([^)]*\)", "", match["list"])
    things = [part for part in re.split(r"[、,]", text) if part.strip()]
    count = int(match["count"])
    joined = sum(part.count("和") + part.count("及") + part.count("与") for part in things)
    if len(things) >= 2 and not len(things) <= count <= len(things) + joined:
        said = f"{count}个{match['what']}"
        side = Side(said, sentence.page, sentence.text)
        yield Finding(
            "count", Category.ERROR, Severity.WARNING, match["what"],
            f"正文写作“{said}”，其后列出 {len(things)} 个。", side,
            Side(str(len(things)), sentence.page, match["list"]), str(len(things)),
        )  # fmt: skip


# --- scores ---------------------------------------------------------------------------------------

_SCORE = re.compile(r"(?P<what>自评得分|指标分值|自评|得分)(?:为|是)?(?P<value>\d+(?:\.\d+)?)分")


def score_findings(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """得分 of a section, and of the sections under it."""
    scores: dict[str, dict[tuple[str, ...], tuple[Decimal, Sentence, str]]] = defaultdict(dict)
    for sentence in sentences:
        if "分" not in sentence.flat:
            continue
        for match in _SCORE.finditer(sentence.flat):
            what = "分值" if "分值" in match["what"] else "得分"
            raw = sentence.text[match.start() : match.end()]
            scores[what].setdefault(sentence.path, (Decimal(match["value"]), sentence, raw))
    for what, by_path in scores.items():
        for path, (value, sentence, raw) in by_path.items():
            below = [v for other, (v, _, _) in by_path.items() if other[:-1] == path]
            titled = {s.path for s in sentences if s.path[:-1] == path}
            if len(below) > 1 and len(below) == len(titled) and sum(below) != value:
                expected = str(sum(below))
                yield Finding(
                    "score", Category.ERROR, Severity.ERROR, f"{path[-1] if path else ''} {what}",
                    f"正文写作“{raw}”，下级各项{what}之和为 {expected} 分。",
                    Side(raw, sentence.page, sentence.text),
                    Side(expected, sentence.page, f"{'＋'.join(map(str, below))} = {expected}"), expected,
                )  # fmt: skip
