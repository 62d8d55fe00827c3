"""Which reports a question is about: bodies, years and kind of report, before anything is looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.view import Library, ReportEntry
from service.question.bodies import Kind, Mention
from service.question.lexicon import words_of
from service.question.operators import Operators, words_of_operator
from service.question.reading import Question
from service.understanding.words import plain

_BETWEEN = 4
_KINDS = ("department", "unit", "budget", "final", "evaluation")


@dataclass(frozen=True, slots=True)
class Target:
    """One body in one year, with its reports."""

    body: str
    year: int | None
    entries: tuple[ReportEntry, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """The reports of a question.

    `targets` are named for certain when `certain`, else may be meant; `absent` are bodies that are named and
    not held, `absent_years` years that the bodies have no report of; `open_body`, `open_year` say what
    the question leaves open.
    """

    targets: tuple[Target, ...]
    absent: tuple[Mention, ...] = ()
    absent_years: tuple[int, ...] = ()
    open_body: bool = False
    open_year: bool = False

    @property
    def entries(self) -> tuple[ReportEntry, ...]:
        """All reports in scope."""
        return tuple(e for target in self.targets for e in target.entries)


@dataclass(frozen=True, slots=True)
class Before:
    """Who and when was spoken of before."""

    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


def scope_of(
    q: Question,
    operators: Operators,
    library: Library,
    before: Before,
    filters: Mapping[str, Any] | None = None,
) -> Scope:
    """The scope of a question; what it leaves open comes from `filters`, then from what was said before."""
    entries = tuple(e for e in library.reports() if e.facts.organisation)
    absent = _absent(q, operators)
    bodies, open_body = _bodies(q, operators, entries, before, filters or {})
    mine = [e for e in entries if e.facts.organisation in bodies]
    years = q.years or ((int(filters["fiscal_year"]),) if filters and filters.get("fiscal_year") else ())
    if not years and before.years and not open_body:
        years = tuple(y for y in before.years if any(e.facts.fiscal_year == y for e in mine))
    held = {e.facts.fiscal_year for e in mine}
    missing = tuple(y for y in years if y not in held)
    chosen = [e for e in mine if not years or e.facts.fiscal_year in years]
    both = [
        [e for e in chosen if _names_kind(e, kind)] for kind in ("department", "unit") if _says(q.text, kind)
    ]
    if len(both) == 2 and all(both):
        kinds = tuple(
            Target(e.facts.organisation or "", e.facts.fiscal_year, (e,)) for one in both for e in one
        )
        return Scope(kinds, absent, missing, open_body)
    chosen = _of_kind(q, chosen)
    groups: dict[tuple[str, int | None], list[ReportEntry]] = {}
    for entry in chosen:
        groups.setdefault((entry.facts.organisation or "", entry.facts.fiscal_year), []).append(entry)
    order = {body: n for n, body in enumerate(bodies)}
    rank = {year: n for n, year in enumerate(years)}
    keys = sorted(groups, key=lambda k: (order.get(k[0], 99), rank.get(k[1] or 0, k[1] or 0)))
    targets = tuple(Target(body, year, tuple(groups[body, year])) for body, year in keys)
    left = {target.year for target in targets}
    return Scope(targets, absent, missing, open_body, not years and len(left) > 1)


def _absent(q: Question, operators: Operators) -> tuple[Mention, ...]:
    """Bodies that are named and not held; beside a held one only where the two stand side by side."""
    unheld = [m for m in q.mentions if m.kind is Kind.UNHELD]
    held = [m for m in q.mentions if m.kind is Kind.BODY]
    if not held:
        return tuple(unheld)
    several = operators.any("difference", "high", "low", "rank", "sum", "each")
    return tuple(m for m in unheld if several and _beside(q.text, m, held))


def _beside(text: str, mention: Mention, held: Sequence[Mention]) -> bool:
    joints = set(words_of("joint")) | {" "}
    for other in held:
        first, last = sorted((mention, other), key=lambda m: m.start)
        between = text[first.end : last.start]
        if len(between) <= _BETWEEN and any(c in joints for c in between):
            return True
    return False


def _bodies(
    q: Question,
    operators: Operators,
    entries: Sequence[ReportEntry],
    before: Before,
    filters: Mapping[str, Any],
) -> tuple[list[str], bool]:
    """The bodies meant, in order, and whether that is open."""
    everyone = list(dict.fromkeys(e.facts.organisation or "" for e in entries))
    named = [m for m in q.mentions if m.kind is Kind.BODY and m.holders]
    certain = list(dict.fromkeys(m.holders[0] for m in named if len(m.holders) == 1))
    if certain:
        return certain, False
    if wanted := filters.get("organisation"):
        found = [b for b in everyone if plain(str(wanted)) in plain(b)]
        return found, len(found) != 1
    possible = set(everyone)
    for mention in q.mentions:
        if mention.holders:
            possible = possible & set(mention.holders) or possible
    told = [b for b in before.bodies if b in possible]
    if told and not operators.any("all bodies"):
        return told, False
    if operators.any("all bodies") or len(possible) == 1:
        return [b for b in everyone if b in possible], False
    return [b for b in everyone if b in possible], True


def _of_kind(q: Question, entries: list[ReportEntry]) -> list[ReportEntry]:
    """The reports of the kinds that are named, where there are some."""
    for kind in _KINDS:
        if not _says(q.text, kind):
            continue
        fitting = [e for e in entries if _names_kind(e, kind)]
        if fitting and (kind not in ("budget", "final") or len({e.facts.fiscal_year for e in entries}) < 2):
            entries = fitting
    return entries


def _says(text: str, kind: str) -> bool:
    return any(w in text for w in words_of_operator(kind))


def _names_kind(entry: ReportEntry, kind: str) -> bool:
    return any(w in _kind(entry) for w in words_of_operator(kind))


def _kind(entry: ReportEntry) -> str:
    return plain(f"{entry.facts.report_type or ''}{entry.facts.title}{entry.source}")
