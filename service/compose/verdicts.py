"""Yes or no, with both figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.compose.pieces import Piece, Print
from service.compose.putting import put, put_worked
from service.compose.speech import marks
from service.compose.titles import Titles
from service.plan import types as t
from service.plan.results import Found, Given, Verdict, Worked, found_in, quantity_of

if TYPE_CHECKING:
    from service.compose.telling import Teller


def verdict(teller: Teller, outcome: Verdict) -> Piece:
    """Whether it holds, how the two compare in truth, and by how much they differ."""
    titles, speech = Titles(teller.speech, (outcome,)), teller.speech
    sides: dict[str, str] = {}
    cited: list[int] = []
    for side, item in (("left", outcome.left), ("right", outcome.right)):
        found = quantity_of(item)
        numbers = put(teller.draft, speech, found.fact) if isinstance(found, Found) else []
        cited += numbers
        value = teller.value_of(item, Print())
        whole = titles.of(item)
        if titles.whose and not isinstance(found, Given):
            whole = speech.say("words.of", owner=titles.whose, name=whole)
        sides |= {side: whole, f"{side}_value": value, f"{side}_marks": marks(numbers)}
    gap = ""
    if outcome.gap:
        gap = _gap(teller, outcome, titles)
    given = isinstance(quantity_of(outcome.right), Given)
    if isinstance(outcome.node, t.Same):
        key = _same_key(teller, outcome, given)
        head = speech.say(f"lead.{key}", value=gap, **sides)
        if not outcome.holds and len(cited) > 1:
            teller.draft.warn("discrepancy", head.replace("*", ""), cited)
    else:
        comparison = speech.say(f"comparison.{_actual(outcome)}")
        if not given:
            sides["right"] += f" {sides['right_value']}"
        key = "holds" if outcome.holds else "holds_not"
        head = speech.say(
            f"lead.{key}",
            comparison=comparison,
            gap=speech.say("lead.gap", value=gap) if gap else "",
            **sides,
        )
    piece = Piece([head], behind=list(found_in(outcome)))
    piece.notes += teller.inner(outcome, titles)
    return piece


def _same_key(teller: Teller, outcome: Verdict, given: bool) -> str:
    if not outcome.holds:
        return "apart_given" if given else "not_same"
    key = "same_given" if given else "same"
    return f"{key}_rounded" if outcome.rounded else key


def _gap(teller: Teller, outcome: Verdict, titles: Titles) -> str:
    node = t.Difference(left=t.Constant(value=0), right=t.Constant(value=0), absolute=True)
    gap = Worked(node, abs(outcome.gap), outcome.unit, (outcome.left, outcome.right))
    figure = put_worked(teller.draft, teller.speech, titles, gap)
    return teller.speech.value(figure.value, figure.unit)


def _actual(outcome: Verdict) -> str:
    """How the two compare in truth."""
    return "equal" if not outcome.gap else "above" if outcome.gap > 0 else "below"
