"""What outcomes are called in an answer: whose is said once where all are of one body and year."""

from __future__ import annotations

from collections.abc import Sequence

from service.compose.naming import name_of
from service.compose.speech import Speech, tells_change
from service.lookup.facts import Fact
from service.plan import types as t
from service.plan.results import (
    Chosen,
    Found,
    Given,
    Lack,
    Outcome,
    Several,
    Shown,
    Worked,
    found_in,
    place_of,
)

MOST_NAMES = 6
_SEVERAL = 2


class Titles:
    """Names for the figures that stand in one answer."""

    def __init__(self, speech: Speech, outcomes: Sequence[Outcome]) -> None:
        self._speech = speech
        facts = {place_of(f.fact): f.fact for outcome in outcomes for f in found_in(outcome)}
        self._facts = list(facts.values())
        owners = {speech.owner_of(fact) for fact in self._facts}
        self._one_owner = len(owners) == 1
        self.whose = owners.pop() if self._one_owner else ""
        names = [(speech.owner_of(fact), name_of(fact)) for fact in self._facts]
        self._twice = {pair for pair in names if names.count(pair) > 1}
        self._outcomes = tuple(outcomes)

    @property
    def led(self) -> str:
        """Whose, before what a sentence says; empty where there are several owners."""
        return self._speech.say("words.led", whose=self.whose) if self.whose else ""

    def of(self, outcome: Outcome) -> str:
        """What an outcome is called within the answer."""
        match outcome:
            case Found():
                return self.of_fact(outcome.fact)
            case Given():
                return self._speech.value(outcome.value, outcome.unit)
            case Worked():
                return self._of_its_owner(outcome)
            case Shown():
                return self.of(outcome.inner)
            case Chosen():
                return self.of(outcome.winners[0])
            case Several():
                return self.joined(outcome.items)
            case Lack():
                return self.of_lack(outcome)
        return ""

    def of_fact(self, fact: Fact) -> str:
        """A figure's name, led by its owner where there are several, with its table where two share it."""
        name = name_of(fact)
        if tells_change(fact):
            name += self._speech.verb(fact)
        own = self._speech.owner_of(fact)
        if (own, name_of(fact)) in self._twice:
            name = self._speech.say("words.placed", name=name, place=self._place(fact))
        return name if self._one_owner else self._speech.say("words.of", owner=own, name=name)

    def of_lack(self, lack: Lack) -> str:
        """What has no value: in the question's words, else as the place calls it."""
        if lack.fact is not None:
            return self._speech.say(
                "words.of",
                owner=self._speech.owner_of(lack.fact),
                name=self._speech.say("words.quoted", name=name_of(lack.fact)),
            )
        asked = lack.what or getattr(lack.node, "asked", "")
        body, year = getattr(lack.node, "body", None), getattr(lack.node, "year", None)
        said = self._speech.say("words.quoted", name=asked) if asked else self._speech.say("lack.asked")
        owner = "" if asked and body and body in asked else self._speech.owner(body, year)
        return self._speech.say("words.of", owner=owner, name=said) if owner else said

    def short(self, fact: Fact) -> str:
        """What tells a figure from those beside it: its body, its year, or its name."""
        if len({f.organisation for f in self._facts}) > 1:
            same = len({name_of(f) for f in self._facts}) == 1
            year = fact.year if len({f.year for f in self._facts}) > 1 else None
            owner = self._speech.owner(fact.organisation, year)
            return owner if same else self._speech.say("words.of", owner=owner, name=name_of(fact))
        if len({f.year for f in self._facts}) > 1:
            same = len({name_of(f) for f in self._facts}) == 1
            year_said = self._speech.owner("", fact.year).strip()
            return year_said if same else self._speech.say("words.of", owner=year_said, name=name_of(fact))
        return (
            name_of(fact)
            if (self._speech.owner_of(fact), name_of(fact)) not in self._twice
            else self.of_fact(fact)
        )

    def measure(self) -> str:
        """What a choice is among, before what is said of it."""
        measure = self._measure()
        return self._speech.say("words.led", whose=measure) if measure else ""

    def _measure(self) -> str:
        """The owner of all, or the measure that all share."""
        if self._one_owner:
            return self.whose
        if work := self._same_work():
            return work
        names = {name_of(f) for f in self._facts}
        if len(names) != 1:
            return ""
        years = {f.year for f in self._facts}
        if len(years) > 1:
            return names.pop()
        return self._speech.say("words.of", owner=self._speech.owner("", years.pop()), name=names.pop())

    def item(self, outcome: Outcome) -> str:
        """What an item of a list is called."""
        if isinstance(outcome, Shown):
            return self.item(outcome.inner)
        if isinstance(outcome, Worked) and self._same_work():
            return Titles(self._speech, (outcome,)).whose
        return self.short(outcome.fact) if isinstance(outcome, Found) else self.of(outcome)

    def _same_work(self) -> str:
        """What all outcomes work out, each of one owner of its own: the share of one in the other."""
        alone = [(Titles(self._speech, (o,)), o) for o in self._outcomes]
        if len(alone) < _SEVERAL or not all(isinstance(o, Worked) and titles.whose for titles, o in alone):
            return ""
        names = {titles.of(o) for titles, o in alone}
        return (
            names.pop()
            if len(names) == 1 and len({titles.whose for titles, _ in alone}) == len(alone)
            else ""
        )

    def joined(self, items: Sequence[Outcome]) -> str:
        """Several named one after another; of many the first, and how many there are."""
        names = list(dict.fromkeys(self.of(item) for item in items))
        if len(names) > MOST_NAMES:
            return self._speech.say("words.etc", first=names[0], count=len(names))
        if len(items) > 1 and not self._one_owner and all(isinstance(i, Found) for i in items):
            facts = [i.fact for i in items if isinstance(i, Found)]
            years = {f.year for f in facts}
            if len({name_of(f) for f in facts}) == 1 and len(years) == 1:
                owners = self._speech.listed(
                    list(dict.fromkeys(self._speech.owner(f.organisation, None) for f in facts))
                )
                return self._speech.say(
                    "words.of", owner=self._speech.owner(owners, years.pop()), name=name_of(facts[0])
                )
        return self._speech.listed(names)

    def summed(self, items: Sequence[Outcome]) -> str:
        """Several as what they come to, which is said once."""
        joined = self.joined(items)
        again = joined.endswith(self._speech.say("words.total"))
        return joined if again else self._speech.say("name.sum", items=joined)

    def _of_its_owner(self, outcome: Worked) -> str:
        """A result's name; its owner is said once where it has one alone and others have others."""
        own = Titles(self._speech, (outcome,)) if not self._one_owner else self
        if own is self or not own.whose:
            return self._worked(outcome)
        return self._speech.say("words.of", owner=own.whose, name=own.of(outcome))

    def _worked(self, outcome: Worked) -> str:
        operands = outcome.operands
        say = self._speech.say
        match outcome.node:
            case t.Sum():
                return self.summed(operands)
            case t.Product() | t.Mean() | t.Median():
                return say(f"name.{outcome.node.op}", items=self.joined(operands))
            case t.Ratio() if outcome.per:
                return say("name.per", left=self.of(operands[0]), per=outcome.per)
            case t.Difference() | t.Ratio() | t.Share() | t.Growth() | t.Before():
                return say(f"name.{outcome.node.op}", left=self.of(operands[0]), right=self.of(operands[1]))
        return say("name.count")

    def _place(self, fact: Fact) -> str:
        if not fact.records:
            return self._speech.say("words.page", page=fact.stated[0].source.page)
        record = fact.records[0]
        return record.form or record.title or self._speech.say("words.page", page=record.page)
