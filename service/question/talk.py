"""What asks for no report: greetings, thanks, what can be asked, what is there, and what none tells."""

from __future__ import annotations

from service.plan import types as t
from service.question.operators import Operators
from service.question.reading import Question

_LITTLE = 4.0


def small_talk(q: Question, ops: Operators, told: float) -> t.Node | None:
    """The node for a question that is no question to a report; None for one that is."""
    if ops.any("opinion", "forecast", "chat", "injection"):
        return t.Absent(kind="measure", what=q.text[:40])
    named = bool(q.mentions or q.years or q.codes)
    if "corpus" in ops:
        body = next((m.holders[0] for m in q.mentions if len(m.holders) == 1), None)
        return t.Corpus(body=body, year=q.years[0] if q.years else None)
    if not named and "help" in ops:
        return t.Help()
    if not named and told < _LITTLE and len(q.text) < 12:
        if "thanks" in ops:
            return t.Help(topic="thanks")
        if "greeting" in ops:
            return t.Help(topic="greeting")
    return None
