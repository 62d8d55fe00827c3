"""What each node says: what is asked first, then formulas, then the figures that it is over, each cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from corpus.text import fold
from service.compose.draft import Draft
from service.compose.naming import name_of
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


@dataclass(slots=True)
class Print:
    """How a value is to be told: the unit and the decimals that were asked for."""

    unit: str | None = None
    decimals: int | None = None


@dataclass(slots=True)
class Piece:
    """What one thing asked contributes to the text."""

    lead: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    behind: list[Found] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


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
                return self._chosen(outcome, how)
            case Verdict():
                return self._verdict(outcome)
            case Several():
                return self._listed(outcome, how)
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
        return text + self._converted(fact, how, numbers)

    def _converted(self, fact: Fact, how: Print, numbers: Sequence[int]) -> str:
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
            return self._counted(outcome, titles)
        unsigned = isinstance(outcome.node, t.Difference)
        own = how.decimals if how.unit in (None, outcome.unit) else None
        figure = put_worked(self.draft, self.speech, titles, outcome, own, unsigned)
        piece = Piece([self._lead(outcome, titles, figure.value)])
        unit = how.unit or small_money(outcome)
        value = abs(outcome.value) if unsigned else outcome.value
        piece.lead[0] += converted(self.draft, self.speech, value, figure, unit, how.decimals)
        piece.formulas.append(figure.formula or "")
        piece.notes += self._inner(outcome, titles)
        piece.notes += self._left_out(outcome.left_out)
        piece.behind += found_in(outcome)
        return piece

    def _inner(self, outcome: Outcome, titles: Titles) -> list[str]:
        """The results on the way: figures of their own, each with its formula."""
        found: list[str] = []
        for part in parts(outcome):
            found += self._inner(part, titles)
            inner = part.inner if isinstance(part, Shown) else part
            if isinstance(inner, Worked) and not isinstance(inner.node, t.Count):
                figure = put_worked(self.draft, self.speech, titles, inner)
                value = self.speech.value(figure.value, figure.unit)
                said = {"name": titles.of(inner), "formula": figure.formula or "", "value": value}
                found.append(self.speech.say("lead.inner", **said))
        return found

    def _lead(self, outcome: Worked, titles: Titles, value: Decimal) -> str:
        speech, node, operands = self.speech, outcome.node, outcome.operands
        shown = speech.value(value, outcome.unit)
        common = {"whose": titles.whose, "value": shown}
        names = [titles.of(o) for o in operands[:2]]
        left, right = names[0], names[-1]
        match node:
            case t.Sum() | t.Product() | t.Mean() | t.Median():
                return speech.say(f"lead.{node.op}", items=titles.joined(operands), **common)
            case t.Difference():
                key = (
                    "equal"
                    if not outcome.value
                    else "apart"
                    if node.absolute
                    else "more"
                    if outcome.value > 0
                    else "less"
                )
                return speech.say(f"lead.{key}", left=left, right=right, **common)
            case t.Share():
                return speech.say("lead.share", left=left, right=right, **common)
            case t.Growth():
                key = "grew" if outcome.value > 0 else "shrank" if outcome.value < 0 else "level"
                common["value"] = speech.value(abs(value), outcome.unit)
                return speech.say(f"lead.{key}", left=left, right=right, **common)
            case t.Before():
                level = found_in(operands[0])[0].fact
                owner = speech.owner(level.organisation, level.year - 1 if level.year else None)
                return speech.say("lead.before", owner=owner, left=titled(level), **common)
            case t.Ratio() if outcome.per:
                return speech.say("lead.per", left=left, per=outcome.per, **common)
            case t.Ratio():
                key = "divided" if isinstance(operands[1], Given) else "times"
                return speech.say(f"lead.{key}", left=left, right=right, **common)
        return shown

    def _counted(self, outcome: Worked, titles: Titles) -> Piece:
        figure = put_worked(self.draft, self.speech, titles, outcome)
        given = {"whose": titles.measure(), "value": f"{figure.value:,f}"}
        inner = outcome.node.items[0] if isinstance(outcome.node, t.Count) else None
        if isinstance(inner, t.Filter):
            text = self.speech.say(
                "lead.count_filter", condition=self.condition(inner, outcome.operands), **given
            )
        else:
            text = self.speech.say("lead.count", **given)
        piece = Piece([text, *self._lines(outcome.operands, titles, Print())])
        piece.notes += self._left_out(outcome.left_out)
        return piece

    # --- several and chosen -------------------------------------------------------------------

    def _listed(self, outcome: Several, how: Print) -> Piece:
        titles = Titles(self.speech, outcome.items)
        node, say = outcome.node, self.speech.say
        if not isinstance(node, t.Rank | t.Filter):
            return self._each(outcome, how)
        given = {"whose": titles.measure()}
        if isinstance(node, t.Filter):
            condition = self.condition(node, outcome.items, outcome.threshold)
            key = "lead.filter" if outcome.items else "lead.none"
            head = say(key, condition=condition, **given)
        elif node.n and node.n < outcome.of:
            head = say(f"lead.top_{node.direction}", n=len(outcome.items), **given)
        else:
            head = say(f"lead.rank_{node.direction}", **given)
        piece = Piece([head, *self._lines(outcome.items, titles, how)])
        if outcome.threshold is not None:
            piece.behind += found_in(outcome.threshold)
        piece.notes += self._left_out(outcome.left_out)
        return piece

    def _each(self, outcome: Several, how: Print) -> Piece:
        """Several things, each told as it would be alone."""
        whole = Piece()
        for item in outcome.items:
            piece = self.tell(item, how)
            first, *rest = piece.lead
            whole.lead.append(self.speech.say("words.item", text=first) if len(outcome.items) > 1 else first)
            whole.lead += rest
            whole.formulas += piece.formulas
            whole.behind += piece.behind
            whole.notes += piece.notes
        whole.notes += self._left_out(outcome.left_out)
        return whole

    def _lines(self, items: Sequence[Outcome], titles: Titles, how: Print) -> list[str]:
        """Each item of a choice in a line: its name, its value, its place."""
        found = []
        for item in items:
            quantity = quantity_of(item)
            if isinstance(quantity, Found):
                numbers = put(self.draft, self.speech, quantity.fact)
                value, place = self.speech.amount(quantity.fact), self.place(quantity.fact)
                more = self._converted(quantity.fact, how, numbers)
            elif isinstance(quantity, Worked):
                figure = put_worked(self.draft, self.speech, titles, quantity, how.decimals)
                value, numbers, more = self.speech.value(figure.value, figure.unit), list(figure.inputs), ""
                place = self.speech.say("words.place", place=figure.formula)
            else:
                continue
            text = self.speech.say(
                "lead.listed", name=titles.item(item), value=value, place=place, marks=marks(numbers)
            )
            more = self.speech.say("words.pause") + more if more else ""
            found.append(self.speech.say("words.item", text=text + more))
        return found

    def _chosen(self, outcome: Chosen, how: Print) -> Piece:
        titles = Titles(self.speech, outcome.ranked)
        node, say = outcome.node, self.speech.say
        winner = outcome.winners[0]
        lines = self._lines(outcome.ranked, titles, how)
        value = self._value_of(winner, how)
        names = self.speech.listed([titles.item(w) for w in outcome.winners])
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
        return Piece([head, *lines], notes=self._left_out(outcome.left_out))

    def _value_of(self, outcome: Outcome, how: Print) -> str:
        quantity = quantity_of(outcome)
        if isinstance(quantity, Found):
            return self.speech.amount(quantity.fact)
        if isinstance(quantity, Worked):
            return self.speech.value(told_of(quantity, how.decimals), quantity.unit)
        return self.speech.value(quantity.value, quantity.unit) if quantity else ""

    def condition(self, node: t.Filter, items: Sequence[Outcome], bound: Outcome | None = None) -> str:
        """What the items of a filter had to meet, in the question's words where it is a number of it."""
        if bound is not None:
            value = (
                self.speech.value(bound.value, bound.unit)
                if isinstance(bound, Given)
                else self._value_of(bound, Print())
            )
        elif isinstance(node.threshold, t.Constant):
            value = self.speech.value(node.threshold.value, node.threshold.unit)
        else:
            value = ""
        return self.speech.say(f"condition.{node.comparison}", value=value)

    def _left_out(self, left_out: Sequence[object]) -> list[str]:
        return [self.speech.say("lead.blank_left_out", count=len(left_out))] if left_out else []

    # --- yes or no ----------------------------------------------------------------------------

    def _verdict(self, outcome: Verdict) -> Piece:
        titles, speech = Titles(self.speech, (outcome,)), self.speech
        sides: dict[str, str] = {}
        for side, item in (("left", outcome.left), ("right", outcome.right)):
            found = quantity_of(item)
            numbers = put(self.draft, speech, found.fact) if isinstance(found, Found) else []
            value = self._value_of(item, Print())
            whole = (
                titles.of(item)
                if not titles.whose or isinstance(found, Given)
                else titles.whose + titles.of(item)
            )
            sides |= {side: whole, f"{side}_value": value, f"{side}_marks": marks(numbers)}
        gap = ""
        if outcome.gap:
            gap = self._gap(outcome, titles)
        given = isinstance(quantity_of(outcome.right), Given)
        if isinstance(outcome.node, t.Same):
            key = self._same_key(outcome, given)
            head = speech.say(f"lead.{key}", value=gap, **sides)
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
        piece.notes += self._inner(outcome, titles)
        return piece

    def _same_key(self, outcome: Verdict, given: bool) -> str:
        if not outcome.holds:
            return "apart_given" if given else "not_same"
        key = "same_given" if given else "same"
        return f"{key}_rounded" if outcome.rounded else key

    def _gap(self, outcome: Verdict, titles: Titles) -> str:
        node = t.Difference(left=t.Constant(value=0), right=t.Constant(value=0), absolute=True)
        gap = Worked(node, abs(outcome.gap), outcome.unit, (outcome.left, outcome.right))
        figure = put_worked(self.draft, self.speech, titles, gap)
        return self.speech.value(figure.value, figure.unit)


def titled(fact: Fact) -> str:
    """A fact's own name."""
    return name_of(fact)


def _first(one: int | None, other: int | None) -> int | None:
    return one if one is not None else other


def _actual(outcome: Verdict) -> str:
    """How the two compare in truth."""
    return "equal" if not outcome.gap else "above" if outcome.gap > 0 else "below"
