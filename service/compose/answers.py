"""An executed plan becomes an Answer: each thing asked in its order, then formulas, figures, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from corpus.view import DocumentView, Library
from service.answer import Answer, Route
from service.compose.about import tell_passed, tell_shelf, tell_stands
from service.compose.characters import traditional, wants_traditional
from service.compose.disparities import noted
from service.compose.draft import Draft
from service.compose.lacking import tell_lack
from service.compose.naming import name_of
from service.compose.pieces import Piece
from service.compose.rivals import of_sentences, of_tables
from service.compose.speech import Speech, language_of
from service.compose.telling import Teller
from service.lookup.facts import fact_stated
from service.plan import types as t
from service.plan.results import (
    Chosen,
    Executed,
    Fault,
    Found,
    Lack,
    Outcome,
    Passed,
    Several,
    Shelf,
    Shown,
    Stands,
    Told,
    Verdict,
    Worked,
    found_in,
    lacks,
    place_of,
    quantity_of,
)
from service.plan.units import in_unit

_ORDER = (Route.COMPUTE, Route.LOOKUP, Route.NARRATIVE, Route.CLARIFY, Route.REFUSE)


def compose(executed: Executed, library: Library, language: str = "zh") -> Answer:
    """The answer that an executed plan gives, in `language` (`zh`, `zh-TW`, `en`)."""
    speech = Speech(language_of(language))
    teller = Teller(speech, Draft(speech.language == "en"))
    pieces: list[Piece] = []
    suggestions: list[str] = []
    for outcome in executed.outcomes:
        piece, more = _told(teller, outcome, library, len(executed.outcomes) == 1)
        pieces.append(piece)
        suggestions += more
    told = {_key(f) for outcome in executed.outcomes for f in _in_lead(outcome)}
    facts = [f.fact for outcome in executed.outcomes for f in _answering(outcome)]
    asked = [f.fact for outcome in executed.outcomes for f in _looked_up(outcome)]
    rivals = "".join(of_tables(teller.draft, speech, fact) for fact in asked)
    behind = _behind(teller, pieces, told) + (noted(teller.draft, facts, rivals) if facts else "")
    write = traditional if wants_traditional(language) else str
    leads = ((piece, "\n".join(piece.lead)) for piece in pieces if piece.lead)
    text = "\n\n".join(lead if piece.quoted else write(lead) for piece, lead in leads) + write(behind)
    route = _route(executed.outcomes)
    kept = tuple(dict.fromkeys(map(write, suggestions)))
    answer = teller.draft.finish(text, route, kept, _chart(executed.outcomes))
    warnings = tuple(replace(w, message=write(w.message)) for w in answer.warnings)
    return replace(answer, warnings=warnings, plan=executed.plan)


def _told(teller: Teller, outcome: Outcome, library: Library, alone: bool) -> tuple[Piece, tuple[str, ...]]:
    match outcome:
        case Lack():
            return tell_lack(teller, outcome, alone), ()
        case Shelf():
            return tell_shelf(teller, outcome), ()
        case Stands():
            return tell_stands(teller, outcome), ()
        case Passed():
            return tell_passed(teller, outcome)
        case Told():
            return Piece(["\n\n".join(_words(teller, outcome, library))], quoted=True), ()
        case Several() if any(isinstance(item, Lack) for item in outcome.items):
            return _partly(teller, outcome, library), ()
    return teller.tell(outcome), ()


def _partly(teller: Teller, outcome: Several, library: Library) -> Piece:
    """Several things of which some have no value: those that have one first, then what was not found."""
    having = tuple(item for item in outcome.items if not isinstance(item, Lack))
    piece = teller.tell(replace(outcome, items=having)) if having else Piece()
    for item in outcome.items:
        if isinstance(item, Lack):
            lack = tell_lack(teller, item, alone=not having)
            piece.lead += lack.lead
            piece.behind += lack.behind
    return piece


def _behind(teller: Teller, pieces: Sequence[Piece], told: set[object]) -> str:
    """Under the answers: the formulas, the results on the way, and the figures that were not told above."""
    speech = teller.speech
    formulas = [formula for piece in pieces for formula in piece.formulas]
    lines = []
    if formulas:
        lines.append(
            speech.say("words.formula", formula=speech.say("words.semicolon").join(dict.fromkeys(formulas)))
        )
    notes = list(dict.fromkeys(note for piece in pieces for note in piece.notes))
    seen = set(told)
    for found in (found for piece in pieces for found in piece.behind):
        if (key := _key(found)) not in seen:
            seen.add(key)
            lines.append(teller.operand(found))
    lines += notes
    return "\n\n" + "\n".join(lines) if lines else ""


def _key(found: Found) -> object:
    return place_of(found.fact)


def _in_lead(outcome: Outcome) -> list[Found]:
    """The figures that are told with their places where they are asked."""
    match outcome:
        case Found():
            return [outcome]
        case Shown():
            return _in_lead(outcome.inner)
        case Several():
            return [f for item in outcome.items for f in _in_lead(item)]
        case Chosen():
            return [f for item in outcome.ranked for f in _in_lead(item)]
        case Worked() if isinstance(outcome.node, t.Count):
            return [f for item in outcome.operands for f in _in_lead(item)]
    return []


def _looked_up(outcome: Outcome) -> list[Found]:
    """The figures that were asked for as such, not to be worked with."""
    match outcome:
        case Found():
            return [outcome]
        case Shown():
            return _looked_up(outcome.inner)
        case Several() if isinstance(outcome.node, t.Values):
            return [f for item in outcome.items for f in _looked_up(item)]
    return []


def _answering(outcome: Outcome) -> tuple[Found, ...]:
    """The figures whose contradictions the reader must know: of a choice, the first few."""
    if isinstance(outcome, Chosen | Several | Verdict | Worked | Found | Shown):
        return found_in(outcome)[:6] if isinstance(outcome, Chosen) else found_in(outcome)
    return ()


def _route(outcomes: Sequence[Outcome]) -> Route:
    return min((_route_of(outcome) for outcome in outcomes), key=_ORDER.index)


def _route_of(outcome: Outcome) -> Route:
    match outcome:
        case Found() | Stands():
            return Route.LOOKUP
        case Shown():
            return _route_of(outcome.inner)
        case Told() | Shelf():
            return Route.NARRATIVE
        case Passed():
            return Route.CLARIFY if isinstance(outcome.node, t.Ambiguous) else Route.REFUSE
        case Several() if isinstance(outcome.node, t.Values):
            return _route(outcome.items)
        case Lack():
            faults = {lack.fault for lack in lacks(outcome)}
            if outcome.fault in (Fault.BLANK, Fault.DASH):
                return Route.LOOKUP
            return Route.CLARIFY if faults == {Fault.AMBIGUOUS} else Route.REFUSE
    return Route.COMPUTE


def _words(teller: Teller, outcome: Told, library: Library) -> list[str]:
    """The report's own sentences, each cited, with the figures that were asked for beside them."""
    draft, lines, heading = teller.draft, [], ""
    views: dict[str, DocumentView] = {}
    extracts = outcome.evidence.extracts
    several = len({e.source.document_id for e in extracts}) > 1
    for extract in extracts:
        view = views.setdefault(extract.source.document_id, library.view(extract.source.document_id))
        number = draft.cite_source(view, extract.source)
        head = view.entry.facts.title + teller.speech.say("words.colon") if several else ""
        if extract.heading and head + extract.heading != heading:
            heading = head + extract.heading
            if several or extract.heading not in extract.text[: len(extract.heading) + 8]:
                lines.append(f"**{heading}**")
        lines.append(f"{extract.text} [{number}]")
    for stated in outcome.evidence.figures:
        view = views.setdefault(stated.source.document_id, library.view(stated.source.document_id))
        notes = of_sentences(draft, teller.speech, fact_stated(view, stated), stated)
        lines += [teller.speech.say("rival.note", text=note) for note in notes]
    return lines


def _chart(outcomes: Sequence[Outcome]) -> dict[str, Any] | None:
    """A line of one measure of one body over years; nothing else is drawn."""
    for outcome in outcomes:
        inner = outcome.inner if isinstance(outcome, Shown) else outcome
        if isinstance(inner, Several) and isinstance(inner.node, t.Series) and inner.node.over == "years":
            return _line(inner)
    return None


def _line(series: Several) -> dict[str, Any] | None:
    found = [q for item in series.items if isinstance(q := quantity_of(item), Found)]
    facts = sorted((f.fact for f in found if f.fact.year), key=lambda fact: fact.year or 0)
    if len(facts) < 2 or len(facts) < len(series.items) or len({f.year for f in facts}) < len(facts):
        return None
    if len({f.organisation for f in facts}) > 1 or len({name_of(f) for f in facts}) > 1:
        return None
    unit = facts[0].unit
    points = []
    for fact in facts:
        value = in_unit(next(f for f in found if f.fact is fact), unit)
        if value is None:
            return None
        points.append({"x": fact.year, "value": f"{value:f}", "organisation": fact.organisation})
    return {"kind": "line", "x": "fiscal_year", "metric": name_of(facts[0]), "unit": unit, "points": points}
