"""What the report says otherwise of the figures of an answer, told with both places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.report import Record
from service.certainty import certain_place
from service.compose.draft import Draft
from service.compose.speech import Speech, marks
from service.discrepancy import Disparity, warnings_for
from service.language import load
from service.lookup.facts import Fact
from service.narrative.evidence import Source

_MOST = 3


def disparities(draft: Draft, facts: Sequence[Fact]) -> str:
    """Warnings for what the report says otherwise of the same figures; the note for the text."""
    notes = []
    sure = [d for d in warnings_for(facts) if all(certain_place(d.view, place) for place in d.places)]
    for disparity in sure[:_MOST]:
        others = [
            draft.cite_record(disparity.view, place)
            if isinstance(place, Record)
            else draft.cite_source(disparity.view, place)
            for place in disparity.places
        ]
        numbers = [*_own(draft, disparity), *others]
        if draft.english:
            told = note_of(disparity)
            draft.warn(disparity.kind, f"{told[:1].upper()}{told[1:]}.", numbers, disparity.computed)
            notes.append(f"{told} {marks(numbers)}. ")
        else:
            draft.warn(disparity.kind, disparity.message, numbers, disparity.computed)
            notes.append(f"{disparity.message.rstrip('。')}{marks(numbers)}。")
    return "".join(notes).strip()


def _own(draft: Draft, disparity: Disparity) -> list[int]:
    """The citation that the answered figure has already: both places stand with the warning."""
    figure = disparity.answered
    if figure is None:
        return []
    held: list[Record | Source] = [*figure.records, *(stated.source for stated in figure.stated)]
    cited = (draft.number_of(figure.view, place) for place in held if place not in disparity.places)
    return [number for number in cited if number is not None][:1]


def noted(draft: Draft, facts: Sequence[Fact], more: str = "") -> str:
    """The note under an answer, or an empty string."""
    text = more + disparities(draft, facts)
    told = Speech("en" if draft.english else "zh").say("rival.note", text=text)
    return f"\n\n{told}" if text else ""


def note_of(disparity: Disparity) -> str:
    """A disparity in English: what kind it is and where the other figures stand."""
    if disparity.kind == "scope":
        lead = "another table covers a different scope"
    else:
        lead = "the report is not consistent here"
    told = "; ".join(_place(place, disparity.message) for place in disparity.places)
    worked = f" (worked out: {'; '.join(disparity.computed)})" if disparity.computed else ""
    return f"{lead}: {told}{worked}"


def _written() -> Mapping[str, str]:
    written: Mapping[str, str] = load("zh/naming")["messages"]
    return written


def _place(place: Record | Source, message: str) -> str:
    if isinstance(place, Source):
        value = re.search(_written()["written"].replace("{page}", str(place.page)), message)
        return f"the text on page {place.page}{f' says {value[1]}' if value else ''}"
    table = place.form or (f"“{place.title}”" if place.title else "a table")
    column = place.column_path[-1] if place.column_path else ""
    cell = ", ".join(f"“{part}”" for part in (place.row_label or "", column) if part)
    unit = "" if not place.unit or place.raw.endswith(place.unit) else f" {place.unit}"
    return f"page {place.page}, {table}, {cell}: {place.raw}{unit}"
