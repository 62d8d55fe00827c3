"""What became of a question: its answer, what is kept of it, and the explanation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from service.answer import Answer, Route
from service.composing.answers import computation
from service.composing.refusing import refuse_metric
from service.computing.results import Result
from service.finding import Found
from service.lookup.facts import Fact
from service.routing import Scope
from service.understanding.reader import Reading

_CHANGE = re.compile(r"[比较](?:上年|去年|上一年)度?(?:同期)?[^,，。?？]{0,3}?[增减多少升降涨跌高低]")
_AGAINST = re.compile(r"[比较](?:上年|去年)?$")
_QUANTITY = re.compile(r"多少|几|是否|吗")
_LEVELS = ("tables", "sentences", "each")  # sources of what is looked up, not worked out


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of one question, and what is kept of it."""

    answer: Answer
    reading: Reading
    scope: Scope | None = None
    facts: tuple[Fact, ...] = ()
    why: str = ""
    found: tuple[Found, ...] = ()
    known: tuple[str, ...] = ()
    done: Result | None = None

    @property
    def answered(self) -> bool:
        """Whether the question was answered (neither asked back nor refused)."""
        return self.answer.route not in (Route.CLARIFY, Route.REFUSE)

    @property
    def looked_for(self) -> tuple[str, ...]:
        """What a refusal or a question back may say: the years and the subject as understood (去年 is a year
        there), and the report's own labels to choose among."""
        scope = self.scope
        years = (*self.reading.frame.years, *(scope.years if scope else ()))
        choices = (choice for found in self.found for choice in found.choices)
        return (*(f"{year}年" for year in years), *((scope.subject,) if scope else ()), *choices)


def worked(
    done: Result,
    reading: Reading,
    scope: Scope,
    why: str,
    facts: tuple[Fact, ...],
    found: tuple[Found, ...] = (),
) -> Turn:
    """A turn that is answered by a computation."""
    return Turn(computation(done, reading.frame), reading, scope, facts, why, found, done=done)


def of_change_alone(reading: Reading) -> bool:
    """Whether nothing is asked but a change against last year."""
    return _CHANGE.search(reading.text) is not None and len(_QUANTITY.findall(reading.text)) < 2


def without_change(turn: Turn) -> Turn:
    """A turn that was to tell a change against another year: a level alone is none, and is refused."""
    if turn.why not in _LEVELS or turn.scope is None:
        return turn
    words = (_AGAINST.sub("", m.text) for m in turn.reading.frame.metrics)
    measure = "、".join(dict.fromkeys(w for w in words if w))
    years = "、".join(f"{y}年" for y in turn.reading.baselines) or "上年"
    wanted = f"{measure}比{years}的变化"
    answer = refuse_metric(turn.scope, turn.reading.frame, wanted)
    return replace(turn, answer=answer, facts=(), why="level without change")


def explanation(turn: Turn, carried: tuple[str, ...]) -> dict[str, Any]:
    """Frame, candidates with scores, route and why, as plain data."""
    frame = turn.reading.frame
    candidates = [
        {
            "document_id": c.document.view.entry.document_id,
            "form": c.cell.record.form,
            "row": c.cell.record.row_label,
            "column_path": list(c.cell.record.column_path),
            "raw": c.cell.record.raw,
            "score": round(c.score, 2),
            "why": list(c.reasons),
        }
        for found in turn.found
        for c in found.candidates[:5]
    ]
    return {
        "frame": {
            "question": frame.question,
            "operation": frame.operation.value,
            "organisations": [
                {"text": m.text, "name": m.name, "candidates": list(m.candidates)}
                for m in frame.organisations
            ],
            "years": list(frame.years),
            "report_types": list(frame.report_types),
            "forms": list(frame.forms),
            "codes": list(frame.codes),
            "metrics": [m.text for m in frame.metrics],
            "side": frame.side,
            "bases": [b.value for b in frame.bases],
            "unit": frame.unit,
            "carried": list(carried),
        },
        "documents": [e.document_id for e in turn.scope.entries] if turn.scope else [],
        "candidates": candidates,
        "route": turn.answer.route.value,
        "why": turn.why,
    }
