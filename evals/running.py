"""Runs question sets over whoever answers, one result for each question.

An evaluator or an answerer that crashes is a failure with its reason, never a question left out.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from evals.judging import Judgement, judge
from evals.schema import Question
from evals.spending import NOTHING, Spent, spent_by
from service.answer import Answer
from service.wire import answer_object


class Answers(Protocol):
    """Who answers: the service, or a baseline beside it."""

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> Answer:
        """One answer; see `service.answering.Answering`."""
        ...


@dataclass(frozen=True, slots=True)
class Result:
    """One question of a set, its answer and the judgement; `crash` says why there is none.

    `seconds` is the time of each turn, `spent` what a chat model cost them.
    """

    question_set: str
    question: Question
    judgement: Judgement
    reply: dict[str, Any]
    seconds: tuple[float, ...]
    crash: str | None = None
    spent: Spent = NOTHING

    @property
    def key(self) -> tuple[str, str]:
        """What names the question among all sets."""
        return self.question_set, self.question.id

    @property
    def passed(self) -> bool:
        """Whether everything that was expected holds."""
        return self.judgement.passed


def run(
    name: str,
    questions: Iterable[Question],
    answers: Answers,
    files: Mapping[str, str],
    explain: bool = False,
    clock: Callable[[], float] = time.perf_counter,
    account: bool = False,
) -> Iterator[Result]:
    """Results in the order of the set `name`.  With `explain`, what fails is asked again for its
    Frame and candidates, outside the time that is taken.  With `account`, every answer tells what a
    chat model cost it.
    """
    for question in questions:
        result = _asked(name, question, answers, files, clock, account)
        if explain and not result.passed and result.crash is None:
            told = _explained(question, answers)
            result = replace(result, reply={**result.reply, "explain": told})
        yield result


def _asked(
    name: str,
    question: Question,
    answers: Answers,
    files: Mapping[str, str],
    clock: Callable[[], float],
    account: bool,
) -> Result:
    seconds: list[float] = []
    spent = Spent()
    reply: dict[str, Any] = {}
    try:
        conversation = None
        for turn in question.turns:
            started = clock()
            answer = answers.ask(turn, conversation, explain=account)
            seconds.append(clock() - started)
            spent += spent_by(answer.explain)
            conversation = answer.conversation_id
            reply = answer_object(answer)
        judged = judge(question, reply, files)
    except Exception as error:  # noqa: BLE001  a crash of any kind is a failure of this question alone
        crash = "".join(traceback.format_exception(error)[-3:])
        missing = len(question.expect.figures)
        judged = Judgement((f"crash: {type(error).__name__}: {error}",), False, 0, missing)
        return Result(name, question, judged, reply, tuple(seconds), crash, spent)
    return Result(name, question, judged, reply, tuple(seconds), None, spent)


def _explained(question: Question, answers: Answers) -> dict[str, Any] | None:
    conversation, answer = None, None
    for turn in question.turns:
        answer = answers.ask(turn, conversation, explain=True)
        conversation = answer.conversation_id
    if answer is None:
        return None
    told = answer_object(answer, explained=True)["explain"]
    return dict(told) if told else None
