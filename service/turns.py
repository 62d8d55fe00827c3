"""What became of a question: its answer, what is kept of it, and the explanation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from service.answer import Answer, Route
from service.finding import Found
from service.lookup.facts import Fact
from service.routing import Scope
from service.understanding.reader import Reading


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

    @property
    def answered(self) -> bool:
        """Whether the question was answered (neither asked back nor refused)."""
        return self.answer.route not in (Route.CLARIFY, Route.REFUSE)


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
