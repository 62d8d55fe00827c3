"""Which reports a question is about, or what keeps it from being answered.

Organisation, year and kind of report come first and filter everything: a neighbouring year or
a similarly named office is never a substitute.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.view import DocumentView, Library, ReportEntry
from service.frame import Basis, Operation
from service.lookup.index import index_of
from service.understanding.reader import Reading
from service.understanding.words import plain

LOOKED_INTO = 12  # reports, at most, that are searched through for one question
_FINAL = re.compile(r"(?<!预)决算")  # 预决算 is both


class Obstacle(StrEnum):
    """Why no report is looked into."""

    CHAT = "chat"
    OPINION = "opinion"
    FORECAST = "forecast"
    INJECTION = "injection"
    BODY = "body_not_held"
    YEAR = "year_not_held"
    PERIOD = "period_not_held"
    KIND = "report_type_not_held"
    EMPTY = "corpus_empty"


@dataclass(frozen=True, slots=True)
class Scope:
    """The reports that a question is about.

    `bodies` are the full names that it may mean (one when it is clear), `missing_body` and
    `missing_year` say what it leaves open, `named` are the bodies that it names for certain.
    """

    entries: tuple[ReportEntry, ...]
    bodies: tuple[str, ...]
    named: tuple[str, ...]
    years: tuple[int, ...]
    missing_body: bool
    missing_year: bool
    obstacle: Obstacle | None = None
    subject: str = ""
    absent_years: tuple[int, ...] = ()


def scope_of(reading: Reading, library: Library, filters: Mapping[str, Any] | None = None) -> Scope:
    """The scope of a question in the corpus.  `filters` may hold `organisation`, `fiscal_year`."""
    entries = tuple(e for e in library.reports() if e.facts.organisation)
    wanted = dict(filters or {})
    refusal = reading.cues.refusal
    held = [m.name for m in reading.frame.organisations if m.name]
    if refusal and not (refusal == "chat" and held):
        return _blocked(Obstacle(refusal), entries)
    if not entries:
        return _blocked(Obstacle.EMPTY, entries)
    blocked = _unheld_body(reading, library, entries, held)
    if blocked:
        return _blocked(Obstacle.BODY, entries, blocked)
    named, bodies = _bodies(reading, entries, wanted)
    if wanted.get("organisation") and not bodies:
        return _blocked(Obstacle.BODY, entries, str(wanted["organisation"]))
    mine = tuple(e for e in entries if e.facts.organisation in bodies)
    years = reading.frame.years or ((int(wanted["fiscal_year"]),) if wanted.get("fiscal_year") else ())
    return _with_years(reading, mine, tuple(named), tuple(bodies), years, library)


def _blocked(obstacle: Obstacle, entries: Sequence[ReportEntry], subject: str = "") -> Scope:
    return Scope(tuple(entries), (), (), (), False, False, obstacle, subject)


def _bodies(
    reading: Reading, entries: Sequence[ReportEntry], wanted: Mapping[str, Any]
) -> tuple[list[str], list[str]]:
    """Bodies named for certain, and all that may be meant."""
    everyone = sorted({e.facts.organisation for e in entries if e.facts.organisation})
    named = list(dict.fromkeys(m.name for m in reading.frame.organisations if m.name))
    if not named and wanted.get("organisation"):
        asked = plain(str(wanted["organisation"]))
        named = [name for name in everyone if asked in plain(name)]
        return (named if len(named) == 1 else []), named
    if named:
        return named, named
    possible: set[str] = set(everyone)
    for mention in reading.frame.organisations:
        if mention.candidates:
            possible &= set(mention.candidates)
    bodies = sorted(possible) or everyone
    return (bodies if len(bodies) == 1 else []), bodies


def _unheld_body(
    reading: Reading, library: Library, entries: Sequence[ReportEntry], held: Sequence[str]
) -> str | None:
    """A body that the question asks about and that no report is of."""
    several = reading.frame.operation in (
        Operation.COMPARISON, Operation.SUM, Operation.DIFFERENCE, Operation.RANKING,
    )  # fmt: skip
    for link in reading.links:
        mention = link.mention
        if mention.name or mention.candidates:
            continue
        if held and not (several and not link.region):
            continue
        if mention.text.endswith(("中心", "大队", "学校", "医院")) and _told_of(
            mention.text, library, entries
        ):
            continue
        if link.region and held:
            continue
        return mention.text
    return None


def _told_of(text: str, library: Library, entries: Sequence[ReportEntry]) -> bool:
    """Whether a report speaks of it; of many reports those that search finds are looked into."""
    views = (library.view(entry.document_id) for entry in likeliest(text, entries, library))
    return any(text in plain(passage.text) for view in views for passage in view.passages)


def likeliest(text: str, entries: Sequence[ReportEntry], library: Library) -> Sequence[ReportEntry]:
    """Of many reports those whose passages search finds for `text`, best first; a few are all taken."""
    if len(entries) <= LOOKED_INTO:
        return entries
    held = {entry.document_id: entry for entry in entries}
    hits = library.search(text, list(held), 4 * LOOKED_INTO)
    return [held[found] for found in list(dict.fromkeys(hit.document_id for hit in hits))[:LOOKED_INTO]]


def _with_years(
    reading: Reading,
    mine: tuple[ReportEntry, ...],
    named: tuple[str, ...],
    bodies: tuple[str, ...],
    years: tuple[int, ...],
    library: Library,
) -> Scope:
    held_years = tuple(sorted({e.facts.fiscal_year for e in mine if e.facts.fiscal_year}))
    present = tuple(y for y in years if y in held_years)
    absent = tuple(y for y in years if y not in held_years)
    subject = "、".join(f"{y}年" for y in absent)
    if years and not present:
        return Scope(mine, bodies, named, (), not named, False, Obstacle.YEAR, subject, absent)
    chosen = tuple(e for e in mine if not years or e.facts.fiscal_year in present)
    typed = _of_type(reading, chosen)
    if typed is None:
        kind = "、".join(reading.frame.report_types)
        return Scope(mine, bodies, named, present, not named, False, Obstacle.KIND, kind)
    accounted = _of_account(reading, typed, library)
    if accounted is None:
        return Scope(typed, bodies, named, present, not named, False, Obstacle.KIND, "决算")
    typed = accounted
    if reading.period and not (fitting := tuple(e for e in typed if _fits_period(reading.period, e))):
        return Scope(mine, bodies, named, present, not named, False, Obstacle.PERIOD, reading.period)
    if reading.period:
        typed = fitting
    bodies = tuple(b for b in bodies if any(e.facts.organisation == b for e in typed)) or bodies
    named = named or (bodies if len(bodies) == 1 else ())
    left = {e.facts.fiscal_year for e in typed}
    return Scope(
        typed,
        bodies,
        named,
        present,
        not named,
        not years and len(left) > 1,
        subject=subject,
        absent_years=absent,
    )


def _of_type(reading: Reading, entries: tuple[ReportEntry, ...]) -> tuple[ReportEntry, ...] | None:
    """The reports of the kind that is named; all when none is; None when a budget is asked for
    and only accounts are held (or the other way round)."""
    kinds = reading.frame.report_types
    if not kinds:
        return entries
    found = tuple(e for e in entries if any(k in (e.facts.report_type or "") + e.facts.title for k in kinds))
    if found:
        return found
    return None if kinds == ("预算",) and len(entries) == 1 and "决算" not in reading.text else entries


def _of_account(
    reading: Reading, entries: tuple[ReportEntry, ...], library: Library
) -> tuple[ReportEntry, ...] | None:
    """The reports that may hold the account asked for: no budget tells what was spent in the end (决算) but
    by a column of its own.  None when budgets alone are held; the budget comes first for a budget."""
    bases = reading.frame.bases
    budgets = [e for e in entries if e.plans]
    if not budgets or len(entries) > LOOKED_INTO:
        return entries
    if Basis.BUDGET in bases:
        return (*budgets, *(e for e in entries if e not in budgets))
    if Basis.FINAL not in bases and not _FINAL.search(reading.text):
        return entries
    kept = tuple(e for e in entries if e not in budgets or _tells_final(library.view(e.document_id)))
    return kept or None


def _tells_final(view: DocumentView) -> bool:
    return any(cell.basis is Basis.FINAL for cell in index_of(view).cells)


def _fits_period(period: str, entry: ReportEntry) -> bool:
    """Whether a report covers the part of the year that is asked for."""
    kind = (entry.facts.report_type or "") + entry.facts.title
    if period == "年度":
        return not any(word in kind for word in ("季度", "半年", "月度"))
    return (
        period in kind
        or (period == "第三季度" and "三季度" in kind)
        or ("年度" in kind and "季度" not in kind)
    )
