"""The same question in five other forms: a typo, other widths, traditional characters, another
order of its words, fillers around it.  Each must be answered as the original is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from corpus.view import Library
from evals.making.places import Names, Span, years
from evals.making.wording import chosen
from evals.schema import Question

_IDEOGRAPHS = range(0x4E00, 0xA000)
_COMMON = range(0xB0A1, 0xD7FA)  # the first level of GB 2312: 3,755 characters in daily use
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_NARROW = {ord(wide): narrow for wide, narrow in zip("，。？：；（）", ",.?:;()", strict=True)}

Change = Callable[[str, list[Span], str], str]


def variants_of(questions: Iterable[Question], library: Library) -> Iterator[Question]:
    """Five variants of each question, with its expectation.  One that the change leaves as it is
    (nothing to be written otherwise) is left out.
    """
    names = Names(library)
    for question in questions:
        for name, change in _CHANGES.items():
            turns = [
                change(turn, sorted([*names.bodies(turn), *years(turn)], key=lambda s: s.start), question.id)
                for turn in question.turns
            ]
            if turns != question.turns:
                yield question.model_copy(update={"id": f"{question.id}~{name}", "turns": turns})


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "variants.toml").read_text(encoding="utf-8"))


@cache
def _traditional() -> dict[int, str]:
    rows = sorted(name for name in _data() if name.startswith("simplified"))
    return {
        ord(plain): full
        for row in rows
        for plain, full in zip(_data()[row], _data()[row.replace("simplified", "traditional")], strict=True)
    }


@cache
def _sounding() -> dict[str, list[str]]:
    """Common characters by how they are read, without tone."""
    found: dict[str, list[str]] = {}
    for code in _COMMON:
        if code & 0xFF in range(0xA1, 0xFF):
            try:
                character = code.to_bytes(2, "big").decode("gb2312")
            except UnicodeDecodeError:
                continue
            found.setdefault(_reading(character), []).append(character)
    return found


def _reading(character: str) -> str:
    from pypinyin import Style, lazy_pinyin

    return str(lazy_pinyin(character, style=Style.NORMAL)[0])


def _slips(text: str, names: list[Span]) -> list[int]:
    """Where a slip leaves the sense: inside a word of four ideographs or more that is no name."""
    taken = {place for span in names for place in range(span.start, span.end)}
    free = [ord(c) in _IDEOGRAPHS and place not in taken for place, c in enumerate(text)]
    critical = _data()["critical"]
    return [
        place
        for place in range(1, len(text) - 2)
        if all(free[place - 1 : place + 2])
        and text[place] not in critical
        and text[place + 1] not in critical
    ]


def typo(text: str, names: list[Span], key: str) -> str:
    """One character written as another of the same sound, left out, or two of them exchanged."""
    places = _slips(text, names)
    if not places:
        return text
    at = chosen(places, key, text)
    same = [c for c in _sounding().get(_reading(text[at]), ()) if c != text[at]]
    kind = chosen(("sound", "sound", "left out", "exchanged"), text, key)
    if kind == "sound" and same:
        return text[:at] + chosen(same, key) + text[at + 1 :]
    if kind == "exchanged":
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :]


def width(text: str, names: list[Span], key: str) -> str:
    """Full-width digits and letters, half-width punctuation."""
    return text.translate({**_NARROW, **_WIDE})


def traditional(text: str, names: list[Span], key: str) -> str:
    """Traditional characters."""
    return text.translate(_traditional())


def order(text: str, names: list[Span], key: str) -> str:
    """The name and year at the front told last, or told the other way round."""
    front = [span for place, span in enumerate(names[:2]) if _leads(names, place)]
    if not front:
        return text
    told, rest = text[: front[-1].end], text[front[-1].end :].lstrip("的，, ")
    words = rest.rstrip("？?。 ")
    if not words or names[len(front) :]:
        return text
    if len(front) == 2 and chosen((True, False), key):
        first, second = (text[span.start : span.end] for span in front)
        return f"{second}{first}的{rest}" if front[1].body is None else f"{second}{first}{rest}"
    return f"{words}？我问的是{told.rstrip('的')}"


def _leads(names: list[Span], place: int) -> bool:
    """Whether the text begins with this name, or with the one before it and then this."""
    before = 0 if place == 0 else names[place - 1].end
    return names[place].start <= before + (place > 0)


def fillers(text: str, names: list[Span], key: str) -> str:
    """Polite and spoken words around it, where it is put in Chinese."""
    if not any(ord(c) in _IDEOGRAPHS for c in text):
        return text
    before, after = chosen(_data()["fillers"], key, text)
    return f"{before}{text.rstrip('？?。 ')}{after}"


_CHANGES: dict[str, Change] = {
    "typo": typo,
    "width": width,
    "traditional": traditional,
    "order": order,
    "fillers": fillers,
}
