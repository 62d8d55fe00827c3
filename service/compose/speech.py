"""A language to speak: its templates, and the phrases that all of them share (amounts, owners, places)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from corpus.amounts import places
from corpus.report import Record
from service.compose.draft import printed
from service.language import load
from service.lookup.facts import Fact
from service.narrative import Role
from service.plan.arithmetic import rounded

ROUGH = 2
FINEST = 8


@dataclass(frozen=True)
class Speech:
    """The templates of one language (`zh`, `en`)."""

    language: str

    @property
    def _texts(self) -> Mapping[str, Any]:
        return load(f"{self.language}/answers")

    def say(self, key: str, **given: object) -> str:
        """The template `section.name`, filled in.  Raises KeyError where the data has none."""
        section, name = key.split(".", 1)
        text: str = self._texts[section][name]
        return text.format_map(given) if given else text

    def listed(self, words: Sequence[str]) -> str:
        """Words one after another."""
        if len(words) < 2:
            return "".join(words)
        return self.say("words.joint").join(words[:-1]) + self.say("words.last_joint") + words[-1]

    def unit(self, unit: str) -> str:
        """A unit as it stands behind a number."""
        units = self._texts.get("units", {})
        return "%" if unit == "%" else f" {units.get(unit, unit)}" if unit else ""

    def value(self, value: Decimal, unit: str) -> str:
        """A value that no place prints, with thousands separators."""
        return f"{value:,f}{self.unit(unit)}"

    def amount(self, fact: Fact) -> str:
        """A fact's value with its unit, as printed; a negative cell with its sign, a sentence's decrease
        without, as the verb says it."""
        if fact.value is None:
            raw = fact.raw.strip()
            if any(record.unread for record in fact.records):
                return self.say("words.unread")
            return self.say("words.dash", raw=raw) if raw else self.say("words.blank")
        if fact.records and fact.value < 0:
            shown = "-" + printed(-fact.value, fact.raw.strip().lstrip("-−－△▲(（"), fact.unit)
        else:
            shown = printed(abs(fact.value) if tells_change(fact) else fact.value, fact.raw, fact.unit)
        return shown + self.unit(fact.unit)

    def owner(self, body: str | None, year: int | None, title: str = "") -> str:
        """Who and when."""
        when = self.say("words.year", year=year) if year else ""
        return self.say("words.owner", body=body or title, year=when).strip()

    def owner_of(self, fact: Fact) -> str:
        """Whose a fact is, and of when."""
        return self.owner(fact.organisation, fact.year, fact.entry.facts.title)

    def where(self, fact: Fact) -> str:
        """Table or section, and page."""
        if fact.records:
            return self.table(fact.records[0])
        source = fact.stated[0].source
        section = source.section[-1] if source.section else ""
        return (
            self.say("words.section", section=section, page=source.page)
            if section
            else self.say("words.page", page=source.page)
        )

    def table(self, record: Record) -> str:
        """A table by its title and form, and the page."""
        if record.title:
            return self.say("words.table", title=record.title, form=self._form(record.form), page=record.page)
        if record.form:
            return self.say("words.form_only", form=record.form, page=record.page)
        return self.say("words.untitled", page=record.page)

    def _form(self, form: str | None) -> str:
        return (self.say("words.form", form=form) if "form" in self._texts["words"] else form) if form else ""

    def verb(self, fact: Fact) -> str:
        """How a sentence leads to its number: 为, 比上年减少, 占……的."""
        if fact.records or not fact.stated:
            return self.say("verbs.is")
        figure = fact.stated[0]
        falls = figure.value < 0
        against = self._texts["against"].get(figure.baseline or "", "")
        match figure.role:
            case Role.CHANGE:
                return self.say("verbs.fell" if falls else "verbs.rose", against=against)
            case Role.GROWTH:
                return self.say("verbs.shrank" if falls else "verbs.grew", against=against)
            case Role.DEDUCTED:
                return self.say("verbs.deducted")
            case Role.COMPLETION:
                return self.say("verbs.completed")
        return self.say("verbs.is")


def unit_behind(unit: str) -> str:
    """A unit behind a number, as formulas write it."""
    return "%" if unit == "%" else f" {unit}" if unit else ""


def language_of(tag: str) -> str:
    """The language of templates for a language tag: English, or Chinese."""
    return "en" if tag.lower().startswith("en") else "zh"


def tells_change(fact: Fact) -> bool:
    """Whether a sentence states the fact as an increase or a decrease: its verb gives the sign."""
    return bool(fact.stated) and not fact.records and fact.stated[0].role in (Role.CHANGE, Role.GROWTH)


def told_value(value: Decimal, decimals: int | None = None, keep: bool = False) -> Decimal:
    """A worked-out value as it is told: to `decimals`, else with its own (`keep`), else to two places, to
    more where two would make nothing of it."""
    if decimals is not None:
        return rounded(value, decimals)
    if keep and places(value) <= FINEST:
        return plainly(value)
    for fine in range(ROUGH, FINEST + 1):
        if shown := rounded(value, fine):
            return shown
    return value.quantize(Decimal(1).scaleb(-FINEST), ROUND_HALF_UP)


def plainly(value: Decimal) -> Decimal:
    """A value without an exponent."""
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value


def marks(numbers: Sequence[int]) -> str:
    """[1][2]"""
    return "".join(f"[{n}]" for n in dict.fromkeys(numbers))
