"""What the report says otherwise of the figures of an answer, told with both places."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.report import Record
from service.certainty import certain_place
from service.composing.draft import Draft
from service.composing.phrases import marks
from service.discrepancy import warnings_for
from service.lookup.facts import Fact

_MOST = 3


def disparities(draft: Draft, facts: Sequence[Fact]) -> str:
    """Warnings for what the report says otherwise of the same figures; the note for the text."""
    notes = []
    sure = [d for d in warnings_for(facts) if all(certain_place(d.view, place) for place in d.places)]
    for disparity in sure[:_MOST]:
        numbers = [
            draft.cite_record(disparity.view, place)
            if isinstance(place, Record)
            else draft.cite_source(disparity.view, place)
            for place in disparity.places
        ]
        draft.warn(disparity.kind, disparity.message, numbers, disparity.computed)
        notes.append(f"{disparity.message.rstrip('。')}{marks(numbers)}。")
    return "".join(notes)


def noted(draft: Draft, facts: Sequence[Fact], more: str = "") -> str:
    """The note under an answer, or an empty string."""
    text = more + disparities(draft, facts)
    return f"\n\n> 注意：{text}" if text else ""
