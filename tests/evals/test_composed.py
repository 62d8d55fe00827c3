"""Composed questions: made the same on every run, and answered right by their own plans."""

from collections import Counter
from decimal import Decimal

import pytest

from evals.making.composed import composed_questions
from evals.schema import Question
from service.executing import answer_plan
from service.plan.types import Plan
from tests.service.plan.corpus import LIBRARY

QUESTIONS = list(composed_questions(LIBRARY, ("公开03表",)))


def test_every_kind_is_made_and_always_the_same() -> None:
    """All kinds over the hand-made corpus; a second run gives the same set."""
    kinds = Counter(q.id.split("/")[0] for q in QUESTIONS)
    wanted = {"sum_less_other", "share_of_sum", "half", "median", "mean", "threshold", "within"}
    assert wanted <= kinds.keys() and {"two_against_third", "two_below_third"} & kinds.keys()
    assert list(composed_questions(LIBRARY, ("公开03表",))) == QUESTIONS
    assert len({q.id for q in QUESTIONS}) == len(QUESTIONS)


def test_two_columns_of_every_row_of_a_form_are_asked() -> None:
    """Each row whose two amounts differ has its question."""
    rows = [q for q in QUESTIONS if q.id.startswith("within/")]
    # Of the seven rows of each of four reports three hold two amounts that differ.
    assert len(rows) == 3 * 4


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_the_plan_of_a_question_gives_its_figures(question: Question) -> None:
    """Executed and told, it holds every figure expected, with the words that must be said."""
    answer = answer_plan(Plan.model_validate(question.plan), LIBRARY, question.turns[-1])
    got = {(f.value.normalize(), f.unit) for f in answer.figures}
    for figure in question.expect.figures:
        assert (Decimal(figure.value).normalize(), figure.unit) in got, (question.turns, answer.text)
    assert all(group[0] in answer.text for group in question.expect.mentions)
