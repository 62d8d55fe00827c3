"""What is said of several figures: each for itself, ranked, chosen, filtered, counted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from service.compose.pieces import Piece, Print
from service.compose.putting import put, put_worked
from service.compose.speech import marks
from service.compose.titles import Titles
from service.plan import arithmetic
from service.plan import types as t
from service.plan.results import Chosen, Found, Lack, Outcome, Several, Worked, found_in, quantity_of

_PAIR = 2
MOST_LINES = 12
"""Lines told of the operands of a choice at the most: the first in order."""

if TYPE_CHECKING:
    from service.compose.telling import Teller


def counted(teller: Teller, outcome: Worked, titles: Titles) -> Piece:
    """How many there are, then each of them."""
    figure = put_worked(teller.draft, teller.speech, titles, outcome)
    given = {"whose": titles.measure(), "value": f"{figure.value:,f}"}
    inner = outcome.node.items[0] if isinstance(outcome.node, t.Count) else None
    if isinstance(inner, t.Filter):
        text = teller.speech.say("lead.count_filter", condition=condition(teller, inner), **given)
    else:
        text = teller.speech.say("lead.count", **given)
    piece = Piece([text, *_lines(teller, outcome.operands, titles, Print())])
    piece.notes += left_out(teller, outcome.left_out)
    return piece


def listed(teller: Teller, outcome: Several, how: Print) -> Piece:
    """Several figures: each for itself, those that a filter left, or in their order."""
    titles = Titles(teller.speech, outcome.items)
    node, say = outcome.node, teller.speech.say
    if not isinstance(node, t.Rank | t.Filter):
        return _each(teller, outcome, how)
    given = {"whose": titles.measure()}
    if isinstance(node, t.Filter):
        met = condition(teller, node, outcome.threshold)
        key = "lead.filter" if outcome.items else "lead.none"
        head = say(key, condition=met, **given)
    elif node.n and node.n < outcome.of:
        head = say(f"lead.top_{node.direction}", n=len(outcome.items), **given)
    else:
        head = say(f"lead.rank_{node.direction}", **given)
    piece = Piece([head, *_lines(teller, outcome.items, titles, how)])
    if outcome.threshold is not None:
        piece.behind += found_in(outcome.threshold)
        piece.notes += teller.inner(outcome, titles)
    piece.notes += left_out(teller, outcome.left_out)
    if isinstance(node, t.Rank):
        piece.notes += _apart(teller, outcome.items, titles)
    return piece


def _each(teller: Teller, outcome: Several, how: Print) -> Piece:
    """Several things, each told as it would be alone."""
    whole = Piece()
    for item in outcome.items:
        piece = teller.tell(item, how)
        first, *rest = piece.lead
        whole.lead.append(teller.speech.say("words.item", text=first) if len(outcome.items) > 1 else first)
        whole.lead += rest
        whole.formulas += piece.formulas
        whole.behind += piece.behind
        whole.notes += piece.notes
    whole.notes += left_out(teller, outcome.left_out)
    return whole


def _lines(teller: Teller, items: Sequence[Outcome], titles: Titles, how: Print) -> list[str]:
    """Each item of a choice in a line: its name, its value, its place."""
    found = []
    for item in items:
        quantity = quantity_of(item)
        if isinstance(quantity, Found):
            numbers = put(teller.draft, teller.speech, quantity.fact)
            value, place = teller.speech.amount(quantity.fact), teller.place(quantity.fact)
            more = teller.converted(quantity.fact, how, numbers)
        elif isinstance(quantity, Worked):
            figure = put_worked(teller.draft, teller.speech, titles, quantity, how.decimals)
            value, numbers, more = teller.speech.value(figure.value, figure.unit), list(figure.inputs), ""
            place = teller.speech.say("words.place", place=figure.formula)
        else:
            continue
        text = teller.speech.say(
            "lead.listed", name=titles.item(item), value=value, place=place, marks=marks(numbers)
        )
        more = teller.speech.say("words.pause") + more if more else ""
        found.append(teller.speech.say("words.item", text=text + more))
    return found


def chosen(teller: Teller, outcome: Chosen, how: Print) -> Piece:
    """The one that was chosen first, then all in their order."""
    titles = Titles(teller.speech, outcome.ranked)
    node, say = outcome.node, teller.speech.say
    winner = outcome.winners[0]
    lines = _lines(teller, outcome.ranked[:MOST_LINES], titles, how)
    if len(outcome.ranked) > MOST_LINES:
        lines.append(say("lead.of_all", shown=MOST_LINES, count=len(outcome.ranked)))
    value = teller.value_of(winner, how)
    names = teller.speech.listed([titles.item(w) for w in outcome.winners])
    whose = titles.measure()
    if isinstance(node, t.Rank):
        head = say(
            f"lead.place_{node.direction}", whose=whose, place_number=node.place, name=names, value=value,
            place="", marks="",
        )  # fmt: skip
    elif len(outcome.winners) == len(outcome.ranked) > 1:
        head = say("lead.all_equal", names=names, value=value)
    elif len(outcome.winners) > 1:
        head = say(f"lead.{node.op}_equal", whose=whose, names=names, value=value)  # type: ignore[attr-defined]
    else:
        head = say(f"lead.{node.op}", whose=whose, name=names, value=value, place="", marks="")  # type: ignore[attr-defined]
    piece = Piece([head, *lines], notes=left_out(teller, outcome.left_out))
    piece.notes += _apart(teller, outcome.ranked, titles)
    return piece


def _apart(teller: Teller, ranked: Sequence[Outcome], titles: Titles) -> list[str]:
    """By how much two that were compared differ."""
    if len(ranked) != _PAIR:
        return []
    one, other = (quantity_of(item) for item in ranked)
    if one is None or other is None:
        return []
    node = t.Difference(left=t.Constant(value=Decimal(0)), right=t.Constant(value=Decimal(0)), absolute=True)
    gap = arithmetic.difference(node, one, other)
    if isinstance(gap, Lack) or not gap.value:
        return []
    figure = put_worked(teller.draft, teller.speech, titles, gap)
    value = teller.speech.value(figure.value, figure.unit)
    return [teller.speech.say("lead.two_apart", value=value, formula=figure.formula or "")]


def condition(teller: Teller, node: t.Filter, bound: Outcome | None = None) -> str:
    """What the items of a filter had to meet; a number of the question as it was said there."""
    value = teller.value_of(bound, Print()) if bound is not None else ""
    if bound is None and isinstance(node.threshold, t.Constant):
        value = teller.speech.value(node.threshold.value, node.threshold.unit)
    return teller.speech.say(f"condition.{node.comparison}", value=value)


def left_out(teller: Teller, blanks: Sequence[object]) -> list[str]:
    """How many rows were blank, where some were."""
    return [teller.speech.say("lead.blank_left_out", count=len(blanks))] if blanks else []
