"""Several things asked in one question, each as a question of its own."""

from __future__ import annotations

from collections.abc import Callable

from corpus.view import DocumentView
from service.computing.operands import asked_apart, each_of
from service.finding import find
from service.lookup.facts import Fact
from service.understanding.reader import Reading

_MOST = 8  # things asked in one question


def each_asked(
    read: Callable[[str], Reading], reading: Reading, view: DocumentView, owner: str
) -> tuple[Fact, ...]:
    """苗木和农具各是多少, 栽种几株，成活几株: one figure for each; empty unless all are found.

    `owner` is the body and year that each question is of.
    """
    facts: list[Fact] = []
    wordings = [(question,) for question in each_of(reading.text)] or asked_apart(reading, owner)
    for ways in wordings if len(wordings) <= _MOST else ():
        found = next((f for way in ways if len((f := find(read(way), view)).facts) == 1), None)
        if found is None:
            return ()
        facts.append(found.facts[0])
    return tuple(facts) if len({f.records or f.stated for f in facts}) > 1 else ()
