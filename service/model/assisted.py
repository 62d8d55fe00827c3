"""Answers with a chat model beside them: the model is asked only where the answer without it is not
certain, and what it says is offered, cited and checked.

    figures found, computed or compared      not asked
    body or year missing, not held           not asked
    several cells of that name               which is meant most likely       choose
    a follow-up that was not understood      the question written out         condense
    a measure that is not found              the report's own label for it    read
    a description that is not found          passages that may bear on it     pick
    a description that was found             a summary above the quotes       word

Unless `readings` is `answer`, route and figures are those of the answer without the model, whatever
the model replies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal, Protocol

from corpus.text import fold
from corpus.view import Library
from service.answer import Answer, Route
from service.conversation import Conversations, State
from service.frame import Operation
from service.model import offers
from service.model.assistant import Assistant
from service.model.errors import ModelError, ModelGarbled
from service.model.ledger import Ledger, Repair
from service.model.sentences import sentences_of
from service.model.shelf import Asked, asked_of, bodies_of, labels_of, passages_of, shown
from service.model.support import Support, cleaned
from service.numbers import numbers_in, same_number

Say = Callable[[str], None]
Readings = Literal["offer", "answer"]
_NOT_FOUND = frozenset({"not found", "no sentence answers"})
_AMBIGUOUS = "ambiguous"
_DESCRIPTIVE = frozenset(
    o.value for o in (Operation.WHY, Operation.HOW, Operation.DEFINE, Operation.LIST, Operation.DESCRIBE)
)
_WORTH_WORDING = 120  # characters; a shorter answer is its own summary
_MOST_EVIDENCE = 6_000
_NOTHING = "无"
_ASKING = "的是多少有哪些为什么怎么样如何吗呢比上年和与增减变化原因，。？、 "
_BELOW = "\n\n**原文**\n\n"


class Answers(Protocol):
    """Answers without a model: `service.answering.Answering`."""

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> Answer:
        """One answer."""
        ...


class Assisted:
    """Answers questions with a model's help; safe to call from several threads."""

    def __init__(
        self,
        plain: Answers,
        library: Library,
        conversations: Conversations,
        assistant: Assistant,
        readings: Readings = "offer",
    ) -> None:
        self.plain = plain
        self._library, self._conversations = library, conversations
        self._assistant, self._readings = assistant, readings

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
        """One explained answer; `say` gets, in order, the stretches that its text will begin with."""
        before = self._conversations.recall(conversation_id)[1] if conversation_id else State()
        answer = self.plain.ask(question, conversation_id, filters, explain=True)
        told = answer.explain or {}
        why, ledger = str(told.get("why")), self._assistant.ledger()
        try:
            if answer.route is Route.NARRATIVE and worth_wording(answer, told):
                helped = self._worded(answer, question, say, ledger)
            elif answer.route is Route.CLARIFY and why == _AMBIGUOUS:
                helped = self._chosen(answer, question, ledger)
            elif answer.route is Route.REFUSE and why in _NOT_FOUND:
                helped = self._found(answer, question, before, ledger)
            else:
                return answer
        except ModelError as error:
            helped = offers.noticed(answer, error)
        return replace(helped, explain={**told, "model": ledger.told()})

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
        return offers.noticed(answer, failed) if failed else answer

    def _chosen(self, answer: Answer, question: str, ledger: Ledger) -> Answer:
        """The likeliest of several cells of that name, put first."""
        place = self._assistant.choose(question, answer.suggestions, ledger)
        if place is None:
            return answer
        if self._readings == "answer":
            return self._taken(answer, answer.suggestions[place], ())
        return offers.preferred(answer, place, _english(answer))

    def _found(self, answer: Answer, question: str, before: State, ledger: Ledger) -> Answer:
        """What else the question may have meant, or passages that may bear on it."""
        asked = asked_of(answer.explain or {}, self._library)
        if before.topic and (full := self._condensed(question, before, ledger)):
            helped = self._put(answer, full, (question, *_told(before)))
            if helped is not answer:
                return helped
        if asked.operation in _DESCRIPTIVE:
            return self._picked(answer, question, asked, ledger)
        return self._read(answer, question, asked, ledger)

    def _condensed(self, question: str, before: State, ledger: Ledger) -> str | None:
        """The follow-up written out; None when it says what was not said before."""
        told = _told(before)
        full = self._assistant.condense(question, "\n".join(told), ledger)
        known = " ".join((question, *told))
        stated = numbers_in(known)
        new = [n for n in numbers_in(full) if not any(same_number(n, other) for other in stated)]
        if new or not set(fold(full)) <= set(fold(known + _ASKING)):
            ledger.repairs.append(Repair("not said before", full[:200]))
            return None
        return full if full != question else None

    def _read(self, answer: Answer, question: str, asked: Asked, ledger: Ledger) -> Answer:
        if not asked.entries or not asked.subject:
            return answer
        labels = labels_of(self._library.view(entry.document_id) for entry in asked.entries)
        if not labels.rows and not labels.columns:
            return answer
        guess = self._assistant.read(question, labels, ledger)
        if guess is None:
            return answer
        return self._put(answer, offers.question_of(guess, asked.subject), (guess.label, guess.table))

    def _picked(self, answer: Answer, question: str, asked: Asked, ledger: Ledger) -> Answer:
        passages = passages_of(question, asked.entries, self._library)
        if not passages:
            return answer
        places = self._assistant.pick(question, [shown(passage) for _, passage in passages], ledger)
        if not places:
            return answer
        helped = offers.beside(answer, [passages[place] for place in places], _english(answer))
        return helped if offers.covered(helped, question, (answer.text, *answer.suggestions)) else answer

    def _put(self, answer: Answer, full: str, known: tuple[str, ...]) -> Answer:
        """The answer with a question that can be answered; unchanged when `full` cannot."""
        tried = self.plain.ask(full)
        if tried.route in (Route.REFUSE, Route.CLARIFY):
            return answer
        if self._readings == "answer":
            return self._taken(answer, full, known)
        helped = offers.offered(answer, full, _english(answer))
        allowed = (answer.text, *answer.suggestions, full, *known)
        return helped if offers.covered(helped, full, allowed) else answer

    def _taken(self, answer: Answer, full: str, known: tuple[str, ...]) -> Answer:
        """The answer to the question as the model put it."""
        again = self.plain.ask(full, answer.conversation_id)
        if again.route in (Route.REFUSE, Route.CLARIFY):
            return answer
        return offers.taken(again, known[0] if known and known[0] else full)


def worth_wording(answer: Answer, explain: Mapping[str, Any]) -> bool:
    """Whether a description is long enough to be summed up, in the language of its evidence."""
    quotes = [citation.quote for citation in answer.citations]
    chinese = not _english(answer) and not str((explain.get("frame") or {}).get("question", "")).isascii()
    return chinese and len(answer.text) >= _WORTH_WORDING and any(quotes)


def evidence_of(answer: Answer) -> str:
    """The quotes that an answer cites, numbered as it cites them."""
    lines: list[str] = []
    for citation in answer.citations:
        place = " › ".join((citation.title, *(citation.section or ())[-1:]))
        lines.append(f"[{citation.number}] {place}\n{citation.quote}")
    return "\n\n".join(lines)[:_MOST_EVIDENCE]


def _english(answer: Answer) -> bool:
    question = str(((answer.explain or {}).get("frame") or {}).get("question", ""))
    return question.isascii()


def _told(before: State) -> tuple[str, ...]:
    years = tuple(f"{year}年" for year in before.years)
    return tuple(
        part for part in ("、".join(before.bodies), "、".join(years), before.root, before.topic) if part
    )
