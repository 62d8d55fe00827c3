"""The engine: question → Frame → scope → evidence → Answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from corpus.view import Library, ReportEntry
from service.adapting import plan_of
from service.answer import Answer, Route
from service.composing import answers, refusing
from service.computing.across import combined, one_of, over_bodies, over_years, tells_change, with_baselines
from service.computing.backwards import asks_back, earlier
from service.computing.plan import compute, over, row_sums
from service.computing.results import inputs_of
from service.computing.rows import selects
from service.computing.shares import of_all
from service.conversation import (
    Conversations,
    State,
    after,
    asks_for_sum,
    continuations,
    goes_on,
    unanswered,
)
from service.each import each_asked
from service.expecting import unmet
from service.finding import Found, find
from service.frame import Basis, Frame, Operation
from service.gate import Ungrounded, check
from service.lookup.facts import Fact
from service.mistyped import may_be_mistyped, mended_turn
from service.narrative import NarrativeEvidence, explain
from service.narrative import answer as describe
from service.narrowing import (
    asks_more,
    first_measure,
    half_answered,
    off_topic,
    only_one,
    with_carried,
    year_of,
)
from service.othercolumns import of_other_years
from service.routing import Obstacle, Scope, scope_of
from service.scoping import likely, owner_of, scoped
from service.turns import Turn, explanation, of_change_alone, without_change, worked
from service.understanding.linking import Linker
from service.understanding.reader import Reader, Reading
from service.warming import warm_up

_DESCRIPTIVE = {Operation.WHY, Operation.DEFINE, Operation.LIST, Operation.HOW, Operation.DESCRIBE}
Tell = Callable[[Frame, Sequence[str], Library], NarrativeEvidence | None]
_WORDS_ONLY = {Operation.WHY, Operation.DEFINE, Operation.HOW}


class Answering:
    """Answers questions over a library; safe to call from several threads."""

    def __init__(
        self,
        library: Library,
        conversations: Conversations | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._library, self._today = library, today
        self._conversations = conversations or Conversations()
        self._lock = threading.Lock()
        self._reader: tuple[int, date, Reader] | None = None

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> Answer:
        """One answer.  `filters` may hold `organisation` (a name) and `fiscal_year`; `explain` adds the
        Frame, the candidates with their scores, the route and why."""
        reader = self._current_reader()
        key, state = self._conversations.recall(conversation_id)
        turn, carried = self._turn(reader, reader.read(question), state, filters)
        known = turn.known
        if not turn.answered:
            reports = self._library.reports()
            known = (*refusing.shelf(reports), *(e.facts.title for e in reports), *turn.looked_for)
        known += tuple(text for w in turn.answer.warnings for text in w.computed)
        answer = self._grounded(turn.answer, " ".join((question, turn.reading.frame.question)), known, turn)
        bodies = turn.scope.named if turn.scope else ()
        years = turn.scope.years if turn.scope else ()
        if turn.answered:
            self._conversations.keep(
                key, after(state, turn.reading, bodies, years, turn.facts, bool(carried))
            )
        elif not turn.reading.cues.refusal:
            unheld = turn.scope is not None and turn.scope.obstacle is Obstacle.BODY
            absent = (turn.scope.subject,) if turn.scope and unheld else ()
            self._conversations.keep(key, unanswered(state, turn.reading, absent or bodies, years))
        told = explanation(turn, carried) if explain else None
        plan = plan_of(turn) if answer is turn.answer else None
        return replace(answer, conversation_id=key, explain=told, plan=plan)

    def remembers(self, conversation_id: str) -> bool:
        """Whether this process knows where that conversation stands."""
        return self._conversations.holds(conversation_id)

    def warm(self) -> None:
        """Load what the first questions would otherwise wait for."""
        warm_up(self._library, self._current_reader())

    def _current_reader(self) -> Reader:
        generation, today = self._library.generation(), self._today()
        with self._lock:
            if self._reader is None or self._reader[:2] != (generation, today):
                linker = Linker(entry.facts for entry in self._library.reports())
                self._reader = (generation, today, Reader(linker, today))
            return self._reader[2]

    def _grounded(self, answer: Answer, question: str, known: tuple[str, ...], turn: Turn) -> Answer:
        """The answer when every number in it is covered; otherwise a refusal that says so."""
        try:
            return check(answer, question, known)
        except Ungrounded as error:
            text = "抱歉，无法为答案中的每个数字给出依据，因此不作回答。"
            return Answer(text, Route.REFUSE, explain={"uncovered": [u.raw for u in error.uncovered]})

    def _turn(
        self, reader: Reader, reading: Reading, state: State, filters: Mapping[str, Any] | None
    ) -> tuple[Turn, tuple[str, ...]]:
        if asks_for_sum(reading) and len(state.facts) > 1:
            facts = tuple(turn[0] for turn in state.facts[-2:] if turn)
            if done := over(facts):
                scope = Scope((), (), state.bodies, state.years, False, False)
                return worked(done, reading, scope, "sum of turns", facts), ("上文两项",)
        if reading.cues.refusal or not goes_on(reading, state):
            return self._answer(reader, reading, filters), ()
        first: tuple[Turn, tuple[str, ...]] | None = None
        for text, carried in continuations(reading, state):
            full = reader.read(text)
            turn = self._answer(reader, replace(full, frame=replace(full.frame, carried=carried)), filters)
            if turn.answered:
                return replace(turn, answer=with_carried(turn.answer, carried)), carried
            first = first or (turn, carried)
        return first or (self._answer(reader, reading, filters), ())

    def _answer(self, reader: Reader, reading: Reading, filters: Mapping[str, Any] | None) -> Turn:
        """The answer to a full question; one that finds nothing is read again in the reports' own words."""
        turn = self._answer_once(reader, reading, filters)
        if turn.scope is None or turn.scope.obstacle is not None or not may_be_mistyped(turn):
            return turn
        ask = partial(self._answer_once, reader, filters=filters)
        return mended_turn(turn, reading, self._library, reader, ask) or turn

    def _answer_once(self, reader: Reader, reading: Reading, filters: Mapping[str, Any] | None) -> Turn:
        reading, scope = scoped(reader, reading, self._library, filters)
        if back := self._back(reader, reading, scope):
            return back
        if facts := of_other_years(reading, scope, self._library, reader.read):
            return self._taken_together(reading, scope, facts)
        if scope.obstacle is not None:
            return Turn(refusing.refuse_scope(scope, reading.frame), reading, scope, why=scope.obstacle.value)
        told = self._describe(reading, scope, explain)
        if told is None and reading.frame.operation in _DESCRIPTIVE and not selects(reading):
            told = self._describe(reading, scope)
        if told is not None:
            return told
        if reading.frame.operation in _WORDS_ONLY and not reading.cues.numeric:
            answer = refusing.refuse_metric(scope, reading.frame, reading.phrase)
            return Turn(answer, reading, scope, (), "no sentence answers")
        if scope.absent_years and not reading.baselines:
            absent = replace(scope, obstacle=Obstacle.YEAR)
            return Turn(
                refusing.refuse_scope(absent, reading.frame), reading, absent, why="one year not held"
            )
        turn = self._numbers(reader, reading, scope)
        if reading.baselines and not tells_change(turn.facts):
            turn = self._against(reader, reading, filters) or without_change(turn)
        return without_change(turn) if of_change_alone(reading) and not tells_change(turn.facts) else turn

    def _against(self, reader: Reader, reading: Reading, filters: Mapping[str, Any] | None) -> Turn | None:
        """A year measured against another that is held too, where its own report tells no change."""
        wide = with_baselines(reading)
        scope = scope_of(wide, self._library, filters)
        if not scope.named or set(wide.frame.years) != set(scope.years):
            return None
        turn = self._several(reader, wide, scope)
        return turn if turn.answered else None

    def _back(self, reader: Reader, reading: Reading, scope: Scope) -> Turn | None:
        """Last year's figure out of this year's report, where the question asks for that."""
        if not scope.named or not asks_back(reading, scope.absent_years, scope.years):
            return None
        for entry in scope.entries:
            year = entry.facts.fiscal_year
            if scope.absent_years and (year or 0) - 1 not in scope.absent_years:
                continue
            view = self._library.view(entry.document_id)
            owner = owner_of(entry)
            topic = first_measure(reading)
            done = earlier(reading, view, reader.read, owner, topic) if topic else None
            if done:
                return Turn(
                    answers.computation(done, reading.frame),
                    reading,
                    scope,
                    inputs_of(done),
                    "back calculation",
                    done=done,
                )
        return None

    def _describe(self, reading: Reading, scope: Scope, tell: Tell = describe) -> Turn | None:
        scope = likely(reading, scope, self._library)
        evidence = tell(reading.in_chinese, [e.document_id for e in scope.entries], self._library)
        if evidence is None or not evidence.extracts or off_topic(evidence, reading):
            return None
        known = tuple(e.heading for e in evidence.extracts if e.heading)
        answer = answers.description(evidence, self._library, reading.frame)
        return Turn(
            answer, reading, scope, (), f"narrative {evidence.topic} {evidence.confidence:.2f}", (), known
        )

    def _numbers(self, reader: Reader, reading: Reading, scope: Scope) -> Turn:
        several = len(scope.named) > 1 or len(scope.years) > 1
        several = several or (bool(scope.named) and scope.missing_year and over_years(reading))
        if several or (not scope.named and not scope.missing_year and over_bodies(reading)):
            return self._several(reader, reading, scope)
        targets = {(e.facts.organisation, e.facts.fiscal_year) for e in scope.entries}
        if len(targets) == 1:
            return self._single(reader, reading, scope)
        return self._open(reader, reading, scope)

    def _single(self, reader: Reader, reading: Reading, scope: Scope) -> Turn:
        """One body, one year: compute, look up, or describe."""
        found: list[Found] = []
        for entry in scope.entries:
            view = self._library.view(entry.document_id)
            owner = owner_of(entry)
            changes = bool(reading.baselines) or "上年" in reading.text or "去年" in reading.text
            if not changes and (done := compute(reading, view, reader.read, owner)):
                return worked(done, reading, scope, "computed", inputs_of(done))
            found.append(find(reading, view, read=reader.read))
            if len(found[-1].facts) < 2 and (each := each_asked(reader.read, reading, view, owner)):
                found[-1] = Found(each, (), found[-1].candidates, "each")
        best = next((f for f in found if f.facts and f.source != "sentences"), None)
        best = best or next((f for f in found if f.facts), None)
        if best and not half_answered(reading, best) and not unmet(reading, best.facts):
            answer = answers.figures(best.facts, reading.frame, quoted=asks_more(reading))
            return Turn(answer, reading, scope, best.facts, best.source, tuple(found))
        for entry in scope.entries:
            view = self._library.view(entry.document_id)
            if done := row_sums(reading, view) or of_all(reader.read, reading, view, owner_of(entry)):
                why = "sum or share of rows"
                return worked(done, reading, scope, why, inputs_of(done), tuple(found))
        choices = next((f.choices for f in found if f.choices), ())
        if choices:
            return Turn(
                refusing.clarify(scope, reading.frame, choices), reading, scope, (), "ambiguous", tuple(found)
            )
        return self._nothing(reading, scope, found)

    def _nothing(self, reading: Reading, scope: Scope, found: list[Found]) -> Turn:
        """No figure: a description when the question can be read as one, else a refusal."""
        wordy = not (reading.cues.numeric or reading.frame.codes) or reading.cues.operations & _DESCRIPTIVE
        if wordy and (told := self._describe(reading, scope)):
            return told
        looked_for = "、".join(m.text for m in reading.frame.metrics)
        if looked_for and reading.frame.bases == (Basis.BUDGET,) and "预算" not in looked_for:
            looked_for += "的预算数"  # what was spent may well be there
        answer = refusing.refuse_metric(scope, reading.frame, looked_for)
        return Turn(answer, reading, scope, (), "not found", tuple(found))

    def _several(self, reader: Reader, reading: Reading, scope: Scope) -> Turn:
        """The same measure of several bodies or years: all of it, compared or added up."""
        groups: dict[tuple[str | None, int | None], list[ReportEntry]] = {}
        for entry in scope.entries:
            groups.setdefault((entry.facts.organisation, entry.facts.fiscal_year), []).append(entry)
        ordered = sorted(
            groups, key=lambda k: (scope.named.index(k[0]) if k[0] in scope.named else 99, k[1] or 0)
        )
        facts, missing = [], []
        for key in ordered:
            views = [self._library.view(entry.document_id) for entry in groups[key]]
            fact = one_of(reading, reader.read, views)
            if fact is not None and fact.value is not None:
                facts.append(fact)
            else:
                missing.append(f"{key[0]}{key[1]}年")
        if not facts:
            return self._nothing(reading, scope, [])
        if len(facts) == 1 and missing:
            answer = refusing.refuse_metric(scope, reading.frame, "、".join(missing))
            return Turn(answer, reading, scope, (), "one side not found")
        return self._taken_together(reading, scope, tuple(facts), missing)

    def _taken_together(
        self, reading: Reading, scope: Scope, facts: tuple[Fact, ...], missing: Sequence[str] = ()
    ) -> Turn:
        """Figures of one measure as one answer; what only one stands for is stated."""
        if len(facts) == 1 and not missing:
            return Turn(answers.figures(facts, reading.frame), reading, scope, facts, "column of the year")
        done = combined(reading, facts, missing)
        return worked(done, reading, scope, "taken together", facts)

    def _open(self, reader: Reader, reading: Reading, scope: Scope) -> Turn:
        """The body or the year was left open: answered only where one alone can be meant."""
        found: list[tuple[ReportEntry, Found]] = []
        scope = likely(reading, scope, self._library)
        for entry in scope.entries:
            result = find(reading, self._library.view(entry.document_id), read=reader.read)
            if result.facts:
                found.append((entry, result))
        if scope.named and scope.missing_year and (found or reading.frame.metrics):
            return Turn(refusing.clarify(scope, reading.frame), reading, scope, (), "year open")
        best = only_one(found)
        if best is not None:
            narrowed = replace(
                scope, entries=(best,), named=(best.facts.organisation or "",), years=year_of(best)
            )
            return self._single(reader, reading, narrowed)
        if found or scope.named:
            kept = replace(scope, entries=tuple(e for e, _ in found) or scope.entries)
            years = len({e.facts.fiscal_year for e in kept.entries}) > 1 and not scope.years
            return Turn(
                refusing.clarify(replace(kept, missing_year=years), reading.frame),
                reading,
                scope,
                (),
                "body open",
            )
        for entry in scope.entries:
            view = self._library.view(entry.document_id)
            done = compute(reading, view, reader.read, owner_of(entry))
            if done:
                return Turn(
                    answers.computation(done, reading.frame),
                    reading,
                    scope,
                    (),
                    "computed, body open",
                    done=done,
                )
        if not reading.cues.numeric and (told := self._describe(reading, scope)):
            return told
        return self._nothing(reading, scope, [f for _, f in found])
