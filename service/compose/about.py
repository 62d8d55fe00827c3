"""What is said about the corpus itself: where a figure stands, which reports there are, what may be asked,
what was not understood, and which of several things is meant."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.view import ReportEntry
from service.compose.naming import name_of
from service.compose.pieces import Piece
from service.compose.putting import put
from service.compose.speech import Speech, marks
from service.compose.telling import Teller
from service.compose.titles import Titles
from service.plan import types as t
from service.plan.results import Found, Lack, Outcome, Passed, Shelf, Stands

_MOST = 8
_MOST_TITLES = 3


def held_line(speech: Speech, entries: Sequence[ReportEntry]) -> str:
    """What is held: each body with its years."""
    years: dict[str, set[int]] = {}
    for entry in entries:
        if entry.facts.organisation:
            years.setdefault(entry.facts.organisation, set())
            if entry.facts.fiscal_year:
                years[entry.facts.organisation].add(entry.facts.fiscal_year)
    if not years:
        return speech.say("held.none")
    lines = [
        speech.say(
            "held.line",
            body=body,
            years=speech.listed([speech.say("words.year", year=y).strip() for y in sorted(held)]),
        )
        for body, held in sorted(years.items())
    ]
    more = [speech.say("held.more")] if len(lines) > _MOST else []
    return speech.say("held.has", list=speech.say("words.semicolon").join([*lines[:_MOST], *more]))


def examples(speech: Speech, entries: Sequence[ReportEntry]) -> tuple[str, ...]:
    """Questions that could be asked of what is held."""
    found = [
        speech.say("example.question", body=e.facts.organisation, year=e.facts.fiscal_year)
        for e in entries
        if e.facts.organisation and e.facts.fiscal_year and e.records
    ]
    return tuple(dict.fromkeys(found))[:3]


def tell_shelf(teller: Teller, outcome: Shelf) -> Piece:
    """The reports that are held, or what may be asked of them."""
    speech, node = teller.speech, outcome.node
    if isinstance(node, t.Help):
        lead = speech.say(f"held.{node.topic}")
        return Piece([lead] if node.topic == "thanks" else [lead + held_line(speech, outcome.entries)])
    if not outcome.entries:
        if not outcome.others:
            return Piece([speech.say("held.none")])
        what = speech.owner(node.body, node.year)
        return Piece([speech.say("held.no_such", what=what) + held_line(speech, outcome.others)])
    lines = [
        speech.say("words.item", text=speech.say("held.report", title=e.facts.title)) for e in outcome.entries
    ]
    return Piece([speech.say("held.reports"), *lines])


def tell_stands(teller: Teller, outcome: Stands) -> Piece:
    """The places that state a figure."""
    speech = teller.speech
    lines = []
    for fact in outcome.facts:
        numbers = put(teller.draft, speech, fact)
        text = speech.say(
            "held.find_line", owner=speech.owner_of(fact), name=name_of(fact), value=speech.amount(fact),
            place=teller.place(fact), marks=marks(numbers),
        )  # fmt: skip
        lines.append(speech.say("words.item", text=text))
    head = speech.say("held.find", value=speech.value(outcome.node.value, outcome.node.unit))
    more = outcome.of - len(outcome.facts)
    return Piece([head, *lines, *([speech.say("held.find_more", count=more)] if more else [])])


def tell_passed(teller: Teller, outcome: Passed) -> tuple[Piece, tuple[str, ...]]:
    """A question back or a refusal, and what could be asked instead."""
    speech, node = teller.speech, outcome.node
    if isinstance(node, t.Ambiguous):
        return _ambiguous(speech, node, outcome)
    if isinstance(node, t.Unclear):
        words = speech.listed([speech.say("words.quoted", name=w) for w in node.words])
        lead = speech.say("ask.unclear", words=words) if words else speech.say("ask.unclear_all")
        return Piece([lead + held_line(speech, outcome.entries)]), examples(speech, outcome.entries)
    what = speech.say("words.quoted", name=node.what) if node.what else speech.say("lack.asked")
    titles = [e.facts.title for e in outcome.entries if e.document_id in node.documents]
    listed = speech.listed([speech.say("ask.title", title=title) for title in titles[:_MOST_TITLES]])
    listed = speech.say("ask.titles_more", titles=listed) if len(titles) > _MOST_TITLES else listed
    lead = speech.say(f"ask.absent_{node.kind}", what=what, titles=listed or speech.say("ask.all_reports"))
    if node.kind != "measure":
        lead += held_line(speech, outcome.entries)
    return Piece([lead]), examples(speech, outcome.entries)


def _ambiguous(speech: Speech, node: t.Ambiguous, outcome: Passed) -> tuple[Piece, tuple[str, ...]]:
    choices = _named(speech, outcome.choices)
    lead = speech.say(f"ask.{node.about}")
    if not choices:
        text = speech.say("ask.no_choices", lead=lead)
        if node.about != "measure":
            text += held_line(speech, outcome.entries)
        return Piece([text]), ()
    text = speech.say("ask.choices", lead=lead, choices=speech.say("words.semicolon").join(choices))
    return Piece([text]), tuple(speech.say("ask.suggestion", choice=choice) for choice in choices[:5])


def _named(speech: Speech, choices: Sequence[Outcome]) -> list[str]:
    """What the choices are called, in full; their values are not told."""
    titles = Titles(speech, choices)
    found = []
    for choice in choices:
        if isinstance(choice, Found):
            name = titles.of(choice)
            found.append(speech.say("words.of", owner=titles.whose, name=name) if titles.whose else name)
        elif isinstance(choice, Lack):
            found.append(titles.of_lack(choice))
    return list(dict.fromkeys(found))
