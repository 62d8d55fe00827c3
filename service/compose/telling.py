"""What each node says: what is asked first, then formulas, then the figures that it is over, each cited."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpus.text import fold
from service.compose import choosing, verdicts
from service.compose.draft import Draft
from service.compose.naming import name_of
from service.compose.pieces import Piece, Print
from service.compose.putting import converted, figure_of, put, put_worked, small_money, told_of
from service.compose.speech import Speech, marks, tells_change
from service.compose.titles import Titles
from service.lookup.facts import Fact
from service.lookup.terms import scope_words
from service.plan import types as t
from service.plan.results import (
    Chosen,
    Found,
    Given,
    Outcome,
    Several,
    Shown,
    Verdict,
    Worked,
    found_in,
    parts,
    quantity_of,
)


class Teller:
    """Tells outcomes in one language into one draft."""

    def __init__(self, speech: Speech, draft: Draft) -> None:
        self.speech, self.draft = speech, draft

    def tell(self, outcome: Outcome, how: Print | None = None) -> Piece:
        """What an outcome with a value says."""
        how = how or Print()
        match outcome:
            case Shown():
                return self.tell(
                    outcome.inner, Print(outcome.unit or how.unit, _first(outcome.decimals, how.decimals))
                )
            case Found():
                return Piece([self.sentence(outcome.fact, how)])
            case Given():
                return Piece([self.speech.value(outcome.value, outcome.unit)])
            case Worked():
                return self._worked(outcome, how)
            case Chosen():
                return choosing.chosen(self, outcome, how)
            case Verdict():
                return verdicts.verdict(self, outcome)
            case Several():
                return choosing.listed(self, outcome, how)
        return Piece()

    # --- one figure ---------------------------------------------------------------------------

    def sentence(self, fact: Fact, how: Print) -> str:
        """One sentence for one figure, with its place."""
        speech = self.speech
        numbers = put(self.draft, speech, fact)
        about = speech.say("words.about") if fact.stated and fact.stated[0].approximate else ""
        text = speech.say(
            "figure.line", owner=speech.owner_of(fact), name=titled(fact), verb=speech.verb(fact),
            about=about, value=speech.amount(fact), nothing=self._nothing(fact), place=self.place(fact),
            marks=marks(numbers),
        )  # fmt: skip
        return text + self.converted(fact, how, numbers)

    def converted(self, fact: Fact, how: Print, numbers: Sequence[int]) -> str:
        """The value in the unit and with the decimals asked for, where those are others."""
        if fact.value is None:
            return ""
        figure = figure_of(self.speech, fact, numbers[0])
        return converted(self.draft, self.speech, figure.value, figure, how.unit, how.decimals)

    def _nothing(self, fact: Fact) -> str:
        """What a 0 says: of a table that covers a part of the accounts, no more than of that part."""
        if fact.value != 0 or fact.unit == "%":
            return ""
        title = fold(fact.records[0].title or "") if fact.records else ""
        scope = next((w for w in sorted(scope_words(), key=len, reverse=True) if w in title), "")
        return (
            self.speech.say("figure.nothing_there", scope=scope)
            if scope
            else self.speech.say("figure.nothing")
        )

    def place(self, fact: Fact) -> str:
        """Where a figure stands, in brackets."""
        return self.speech.say("words.place", place=self.speech.where(fact))

    def operand(self, found: Found) -> str:
        """A figure that something is worked out of, in a line."""
        fact = found.fact
        numbers = put(self.draft, self.speech, fact)
        name = titled(fact) + (self.speech.verb(fact) if tells_change(fact) else "")
        text = self.speech.say(
            "figure.operand", owner=self.speech.owner_of(fact), name=name, value=self.speech.amount(fact),
            place=self.place(fact), marks=marks(numbers),
        )  # fmt: skip
        return self.speech.say("words.item", text=text)

    # --- worked out ---------------------------------------------------------------------------

    def _worked(self, outcome: Worked, how: Print) -> Piece:
        titles = Titles(self.speech, (outcome,))
        if isinstance(outcome.node, t.Count):
            return choosing.counted(self, outcome, titles)
        unsigned = isinstance(outcome.node, t.Difference)
        own = how.decimals if how.unit in (None, outcome.unit) else None
        figure = put_worked(self.draft, self.speech, titles, outcome, own, unsigned)
        piece = Piece([self._lead(outcome, titles, figure.value)])
        unit = how.unit or small_money(outcome)
        value = abs(outcome.value) if unsigned else outcome.value
        piece.lead[0] += converted(self.draft, self.speech, value, figure, unit, how.decimals)
        piece.formulas.append(figure.formula or "")
        piece.notes += self.inner(outcome, titles)
        piece.notes += choosing.left_out(self, outcome.left_out)
        piece.behind += found_in(outcome)
        return piece

    def inner(self, outcome: Outcome, titles: Titles) -> list[str]:
        """The results on the way: figures of their own, each with its formula."""
        found: list[str] = []
        for part in parts(outcome):
            found += self.inner(part, titles)
            inner = part.inner if isinstance(part, Shown) else part
            if isinstance(inner, Worked) and not isinstance(inner.node, t.Count):
                figure = put_worked(self.draft, self.speech, titles, inner)
                value = self.speech.value(figure.value, figure.unit)
                said = {"name": titles.of(inner), "formula": figure.formula or "", "value": value}
                found.append(self.speech.say("lead.inner", **said))
        return found

    def _lead(self, outcome: Worked, titles: Titles, value: Decimal) -> str:
        """The sentence that gives a result."""
        speech, node, operands = self.speech, outcome.node, outcome.operands
        given = {"whose": titles.led, "value": speech.value(value, outcome.unit)}
        if isinstance(node, t.Sum):
            return speech.say("lead.sum", items=titles.summed(operands), **given)
        if isinstance(node, t.Product | t.Mean | t.Median):
            return speech.say(f"lead.{node.op}", items=titles.joined(operands), **given)
        left, right = (titles.of(operand) for operand in operands)
        if isinstance(node, t.Before):
            return speech.say("lead.before", owner=_year_before(speech, operands[0]), left=left, **given)
        if isinstance(node, t.Growth):
            given["value"] = speech.value(abs(value), outcome.unit)
        key = _compared(outcome)
        return speech.say(f"lead.{key}", left=left, right=right, per=outcome.per, **given)

    def value_of(self, outcome: Outcome, how: Print) -> str:
        """The value of an outcome with its unit, as printed where a place prints it."""
        quantity = quantity_of(outcome)
        if isinstance(quantity, Found):
            return self.speech.amount(quantity.fact)
        if isinstance(quantity, Worked):
            return self.speech.value(told_of(quantity, how.decimals), quantity.unit)
        return self.speech.value(quantity.value, quantity.unit) if quantity else ""


def titled(fact: Fact) -> str:
    """A fact's own name."""
    return name_of(fact)


def _first(one: int | None, other: int | None) -> int | None:
    return one if one is not None else other


def _compared(outcome: Worked) -> str:
    """How the two operands of a result stand to each other."""
    node, rises = outcome.node, outcome.value > 0
    if isinstance(node, t.Difference):
        way = "more" if rises else "less"
        return "equal" if not outcome.value else "apart" if node.absolute else way
    if isinstance(node, t.Growth):
        return "level" if not outcome.value else "grew" if rises else "shrank"
    if isinstance(node, t.Share):
        return "share"
    divided = isinstance(outcome.operands[1], Given)
    return "per" if outcome.per else "divided" if divided else "times"


def _year_before(speech: Speech, level: Outcome) -> str:
    """Whose level was worked back, and of which year that is."""
    found = found_in(level)
    if not found:
        return ""
    fact = found[0].fact
    return speech.owner(fact.organisation, fact.year - 1 if fact.year else None)
