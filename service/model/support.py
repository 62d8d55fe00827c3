"""Whether a sentence of a model stands on the evidence that it cites.  Stricter than the gate, which
sees quantities only: a right figure beside a wrong name is wrong too.

    marks       every sentence cites, and what it cites exists
    numbers     a sentence with a number is the cited report's own, word for word, from a sentence's
                start to a clause's end; only the cited report's fiscal year may be said freely
    entities    bodies and years are those of the cited reports, or stand in the quotes
    direction   no rise where the quotes know none, no fall, no "not"
    words       most of its words stand in the quotes; Latin words all do
    plain       no links, pictures, tags, code, or signs that cannot be seen

Each fault is told by its name, for the trace.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from corpus.text import fold, sentence_spans
from corpus.view import Library
from corpus.vocabulary import load
from service.answer import Answer, Citation
from service.gate import Ground
from service.numbers import numbers_in

_MARK = re.compile(r"\[(\d{1,4})\]")
_DECORATION = re.compile(r"[*_#`>]+|^\s*(?:[-•]|\d{1,2}[.、)）])\s*")
_UNSAFE = re.compile(
    r"[<>{}\\|`~^\[\]]|\]\s*\(|https?:|ftp:|www\.|://|javascript:|data:|&#?\w+;|@", re.IGNORECASE
)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_LATIN = re.compile(r"[a-z]+")
_HAN_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
_HEADING_MARKS = "。.;；，,：:!！?？ \n"
_ITEM = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)）](?!\d)\s*")
_ENDS = ("", *",;。.!?:、 \n")
_LEAST_SUPPORT = 0.7
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")


@dataclass(frozen=True, slots=True)
class Body:
    """A public body as the corpus knows it: its full name and its short ones."""

    name: str
    short_names: tuple[str, ...] = ()


def bodies_of(library: Library) -> tuple[Body, ...]:
    """Every body that the corpus holds, with its short names."""
    found: dict[str, set[str]] = {}
    for entry in library.reports():
        if entry.facts.organisation:
            found.setdefault(entry.facts.organisation, set()).update(entry.facts.short_names)
    return tuple(Body(name, tuple(sorted(short))) for name, short in found.items())


def cleaned(sentence: str) -> str:
    """The sentence without markdown, as it is checked and sent."""
    return _DECORATION.sub("", sentence).strip()


class Support:
    """What the sentences that word one answer may stand on.

    `years` gives the fiscal year of each document cited, `bodies` all that the corpus holds.
    """

    def __init__(
        self, answer: Answer, question: str, bodies: Iterable[Body], years: Mapping[str, int | None]
    ) -> None:
        self._answer, self._question = answer, question
        self._bodies, self._years = tuple(bodies), years
        self._by_number = {citation.number: citation for citation in answer.citations}
        words = load("direction")
        self._directions = [re.compile("|".join(map(re.escape, g["words"]))) for g in words.values()]

    def fault(self, sentence: str) -> str | None:
        """Why a cleaned sentence must not be said; None when it may."""
        bare = _MARK.sub("", sentence)
        if _UNSAFE.search(bare) or any(unicodedata.category(c) in _UNSEEN for c in bare):
            return "not plain"
        numbers = {int(mark) for mark in _MARK.findall(sentence)}
        if not numbers:
            return "no citation"
        if not numbers <= self._by_number.keys():
            return "citation does not exist"
        cited = [self._by_number[number] for number in sorted(numbers)]
        return (
            self._of_numbers(bare, cited)
            or self._of_entities(bare, cited)
            or self._of_words(bare, cited)
            or self._of_gate(sentence, cited)
        )

    def _of_numbers(self, bare: str, cited: list[Citation]) -> str | None:
        years = {self._years.get(citation.document_id) for citation in cited}
        said = [n for n in numbers_in(bare) if not (n.kind == "year" and n.value in years)]
        quoted = any(_stands_in(bare, citation.quote) for citation in cited)
        if said and not quoted:
            return "number not word for word"
        return None

    def _of_entities(self, bare: str, cited: list[Citation]) -> str | None:
        told = fold(" ".join(f"{c.title} {c.quote} {' '.join(c.section or ())}" for c in cited))
        text = fold(bare)
        for body in self._bodies:
            named = any(fold(name) in text for name in (body.name, *body.short_names) if len(name) > 1)
            known = any(fold(name) in told for name in (body.name, *body.short_names) if len(name) > 1)
            if named and not known:
                return "another body"
        allowed = {self._years.get(citation.document_id) for citation in cited}
        allowed |= {n.value for n in numbers_in(told) if n.kind == "year" and isinstance(n.value, int)}
        if any(int(year) not in allowed for year in _YEAR.findall(text)):
            return "another year"
        return None

    def _of_words(self, bare: str, cited: list[Citation]) -> str | None:
        text = fold(bare)
        quotes = fold(" ".join(c.quote for c in cited))
        for direction in self._directions:
            if direction.search(text) and not direction.search(quotes):
                return "another direction"
        around = fold(" ".join([c.title + " ".join(c.section or ()) for c in cited] + [self._question]))
        known = quotes + " " + around
        if any(word not in known for word in _LATIN.findall(text)):
            return "words not in the evidence"
        pairs = _HAN_PAIR.findall(text)
        if sum(pair in known for pair in pairs) < _LEAST_SUPPORT * len(pairs) or not pairs:
            return "words not in the evidence"
        return None

    def _of_gate(self, sentence: str, cited: list[Citation]) -> str | None:
        """The gate over the cited evidence alone."""
        numbers = {citation.number for citation in cited}
        figures = tuple(f for f in self._answer.figures if f.citation in numbers)
        alone = replace(self._answer, figures=figures, citations=tuple(cited))
        known = [f"{self._years.get(c.document_id)}年" for c in cited]
        return "uncovered" if Ground(alone, self._question, known).uncovered(sentence) else None


def _stands_in(sentence: str, quote: str) -> bool:
    """Whether `sentence` is a stretch of `quote` from a sentence's start to a clause's end."""
    said = fold(sentence).rstrip(_HEADING_MARKS)
    if not said:
        return False
    folded = fold(quote)
    starts = {0, *(_first_letter(folded, start) for start, _ in sentence_spans(folded))}
    starts |= {_first_letter(folded, match.end()) for match in re.finditer(r"[;。!?\n]", folded)}
    starts |= {match.end() for start in list(starts) if (match := _ITEM.match(folded, start))}
    for start in starts:
        rest = folded[start + len(said) :]
        # 12.5 is no clause of 12.50, nor 1 one of 1,200.
        ends = rest[:1] in _ENDS and not re.match(r"[.,]\d", rest)
        if folded.startswith(said, start) and ends:
            return True
    return False


def _first_letter(text: str, at: int) -> int:
    while at < len(text) and not text[at].isalnum() and text[at] not in "(\"'":
        at += 1
    return at
