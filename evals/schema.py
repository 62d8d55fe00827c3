"""A question set: JSONL, one question a line, each with what its answer must hold.

Only the answer to the last turn is judged.  What `expect` leaves empty is not compared.
"""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from corpus.errors import FileMissing, InputError

Words = Annotated[str, Field(min_length=1)]


class QuestionSetInvalid(InputError):
    """A line of a question set does not have the shape of a question."""

    code: ClassVar[str] = "question_set_invalid"
    zh: ClassVar[str] = "问题集不正确"
    en: ClassVar[str] = "The question set is not valid"


class Behaviour(StrEnum):
    """What is to become of a question."""

    ANSWER = "answer"
    REFUSE = "refuse"
    CLARIFY = "clarify"
    ABSTAIN = "abstain"  # refused or asked back: either is right, a figure is not


class QuestionType(StrEnum):
    """What kind of work a question asks for; scores are given by type."""

    LOOKUP = "lookup"
    NARRATIVE_FIGURE = "narrative_figure"
    COMPUTE = "compute"
    COMPARE = "compare"
    LIST = "list"
    DESCRIBE = "describe"
    DEFINE = "define"
    FOLLOWUP = "followup"
    REFUSE = "refuse"
    CLARIFY = "clarify"
    ENGLISH = "english"
    MULTIPART = "multipart"
    YES_NO = "yesno"
    RANK_OR_FILTER = "rank_or_filter"
    TREND = "trend"
    WHY = "why"
    HOW = "how"


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExpectedPlace(_Line):
    """The cell that a figure must be cited from: its page (from 1), and its box in PDF points or,
    where there is none, its labels from the outermost on.
    """

    page: Annotated[int, Field(ge=1)]
    bbox: tuple[float, float, float, float] | None = None
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()


class ExpectedFigure(_Line):
    """A figure that must be among the answer's; an absent unit, owner, year or place is not compared."""

    value: str
    unit: str | None = None
    organisation: str | None = None
    fiscal_year: int | None = None
    place: ExpectedPlace | None = None

    @field_validator("value")
    @classmethod
    def _is_number(cls, value: str) -> str:
        try:
            Decimal(value)
        except InvalidOperation:
            raise ValueError("not a decimal without separators") from None
        return value


class ExpectedCitation(_Line):
    """A document that must be cited, and the form or the section where that matters."""

    document: Words
    form: str | None = None
    section_contains: str | None = None


class Expectation(_Line):
    """`mentions` holds groups of which one string each must stand in the answer; none of
    `forbids` may; `discrepancy` asks for a warning that the report contradicts itself.
    """

    behaviour: Behaviour
    figures: list[ExpectedFigure] = []
    mentions: list[Annotated[list[Words], Field(min_length=1)]] = []
    forbids: list[Words] = []
    citations: list[ExpectedCitation] = []
    discrepancy: bool = False

    @model_validator(mode="after")
    def _only_answers_hold_figures(self) -> Expectation:
        if self.behaviour is not Behaviour.ANSWER and (self.figures or self.citations or self.discrepancy):
            raise ValueError("only an answer has figures, citations or a discrepancy")
        return self


class Question(_Line):
    """One question of a set; `turns` holds the whole conversation up to it, `plan` one that answers it."""

    id: Words
    type: QuestionType
    turns: Annotated[list[Words], Field(min_length=1)]
    expect: Expectation
    note: str | None = None
    plan: dict[str, Any] | None = None


def read_set(path: Path) -> list[Question]:
    """The questions of a JSONL file.  Raises FileMissing, QuestionSetInvalid (with the line)."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise FileMissing(str(path)) from None
    except UnicodeDecodeError as error:
        raise QuestionSetInvalid(f"{path}: {error}") from error
    questions: dict[str, Question] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            question = Question.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise QuestionSetInvalid(f"{path}:{number}: {place}: {first['msg']}") from error
        if question.id in questions:
            raise QuestionSetInvalid(f"{path}:{number}: {question.id} stands there twice")
        questions[question.id] = question
    if not questions:
        raise QuestionSetInvalid(f"{path}: no question")
    return list(questions.values())


def read_index(path: Path) -> dict[str, str]:
    """Document ids of question sets with their files, from `{id: {"file": name}}`.

    Raises FileMissing, QuestionSetInvalid.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): str(report["file"]) for name, report in held.items()}
    except FileNotFoundError:
        raise FileMissing(str(path)) from None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise QuestionSetInvalid(f"{path}: {error}") from error
