"""Questions that ask several quantities, or spell a ratio out: their parts as questions of their own."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.vocabulary import load
from service.understanding.reader import Reading

Read = Callable[[str], Reading]


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


_QUANTITY = re.compile(r"(?:多少|(?<!哪)几)(?:[^,，。?？;；多几]{0,12}(?=[,，。?？;；])|[^,，。?？;；]{0,4})")
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
        alone = (f"{owner}{piece}",) if _names(piece) else ()  # 执行率多少: of what was named before
        found.append((f"{owner}{context}{piece}", *alone))
    return found


def _names(piece: str) -> bool:
    """Whether a piece names a thing of its own beside the kind of number that it asks for."""
    words = load("counting")
    kinds = {*words["role"]["completion"], *words["role"]["score"], *words["role"]["full_score"]}
    rest = _QUANTITY.sub("", piece)
    for word in sorted({*kinds, *_BARE}, key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(rest) >= _LEAST


_BARE = ("一共", "总共", "花了", "用了", "支付", "实际", "资金", "金额", *"钱花用得了的是有共")
_LEAST = 2
_BRACKETED = re.compile(r"[(（]([^()（）]{2,20}?)占([^()（）]{2,20}?)[)）]")


def spelled_share(question: str, owner: str) -> tuple[str, str] | None:
    """The two questions of a ratio that is spelled out in brackets: 成活率（成活占栽种）."""
    match = _BRACKETED.search(question)
    if not match:
        return None
    before = re.sub(r"[\u4e00-\u9fff]{2,3}率", "", question[: match.start()])
    return f"{before}{match[1]}是多少", f"{before}{match[2]}是多少"
