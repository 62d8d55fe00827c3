"""The grounding gate: no number leaves that is not covered by a figure, a citation or the question.

Each number of the outgoing text (amounts with their units, bare digits, dates, codes, Chinese
numerals, ordinals, citation marks) is compared with what the answer stands on:

    text → clauses that are a quote's own words, let through
         → amounts          same quantity in `figures`, quotes, labels or the question
         → other numbers    the same year, day, code or ordinal there
         → what is left     Ungrounded

Whoever words an answer catches Ungrounded and falls back to the composed text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.text import fold, places_in
from service.answer import Answer
from service.numbers import Number, numbers_in, same_number
from service.wire import plain

_CLAUSE = re.compile(r"[^。；;，,\n！？!?|]+")
_MARKS = re.compile(r"\[\d+\]|[*_`#>|]|^\s*(?:[-•]|\d{1,2}[.、)）])\s*", re.MULTILINE)
_CITED = re.compile(r"\[(\d+)\]")
_ENUMERATED = re.compile(
    r"^[ \t]*(?:[-*>•][ \t]*)*[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)）](?!\d)", re.MULTILINE
)
_FALLING = re.compile(
    r"(?:减|降|下滑|回落|低于|少于|不足|少|负|亏|缩|decrea|declin|fell|less|lower|below|down)"
)
_LEAST_CLAUSE = 6


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A number that nothing covers, with the words around it."""

    raw: str
    context: str


class Ungrounded(Exception):
    """The text says a number that nothing covers; never shown to a user, who gets the composed answer."""

    def __init__(self, uncovered: tuple[Uncovered, ...]) -> None:
        self.uncovered = uncovered
        super().__init__("; ".join(f"{item.raw!r} in {item.context!r}" for item in uncovered))


class Ground:
    """What a text may say numbers of: figures, citations, the question, and `known` names.

    `known` holds what else is certain and may be told: titles and years of the reports held,
    candidates that a clarification lists.
    """

    def __init__(self, answer: Answer, question: str = "", known: Iterable[str] = ()) -> None:
        self._citations = {citation.number for citation in answer.citations}
        self._quotes = [fold(citation.quote) for citation in answer.citations]
        self._texts = [question, *known, *_statements(answer)]
        self._stated: list[Number] = [
            Number("amount", figure.value, figure.unit) for figure in answer.figures
        ]
        self._stated += [
            Number("year", figure.fiscal_year) for figure in answer.figures if figure.fiscal_year
        ]
        self._stated += [Number("ordinal", place + 1) for place in range(len(answer.figures))]
        self._read = False

    def uncovered(self, text: str) -> tuple[Uncovered, ...]:
        """The numbers of `text` that nothing covers, in order."""
        wrong_marks = [m for m in _CITED.finditer(text) if int(m.group(1)[:9]) not in self._citations]
        found = [Uncovered(m.group(), _around(text, *m.span())) for m in wrong_marks]
        bare = _blanked(text, _CITED, _ENUMERATED)
        quoted = self._quoted_spans(bare)
        for number in numbers_in(bare):
            if any(start <= number.start and number.end <= end for start, end in quoted):
                continue
            if not self._covers(number, bare):
                found.append(Uncovered(number.raw, _around(text, number.start, number.end)))
        return tuple(found)

    def _covers(self, number: Number, text: str) -> bool:
        falling = bool(_FALLING.search(text[max(0, number.start - 14) : number.start].lower()))
        if any(same_number(number, stated, falling) for stated in self._stated):
            return True
        if not self._read:
            self._read = True
            for statement in self._texts:
                self._stated += numbers_in(statement)
            return any(same_number(number, stated, falling) for stated in self._stated)
        return False

    def _quoted_spans(self, text: str) -> list[tuple[int, int]]:
        """Stretches that stand word for word in a quote: whole clauses, so that no digit of one
        sentence is lent to another."""
        spans = []
        for match in _CLAUSE.finditer(text):
            clause = fold(_MARKS.sub("", match.group())).rstrip(".。")
            if len(clause) >= _LEAST_CLAUSE and any(_holds(quote, clause) for quote in self._quotes):
                spans.append(match.span())
        return spans


def check(answer: Answer, question: str = "", known: Iterable[str] = ()) -> Answer:
    """The answer, unchanged, when every number of its text, warnings and suggestions is covered.

    Raises Ungrounded with those that are not.
    """
    ground = Ground(answer, question, known)
    spoken = [answer.text, *(warning.message for warning in answer.warnings), *answer.suggestions]
    found = tuple(item for text in spoken for item in ground.uncovered(text))
    if found:
        raise Ungrounded(found)
    return answer


def _statements(answer: Answer) -> list[str]:
    """All wording that figures and citations bring along."""
    texts: list[str] = []
    for figure in answer.figures:
        raw = figure.raw if not figure.unit or figure.raw.endswith(figure.unit) else ""
        texts += [figure.label, figure.organisation or "", raw, figure.formula or ""]
    for citation in answer.citations:
        texts += [citation.quote, citation.title, citation.source, f"第{citation.page}页"]
        texts += citation.section or ()
        texts += _strings(plain(citation.table))
    return [text for text in texts if text]


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return [value] if isinstance(value, str) else []


def _holds(quote: str, clause: str) -> bool:
    """Whether `clause` stands in `quote` with no digit of its ends cut from a longer number."""
    for start in places_in(quote, clause):
        before, after = quote[max(0, start - 1) : start], quote[start + len(clause) :][:2]
        cut = (before.isdigit() or before == ".") and clause[0].isdigit()
        cut_behind = clause[-1].isdigit() and (after[:1].isdigit() or bool(re.match(r"[.,]\d", after)))
        if not cut and not cut_behind:
            return True
    return False


def _blanked(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def _around(text: str, start: int, end: int, width: int = 16) -> str:
    return text[max(0, start - width) : end + width].strip()
