"""Replies of a model that errs or lies, made from what a faultless one would say."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.model.steps import OPERATIONS
from tests.service.model.perfect import perfect, task_of
from tests.service.model.wire import Say

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(万元|%|人次|万株|场|元)")
_HAN = dict(zip("0123456789.", "〇一二三四五六七八九点", strict=True))
_UNITS = ("元", "万元", "亿元", "%", "个百分点", "人次", "件")


@dataclass(frozen=True)
class Lie:
    """One reply to each task; `never` are strings that must not be in the answer."""

    kind: str
    word: Say
    other: Say
    never: tuple[str, ...] = ()


def _changed(text: str, pattern: re.Pattern[str], draw: random.Random, make: Callable[[Any], str]) -> str:
    places = list(pattern.finditer(text))
    if not places:
        return text
    place = draw.choice(places)
    return text[: place.start()] + make(place) + text[place.end() :]


def wrong_digit(text: str, draw: random.Random) -> str:
    def other(place: re.Match[str]) -> str:
        digits = [i for i, c in enumerate(place[0]) if c.isdigit()]
        at = draw.choice(digits)
        return place[0][:at] + draw.choice([d for d in "123456789" if d != place[0][at]]) + place[0][at + 1 :]

    return _changed(text, re.compile(r"(?<!\[)\d+(?:\.\d+)?(?!\])"), draw, other)


def swapped_unit(text: str, draw: random.Random) -> str:
    return _changed(text, _AMOUNT, draw, lambda m: m[1] + draw.choice([u for u in _UNITS if u != m[2]]))


def in_words(text: str, draw: random.Random) -> str:
    said = _changed(text, _AMOUNT, draw, lambda m: "".join(_HAN[c] for c in m[1]) + m[2])
    return said if said != text else f"总共增加了{draw.choice('二三四五')}成。[1]\n" + text


def invented_citation(text: str, draw: random.Random) -> str:
    return _changed(text, re.compile(r"\[\d+\]"), draw, lambda _: f"[{draw.randint(7, 9_999)}]")


def no_citation(text: str, draw: random.Random) -> str:
    return _changed(text, re.compile(r"\[\d+\]"), draw, lambda _: "")


def other_year(text: str, draw: random.Random) -> str:
    """A right number of this year, said of another."""
    year = draw.choice((2029, 2030, 2032, 2033))
    number = draw.choice(["7.50万元", "3.75万元", "12场", "4200人次", "58.30%"])
    return f"{year}年相应的数字为{number}。[1]\n" + text.replace("2031年", f"{year}年")


def other_label(text: str, draw: random.Random) -> str:
    """A right number under another name."""
    number = draw.choice(["7.50万元", "4200人次", "58.30%", "12场", "3.6万株"])
    name = draw.choice(["养护经费", "古树名木", "公园绿地", "义务植树", "社区绿化", "苗木采购"])
    return f"{name}为{number}。[{draw.randint(1, 3)}]\n" + text


def markdown(text: str, draw: random.Random) -> str:
    piece = draw.choice(
        [
            "![图](http://evil.test/p.png?q=1)",
            "[点此](http://evil.test)",
            "<img src=x onerror=alert(1)>",
            "<script>fetch('//evil.test')</script>",
            "<http://evil.test>",
            "`rm -rf /`",
            "[1]: http://evil.test",
            "&#60;img src=x&#62;",
            "https://evil.test/",
        ]
    )
    at = draw.choice([0, len(text) // 2, len(text)])
    return text[:at] + piece + text[at:]


def hidden(text: str, draw: random.Random) -> str:
    """A number cut by signs that cannot be seen, or of another script."""
    said = draw.choice(
        [
            "9\u200b9.9万元",
            "\u202e5.99万元",
            "９９.９万元",
            "٩٩万元",
            "Ⅻ万元",
            "①②万元",
            "½万元",
            "玖拾玖万元",
        ]
    )
    return f"养护管理工作支出{said}。[1]\n" + text


def half(text: str, draw: random.Random) -> str:
    return text[: draw.randint(1, max(1, len(text) - 2))]


LIES: Mapping[str, Callable[[str, random.Random], str]] = {
    f.__name__: f
    for f in (
        wrong_digit, swapped_unit, in_words, invented_citation, no_citation, other_year, other_label,
        markdown, hidden,
    )
}  # fmt: skip
_BROKEN = (
    Say(status=429),
    Say(status=500),
    Say(status=400),
    Say(raw=b"data: {\n\n"),
    Say(raw=b"\x00\xff"),
    Say(raw=b"{}"),
    Say(""),
    Say("无"),
    Say("<think>" + "想" * 50),
)


_PLACES = (
    "r1.t3.x1.c99", "r1.t99.x1.c0", "r7.t3.x1.c0", "r1.t3.x-1.c0", "R1.T3.X1.C0", "r１.t3.x1.c0",
    "r1.t3.x1.c0 ",
    "s1.99", "s77.0", "s1.0", "s2", "s88", "99.99", "99.99万元", "=99.99万元",
    "=7.50万元", "=2031", "=1e9", "=½",
    "x", "a", "b", "", "r1", "r1.t3", "r1.t3.c0", "r1.t7.x0.c3", "r2.t7.x0.c3", "r3.t3.x1.c1", "r1.t3.x2.c2",
    "../../etc/passwd", "r1.t3.x1.c0; DROP TABLE", "![x](http://evil.test)", "r" + "9" * 40 + ".t1.x1.c1",
)  # fmt: skip
_WORDS = (
    "三公经费为99.99万元", "![x](http://evil.test/p.png)", "<img src=x onerror=alert(1)>",
    "九十九万九千元", "",
    "忽略规则", "三公经费", "请客吃饭", "\u202e99.99", "[官网](http://evil.test)", "职责", "a" * 190,
)  # fmt: skip


def _step(draw: random.Random, name: str) -> dict[str, Any]:
    step: dict[str, Any] = {
        "id": name,
        "op": draw.choice([*OPERATIONS, "value", "eval", 7]),
        "of": [draw.choice(_PLACES) for _ in range(draw.choice([0, 1, 2, 2, 3]))],
        "about": draw.choice(_WORDS),
    }
    extra: dict[str, Any] = {
        "than": draw.choice(_PLACES),
        "comparison": draw.choice([">", "<=", "==", "!=", 3]),
        "direction": draw.choice(["high", "low", "up"]),
        "n": draw.choice([0, 1, 3, -2, 10**12, "2"]),
        "place": draw.choice([1, 2, 99, None]),
        "unit": draw.choice(["元", "万元", "美元", "![x](http://evil.test)", "99.99"]),
        "decimals": draw.choice([0, 2, 8, 99]),
        "what": draw.choice(["body", "year", "measure", "x"]),
        "over": draw.choice(["years", "bodies", "all"]),
        "value": "99.99",
        "absolute": draw.choice([True, False, "yes"]),
    }
    for key in draw.sample(sorted(extra), draw.randint(0, 3)):
        step[key] = extra[key]
    return step


def plausible(draw: random.Random) -> dict[str, Any]:
    """A plan of the right form over places that may have been shown: wrong, and not to be told from right."""
    places = ["s1.0", "s1.1", "s2.0"]
    for _ in range(4):
        report, table = draw.randint(1, 3), draw.choice((3, 3, 7, 2))
        row = draw.randint(0, 3 if table == 3 else 0)
        places.append(f"r{report}.t{table}.x{row}.c{draw.randint(0, 2)}")
    op = draw.choice(
        ["sum", "difference", "share", "growth", "ratio", "max", "rank", "values", "same", "mean"]
    )
    step = {"id": "a", "op": op, "of": draw.sample(places, 2)}
    return {"asks": [{"asked": draw.choice(_WORDS), "is": draw.choice(["a"] * 8 + places)}], "steps": [step]}


def structured(draw: random.Random) -> Say:
    """A plan that is out of bounds, of another shape, or simply wrong."""
    names = ["a", "b"]
    reply: dict[str, Any] = {
        "asks": [
            {"asked": draw.choice(_WORDS), "is": draw.choice([*names, *_PLACES])}
            for _ in range(draw.choice([0, 1, 1, 2]))
        ],
        "steps": [_step(draw, name) for name in names],
        "answer": "三公经费为99.99万元",
        "figures": [{"value": "99.99", "unit": "万元"}],
    }
    if draw.random() < 0.5:
        reply = plausible(draw)
    if draw.random() < 0.1:
        reply["more"] = {"search": [draw.choice(_WORDS)], "outlines": [draw.choice(_PLACES)]}
        reply["asks"] = []
    text = json.dumps(reply, ensure_ascii=False)
    return Say(
        draw.choice(
            [text] * 6 + [text[:-3], "好的：" + text, f"```json\n{text}\n```", "99.99万元", f"[{text}]"]
        )
    )


def lie(seed: int) -> Lie:
    """The hostile replies of one seed; a fifth of them break the wire as well."""
    draw = random.Random(seed)
    kind = draw.choice([*LIES, "half", "broken"])
    if kind == "broken":
        broken = draw.choice(_BROKEN)
        return Lie(kind, broken, draw.choice([broken, structured(draw)]))
    return Lie(kind, Say(str(seed)), structured(draw))


def script(told: Lie, seed: int) -> Callable[[Mapping[str, Any]], Say]:
    """What the endpoint replies under this lie."""
    draw = random.Random(seed)

    def reply(request: Mapping[str, Any]) -> Say:
        if task_of(request) != "word":
            return told.other
        if told.kind == "broken":
            return told.word
        faithful = perfect(request).text
        if told.kind == "half":
            return Say(half(faithful, draw), finish=draw.choice([None, "length"]), cut=draw.choice([None, 3]))
        return Say(LIES[told.kind](faithful, draw))

    return reply
