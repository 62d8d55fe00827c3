"""Answers with a chat model that reads the question: it writes a plan, which is executed like any other.

    the reading without a model is certain     it is not asked; that answer is given
    a plan comes                               the plan's answer, with a doubt said where the readings differ
    the plan says that there is no answer      so does the answer, unless the other reading is sure of one
    it fails (time, 429, garbage, cut)         the answer without it, with a notice
    a long description                         a summary above the quotes (`word`)

Values are taken from the store whatever the model replies; its own words reach readers only as summaries
that were checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Protocol

from corpus.text import fold
from corpus.view import Library
from service.answer import Answer, Route, Warning
from service.executing import PlanDoor
from service.model.assistant import Assistant
from service.model.errors import ModelError, ModelGarbled
from service.model.ledger import Ledger, Repair
from service.model.planner import Planner
from service.model.retelling import Turn
from service.model.sentences import sentences_of
from service.model.support import Support, bodies_of, cleaned
from service.model.turns import Turns
from service.plan.types import Plan
from service.stages import Stage

Say = Callable[[str], None]
LeftOpen = Callable[[Plan, str], int]
"""How many telling spans of a question a plan does not answer for (`service.plan.coverage`)."""
NOTICE = "model"
READING = "reading"
_ANSWERED = frozenset({Route.LOOKUP, Route.COMPUTE, Route.NARRATIVE})
_WORTH_WORDING = 120  # characters; a shorter answer is its own summary
_MOST_EVIDENCE = 6_000
_SURE = 0.5  # of a reading whose difference from the plan is worth saying
_NOTHING = "无"
_BELOW = "\n\n**原文**\n\n"


class Answers(Protocol):
    """Answers without a model.  `explain` may hold `certain`, how sure the reading is that it is right and
    covers the whole question (0 to 1; left out: not at all)."""

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> Answer:
        """One answer."""
        ...


@dataclass(frozen=True, slots=True)
class Plain:
    """Answers without the model, of a conversation that the model may join later."""

    answers: Answers
    turns: Turns

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> Answer:
        """One answer; its question counts as said."""
        answer = self.answers.ask(question, conversation_id, filters, explain)
        self.turns.add(answer.conversation_id, Turn(question, answer.plan))
        return answer

    def remembers(self, conversation_id: str) -> bool:
        """Whether that conversation is known here."""
        known = getattr(self.answers, "remembers", None)
        return bool(known(conversation_id)) if known else bool(self.turns.of(conversation_id))


class Assisted:
    """Answers questions with a model's help; safe to call from several threads."""

    def __init__(
        self,
        answers: Answers,
        library: Library,
        planner: Planner,
        assistant: Assistant,
        certain: float = 0.95,
        left_open: LeftOpen | None = None,
    ) -> None:
        self._answers, self._library, self._turns = answers, library, Turns()
        self._plans, self._left_open = PlanDoor(library), left_open
        self._planner, self._assistant, self._certain = planner, assistant, certain
        self.plain = Plain(answers, self._turns)

    def warm(self) -> None:
        """Load what the first call would otherwise wait for."""
        self._assistant.warm()

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> Answer:
        """One answer, as `service.answering.Answering.ask` gives it; `explain` adds what the model cost."""
        answer = self.speak(question, conversation_id, filters, lambda _: None)
        return answer if explain else replace(answer, explain=None)

    def speak(
        self,
        question: str,
        conversation_id: str | None,
        filters: Mapping[str, Any] | None,
        say: Say,
    ) -> Answer:
        """One explained answer; `say` gets the stages, then the stretches that its text will begin with."""
        before = self._turns.of(conversation_id)
        answer = self._answers.ask(question, conversation_id, filters, explain=True)
        told, ledger = dict(answer.explain or {}), self._assistant.ledger()
        plan: Plan | None = None
        failed = False
        if float(told.get("certain") or 0.0) < self._certain:
            try:
                plan = self._planner.plan(question, before, ledger, filters, lambda stage: say(Stage(stage)))
            except ModelError as error:
                answer, failed = noticed(answer, error), True
        if plan is not None:
            answer, told = self._weighed(answer, told, plan, question)
        self._turns.add(answer.conversation_id, Turn(question, answer.plan or plan))
        if not failed and answer.route is Route.NARRATIVE and worth_wording(answer, question):
            answer = self._worded(answer, question, say, ledger)
        if ledger.calls:
            told["model"] = ledger.told()
        return replace(answer, explain=told)

    def _weighed(
        self, plain: Answer, told: dict[str, Any], plan: Plan, question: str
    ) -> tuple[Answer, dict[str, Any]]:
        """The plan's answer against the one without the model: which is given, and what is said of it."""
        planned = replace(self._plans.answer(plan, question), conversation_id=plain.conversation_id)
        certain = float(told.get("certain") or 0.0)
        agrees = agreeing(plain, planned)
        told = {**told, "plan": plan.model_dump(mode="json"), "agrees": agrees}
        if planned.route not in _ANSWERED and plain.route in _ANSWERED and certain >= _SURE:
            return doubted(plain), {**told, "taken": "without the model"}
        if not agrees and plain.route in _ANSWERED and planned.route in _ANSWERED and certain >= _SURE:
            if self._covers_more(plain.plan, plan, question):
                return doubted(plain), {**told, "taken": "without the model"}
            planned = doubted(planned)
        return planned, {**told, "taken": "plan"}

    def _covers_more(self, one: Plan | None, other: Plan, question: str) -> bool:
        """Whether a plan answers for more of the question than another."""
        if one is None or self._left_open is None:
            return False
        return self._left_open(one, question) < self._left_open(other, question)

    def _worded(self, answer: Answer, question: str, say: Say, ledger: Ledger) -> Answer:
        """The answer's evidence summed up above it, as far as every sentence stands on it."""
        entries = {e.document_id: e.facts.fiscal_year for e in self._library.reports()}
        support = Support(answer, question, bodies_of(self._library), entries)
        said = ""
        failed: ModelError | None = None
        try:
            for sentence in sentences_of(self._assistant.word(question, evidence_of(answer), ledger)):
                text = cleaned(sentence)
                if not text or text.rstrip("。") == _NOTHING:
                    continue
                if fault := support.fault(text):
                    # What follows a sentence that was made up is not read any more.
                    ledger.repairs.append(Repair(fault, text[:200]))
                    failed = ModelGarbled(fault)
                    break
                stretch = text if text.endswith("\n") else f"{text}\n"
                say(stretch)
                said += stretch
        except ModelError as error:
            failed = error
        if said:
            say(_BELOW)
            answer = replace(answer, text=said + _BELOW + answer.text)
        return noticed(answer, failed) if failed else answer


def agreeing(one: Answer, other: Answer) -> bool:
    """Whether two answers tell the same figures; of words, whether they quote a sentence in common."""
    if one.figures or other.figures:
        return _values(one) == _values(other)
    if one.route is not other.route:
        return False
    if one.route is not Route.NARRATIVE:
        return True
    quotes = [fold(c.quote) for c in other.citations]
    return any(fold(c.quote) in q or q in fold(c.quote) for c in one.citations for q in quotes)


def _values(answer: Answer) -> set[tuple[Decimal, str]]:
    return {(figure.value.normalize(), figure.unit) for figure in answer.figures}


def doubted(answer: Answer) -> Answer:
    """The answer with the doubt that the question may be read otherwise."""
    message = (
        "对这个问题有两种读法，所得不同，请核对所答是否即所问。"
        " / The question can be read in two ways that differ; check that this is what was asked."
    )
    return replace(answer, warnings=(*answer.warnings, Warning(READING, message)))


def noticed(answer: Answer, error: ModelError) -> Answer:
    """The answer made without the model, with the reason."""
    message = (
        f"语言模型{error.zh}，以下为不经模型的回答。 / The language model {error.en}; answered without it."
    )
    return replace(answer, warnings=(*answer.warnings, Warning(NOTICE, message)))


def worth_wording(answer: Answer, question: str) -> bool:
    """Whether a description is long enough to be summed up, in the language of its evidence."""
    quotes = [citation.quote for citation in answer.citations]
    return not question.isascii() and len(answer.text) >= _WORTH_WORDING and any(quotes)


def evidence_of(answer: Answer) -> str:
    """The quotes that an answer cites, numbered as it cites them."""
    lines: list[str] = []
    for citation in answer.citations:
        place = " › ".join((citation.title, *(citation.section or ())[-1:]))
        lines.append(f"[{citation.number}] {place}\n{citation.quote}")
    return "\n\n".join(lines)[:_MOST_EVIDENCE]
