"""From the words of an operand to the one figure of a report that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.view import DocumentView
from service.computing.operands import Read
from service.finding import find
from service.lookup.facts import Fact
from service.lookup.index import Cell, index_of
from service.lookup.terms import term_of, terms
from service.narrative import Role
from service.narrative.asks import class_of
from service.understanding.cues import read_cues
from service.understanding.reader import Reading
from service.understanding.words import plain, plain_label

_TRIES = 6
_SHORT = 2  # an operand so short is the end or the beginning of a measure named before
_LEVELS = (Role.LEVEL, Role.BUDGET, Role.SCORE)
_SPENT = ("", "费", "支出", "经费")


_JOINT = re.compile("[和与及、]")
_HIDDEN = {ord(joint): 0xE000 + n for n, joint in enumerate("和与及、")}
_SHOWN = {hidden: joint for joint, hidden in _HIDDEN.items()}


@cache
def joined_names() -> tuple[str, ...]:
    """The field's terms that hold a word that joins others."""
    return tuple(form for term in terms() for form in term.forms if _JOINT.search(form))


@dataclass(frozen=True, slots=True)
class Operands:
    """Looks operands up in one report.  `owner` is its body and year as a question names them,
    `shared` the table or form that everything is to be taken from, `unit` what is counted in
    where the question says it."""

    view: DocumentView
    read: Read
    owner: str
    shared: str = ""
    unit: str = ""

    def guarded(self, text: str) -> str:
        """`text` with the joints within names of entries and of the field's terms put out of sight
        (商品和服务支出 is one thing); `reading` brings them back."""
        names = (*(label.text for label in index_of(self.view).labels), *joined_names())
        for name in sorted((n for n in names if n in text and _JOINT.search(n)), key=len, reverse=True):
            text = text.replace(name, name.translate(_HIDDEN))
        return text

    def reading(self, words: str) -> Reading:
        """The operand's words as a question of their own."""
        words = words.translate(_SHOWN)
        inside = f"{self.shared}里" if self.shared else ""
        points = "得分" if self.unit == "分" and "分" not in words else ""
        return self.read(f"{self.owner}{inside}{words}{points}是多少{self.unit}")

    def one(self, words: str, beside: Fact | None = None) -> Fact | None:
        """The one figure that `words` name, from the table of `beside` where it holds it too."""
        if len(words) < 2:
            return None
        found = find(self.reading(words), self.view, beside=cell_of(beside), read=self.read)
        facts = [f for f in found.facts if f.value is not None]
        told = [f for f in facts if f.records or f.stated[0].role in _LEVELS]
        return told[0] if len(told) == 1 else None

    def spent(self, words: str) -> Fact | None:
        """What was spent on something that may be named without the word for its cost (出国)."""
        found = (self.one(words + ending) for ending in _SPENT)
        return next((f for f in found if f is not None and class_of(f.unit) == "money"), None)

    def all(self, words: Sequence[str]) -> tuple[Fact, ...] | None:
        """One figure for each operand, all different; None when one is missing.

        Words that only one operand says may hold for all: its account (预算), its beginning (政府采购货物和
        服务), its end (货物和服务采购).
        """
        operands = with_one_basis(words)
        facts: list[Fact] = []
        for i, operand in enumerate(operands):
            alone = (len(operand) > _SHORT or not i or self._is_label(operand)) and not _elliptic(
                operands[0], operand, i
            )
            fact = self.one(operand, facts[0] if facts else None) if alone else None
            fact = fact or self._shared(operands, i, facts)
            if fact is None:
                return None
            facts.append(fact)
        facts = self._of_one_table(operands, facts)
        places = {(*f.records[:1], *(s.source.quote + s.raw for s in f.stated[:1])) for f in facts}
        return tuple(facts) if len(places) == len(facts) else None

    def _is_label(self, words: str) -> bool:
        """Whether a row or column of the report is called just so (电费)."""
        return any(label.text == plain_label(words) for label in index_of(self.view).labels)

    def _of_one_table(self, operands: Sequence[str], facts: list[Fact]) -> list[Fact]:
        """The figures, those of sentences taken from the table of the others where it holds them too."""
        held = next((f for f in facts if f.records), None)
        if held is None:
            return facts
        found: list[Fact] = []
        for words, fact in zip(operands, facts, strict=True):
            other = self.one(words, held) if not fact.records else None
            same = other is not None and other.records and other.records[0].table == held.records[0].table
            found.append(other if other is not None and same else fact)
        return found

    def _shared(self, operands: Sequence[str], i: int, facts: Sequence[Fact]) -> Fact | None:
        beside = facts[0] if facts else None
        first, last = operands[0], operands[-1]
        if i:
            if term := _elliptic(first, operands[i], i):
                return self.one(term, beside)
            sizes = range(min(len(first) - 1, 2 + _TRIES), 1, -1)
            tries = [first[:size] + operands[i] for size in sizes]
            tries += [operands[i] + first[-size:] for size in sizes]
        else:
            sizes = range(2, min(len(last) - 1, 2 + _TRIES))
            tries = [operands[i] + last[-size:] for size in sizes]
        return next((f for words in tries if (f := self.one(words, beside))), None)


def _elliptic(first: str, operand: str, place: int) -> str:
    """The field's term that an operand is the end of, its beginning said before: 购置费和运行费 of cars."""
    if not place or term_of(plain_label(operand)) is not None:
        return ""
    tries = (first[:size] + operand for size in range(_SHORT, min(len(first), 3 + _TRIES)))
    return next((words for words in tries if term_of(plain_label(words)) is not None), "")


def cell_of(fact: Fact | None) -> Cell | None:
    """The cell that states a fact."""
    if fact is None or not fact.records:
        return None
    record = fact.records[0]
    return next((c for c in index_of(fact.view).cells if c.record is record), None)


def basis_words(words: str) -> tuple[str, ...]:
    """The words that name an account (预算数, 决算) in an operand."""
    text = plain(words)
    everything = (1 << len(text)) - 1
    if not read_cues(text, everything).bases:
        return ()
    return tuple(re.findall(r"年初预算数?|调整预算数?|全年预算数?|预算数?|决算数?|执行数|实际支出数?", text))


def with_one_basis(operands: Sequence[str]) -> tuple[str, ...]:
    """The operands, each with the account that one of them names where no other is named."""
    named = [basis_words(o) for o in operands]
    distinct = {words[-1].removesuffix("数") for words in named if words}
    if len(distinct) != 1 or all(named) or distinct & {"实际支出", "执行"}:
        return tuple(operands)
    basis = distinct.pop()
    return tuple(o if words else o + basis for o, words in zip(operands, named, strict=True))
