"""Search alone: at which rank the passage stands that answers a descriptive question."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import FileMissing
from corpus.view import Hit, Library
from evals.matching import is_of, plain
from evals.schema import QuestionSetInvalid, Words

DEPTH = 20
"""Ranks looked at; a passage below counts as not found."""

Search = Callable[[str], Sequence[Hit]]


class RetrievalQuestion(BaseModel):
    """A question and what the passage that answers it says: one of `contains`, in `document`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Words
    question: Words
    document: Words
    contains: Annotated[list[Words], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well one kind of search does: shares of questions with the passage first and among the
    first five, the mean reciprocal rank, and the mean discounted gain (one right passage each).
    """

    questions: int
    hit_1: float
    hit_5: float
    mrr: float
    ndcg: float
    missed: tuple[str, ...]


def read_retrieval(path: Path) -> list[RetrievalQuestion]:
    """The questions of a JSONL file.  Raises FileMissing, QuestionSetInvalid."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise FileMissing(str(path)) from None
    questions = []
    for number, line in enumerate(lines, 1):
        try:
            questions.append(RetrievalQuestion.model_validate_json(line))
        except ValidationError as error:
            raise QuestionSetInvalid(f"{path}:{number}: {error.errors()[0]['msg']}") from error
    return questions


def right_passages(
    question: RetrievalQuestion, library: Library, files: Mapping[str, str]
) -> set[tuple[str, int]]:
    """Document id and number of every passage that says what is wanted."""
    return {
        (entry.document_id, passage.number)
        for entry in library.reports()
        if is_of({"source": entry.source}, question.document, files)
        for passage in library.view(entry.document_id).passages
        if any(plain(words) in plain(passage.text) for words in question.contains)
    }


def rank(
    questions: Sequence[RetrievalQuestion], library: Library, search: Search, files: Mapping[str, str]
) -> Ranking:
    """`search` over `questions`.  A question that no passage can answer raises QuestionSetInvalid: the
    set and the corpus do not belong together.
    """
    ranks: list[int | None] = []
    for question in questions:
        right = right_passages(question, library, files)
        if not right:
            raise QuestionSetInvalid(f"{question.id}: no passage says {question.contains[0]}")
        found = [(hit.document_id, hit.passage) for hit in search(question.question)[:DEPTH]]
        ranks.append(next((place for place, hit in enumerate(found, 1) if hit in right), None))
    count = len(ranks) or 1
    return Ranking(
        len(ranks),
        sum(place == 1 for place in ranks) / count,
        sum(place is not None and place <= 5 for place in ranks) / count,
        sum(1 / place for place in ranks if place) / count,
        sum(1 / math.log2(place + 1) for place in ranks if place) / count,
        tuple(q.id for q, place in zip(questions, ranks, strict=True) if place is None or place > 5),
    )
