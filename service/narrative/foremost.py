"""Which of several things told alike has the most or the least: 开支最大的会议, 数量最多的车辆.

Things are told alike in paragraphs that state the same number of each (…共支出 5 万元), or side by
side in one sentence (轿车 9 辆、越野车 4 辆).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.text import fold
from corpus.view import DocumentView
from corpus.vocabulary import load
from service.frame import Frame
from service.narrative.asks import class_of
from service.narrative.evidence import Role, StatedFigure
from service.narrative.figures import stated_of
from service.narrative.focus import Term, terms_of, without_scope, without_years
from service.narrative.outline import marker_of
from service.narrative.reading import Reading, read
from service.narrative.statements import Statement, bare, statements_of

_LEAST_MEMBERS, _LEAST_NAME = 2, 2
_COVERED = 0.5
_ROLES = (Role.LEVEL, Role.SHARE, Role.SCORE)
_KINDS = re.compile(r"哪一?[类种项块]|哪个?部分|什么$|什么[|？?，,]")
_TAIL = re.compile(r"(?:历时|为期|持续|共计|合计|共|总|参会|支出|花费|[:：,，、])+$")
_NUMBER = re.compile(r"(?<!\d)\d[\d,.]*(?![\d年月日])")


@dataclass(frozen=True, slots=True)
class _Told:
    """Things told alike: a name and a statement for each."""

    names: tuple[str, ...]
    statements: tuple[Statement, ...]
    shared: str  # what they have in common: the titles above, the label
    listed: bool = False  # side by side in one sentence
    whole: bool = False  # a list that adds up to a total told before it


def foremost(frame: Frame, view: DocumentView, least: bool, silent: Sequence[str]) -> list[StatedFigure]:
    """The things that the question asks the first of, each with its number and called by its name,
    the first first; empty where no sentences tell such things.  `silent` are the words that ask."""
    reading = read(view)
    text = without_years(without_scope(frame))
    classes, nouns = _asked(text, silent)
    if not nouns:
        return []
    kinds = _KINDS.search(text) is not None
    found = [t for t in _told(reading) if _fits(t, classes, nouns, kinds)]
    if kinds and sum(t.listed for t in found) > 1:
        # Of several lists that it may be about the one that breaks a total up.
        whole = [t for t in found if t.whole]
        found = whole if len(whole) == 1 else [t for t in found if not t.listed]
    found.sort(key=lambda t: -len(t.names))
    if not found or (len(found) > 1 and len(found[0].names) == len(found[1].names)):
        return []  # nothing, or two lists that it may be about
    told = found[0]
    pairs = sorted(zip(told.names, told.statements, strict=True), key=lambda p: p[1].value, reverse=not least)
    return [replace(stated_of(view, s, 1.0), label=name) for name, s in pairs]


def _asked(text: str, silent: Sequence[str]) -> tuple[frozenset[str], tuple[Term, ...]]:
    """The classes of units that may be meant (none: any), and the words for the things."""
    words = load("counting")["foremost"]
    found: set[str] = set()
    for name, cues in words.items():
        for cue in sorted(map(fold, cues), key=len, reverse=True):
            if cue in text:
                found.add(name)
                text = text.replace(cue, "|")
    for word in sorted(map(fold, silent), key=len, reverse=True):
        text = text.replace(word, "|")
    return frozenset(found), tuple(t for t in terms_of(text) if not t.run)


def _told(reading: Reading) -> Iterator[_Told]:
    yield from _in_paragraphs(reading)
    yield from _in_sentences(reading)


def _in_paragraphs(reading: Reading) -> Iterator[_Told]:
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for s in statements_of(reading):
        if s.role in _ROLES and s.line.cell is None:
            key = (s.line.titles, bare(s.label) or s.role, class_of(s.unit))
            groups.setdefault(key, []).append(s)
    for members in groups.values():
        one_each = list({s.line.number: s for s in reversed(members)}.values())[::-1]
        names = tuple(_opening(s) for s in one_each)
        if len(one_each) >= _LEAST_MEMBERS and all(names) and len(set(names)) == len(names):
            first = one_each[0]
            yield _Told(names, tuple(one_each), f"{first.line.context} {first.label} {first.behind}")


def _opening(s: Statement) -> str:
    """The name that a paragraph begins with, where its number is not told of the name itself."""
    text = s.line.sentences[0].text
    marker = marker_of(text)
    text = text[marker.end if marker else 0 :].lstrip()
    name = _TAIL.sub("", _NUMBER.split(re.split(r"[，,；;。：:]", text)[0])[0].strip())
    return name if len(bare(fold(name))) >= _LEAST_NAME and s.sentence is s.line.sentences[0] else ""


def _in_sentences(reading: Reading) -> Iterator[_Told]:
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for s in statements_of(reading):
        if s.role in _ROLES and s.line.cell is None:
            groups.setdefault((s.line.number, s.sentence.start, s.unit, s.role), []).append(s)
    for members in groups.values():
        parts = _without_total(members)
        names = tuple(_TAIL.sub("", re.sub("^(?:其中)[:：]?", "", s.label)) for s in parts)
        told = len(parts) >= _LEAST_MEMBERS and all(len(bare(n)) >= _LEAST_NAME for n in names)
        if told and len(set(names)) == len(names):
            yield _Told(names, tuple(parts), members[0].line.context, True, len(parts) < len(members))


def _without_total(members: Sequence[Statement]) -> list[Statement]:
    """The parts of a list, the number that they add up to left out."""
    first, rest = members[0], list(members[1:])
    if len(rest) >= _LEAST_MEMBERS and first.value == sum(s.value for s in rest):
        return rest
    return list(members)


def _fits(told: _Told, classes: frozenset[str], nouns: Sequence[Term], kinds: bool) -> bool:
    """Whether the things are those asked about, by every word, and counted as asked."""
    if classes and class_of(told.statements[0].unit) not in classes:
        return False
    shared = fold(told.shared)
    if not told.listed and not _label_asked(told.statements[0].label, classes, nouns):
        return False
    named = [all(term.cover(fold(n)) >= _COVERED for n in told.names) for term in nouns]
    if told.listed and not any(named) and not kinds:
        return False  # 住宿费、交通费 of a meeting are no meetings
    return all(own or term.cover(shared) >= _COVERED for own, term in zip(named, nouns, strict=True))


def _label_asked(label: str, classes: frozenset[str], nouns: Sequence[Term]) -> bool:
    """Whether what a number is called is what is measured: nothing of its own (共支出), or words asked."""
    cues = load("counting")["foremost"]
    rest = label
    for cue in sorted((fold(w) for name in classes for w in cues[name]), key=len, reverse=True):
        rest = rest.replace(cue, "")
    return len(bare(rest)) < _LEAST_NAME or any(t.cover(label) >= _COVERED for t in nouns)
