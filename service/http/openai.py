"""The door for clients of OpenAI's chat API: `/v1/chat/completions` and `/v1/models`.

The last message of the user is the question; the user's messages before it are asked again, without a
model, so that a short question is understood as in a conversation.  What others have said in the
messages (system, assistant, tools) is not read: a client cannot put words into an answer.
"""

# Annotations are not postponed here: the endpoints' refer to the door at hand.
import json
import re
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, Field

from corpus.errors import NotFound, QuestionEmpty, RequestMalformed, WenbaoError
from service.answer import Answer
from service.http.asking import AskDoor, Asked, pieces
from service.http.errors import error_object, log, trace_id_of
from service.http.schemas import ErrorShape
from service.http.speaking import stretches
from service.markdown import inert
from service.question.typed import cleaned
from service.stages import Stage
from service.wire import answer_object

MODEL = "wenbao"
_MOST_MESSAGES = 2_000
_SAID = re.compile(r"\[(\d{1,4})\]")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#!|~])")


class Part(BaseModel):
    """A stretch of a message; only text can be read."""

    type: str = "text"
    text: str | None = None


class Message(BaseModel):
    """One message of the conversation."""

    role: str
    content: str | list[Part] | None = None


class StreamOptions(BaseModel):
    """What a stream holds beside the text."""

    include_usage: bool = False


class ChatRequest(BaseModel):
    """A conversation whose last message asks.  Fields that are not known are passed over."""

    model: str = Field(default=MODEL, max_length=200)
    messages: list[Message] = Field(min_length=1, max_length=_MOST_MESSAGES)
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = None


def router(door: AskDoor, started: int | None = None) -> APIRouter:
    """The endpoints; `started` is when the service began, in seconds since the epoch."""
    routes = APIRouter(prefix="/v1", tags=["openai"])
    model = {
        "id": MODEL,
        "object": "model",
        "created": int(time.time()) if started is None else started,
        "owned_by": MODEL,
    }
    refusals: dict[int | str, dict[str, Any]] = {s: {"model": ErrorShape} for s in (404, 413, 422, 503)}

    @routes.get("/models", response_model=None)
    def models() -> JSONResponse:
        """List the models: there is one."""
        return JSONResponse({"object": "list", "data": [model]})

    @routes.get("/models/{model_id}", response_model=None, responses={404: {"model": ErrorShape}})
    def find_model(model_id: Annotated[str, Path()]) -> JSONResponse:
        """Tell of one model."""
        _known(model_id)
        return JSONResponse(model)

    @routes.post("/chat/completions", response_model=None, responses=refusals)
    async def complete(body: ChatRequest, request: Request) -> JSONResponse | StreamingResponse:
        """Answer the last message, whole or as a stream; citations come as annotations and as links."""
        _known(body.model)
        call = _Call(door, body, request)
        if body.stream:
            headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
            return StreamingResponse(call.streamed(), media_type="text/event-stream", headers=headers)
        return JSONResponse(await call.whole())

    return routes


class _Call:
    """One completion: its question, and the shapes of its reply."""

    def __init__(self, door: AskDoor, body: ChatRequest, request: Request) -> None:
        """Raises QuestionEmpty, QuestionTooLong and RequestMalformed."""
        self._door, self._request, self._body = door, request, body
        self._said = [_text_of(message) for message in body.messages if message.role == "user"]
        if not self._said or body.messages[-1].role != "user":
            raise QuestionEmpty()
        self._question = cleaned(self._said[-1], door.options.question_limit)
        request.state.question = self._question
        self._trace_id = trace_id_of(request)
        self._base = str(request.base_url).rstrip("/")

    async def whole(self) -> dict[str, Any]:
        """The reply as one object."""
        async for item in stretches(partial(self._answered), self._door.lane):
            if isinstance(item, Answer):
                told = answer_object(item)
                content = told["answer"] + self._sources(told)
                message = {
                    "role": "assistant",
                    "content": content,
                    "refusal": None,
                    "annotations": self._annotations(told, content),
                }
                choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
                return self._shape("chat.completion", [choice], usage=self._usage(content), wenbao=told)
        raise AssertionError("an answer is the last item")

    async def streamed(self) -> AsyncIterator[str]:
        """The reply as server-sent events; nothing is sent that has not passed the gate."""
        said = ""
        yield self._chunk({"role": "assistant", "content": ""})
        try:
            async for item in stretches(partial(self._answered), self._door.lane):
                if isinstance(item, Stage):
                    continue
                if isinstance(item, str):
                    said += inert(item)
                    yield self._chunk({"content": inert(item)})
                    continue
                told = answer_object(item)
                content = told["answer"] + self._sources(told)
                for piece in pieces(content.removeprefix(said)):
                    yield self._chunk({"content": piece})
                yield self._chunk({"annotations": self._annotations(told, content)})
                yield self._chunk({}, finish="stop", wenbao=told)
                if self._body.stream_options is not None and self._body.stream_options.include_usage:
                    yield _event(self._shape("chat.completion.chunk", [], usage=self._usage(content)))
        except WenbaoError as error:
            log.error("request failed", code=error.code, detail=error.detail, trace_id=self._trace_id)
            yield _event(error_object(error, self._trace_id))
        yield "data: [DONE]\n\n"

    def _answered(self, say: Any) -> Answer:
        """The answer; blocking, for a worker thread."""
        asked = Asked(self._question, self._door.caught_up(self._said[:-1]), {}, False)
        answer = self._door.answer(asked, self._trace_id, say)
        self._request.state.answer_route = answer.route.value
        return answer

    def _sources(self, told: Mapping[str, Any]) -> str:
        """The list of citations with links, below the text."""
        lines = []
        for citation in told["citations"]:
            form = (citation["table"] or {}).get("form")
            place = " ".join(part for part in (citation["title"], form, f"第{citation['page']}页") if part)
            lines.append(f"- [{citation['number']}] [{_escaped(place)}]({self._base}{citation['url']})")
        notes = [w["message"] for w in told["warnings"] if w["kind"] == "model"]
        below = [f"> {_escaped(note)}" for note in notes]
        if lines:
            below.append("**出处**\n" + "\n".join(lines))
        return "".join(f"\n\n{block}" for block in below)

    def _annotations(self, told: Mapping[str, Any], content: str) -> list[dict[str, Any]]:
        """Each citation at the first mark in the text that names it."""
        places: dict[int, tuple[int, int]] = {}
        for mark in _SAID.finditer(content):
            places.setdefault(int(mark[1]), mark.span())
        found = []
        for citation in told["citations"]:
            start, end = places.get(citation["number"], (len(content), len(content)))
            cited = {
                "start_index": start,
                "end_index": end,
                "title": f"{citation['title']} 第{citation['page']}页",
                "url": self._base + citation["url"],
            }
            found.append({"type": "url_citation", "url_citation": cited})
        return found

    def _usage(self, content: str) -> dict[str, int]:
        """What was read and written, counted in characters: there are no tokens without a model."""
        read = sum(map(len, self._said))
        return {
            "prompt_tokens": read,
            "completion_tokens": len(content),
            "total_tokens": read + len(content),
        }

    def _chunk(self, delta: Mapping[str, Any], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return _event(self._shape("chat.completion.chunk", [choice], **more))

    def _shape(self, kind: str, choices: Sequence[Mapping[str, Any]], **more: Any) -> dict[str, Any]:
        return {
            "id": f"chatcmpl-{self._trace_id}",
            "object": kind,
            "created": int(time.time()),
            "model": MODEL,
            "choices": list(choices),
            **more,
        }


def _known(model_id: str) -> None:
    """Raises NotFound for a model that is not ours."""
    if model_id != MODEL:
        raise NotFound(f"model; there is {MODEL}")


def _text_of(message: Message) -> str:
    """The text of a message.  Raises RequestMalformed for pictures, sound and files."""
    if message.content is None or isinstance(message.content, str):
        return message.content or ""
    if any(part.type != "text" for part in message.content):
        raise RequestMalformed("messages: only text can be read")
    return "\n".join(part.text or "" for part in message.content)


def _escaped(text: str) -> str:
    """Text that is no markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _event(content: Mapping[str, Any]) -> str:
    return f"data: {json.dumps(content, ensure_ascii=False)}\n\n"
