"""`POST /api/ask`, the same as a stream, and the traces that explain answers."""

# Annotations are not postponed here: the endpoints' refer to the door at hand.
import dataclasses
import json
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from corpus.errors import InputError, NotFound, WenbaoError
from service.answer import Answer, Warning
from service.http.collaborators import Answers, Options
from service.http.errors import error_object, log, trace_id_of
from service.http.lanes import Lane
from service.http.metrics import Metrics
from service.http.schemas import EARLIER, ID, AnswerShape, AskRequest, ErrorShape, TraceShape
from service.http.speaking import Remembering, Say, answered, stretches, unassisted
from service.markdown import inert
from service.question.typed import cleaned
from service.stages import Stage
from service.traces import Traces
from service.wire import answer_object, plain

HAN = re.compile(r"[\u4e00-\u9fff]")
CLAUSE = re.compile(r"[^\n。；！？，]*[\n。；！？，]+|[^\n。；！？，]+$")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that may be answered."""

    question: str
    conversation_id: str | None
    filters: dict[str, Any]
    explain: bool
    earlier: tuple[str, ...] = ()
    plan: bool = False


class AskDoor:
    """Takes questions to whoever answers them, and keeps what explains the answers (`traces`) and the
    answers themselves (`given`)."""

    def __init__(
        self,
        answers: Answers,
        options: Options,
        metrics: Metrics,
        lane: Lane,
        away: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._answers, self._metrics, self._away, self.lane = answers, metrics, away, lane
        self.options, self.unassisted = options, unassisted(answers)
        self.traces = Traces(options.traces, options.trace_seconds)
        self.given = Traces(options.traces, options.trace_seconds)

    def accept(self, body: AskRequest, request: Request) -> Asked:
        """The question, cleaned.  Raises QuestionEmpty and QuestionTooLong."""
        question = cleaned(body.question, self.options.question_limit)
        request.state.question = question
        given = body.filters.model_dump(exclude_none=True) if body.filters else {}
        return Asked(question, body.conversation_id, given, body.explain, tuple(body.earlier), body.plan)

    def caught_up(self, said: Sequence[str]) -> str | None:
        """A conversation in which these questions have been asked, without a model; None for none."""
        conversation = None
        for text in said[-EARLIER:]:
            try:
                question = cleaned(text, self.options.question_limit)
            except InputError:
                continue
            conversation = self.unassisted.ask(question, conversation).conversation_id
        return conversation

    def _conversation(self, asked: Asked) -> tuple[str | None, bool]:
        """The conversation to go on with, and whether it was lost: one that is forgotten here, or was
        another's, is caught up where the client says what was asked before."""
        held = self.unassisted
        if not isinstance(held, Remembering):
            return asked.conversation_id, False
        if asked.conversation_id and held.remembers(asked.conversation_id):
            return asked.conversation_id, False
        caught_up = self.caught_up(asked.earlier) if asked.earlier else None
        return caught_up, bool(asked.conversation_id) and caught_up is None

    def answer(self, asked: Asked, trace_id: str, say: Say | None = None) -> Answer:
        """One answer under `trace_id`; blocking, for a worker thread.  `say` gets the stretches of its text
        that are certain early."""
        started = time.perf_counter()
        conversation, lost = self._conversation(asked)
        answer = answered(self._answers, asked.question, conversation, asked.filters or None, say)
        notices = _notices(answer, lost, self._away() is not None)
        answer = dataclasses.replace(answer, warnings=(*notices, *answer.warnings))
        self._metrics.answered(answer, time.perf_counter() - started)
        self.traces.keep(trace_id, asked.question, answer.route.value, answer.explain or {})
        answer = dataclasses.replace(answer, trace_id=trace_id)
        self.given.keep(trace_id, asked.question, answer.route.value, answer_object(answer))
        return answer


NOTICES = {
    "conversation_new": (
        "之前的对话已不在（服务重新启动，或间隔过久）：本次提问按新的对话回答。",
        "The earlier conversation is not known any more (the service was started anew, or it was long ago): "
        "this question was answered as the first of a new one.",
    ),
    "store_away": (
        "资料库暂时连不上：以下根据已载入的报告回答，可能不含最近的更新。",
        "The database cannot be reached just now: this was answered from the reports that are "
        "loaded, and may lack the latest changes.",
    ),
}


def _notices(answer: Answer, lost: bool, away: bool) -> list[Warning]:
    """What must be known of the circumstances, in the language of the answer."""
    english = not HAN.search(answer.text)
    told = [kind for kind, so in (("conversation_new", lost), ("store_away", away)) if so]
    return [Warning(kind, NOTICES[kind][english]) for kind in told]


def pieces(text: str) -> Iterator[str]:
    """The text clause by clause; joined again, it is the same text."""
    return (match.group() for match in CLAUSE.finditer(text))


def router(door: AskDoor) -> APIRouter:
    """The endpoints of asking."""
    routes = APIRouter(tags=["ask"])
    refusals: dict[int | str, dict[str, Any]] = {status: {"model": ErrorShape} for status in (413, 422, 503)}

    @routes.post("/api/ask", response_model=None, responses={200: {"model": AnswerShape}, **refusals})
    @door.lane
    def ask(asked: Annotated[Asked, Depends(door.accept)], request: Request) -> JSONResponse:
        """Answer a question with figures and citations."""
        answer = door.answer(asked, trace_id_of(request))
        request.state.answer_route = answer.route.value
        return JSONResponse(answer_object(answer, explained=asked.explain, planned=asked.plan))

    @routes.post("/api/ask/stream", response_class=EventSourceResponse, responses=refusals)
    async def ask_stream(
        asked: Annotated[Asked, Depends(door.accept)], request: Request
    ) -> AsyncIterator[ServerSentEvent]:
        """The same answer as server-sent events: `status` (with a chat model also its stages `reading` and
        `looking up`), `delta` (stretches of the text, in order), then one `answer` with the whole object; or
        one `error` with the envelope.  No sentence is sent before it has passed the gate."""
        trace_id = trace_id_of(request)
        yield _event("status", {"stage": "answering", "trace_id": trace_id})
        said, answer = "", None
        try:
            async for item in stretches(lambda say: door.answer(asked, trace_id, say), door.lane):
                if isinstance(item, Answer):
                    answer = item
                elif isinstance(item, Stage):
                    yield _event("status", {"stage": str(item)})
                else:
                    said += inert(item)
                    yield _event("delta", {"text": inert(item)})
        except WenbaoError as error:
            log.error("request failed", code=error.code, detail=error.detail, trace_id=trace_id)
            yield _event("error", error_object(error, trace_id))
            return
        assert answer is not None
        request.state.answer_route = answer.route.value
        yield _event("status", {"stage": "answered", "route": answer.route.value})
        whole = answer_object(answer, explained=asked.explain, planned=asked.plan)
        for piece in pieces(whole["answer"].removeprefix(said)):
            yield _event("delta", {"text": piece})
        yield _event("answer", whole)

    @routes.get(
        "/api/traces/{trace_id}",
        response_model=None,
        responses={200: {"model": TraceShape}, 404: {"model": ErrorShape}},
    )
    def find_trace(trace_id: Annotated[str, Path()]) -> JSONResponse:
        """How a question was understood and why it was answered so; kept for a while only."""
        if not re.match(ID, trace_id):
            raise NotFound()
        return JSONResponse(plain(door.traces.find(trace_id)))

    return routes


def _event(name: str, data: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(event=name, raw_data=json.dumps(data, ensure_ascii=False))
