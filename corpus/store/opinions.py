"""What readers leave behind: their verdict on an answer, and answers that they share by a link."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from corpus.errors import NotFound
from corpus.store import schema
from corpus.store.database import VISITOR_SECONDS, Database


class Verdict(StrEnum):
    """What a reader thinks of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"


class Handling(StrEnum):
    """Whether staff have seen to it."""

    OPEN = "open"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Opinion:
    """One reader's verdict with the question and the answer as it was; `asker` is who a portal says it
    was (empty: nobody known)."""

    id: int
    verdict: Verdict
    note: str
    question: str
    answer: dict[str, Any]
    trace_id: str
    asker: str
    state: Handling
    created_at: float


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """A question with its answer, frozen when it was shared."""

    id: str
    question: str
    answer: dict[str, Any]
    created_at: float


class Opinions:
    """The feedback of a corpus' readers, newest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, verdict: Verdict, note: str, question: str, answer: Mapping[str, Any], trace_id: str, asker: str
    ) -> Opinion:
        """Keep one."""
        values = {
            "verdict": verdict.value, "note": note, "question": question, "answer": dict(answer),
            "trace_id": trace_id, "asker": asker, "state": Handling.OPEN.value, "created_at": time.time(),
        }  # fmt: skip
        with self._database.writing(VISITOR_SECONDS) as connection:
            made = insert(schema.feedback).values(values).returning(schema.feedback.c.id)
            number = connection.execute(made).scalar_one()
        return self._find(number)

    def listed(
        self, verdict: Verdict | None, state: Handling | None, offset: int, limit: int
    ) -> tuple[Sequence[Opinion], int]:
        """`limit` of them after `offset`, and how many match."""
        columns = schema.feedback.c
        wanted = [columns.verdict == verdict.value] if verdict else []
        wanted += [columns.state == state.value] if state else []
        counted = select(func.count()).select_from(schema.feedback).where(*wanted)
        chosen = select(schema.feedback).where(*wanted).order_by(columns.id.desc())
        with self._database.reading() as connection:
            total = connection.execute(counted).scalar_one()
            found = connection.execute(chosen.offset(offset).limit(limit)).all()
        return [_opinion(row) for row in found], total

    def settle(self, number: int, state: Handling) -> Opinion:
        """Mark one as seen to, or open again.  Raises NotFound."""
        chosen = update(schema.feedback).where(schema.feedback.c.id == number)
        with self._database.writing(VISITOR_SECONDS) as connection:
            connection.execute(chosen.values(state=state.value))
        return self._find(number)

    def _find(self, number: int) -> Opinion:
        with self._database.reading() as connection:
            row = connection.execute(
                select(schema.feedback).where(schema.feedback.c.id == number)
            ).one_or_none()
        if row is None:
            raise NotFound(str(number))
        return _opinion(row)


class SharedAnswers:
    """Answers that have a link of their own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, question: str, answer: Mapping[str, Any]) -> SharedAnswer:
        """Keep an answer under an id that cannot be guessed."""
        shared = SharedAnswer(secrets.token_urlsafe(16), question, dict(answer), time.time())
        values = {
            "id": shared.id,
            "question": question,
            "answer": shared.answer,
            "created_at": shared.created_at,
        }
        with self._database.writing(VISITOR_SECONDS) as connection:
            connection.execute(insert(schema.shares).values(values))
        return shared

    def find(self, share_id: str) -> SharedAnswer:
        """One of them.  Raises NotFound."""
        with self._database.reading() as connection:
            row = connection.execute(
                select(schema.shares).where(schema.shares.c.id == share_id)
            ).one_or_none()
        if row is None:
            raise NotFound(share_id[:64])
        return SharedAnswer(row.id, row.question, row.answer, row.created_at)


def _opinion(row: Row[Any]) -> Opinion:
    return Opinion(
        row.id,
        Verdict(row.verdict),
        row.note,
        row.question,
        row.answer,
        row.trace_id,
        row.asker,
        Handling(row.state),
        row.created_at,
    )
