"""Which reading answers: the exact grammar where it covers the question, else the learned reader's plan.

the grammar gives figures, and its plan covers every telling span    its answer
a greeting, thanks, what is there                                    the reader's plan
the reader is sure enough, and its plan covers the question          the reader's plan
otherwise                                                            what the grammar says (why there is none)
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from corpus.view import Library
from service.answer import Answer, Route
from service.answering import Answering
from service.executing import answer_plan
from service.plan.coverage import Span, uncovered
from service.plan.execute import execute
from service.plan.types import Help, Max, Min, Plan, Rank, Sum, operands
from service.question.bodies import Kind
from service.question.operators import operators_in
from service.question.reader import Reader, Reading, State
from service.question.reading import read, telling_part
from service.question.spans import spans_of

_FIGURES = frozenset({Route.LOOKUP, Route.COMPUTE})
_NONE = frozenset({Route.REFUSE, Route.CLARIFY})
_NOT_FOUND = frozenset({"not found", "no sentence answers", "one side not found", "ambiguous"})
_YEARS = frozenset({"year_not_held", "one year not held"})
_NOT_HELD = _YEARS | {
    "body_not_held",
    "report_type_not_held",
    "period_not_held",
    "opinion",
    "chat",
    "forecast",
    "injection",
}
_AGREED, _ALONE, _SECOND = 0.96, 0.8, 0.6
_MOST, _MEANT = 1000, 0.75
_STATED = frozenset({"share", "growth", "difference", "ratio", "before"})
"""Operations that the grammar tells in other words than a node of the plan."""
Spans = tuple[str, tuple[Span, ...]]


@dataclass(frozen=True, eq=False)
class _Decided:
    answer: Answer
    certain: float
    taken: str


class Deciding:
    """Answers questions over a library by two readings; safe to call from several threads.

    `sure` is how sure the learned reader must be (0–1) before its figures are told.
    """

    def __init__(
        self,
        library: Library,
        first: Answering | None = None,
        today: Callable[[], date] = date.today,
        sure: float = 0.6,
    ) -> None:
        self._library, self._today, self._sure = library, today, sure
        self._first = first or Answering(library, today=today)
        self._reader = Reader(library, today)
        self._states: OrderedDict[str, State] = OrderedDict()
        self._lock = threading.Lock()

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> Answer:
        """One answer; see `service.answering.Answering.ask`.  `explain` adds which reading was taken and how
        certain it is (`certain`, 0–1)."""
        first = self._first.ask(question, conversation_id, filters, explain=True)
        state = self._recall(conversation_id)
        reading = self._reader.read(question, state, filters)
        first = self._plainer(first, question, conversation_id, filters)
        spans = self._spans(question)
        decided = self._decided(first, reading, question, spans)
        key = first.conversation_id
        self._keep(key, self._after(state, reading, question, decided.answer))
        told = {
            **(first.explain or {}), "certain": decided.certain, "reading": decided.taken,
            "reader": {"why": reading.planned.why, "sure": round(reading.sure, 3)},
        }  # fmt: skip
        return replace(decided.answer, conversation_id=key, explain=told if explain else None)

    def _plainer(
        self, first: Answer, question: str, conversation_id: str | None, filters: Mapping[str, Any] | None
    ) -> Answer:
        """The grammar's answer to what the question tells, where it stumbled over what is said around it."""
        if first.route in _FIGURES or str((first.explain or {}).get("why")) not in _NOT_FOUND | {"narrative"}:
            return first
        part = telling_part(read(question, self._reader.bodies(), self._today()))
        if len(part) >= len(question) - 1:
            return first
        again = self._first.ask(part, conversation_id, filters, explain=True)
        taken = again.route in _FIGURES or (again.route is Route.NARRATIVE and first.route is Route.REFUSE)
        return replace(again, conversation_id=first.conversation_id) if taken else first

    def remembers(self, conversation_id: str) -> bool:
        """Whether this process knows where that conversation stands."""
        return self._first.remembers(conversation_id)

    def left_open(self, plan: Plan, question: str) -> int:
        """How many telling spans of a question a plan does not answer for."""
        text, telling = self._spans(question)
        return len(uncovered(execute(plan, self._library, text), telling))

    def warm(self) -> None:
        """Load what the first questions would otherwise wait for."""
        self._first.warm()
        self._reader.warm()

    def _decided(self, first: Answer, reading: Reading, question: str, spans: Spans) -> _Decided:
        asked = {span.value for span in spans[1] if span.role == "operator"}
        covered = (
            _nested(first.plan, asked)
            and self._is_asked(first.plan, reading)
            and self._covers(
                first.plan,
                (spans[0], tuple(s for s in spans[1] if s.role != "degree" and s.value not in _STATED)),
            )
        )
        talk = reading.planned.why == "talk" and isinstance(reading.plan.asks[0], Help)
        if talk or (reading.planned.why == "talk" and first.route not in _FIGURES):
            return _Decided(self._told(reading, question), 1.0, "reader")
        if first.route in _FIGURES and covered:
            return _Decided(first, _AGREED if self._agrees(first, reading) else _ALONE, "grammar")
        why = str((first.explain or {}).get("why"))
        if first.route is Route.CLARIFY and why != "ambiguous":
            return _Decided(first, _ALONE, "grammar")
        if why in _NOT_HELD and not self._held_after_all(why, reading):
            return _Decided(first, _ALONE, "grammar")
        numbers = first.route is not Route.NARRATIVE or self._asks_number(reading)
        if (
            numbers
            and reading.planned.choices
            and reading.sure >= self._sure
            and self._covers(reading.plan, spans)
        ):
            second = self._told(reading, question)
            if second.route in _FIGURES:
                return _Decided(second, _SECOND * reading.sure, "reader")
        if first.route is Route.REFUSE and why in _NOT_FOUND and reading.planned.why == "words":
            second = self._told(reading, question)
            if second.route is Route.NARRATIVE:
                return _Decided(second, _SECOND * 0.5, "reader")
        if first.route in _FIGURES and not covered:
            return _Decided(self._told(self._unsure(reading), question), 0.0, "uncovered")
        return _Decided(first, _ALONE if first.route in _NONE and why not in _NOT_FOUND else 0.3, "grammar")

    @staticmethod
    def _asks_number(reading: Reading) -> bool:
        """Whether a figure is asked for, or surely meant where no word asks for anything else."""
        words = reading.operators.any("why", "define", "how", "list", "describe")
        return "asks value" in reading.operators or (reading.sure >= _MEANT and not words)

    @staticmethod
    def _held_after_all(why: str, reading: Reading) -> bool:
        """Whether the reader knows the body or the year that the grammar took for one that is not held."""
        if why in _YEARS:
            return reading.planned.why in ("before", "column of the year before")
        kinds = [m.kind for m in reading.question.mentions]
        return why == "body_not_held" and Kind.UNHELD not in kinds and Kind.BODY in kinds

    def _told(self, reading: Reading, question: str) -> Answer:
        asked = reading.question.original
        words = question if asked == question else f"{asked} {question}"
        language = "en" if reading.question.language == "en" else "zh"
        return answer_plan(reading.plan, self._library, words, language)

    def _spans(self, question: str) -> Spans:
        q = read(question, self._reader.bodies(), self._today())
        return q.text, spans_of(q, operators_in(q.text, tuple((m.start, m.end) for m in q.mentions)))

    @staticmethod
    def _is_asked(plan: Plan | None, reading: Reading) -> bool:
        """Whether an order or an extreme that a plan ends in is asked for (比前一年 asks for none)."""
        ops = reading.operators
        several = len(reading.scope.targets) > 1 or ops.any("high", "low", "rank", "trend")
        if plan is None or "change" not in ops or several:
            return True
        return not any(isinstance(node, Max | Min | Rank) for node in plan.asks)

    def _covers(self, plan: Plan | None, spans: Spans) -> bool:
        text, telling = spans
        if plan is None or not _nested(plan, {span.value for span in telling if span.role == "operator"}):
            return False
        return not uncovered(execute(plan, self._library, text), telling)

    @staticmethod
    def _unsure(reading: Reading) -> Reading:
        """The reading as one that gives no figure: what was asked for was not understood."""
        return reading.unclear()

    def _agrees(self, first: Answer, reading: Reading) -> bool:
        values = {abs(f.value) for f in first.figures}
        found = [c.best for c in reading.planned.choices if c.best is not None]
        return bool(found) and all(c.value is not None and abs(c.value) in values for c in found)

    def _recall(self, conversation_id: str | None) -> State:
        with self._lock:
            return self._states.get(conversation_id or "", State())

    def _keep(self, key: str, state: State) -> None:
        with self._lock:
            self._states[key] = state
            self._states.move_to_end(key)
            while len(self._states) > _MOST:
                self._states.popitem(last=False)

    @staticmethod
    def _after(state: State, reading: Reading, question: str, answer: Answer) -> State:
        """What a follow-up may take: bodies and years of what was answered, and the question itself."""
        if reading.planned.why == "talk":
            return state
        scope = reading.scope
        bodies = tuple(dict.fromkeys(f.organisation for f in answer.figures if f.organisation))
        bodies = bodies or (() if scope.open_body else tuple(dict.fromkeys(x.body for x in scope.targets)))
        years = tuple(dict.fromkeys(f.fiscal_year for f in answer.figures if f.fiscal_year))
        years = years or tuple(dict.fromkeys(x.year for x in scope.targets if x.year))
        return State(bodies[:6], years[:6], reading.question.original, answer.plan)


def _nested(plan: Plan | None, asked: set[str]) -> bool:
    """Whether a plan that is to set a sum against something holds a sum within another operation."""
    if plan is None or "sum" not in asked or not asked & {"difference", "share", "ratio"}:
        return plan is not None
    return any(
        isinstance(inner, Sum)
        for node in plan.asks
        for one in operands(node)
        for inner in (one, *operands(one))
    )
