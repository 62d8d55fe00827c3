"""What a question is about: its words without the scope (body, year) and without asking words.

Words are matched through groups of equivalents; rare words of a report weigh more than
those that stand in every second line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from corpus.text import fold, places_in
from corpus.tokens import cut, is_word
from corpus.vocabulary import load
from service.frame import Frame

GAP = "|"  # stands where a word of the scope was
_YEAR = re.compile(
    r"(?:(?:19|20)\d\d|\d\d(?=年))(?:-|~|至|到)?(?:年度|年份|年)?|[一二三四五六七八九零〇]{2,4}年度?"
)
_SPLIT = re.compile(r"[|，。？！、；：,?!;:“”\"'‘’《》()（）\s]+|(?<!\d)\.|\.(?!\d)")
_PAUSE = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")  # a space typed for a comma
_NUMBERED = re.compile(
    r"(?<!第)(?:[一二两三四五六七八九十]+|(?<![\d.,])\d{1,2})(?:[个项家种类条]|大(?=[方类])|点(?!\d))"
)
_NEARLY, _PARTLY = 0.5, 0.8
_TITLE = 0.4
_ABSENT = 0.7
_COUNTED = 4096
_END = 40  # characters: as far back as two wordings are compared
_MOST = 40  # terms of one question: more is repetition
_WIDER, _OTHER = 0.6, 0.97


@dataclass(frozen=True, slots=True)
class Term:
    """A content word with the words that mean the same, folded; the first is as typed.

    `run` marks a stretch of several words, `named` names that understanding took for the term.
    """

    forms: tuple[str, ...]
    run: bool = False
    named: bool = False

    def cover(self, text: str) -> float:
        """How far folded `text` holds the term: 1 word for word, less when only most of it is there."""
        typed = self.forms[0]
        if typed in text:
            return 1.0
        if "、" in text and typed in _joined(text):
            return 1.0  # 省、市代表 asked for as 省市代表
        best = 0.0
        for form in self.forms[1:]:
            if form in text:
                # A name that is only part of the typed one may stand for something wider.
                best = max(best, _WIDER if not self.named and _is_wider(form, typed) else _OTHER)
        if best:
            return best
        for form in self.forms:
            if pairs := _pairs(form):
                share = sum(pair in text for pair in pairs) / len(pairs)
                best = max(best, share * _PARTLY if share >= _NEARLY else 0.0)
        return best


@lru_cache(maxsize=8192)
def _joined(text: str) -> str:
    """An enumeration written in one: 省、市代表 as 省市代表."""
    return text.replace("、", "")


@lru_cache(maxsize=16384)
def _pairs(form: str) -> tuple[str, ...]:
    """The pairs of neighbours of a longer word; none of a word of two."""
    return tuple({form[i : i + 2] for i in range(len(form) - 1)}) if len(form) >= 3 else ()


@lru_cache(maxsize=8192)
def _is_wider(form: str, typed: str) -> bool:
    """Whether a name leaves out what makes the typed one narrower (财政拨款 of 财政拨款收入)."""
    if form not in typed:
        return False
    return not (typed.startswith(form) and typed[len(form) :] in _sums())


@cache
def _sums() -> frozenset[str]:
    totals = load("finance")["totals"]
    return frozenset(fold(w) for w in (*totals["rows"], *totals["columns"], "数", "额", "费", "费用", "支出"))


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
        """The words (no stretches of words) that no text holds at least nearly."""
        return tuple(
            term.forms[0]
            for term in self.terms
            if not term.run and max(term.cover(text) for text in texts) < _NEARLY
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
    typed = frame.folded if frame.language == "en" else frame.question
    text = fold(_PAUSE.sub("，", typed))
    names = {fold(m.text) for m in frame.organisations} | {
        fold(m.name) for m in frame.organisations if m.name
    }
    for name in sorted(names - {""}, key=len, reverse=True):
        text = text.replace(name, GAP)
    return text


def without_years(text: str) -> str:
    """`text` with a gap in place of every year."""
    return _YEAR.sub(GAP, text)


@lru_cache(maxsize=2048)
def terms_of(text: str, plain: frozenset[str] = frozenset(), runs: bool = False) -> tuple[Term, ...]:
    """The content words of folded `text`: known phrases whole, the rest cut into words.

    `plain` are further words to leave out; with `runs` stretches of several words count too.
    """
    found: list[Term] = []
    seen: set[str] = set()
    # 两个项目 are 2个项目: how many a question takes for granted is no word to be found.
    for piece in _SPLIT.split(_NUMBERED.sub(GAP, without_years(text))):
        start = 0
        for match in _phrases().finditer(piece):
            found += _words(piece[start : match.start()])
            found.append(Term(_groups()[match.group()]))
            start = match.end()
        found += _words(piece[start:])
        found += _runs(piece) if runs else []
    kept = []
    for term in found:
        word = term.forms[0]
        if word not in seen and word not in plain:
            seen.add(word)
            kept.append(term)
    return tuple(kept[:_MOST])


def _runs(text: str) -> list[Term]:
    """Stretches without asking words, whole: their wording in a row tells more than their words."""
    joints = re.compile(f"[{load('narrative')['question']['joints']}]")
    pieces = joints.sub(GAP, _particles().sub(GAP, _long_fillers().sub(GAP, text))).split(GAP)
    return [Term((piece,), True) for piece in pieces if len(piece) >= 5 and piece not in _groups()]


def _mistyped(text: str) -> list[Term]:
    """Known phrases that stand in `text` with one character wrong."""
    found: dict[tuple[str, ...], Term] = {}
    for phrase in _long_phrases():
        size = len(phrase)
        for i in _nearly_at(phrase, text):
            window = text[i : i + size]
            edges = text[max(0, i - 1) : i + 1], text[i + size - 1 : i + size + 1]
            # 资本性支出: what looks like a slip of 本年支出 begins within a word
            if not any(len(edge) == 2 and is_word(edge) for edge in edges):
                found.setdefault(tuple(sorted(_groups()[phrase])), Term((window, *_groups()[phrase])))
    # Two measures a character apart (年初, 年末) are no correction of each other.
    return list(found.values()) if len(found) == 1 else []


def _nearly_at(phrase: str, text: str) -> Iterator[int]:
    """Where `phrase` stands in `text` with one character wrong, from the left."""
    size, half = len(phrase), len(phrase) // 2
    # One half of it is right.
    starts = {*places_in(text, phrase[:half]), *(at - half for at in places_in(text, phrase[half:]))}
    for at in sorted(starts):
        window = text[at : at + size] if at >= 0 else ""
        if len(window) == size and sum(a != b for a, b in zip(window, phrase, strict=True)) == 1:
            yield at


@cache
def _long_phrases() -> tuple[str, ...]:
    return tuple(p for p in _groups() if 4 <= len(p) <= 10 and not p.isascii())


@cache
def _particles() -> re.Pattern[str]:
    return re.compile(f"[{load('narrative')['question']['particles']}]")


def _words(text: str) -> list[Term]:
    found = _mistyped(text) if len(text) >= 4 else []
    for term in found:
        text = text.replace(term.forms[0], GAP)
    for piece in _particles().sub(GAP, _long_fillers().sub(GAP, text)).split(GAP):
        cut_words = cut(piece)
        for word in cut_words:
            if any(word != other and word in other for other in cut_words):
                continue  # the longest words say it all
            speaks = len(word) >= 2 and not _fillers().fullmatch(word)
            if speaks or word.isdigit() or (len(word) == 1 and word in _groups()):
                found.append(Term(_groups().get(word, (word,))))
    return found


@lru_cache(maxsize=16384)
def core_of(text: str) -> str:
    """`text` up to its last word that names something (应急演练 of 应急演练搞了)."""
    return _silent_end().sub("", text[-_END:])


@cache
def _silent_end() -> re.Pattern[str]:
    return re.compile(f"(?:{_long_fillers().pattern}|{_particles().pattern}|[为是有共约达到{GAP}])+$")


def shared_start(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def terms_for(
    frame: Frame, text: str, plain: frozenset[str] = frozenset(), runs: bool = False
) -> tuple[Term, ...]:
    """As `terms_of`, each measure that the frame understood taken as one term with its names.

    A measure that the vocabulary knows as typed is left to it.
    """
    found: list[Term] = []
    for metric in frame.metrics[:_MOST]:
        typed = fold(metric.text)
        names = tuple(n for n in dict.fromkeys(fold(t) for t in metric.terms) if n != typed)
        if typed in text and len(typed) >= 2 and names and typed not in _groups():
            forms = (typed, *names, *(f for n in names for f in _groups().get(n, ())))
            found.append(Term(tuple(dict.fromkeys(forms)), named=True))
            text = text.replace(typed, GAP)
    return (*found, *terms_of(text, plain, runs))


class Rarity:
    """The folded lines of a report, and in how many of them a term stands (counted once)."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = tuple(lines)
        self._counts: dict[tuple[str, ...], int] = {}

    def holding(self, forms: tuple[str, ...]) -> int:
        """How many lines hold one of the forms."""
        if forms not in self._counts:
            if len(self._counts) > _COUNTED:
                self._counts.clear()
            self._counts[forms] = sum(any(form in line for form in forms) for line in self.lines)
        return self._counts[forms]


def weigh(terms: Iterable[Term], rarity: Rarity, title: str = "") -> Weighted:
    """Weights by rarity over the lines of a report: 1 for a word of one line.

    Words of the report's own `title` (folded) say little within it and weigh less.
    """
    count = max(len(rarity.lines), 1)
    kept: list[Term] = []
    weights: list[float] = []
    for term in terms:
        holding = rarity.holding(term.forms)
        if not holding and _is_scrap(term.forms[0]):
            continue
        weight = max(0.12, log(1 + count / holding) / log(1 + count)) if holding else _ABSENT
        weight *= 0.5 if term.run and not holding else 1.0
        kept.append(term)
        weights.append(weight * _TITLE if term.forms[0] in title else weight)
    return Weighted(tuple(kept), tuple(weights))


def _is_scrap(word: str) -> bool:
    """Whether a pair of characters is only what lies between two words (要开 of 要开放)."""
    return len(word) == 2 and not is_word(word) and any(_fillers().fullmatch(c) for c in word)
