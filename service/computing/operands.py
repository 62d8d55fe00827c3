"""The operands that a question names: its clauses as questions of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from corpus.vocabulary import load
from service.understanding.reader import Reading
from service.understanding.words import span_mask

_SHARE = re.compile(r"占")
_OF = re.compile(r"[里中内]的?[,，]?|当中|[,，]")
_EACH = re.compile(r"(?:平?均?每|平均)(?:一)?(人次|人|辆|台|个|家|次|批|场|件|户|位|名|项|套)|人均")
_AND = re.compile(r"和|与|跟|及|、|加上|减去?|[,，;；]|还是|比")

_DIFFERS = re.compile(
    r"相?差了?多少|相?差几|相差|之差|多多少|少多少|高多少|低多少|高出|多出|的差|分别是|各是|差额"
)

Read = Callable[[str], Reading]


def part_of(reading: Reading, start: int, end: int) -> Reading:
    """The reading with only the words from `start` to `end` to be explained."""
    return replace(reading, content=reading.content & span_mask(start, end))


def has_words(reading: Reading) -> bool:
    """Whether anything is left that names a measure."""
    return bool(reading.residue(0))


def share_parts(reading: Reading) -> list[tuple[Reading, Reading]]:
    """(part, whole) as the question may mean them, likeliest first."""
    text = reading.text
    bracket = text.rfind("占")
    found: list[tuple[Reading, Reading]] = []
    if bracket < 0:
        return found
    left, right = part_of(reading, 0, bracket), part_of(reading, bracket + 1, len(text))
    if has_words(right):
        found.append((left, right))
        for cut in _OF.finditer(text, 0, bracket):
            found.append((part_of(reading, cut.end(), bracket), right))
            found.append((replace(left, content=left.content | right.content), right))
    for cut in _OF.finditer(text, 0, bracket):
        whole, part = part_of(reading, 0, cut.start()), part_of(reading, cut.end(), bracket)
        if has_words(whole) and has_words(part):
            found += [(left, whole), (part, whole)]
    return found


def two_parts(reading: Reading) -> list[tuple[Reading, Reading]]:
    """Two operands named side by side (A和B差多少), each cut tried."""
    found = []
    for cut in _AND.finditer(reading.text):
        one, other = part_of(reading, 0, cut.start()), part_of(reading, cut.end(), len(reading.text))
        if has_words(one) and has_words(other):
            found.append((one, other))
    return found


def average_parts(reading: Reading, read: Read, owner: str) -> tuple[Reading, ...] | None:
    """(amount, count, another wording of the count) of an average: 平均每株树的养护费 is 养护费
    over 树多少株."""
    match = _EACH.search(reading.text)
    if not match:
        return None
    unit = match[1] or "人"
    before, behind = reading.text[: match.start()], reading.text[match.end() :]
    noun = re.split(r"的|花|用|要|是|支出|费", behind, maxsplit=1)[0]
    amount = (before + behind).replace("的", "")
    topic = "".join(metric.text for metric in reading.frame.metrics)
    counted = noun if len(noun) >= 2 else topic
    holding = load("finance")["holdings"].get(unit)
    counts = [f"{owner}{holding}是多少{unit}"] if holding else []
    return read(amount), *map(read, (*counts, f"{owner}{counted}有多少{unit}"))


_LISTED = re.compile(
    r"([\u4e00-\u9fff]{2,12}?)(?:[和、与及]([\u4e00-\u9fff]{2,12}?))+(?:各自|各|分别)[是为有花]?(?:多少|几)"
)


def each_of(text: str) -> tuple[str, ...]:
    """The questions that 苗木和农具各是多少 is made of; empty when nothing is listed so."""
    match = _LISTED.search(text)
    if not match:
        return ()
    end = re.search(r"(?:各自|各|分别)[是为有花]?(?:多少|几)", match.group())
    listed = match.group()[: end.start()] if end else ""
    lead = re.split(r"其中|里面|[,，里中]", text[: match.start()] + listed)
    items = re.split(r"[和、与及]", lead[-1])
    before = "".join(lead[:-1])
    return tuple(f"{before}{item}是多少" for item in items if item)


def pairs_of(reading: Reading) -> list[tuple[str, str]]:
    """The words of two measures named side by side, each cut tried: A和B差多少."""
    names = 0
    for link in reading.links:
        names |= link.mask
    text = "".join(" " if names >> i & 1 else c for i, c in enumerate(reading.text))
    text = re.sub(r"(?:19|20)\d\d年?度?", "", _DIFFERS.split(text, maxsplit=1)[0]).strip(" ,，的")
    found = []
    for cut in _AND.finditer(text):
        one, other = text[: cut.start()].strip(" 的"), text[cut.end() :].strip(" 的")
        if len(one) >= 2 and len(other) >= 2:
            found.append((one, other))
    return found


_QUANTITY = re.compile(r"(?:多少|(?<!哪)几)[^,，。?？;；]{0,4}")
_TOTALS = re.compile(r"总计|合计|总数|一共|总共")


def asked_apart(reading: Reading, owner: str) -> list[tuple[str, ...]]:
    """The questions of one that asks several quantities, each in the wordings it may be short for:
    with what came before it, and by itself.  Empty when one quantity alone is asked."""
    names = 0
    for link in reading.links:
        names |= link.mask
    text = "".join(c for i, c in enumerate(reading.text) if not names >> i & 1)
    text = re.sub(r"(?:19|20)\d\d年?度?", "", text)
    ends = [m.end() for m in _QUANTITY.finditer(text)]
    if len(ends) < 2:
        return []
    pieces = [text[a:b].strip(" ,，。?？") for a, b in zip([0, *ends], ends, strict=False)]
    context = _TOTALS.sub("", _QUANTITY.sub("", pieces[0]))
    found: list[tuple[str, ...]] = [(f"{owner}{pieces[0]}",)]
    for piece in pieces[1:]:
        found.append((f"{owner}{context}{piece}", f"{owner}{piece}"))
    return found


_BRACKETED = re.compile(r"[(（]([^()（）]{2,20}?)占([^()（）]{2,20}?)[)）]")


def spelled_share(question: str, owner: str) -> tuple[str, str] | None:
    """The two questions of a ratio that is spelled out in brackets: 成活率（成活占栽种）."""
    match = _BRACKETED.search(question)
    if not match:
        return None
    before = re.sub(r"[\u4e00-\u9fff]{2,3}率", "", question[: match.start()])
    return f"{before}{match[1]}是多少", f"{before}{match[2]}是多少"
