"""Definitions: the entries of 名词解释 and sentences that say what a thing is (X是指…)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.text import fold
from corpus.vocabulary import load
from service.narrative.focus import GAP, Term, without_years
from service.narrative.headed import Piece
from service.narrative.reading import Line, Reading
from service.narrative.topics import DEFINE, heads

_ENTRY = re.compile(
    r"^(?:[\W\d一二三四五六七八九十]*[、.．)）])?[“\"《]?([^：:，。；,;]{2,30}?)[”\"》]?\s*[：:]\s*(?=.)"
)
_MEANS = re.compile(
    r"(?:^|[。；;])(?:[(（]?\d*[)）.、])?(?:所谓)?[“\"]?([^：:，。；,;]{2,24}?)[”\"]?[，,]?(?:是指|指的是|，指|,指|系指)"
)
_LEAST = 2
_TYPED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and the words that explain it; `glossary` tells that it stands in 名词解释."""

    term: str
    piece: Piece
    glossary: bool


def definitions(reading: Reading) -> Iterator[Definition]:
    """Every definition that a report gives."""
    words = heads(DEFINE)
    for line in reading.lines:
        if line.cell is not None or line.heading:
            continue
        inside = any(w in line.context for w in words)
        entry = _ENTRY.match(line.text) if inside else None
        if entry:
            yield Definition(_key(entry[1]), Piece(line), True)
        for sentence in line.sentences:
            for found in _MEANS.finditer(sentence.text):
                if not entry or _key(found[1]) != _key(entry[1]):
                    yield Definition(_key(found[1]), Piece(line, (sentence,)), inside)


def asks_what_it_is(text: str) -> bool:
    """Whether a folded question asks what something is: X是什么, X是干什么的."""
    return _what().search(text) is not None


@cache
def _what() -> re.Pattern[str]:
    words = sorted(map(fold, load("narrative")["define"]["what"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})[呢啊呀吗嘛]*(?=[|，,。.？?；;！! ]|$)")


def is_all_asked(text: str, reading: Reading) -> bool:
    """Whether an entry of the report's glossary is all that folded `text` names beside asking for it."""
    rest = _key(terms_only(_what().sub(GAP, text)))
    return any(d.glossary and len(d.term) >= _LEAST and d.term == rest for d in definitions(reading))


def terms_only(text: str) -> str:
    """`text` without years and without asking words."""
    plain = without_years(text)
    for word in sorted(map(fold, load("narrative")["define"]["beside"]), key=len, reverse=True):
        plain = plain.replace(word, GAP)
    return plain.replace(GAP, "").strip("的 ")


def _key(term: str) -> str:
    return _TYPED.sub("", fold(term))


def defined(text: str, terms: tuple[Term, ...], reading: Reading) -> list[tuple[float, Definition]]:
    """The definitions of what folded `text` asks for, with a score, in the order asked.

    A term counts when the question holds it word for word, or calls it by another name.
    """
    plain = _key(text)
    found: list[tuple[int, float, Definition]] = []
    for definition in definitions(reading):
        position, score = _called(definition.term, plain, terms)
        if score:
            found.append((position, score + (0.1 if definition.glossary else 0.0), definition))
    found = _longest(found)
    found.sort(key=lambda entry: (entry[0], -entry[1]))
    kept: dict[str, tuple[float, Definition]] = {}
    for _, score, definition in found:
        if definition.term not in kept or kept[definition.term][0] < score:
            kept[definition.term] = (min(score, 1.0), definition)
    return list(kept.values())


def _called(term: str, plain: str, terms: tuple[Term, ...]) -> tuple[int, float]:
    if len(term) >= 2 and term in plain:
        return plain.find(term), 0.9
    for wanted in terms:
        forms = {_key(f) for f in wanted.forms}
        if term in forms:
            return plain.find(_key(wanted.forms[0])), 0.8
    return -1, 0.0


def _longest(found: list[tuple[int, float, Definition]]) -> list[tuple[int, float, Definition]]:
    """Without terms that are only part of a longer term found at the same place."""
    return [
        entry
        for entry in found
        if not any(
            other[2].term != entry[2].term
            and entry[2].term in other[2].term
            and other[0] <= entry[0] < other[0] + len(other[2].term)
            for other in found
        )
    ]


def line_of(definition: Definition) -> Line:
    """The line that a definition stands in."""
    return definition.piece.line
