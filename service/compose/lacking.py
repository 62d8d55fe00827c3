"""What is said where there is no value: what was asked and not found, what cannot be worked out, and why."""

from __future__ import annotations

from service.compose.pieces import Piece
from service.compose.putting import cite
from service.compose.speech import marks
from service.compose.telling import Teller
from service.compose.titles import Titles
from service.plan import types as t
from service.plan.results import Fault, Found, Lack, found_in, lacks

_PLACED = (Fault.BLANK, Fault.DASH)
_KINDS = ("body", "year", "report")


def tell_lack(teller: Teller, lack: Lack, alone: bool = True) -> Piece:
    """A node without a value; the figures that it has are told behind, never put together."""
    speech = teller.speech
    lead = list(dict.fromkeys(_said(teller, inner) for inner in lacks(lack)))
    if lack.fault is Fault.INCOMPLETE:
        operation = speech.say(f"operation.{getattr(lack.node, 'op', 'sum')}")
        lead.append(speech.say("lack.incomplete", operation=operation))
    answered = all(inner.fault in _PLACED for inner in lacks(lack)) and lack.fault is not Fault.INCOMPLETE
    text = "".join(lead)
    if alone and not answered:
        text = speech.say("lack.sorry") + text
    return Piece([text], behind=_known(lack))


def _known(lack: Lack) -> list[Found]:
    """The figures that were found for a node that lacks others; choices to choose from are none."""
    if lack.fault is Fault.AMBIGUOUS:
        return []
    inner = [found for cause in lack.causes if isinstance(cause, Lack) for found in _known(cause)]
    return [*inner, *(found for item in lack.known for found in found_in(item))]


def _said(teller: Teller, lack: Lack) -> str:
    speech, titles = teller.speech, Titles(teller.speech, (lack,))
    what = titles.of_lack(lack)
    match lack.fault:
        case Fault.BLANK | Fault.DASH | Fault.UNREAD if lack.fact is not None:
            place, numbers = teller.place(lack.fact), marks(cite(teller.draft, lack.fact))
            return speech.say(f"lack.{lack.fault.value}", what=what, place=place, marks=numbers)
        case Fault.MISSING:
            kind = lack.node.kind if isinstance(lack.node, t.Missing) else ""
            return speech.say(f"lack.{kind if kind in _KINDS else 'missing'}", what=what)
        case Fault.AMBIGUOUS:
            choices = speech.say("words.semicolon").join(titles.of(item) for item in lack.known)
            return speech.say("lack.ambiguous", what=what, choices=choices)
        case Fault.UNITS:
            items = speech.listed([_with_unit(teller, titles, item) for item in lack.known])
            return speech.say("lack.units", items=items)
        case Fault.DIVISION:
            return speech.say(
                "lack.division", what=speech.say(f"operation.{getattr(lack.node, 'op', 'ratio')}")
            )
        case Fault.PLACE:
            return speech.say("lack.place", count=len(lack.known), what=lack.what)
        case Fault.NO_UNIT | Fault.INVENTED | Fault.UNSTATED:
            return speech.say(f"lack.{lack.fault.value}", what=lack.what)
    return speech.say(f"lack.{lack.fault.value}", what=what, operation="")


def _with_unit(teller: Teller, titles: Titles, item: object) -> str:
    name = titles.of(item)  # type: ignore[arg-type]
    unit = getattr(item, "unit", "")
    return teller.speech.say("words.placed", name=name, place=unit) if unit else name
