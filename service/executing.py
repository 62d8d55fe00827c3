"""One door for plans: executed, composed in the question's language, and held against the gate."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.view import Library
from service.answer import Answer, Route
from service.compose.answers import compose
from service.compose.characters import language_of_text
from service.compose.speech import Speech, language_of
from service.gate import Ungrounded, check
from service.plan import types as t
from service.plan.execute import Resolver, execute
from service.plan.results import Executed, Outcome, Passed, Shelf, Told, found_in, parts


def answer_plan(
    plan: t.Plan, library: Library, question: str, language: str = "zh", resolver: Resolver | None = None
) -> Answer:
    """The answer to a question by a plan.  A number that nothing covers makes it a refusal."""
    executed = execute(plan, library, question, resolver)
    answer = compose(executed, library, language)
    try:
        worked_out = tuple(text for warning in answer.warnings for text in warning.computed)
        return check(answer, question, (*known(executed), *worked_out))
    except Ungrounded as error:
        text = Speech(language_of(language)).say("ask.ungrounded")
        explained = {"uncovered": [u.raw for u in error.uncovered]}
        return Answer(text, Route.REFUSE, explain=explained, plan=plan)


class PlanDoor:
    """Executes plans over one library: what the doors are handed."""

    def __init__(self, library: Library, resolver: Resolver | None = None) -> None:
        self._library, self._resolver = library, resolver

    def answer(self, plan: t.Plan, question: str, language: str | None = None) -> Answer:
        """The answer that a plan gives to a question, in `language` or that of the question."""
        spoken = language or language_of_text(question)
        return answer_plan(plan, self._library, question, spoken, self._resolver)


def known(executed: Executed) -> tuple[str, ...]:
    """What an answer may say beside its figures: reports and years held, choices, how many were asked for."""
    return tuple(dict.fromkeys(text for outcome in executed.outcomes for text in _known(outcome)))


def _known(outcome: Outcome) -> Iterator[str]:
    if isinstance(outcome, Shelf | Passed):
        others = outcome.others if isinstance(outcome, Shelf) else ()
        for entry in (*outcome.entries, *others):
            yield from (entry.facts.title, f"{entry.facts.fiscal_year}年")
    if isinstance(outcome, Told):
        yield from (extract.heading for extract in outcome.evidence.extracts if extract.heading)
    for found in found_in(outcome):
        yield f"{found.fact.year}年"
        yield found.fact.label
    yield from _counts(outcome)
    for part in parts(outcome):
        yield from _known(part)


def _counts(outcome: Outcome) -> Iterator[str]:
    """How many items there are, and which of them was asked for."""
    node = outcome.node
    if isinstance(node, t.Rank):
        yield from (f"{node.n or 0}项", str(node.n or 0), f"第{node.place or 0}", str(node.place or 0))
    if isinstance(node, t.Missing | t.Corpus) and node.year:
        yield f"{node.year}年"
    items = parts(outcome)
    yield f"{len(items)}项"
    yield f"{len(getattr(outcome, 'left_out', ()))}项"
    yield str(getattr(outcome, "of", 0))
