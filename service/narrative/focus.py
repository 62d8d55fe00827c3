"""What a question is about: its words without the scope (body, year) and without asking words.

Words are matched through groups of equivalents; rare words of a report weigh more than
those that stand in every second line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from corpus.text import fold
from corpus.tokens import cut
from corpus.vocabulary import load
from service.frame import Frame

GAP = "|"  # stands where a word of the scope was
_YEAR = re.compile(r"(?:(?:19|20)\d\d|\d\d(?=年))(?:-|~|至|到)?(?:年度|年份|年)?|[一二三四五六七八九零〇]{2,4}年度?")
_SPLIT = re.compile(r"[|，。？！、；：,.?!;:“”\"'‘’《》()（）\s]+")
_PAUSE = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")  # a space typed for a comma
_NEARLY = 0.5


@dataclass(frozen=True, slots=True)
class Term:
    """A content word with the words that mean the same, folded; the first is as typed."""

    forms: tuple[str, ...]

    def cover(self, text: str) -> float:
        """How far folded `text` holds the term: 1 word for word, less when only most of it is there."""
        best = 0.0
        for form in self.forms:
            if form in text:
                return 1.0
            if len(form) >= 4:
                pairs = {form[i : i + 2] for i in range(len(form) - 1)}
                share = sum(pair in text for pair in pairs) / len(pairs)
                best = max(best, share * 0.8 if share >= _NEARLY else 0.0)
        return best


@dataclass(frozen=True, slots=True)
class Weighted:
    """Terms with their weights in one report."""

    terms: tuple[Term, ...]
    weights: tuple[float, ...]

    def cover(self, *texts: tuple[str, float]) -> float:
        """Weighted share of the terms that the texts hold, each text with its own strength."""
        total = sum(self.weights)
        if not total:
            return 0.0
        found = 0.0
        for term, weight in zip(self.terms, self.weights, strict=True):
            found += weight * max(strength * term.cover(text) for text, strength in texts)
        return found / total

    def missing(self, *texts: str) -> tuple[str, ...]:
        """The terms that no text holds at least nearly."""
        return tuple(
            term.forms[0] for term in self.terms if max(term.cover(text) for text in texts) < _NEARLY
        )


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Every known word or phrase, to all that it may be called."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in load("finance")["term"]:
        forms = tuple(dict.fromkeys(fold(w) for w in (entry["name"], *entry["also"])))
        for form in forms:
            found.setdefault(form, (form, *(f for f in forms if f != form)))
    for group in load("narrative")["synonyms"]["groups"]:
        forms = tuple(fold(w) for w in group)
        for form in forms:
            known = found.get(form, (form,))
            found[form] = tuple(dict.fromkeys((*known, *forms)))
    return found


@cache
def _phrases() -> re.Pattern[str]:
    ordered = sorted((p for p in _groups() if len(p) >= 2), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)))


@cache
def _fillers() -> re.Pattern[str]:
    question = load("narrative")["question"]["fillers"]
    ordered = sorted({fold(w) for w in question}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)))


@cache
def _long_fillers() -> re.Pattern[str]:
    question = load("narrative")["question"]["fillers"]
    ordered = sorted({fold(w) for w in question if len(w) >= 2}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)))


def without_scope(frame: Frame) -> str:
    """The folded question with a gap in place of every body and year that it names."""
    text = fold(_PAUSE.sub("，", frame.question))
    names = {fold(m.text) for m in frame.organisations} | {fold(m.name) for m in frame.organisations if m.name}
    for name in sorted(names - {""}, key=len, reverse=True):
        text = text.replace(name, GAP)
    return text


def without_years(text: str) -> str:
    """`text` with a gap in place of every year."""
    return _YEAR.sub(GAP, text)


@lru_cache(maxsize=2048)
def terms_of(text: str, plain: frozenset[str] = frozenset()) -> tuple[Term, ...]:
    """The content words of folded `text`: known phrases whole, the rest cut into words.

    `plain` are further words to leave out.
    """
    found: list[Term] = []
    seen: set[str] = set()
    for piece in _SPLIT.split(without_years(text)):
        start = 0
        for match in _phrases().finditer(piece):
            found += _words(piece[start : match.start()])
            found.append(Term(_groups()[match.group()]))
            start = match.end()
        found += _words(piece[start:])
    kept = []
    for term in found:
        word = term.forms[0]
        if word not in seen and word not in plain:
            seen.add(word)
            kept.append(term)
    return tuple(kept)


def _words(text: str) -> list[Term]:
    found = []
    for piece in _long_fillers().sub(GAP, text).split(GAP):
        for word in cut(piece):
            if len(word) >= 2 and not _fillers().fullmatch(word):
                found.append(Term(_groups().get(word, (word,))))
            elif word.isdigit() or (len(word) == 1 and word in _groups()):
                found.append(Term(_groups().get(word, (word,))))
    return found


def with_metrics(terms: Sequence[Term], frame: Frame) -> tuple[Term, ...]:
    """`terms`, each joined with what the frame takes the words of its metrics to mean."""
    joined = []
    for term in terms:
        forms = list(term.forms)
        for metric in frame.metrics:
            typed = fold(metric.text)
            if typed and (term.forms[0] in typed or typed in term.forms[0]) and len(term.forms[0]) * 2 >= len(typed):
                forms += [fold(t) for t in metric.terms]
        joined.append(Term(tuple(dict.fromkeys(forms))))
    return tuple(joined)


def weigh(terms: Iterable[Term], lines: Sequence[str]) -> Weighted:
    """Weights by rarity over the (folded) lines of a report: 1 for a word of one line or none."""
    kept = tuple(terms)
    count = max(len(lines), 1)
    weights = []
    for term in kept:
        holding = sum(any(form in line for form in term.forms) for line in lines)
        weights.append(max(0.12, log(1 + count / max(holding, 1)) / log(1 + count)))
    return Weighted(kept, tuple(weights))
