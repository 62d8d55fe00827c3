"""The grammar of questions that compute: an operator, and the words of its operands.

A question is stripped of bodies, years and asking words, and cut at the operator's words and at what joins
the operands.  Several cuts may be possible; whoever looks the operands up takes the first that
holds.  The words stand in `vocabulary/computing.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from corpus.text import fold
from corpus.vocabulary import load
from service.frame import Operation
from service.understanding.reader import Reading
from service.understanding.words import longest_first, plain

_YEARS = re.compile(r"(?:19|20)\d\d年?度?(?:的)?")
_COUNTED = re.compile(
    r"(?:这|那|以上|上述)?[两二三四五六七八九十几2-9][大]?(?:项|者|笔|块|部分|类|个数|样|种)"
)
_OFFICES = re.compile(
    r"(?:这|那)?[两二三四五六七八九十几2-9]个?(?:家单位|家|单位|部门|机构|办公室|办|局|厅|委|处)|(?:家|个)?单位"
)
_NOTE = re.compile(r"[(（]([^()（）]{3,20})[)）]")
_TABLE = re.compile(r"^(?:在|按|根据|从|看)?([^,，]{2,24}?表)(?:里面|里|中|内|上|口径)?的?[,，]?(?=[^,，])")
_FORM = re.compile(r"(?:公开|附)(?:表)?\d{1,2}表?(?:里面|里|中|内|上)?的?")
_INSIDE = re.compile(r"里面?的?[,，]?|当中的?[,，]?|之?中的?[,，]?|其中的?[,，]?|内的?[,，]?|[,，]")
_LEAST = 2
_MOST_JOINS = 4


@dataclass(frozen=True, slots=True)
class Expression:
    """An operator over operands, each the words of a measure.  `ordered` tells that the first is
    to be taken against the second even where the second is more."""

    operation: Operation
    operands: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A question without bodies, years and table: `text`; `shared` names the table or form that it
    wants everything from."""

    text: str
    shared: str


@cache
def words(section: str, key: str = "words") -> tuple[str, ...]:
    """A list of the computing vocabulary, plain, longest first."""
    return longest_first(load("computing")[section][key])


@cache
def _any(section: str, key: str = "words") -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words(section, key))))


def skeleton_of(reading: Reading) -> Skeleton:
    """The question's skeleton."""
    names = 0
    for link in reading.links:
        names |= link.mask
    text = "".join(" " if names >> i & 1 else c for i, c in enumerate(reading.text))
    shared = ""
    for note in _NOTE.findall(fold(reading.frame.question)):
        inner = plain(note)
        if inner in text and re.search(r"表|口径|为准", inner):
            text = text.replace(inner, " ", 1)
            shared = re.sub(r"口径|为准|[以按]", "", inner)
    text = _OFFICES.sub(" ", _YEARS.sub(" ", text))
    if form := _FORM.search(text):
        shared = re.sub(r"里面?的?$|[中内上]的?$|的$", "", form.group())
        text = text[: form.start()] + " " + text[form.end() :]
    text = trimmed(text)
    if (table := _TABLE.match(text)) and len(text) > table.end() + 3:
        shared, text = table[1], text[table.end() :]
    return Skeleton(text, shared)


def trimmed(text: str) -> str:
    """Words without what only asks, and without particles at their ends."""
    for word in words("asking"):
        text = text.replace(word, " ")
    text = re.sub(r"\s+(?=[,，])|(?<=[,，])\s+", "", text).strip(" ,，。?？!！;；:：、")
    edges = words("asking", "edges")
    before = None
    while before != text:
        before = text
        for edge in edges:
            if len(text) > len(edge) + 1 and text.endswith(edge) and not text.endswith(_WHOLE_ENDS):
                text = text[: -len(edge)].strip(" ,，。?？、")
            if len(text) > len(edge) + 1 and text.startswith(edge) and not text.startswith(_WHOLE):
                text = text[len(edge) :].strip(" ,，。?？、")
    return re.sub(r"\s+", "", text)


# Beginnings and ends that look like particles and are none.
_WHOLE_ENDS = ("其中", "之和", "总和", "的和", "一共", "总共")
_WHOLE = (
    "同级",
    "用房",
    "用地",
    "用车",
    "用电",
    "用水",
    "为民",
    "有偿",
    "有价",
    "共同",
    "个人",
    "公用",
    "就业",
    "还本",
    "中央",
    "中小",
)


def splits(text: str) -> Iterator[tuple[str, ...]]:
    """`text` cut at the words that join, most cuts first; each part has two characters at least."""
    joints = [m for m in _any("join").finditer(text) if m.start() > 0 and m.end() < len(text)][:_MOST_JOINS]
    for size in range(len(joints), 0, -1):
        for chosen in combinations(joints, size):
            starts = [0, *(m.end() for m in chosen)]
            ends = [*(m.start() for m in chosen), len(text)]
            parts = tuple(trimmed(text[a:b]) for a, b in zip(starts, ends, strict=True))
            if all(len(p) >= _LEAST for p in parts):
                yield parts


def sums(text: str, strong_only: bool = False) -> Iterator[Expression]:
    """A和B一共, A与B之和, 把A、B加起来: what is added up."""
    cue = _any("sum", "strong").search(text) or (None if strong_only else _any("sum", "weak").search(text))
    if cue is None:
        return
    head, tail = text[: cue.start()], text[cue.end() :]
    head, tail = _COUNTED.sub("|", head), _COUNTED.sub("|", tail)
    body, _, after = head.partition("|")
    common = trimmed(after + tail)
    if not trimmed(body):
        body, common = tail, ""
    for parts in splits(trimmed(body)):
        yield Expression(Operation.SUM, tuple(p + common for p in parts) if common else parts)
        if common:
            yield Expression(Operation.SUM, parts)


def differences(text: str) -> Iterator[Expression]:
    """A减去B, A和B相差, A比B多多少, 还有多少A没有B."""
    if match := _any("less").search(text):
        tail = _cut(text[match.end() :])
        yield Expression(Operation.DIFFERENCE, (trimmed(text[: match.start()]), trimmed(tail)), ordered=True)
    for match in _any("against").finditer(text):
        one, other = trimmed(text[: match.start()]), _before_degree(text[match.end() :])
        if len(one) >= _LEAST and len(other) >= _LEAST:
            yield Expression(Operation.DIFFERENCE, (one, other), ordered=True)
    apart = _any("apart").search(text)
    head = _COUNTED.sub("", text[: apart.start()]) if apart else ""
    if apart:
        for parts in splits(trimmed(head)):
            if len(parts) == 2:
                yield Expression(Operation.DIFFERENCE, parts)
    yield from _left(text)


def _left(text: str) -> Iterator[Expression]:
    """还有多少A没有B: A less what was done of it."""
    verbs, undone = words("left", "verbs"), words("left", "undone")
    ends = re.search(rf"(?:{'|'.join(undone)})({'|'.join(verbs)})[了完掉]?$", text)
    lead = _any("left").search(text)
    if not ends or not lead or lead.end() > ends.start():
        return
    topic, noun = trimmed(text[: lead.start()]), trimmed(text[lead.end() : ends.start()])
    for what in dict.fromkeys((topic.removesuffix("项目"), topic)) if noun else ():
        yield Expression(Operation.DIFFERENCE, (what + noun, f"{what}实际{ends[1]}"), ordered=True)


def _cut(text: str) -> str:
    """The words up to the next comma."""
    return re.split(r"[,，;；]", text, maxsplit=1)[0]


def _before_degree(text: str) -> str:
    """The operand before the word of degree: B in 比B多多少."""
    degrees = (*words("degree", "more"), *words("degree", "less"), *words("kept", "over"), "差")
    match = re.search(rf"(?:{'|'.join(map(re.escape, degrees))})[^,，]*$", _cut(text))
    cut = _cut(text)[: match.start()] if match else _cut(text)
    return trimmed(re.sub(r"(?:要|还|更|会|是不是|是否|有没有)$", "", trimmed(cut)))


def shares(text: str) -> Iterator[Expression]:
    """A占B的比重, B里A占几成, A除以B, A是B的百分之几."""
    place = text.find("占")
    if place >= 0:
        left, right = text[:place], text[place + 1 :].removeprefix("了").removeprefix("到")
        whole = trimmed(_without_ratio(right))
        if left.endswith("所"):
            left = left[:-1]
        if len(whole) >= _LEAST:
            yield Expression(Operation.SHARE, (trimmed(left), whole))
            for cut in _INSIDE.finditer(left):
                if len(trimmed(left[cut.end() :])) >= _LEAST:
                    yield Expression(Operation.SHARE, (trimmed(left[cut.end() :]), whole))
        yield from _inside(left)
    elif match := re.search(r"在(.+?)(?:里面|里|当中|中)的?(?=比重|比例|份额)", text):
        yield Expression(Operation.SHARE, (trimmed(text[: match.start()]), trimmed(match[1])))
    for match in re.finditer(r"除以|是(?=.+的)|相当于", text):
        one, other = trimmed(text[: match.start()]), trimmed(_without_ratio(_cut(text[match.end() :])))
        if len(one) >= _LEAST and len(other) >= _LEAST:
            yield Expression(Operation.SHARE, (one, other))
    match = re.search(r"(.+?)(?:和|与|跟|同)(.+?)(?:的|之)?(?:比值|比例|之比)", text)
    if place < 0 and match:
        yield Expression(Operation.SHARE, (trimmed(match[1]), trimmed(match[2])))


def _inside(left: str) -> Iterator[Expression]:
    """B里A: A as a part of B."""
    for cut in _INSIDE.finditer(left):
        whole, part = trimmed(left[: cut.start()]), trimmed(left[cut.end() :])
        if len(whole) >= _LEAST and len(part) >= _LEAST:
            whole = whole.removeprefix("在")
            yield Expression(Operation.SHARE, (part + whole, whole))
            yield Expression(Operation.SHARE, (whole + part, whole))
            yield Expression(Operation.SHARE, (part, whole))
    match = re.match(r"(.+?)在(.+?)(?:里面|里|当中|中)(?:所|的)?$", left)
    if match:
        yield Expression(Operation.SHARE, (trimmed(match[1]), trimmed(match[2])))


def _without_ratio(text: str) -> str:
    pattern = r"(?:的|所占)?(?:" + "|".join(map(re.escape, words("over", "share"))) + r").*$"
    return re.sub(pattern, "", text)


def multiples(text: str) -> Iterator[Expression]:
    """A是B的几倍."""
    match = re.search(r"(.+?)(?:是|为|相当于)(.+?)的?(?:多少倍|几倍|倍)", text)
    if match:
        yield Expression(Operation.MULTIPLE, (trimmed(match[1]), trimmed(match[2])), ordered=True)


def asks_which(text: str) -> bool:
    """Whether things named are set against each other: 哪个金额大, 谁的得分高."""
    which, degrees = words("degree", "which"), (*words("degree", "more"), *words("degree", "less"))
    pattern = rf"(?:{'|'.join(map(re.escape, which))})[^,，]{{0,6}}?(?:{'|'.join(degrees)})$"
    return bool(re.search(pattern, text))


_APART = re.compile(r"比[^,，。？?]{2,}?(?:多|少|高|低|贵|大)[\u4e00-\u9fff]{0,3}?了?(?:多少|几|$)")


_COUNT = re.compile(r"(?:多少|几)(人次|批次|[分辆台套人次批场家户件项宗处名]|个(?!百分|人))")


def asks_apart(text: str) -> bool:
    """Whether it is asked by how much one thing is more than another: A比B多安排多少, 多几辆."""
    return bool(_APART.search(text))


def counted_in(text: str) -> str:
    """The unit that a question counts in (几辆), or an empty string."""
    found = _COUNT.search(text)
    return found[1] if found else ""


def compared(text: str) -> Iterator[Expression]:
    """A和B哪个多, A比B高吗: measures set side by side."""
    for match in re.finditer(r"比起|比", text):
        one, other = trimmed(text[: match.start()]), _before_degree(text[match.end() :])
        if len(one) >= _LEAST and len(other) >= _LEAST:
            yield Expression(Operation.COMPARISON, (one, other))
    which = re.search("|".join(map(re.escape, words("degree", "which"))), text)
    degree = re.search("|".join(map(re.escape, (*words("degree", "most"), *words("degree", "least")))), text)
    cuts = [m.start() for m in (which, degree) if m]
    body = _COUNTED.sub("", text[: min(cuts)]) if cuts else text
    body = re.sub(r"(?:高|多|大|少|低|小)?(?:还是)", "、", body)
    common = ""
    for parts in splits(trimmed(body)):
        yield Expression(Operation.COMPARISON, parts)
        if len(parts) > 2:
            *items, common = parts
            yield Expression(Operation.COMPARISON, tuple(i + common for i in items))
