"""Where a question names its bodies and years, for those who put it otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.organisations import aliases
from corpus.view import Library
from corpus.years import YearKind, find_years


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a text that name a body (full name in `body`) or years."""

    start: int
    end: int
    body: str | None = None
    years: tuple[int, ...] = ()


class Names:
    """Every name of the corpus' bodies, the longest first."""

    def __init__(self, library: Library) -> None:
        held: dict[str, str] = {}
        for entry in library.reports():
            if entry.facts.organisation:
                for name in aliases(entry.facts.organisation, entry.facts.short_names):
                    held.setdefault(name, entry.facts.organisation)
        self._held = sorted(held.items(), key=lambda item: -len(item[0]))

    def bodies(self, text: str) -> list[Span]:
        """Where bodies are named, in the order of the text."""
        found: list[Span] = []
        for name, body in self._held:
            at = text.find(name)
            while at >= 0:
                span = Span(at, at + len(name), body)
                if len(name) >= 3 and not any(s.start < span.end and span.start < s.end for s in found):
                    found.append(span)
                at = text.find(name, at + 1)
        return sorted(found, key=lambda span: span.start)


def years(text: str) -> list[Span]:
    """Where years are named outright (去年 is none of them), in the order of the text."""
    mentions = find_years(text, date(2000, 1, 1))
    return [
        Span(m.start, m.end, years=m.years)
        for m in mentions
        if m.kind in (YearKind.YEAR, YearKind.RANGE) and m.years
    ]


def replaced(text: str, parts: Sequence[tuple[Span, str]]) -> str:
    """`text` with each span replaced by the words beside it."""
    for span, words in sorted(parts, key=lambda part: -part[0].start):
        text = text[: span.start] + words + text[span.end :]
    return text
