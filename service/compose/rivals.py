"""What other tables and sentences of a report give for the measure that was asked."""

from __future__ import annotations

from service.answer import Warning
from service.certainty import KIND, certainly_stated
from service.compose.draft import Draft
from service.compose.putting import cite, figure_of
from service.compose.speech import Speech, marks
from service.lookup.facts import Fact, fact_stated, record_label, unit_of
from service.narrative import StatedFigure

_MOST = 2


def of_tables(draft: Draft, speech: Speech, fact: Fact) -> str:
    """Notes on the cells that give a fact's measure another value, each a warning; empty without any."""
    numbers = cite(draft, fact)[:1]
    notes = []
    for record in fact.rivals:
        other = draft.cite_record(fact.view, record)
        unit = unit_of(fact.view, record)
        shown = record.raw if unit and record.raw.endswith(unit) else f"{record.raw}{speech.unit(unit)}"
        given = {
            "place": speech.table(record), "label": record_label(record), "shown": shown,
            "mark": f"[{other}]", "own": speech.amount(fact), "marks": marks(numbers),
        }  # fmt: skip
        kind = "discrepancy" if fact.conflict else "scope"
        message = speech.say(f"rival.{kind}", **given)
        draft.warn(kind, message, [*numbers, other])
        notes.append(message)
    return "".join(notes)


def of_sentences(draft: Draft, speech: Speech, fact: Fact, stated: StatedFigure) -> list[str]:
    """Notes on the sentences that tell a count otherwise than one that is quoted; the figure is added."""
    if not certainly_stated(fact.view, stated):
        number = draft.cite_source(fact.view, stated.source)
        draft.warnings.append(Warning(KIND, speech.say("rival.unsure", label=stated.label), (number,)))
        return []
    own = fact_stated(fact.view, stated)
    number = cite(draft, own)[0]
    draft.figure(figure_of(speech, own, number))
    notes = []
    for rival in stated.others[:_MOST]:
        other = fact_stated(fact.view, rival)
        mark = draft.cite_source(fact.view, rival.source)
        message = speech.say(
            "rival.sentence", label=stated.label, page=stated.source.page, own=speech.amount(own),
            marks=marks([number]), other_page=rival.source.page, shown=speech.amount(other), mark=f"[{mark}]",
        )  # fmt: skip
        draft.warn("discrepancy", message, (number, mark))
        notes.append(message)
    return notes
