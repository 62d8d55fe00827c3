"""Faults put into a working service must fail the evals: else the evals see nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from evals.making.cells import cell_questions
from evals.metrics import measure
from evals.running import Answers, run
from evals.schema import Question
from service.answer import Answer, Route
from wenbao.bootstrap import Corpus, answering_of

EVERY = 40
LEAST = 0.97


class Faulty:
    """Passes every answer through `spoil`."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> Answer:
        return self.spoil(self._answers.ask(question, conversation_id, filters, explain))

    def spoil(self, answer: Answer) -> Answer:
        return answer


class OffByOnePage(Faulty):
    """Every page is the next one."""

    def spoil(self, answer: Answer) -> Answer:
        return replace(answer, citations=tuple(replace(c, page=c.page + 1) for c in answer.citations))


class ShiftedColumn(Faulty):
    """Every cell is the one to its right."""

    def spoil(self, answer: Answer) -> Answer:
        moved = tuple(
            replace(
                c,
                bbox=None if c.bbox is None else (c.bbox[2], c.bbox[1], 2 * c.bbox[2] - c.bbox[0], c.bbox[3]),
            )
            for c in answer.citations
        )
        return replace(answer, citations=moved)


class BrokenRouter(Faulty):
    """Everything is asked back."""

    def spoil(self, answer: Answer) -> Answer:
        return replace(answer, route=Route.CLARIFY)


class WrongUnit(Faulty):
    """元 where 万元 stands."""

    def spoil(self, answer: Answer) -> Answer:
        return replace(answer, figures=tuple(replace(f, unit=f.unit.lstrip("万")) for f in answer.figures))


@pytest.fixture(scope="module")
def questions(corpus: Corpus) -> list[Question]:
    return list(cell_questions(corpus.library))[::EVERY]


def test_without_a_fault_the_threshold_holds(corpus: Corpus, questions: list[Question]) -> None:
    """Every fortieth cell of the samples, value and place: nearly all right, no wrong figure."""
    metrics = measure(list(run("cells", questions, answering_of(corpus), {})))
    assert len(questions) >= 30
    assert metrics.passed.value >= LEAST
    assert metrics.wrong.right == 0


@pytest.mark.parametrize("fault", [OffByOnePage, ShiftedColumn, BrokenRouter, WrongUnit])
def test_each_fault_is_caught(corpus: Corpus, questions: list[Question], fault: type[Faulty]) -> None:
    """The same questions fall well below the threshold."""
    metrics = measure(list(run("cells", questions, fault(answering_of(corpus)), {})))
    assert metrics.passed.value < LEAST - 0.2
