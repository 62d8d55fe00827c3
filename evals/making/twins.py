"""Unanswerable twins: the same question of a year or a body that no report is of.

What the original is answered with must not come, nor any other figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.view import Library
from evals.making.places import Names, Span, replaced, years
from evals.making.wording import chosen, phrases
from evals.schema import Behaviour, Expectation, Question


def twins_of(questions: Iterable[Question], library: Library) -> Iterator[Question]:
    """Of each answerable question that names a year one of other years, and of each that names a
    body one of another body.
    """
    names = Names(library)
    held = {entry.facts.fiscal_year for entry in library.reports()}
    near = {int(year) + step for year in held if year for step in (-1, 0, 1)}
    absent = [year for year in phrases()["twins"]["years"] if year not in near]
    known = {entry.facts.organisation for entry in library.reports()}
    others = [body for body in phrases()["twins"]["bodies"] if body not in known]
    for question in questions:
        if question.expect.behaviour is not Behaviour.ANSWER:
            continue
        if moves := _moves(question, absent, near):
            move = chosen(moves, question.id)
            yield _twin(question, [_other_years(turn, move) for turn in question.turns], "year")
        if any(names.bodies(turn) for turn in question.turns):
            yield _twin(question, _other_bodies(question, names, others), "body")


def _moves(question: Question, absent: list[int], near: set[int]) -> list[int]:
    """By how many years all that the question names may be moved, so that none is held."""
    named = {year for turn in question.turns for span in years(turn) for year in span.years}
    if not named:
        return []
    moves = [first - min(named) for first in absent]
    return [move for move in moves if not {year + move for year in named} & near]


def _other_years(turn: str, move: int) -> str:
    parts = []
    for span in years(turn):
        moved = [str(year + move) for year in dict.fromkeys((span.years[0], span.years[-1]))]
        parts.append((span, "至".join(moved) + _ending(turn, span)))
    return replaced(turn, parts)


def _ending(turn: str, span: Span) -> str:
    written = turn[span.start : span.end]
    return next((word for word in ("年度", "年") if written.endswith(word)), "")


def _other_bodies(question: Question, names: Names, others: list[str]) -> list[str]:
    """Every body replaced, each by one of its own, the same one throughout the conversation."""
    mentioned = list(dict.fromkeys(s.body for turn in question.turns for s in names.bodies(turn)))
    start = others.index(chosen(others, question.id))
    other = {body: others[(start + place) % len(others)] for place, body in enumerate(mentioned)}
    return [replaced(turn, [(s, other[s.body]) for s in names.bodies(turn)]) for turn in question.turns]


def _twin(question: Question, turns: list[str], kind: str) -> Question:
    return Question(
        id=f"{question.id}~{kind}",
        type=question.type,
        turns=turns,
        expect=Expectation(behaviour=Behaviour.ABSTAIN),
        note=" / ".join(question.turns),
    )
