"""The chat model behind an OpenAI-compatible endpoint.  The one module that knows langchain_openai.

Calls run on an event loop of their own, so that a deadline ends a call whatever the endpoint does:
drips a byte a second, sends keep-alives for ever, or nothing.  Nothing is tried again; whoever
asks has an answer without the model.
"""

from __future__ import annotations

import asyncio
import json
import queue
import re
import threading
import time
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from prompts.loading import Rendered
from service.model.errors import (
    ModelBusy,
    ModelCut,
    ModelError,
    ModelGarbled,
    ModelRefused,
    ModelResting,
    ModelTimeout,
    ModelUnreachable,
)
from service.model.ledger import Call

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, BaseMessage
    from langchain_openai import ChatOpenAI

Output = Literal["json_schema", "function_calling", "json_mode"]
_FAILURES, _REST_SECONDS = 3, 30.0
_GRACE = 1.0  # seconds for a cancelled call to end
_MOST_CHARACTERS = 20_000  # of one reply
_END = None
# What client libraries raise over a reply that is not of the protocol.
_GARBAGE = (ValueError, TypeError, LookupError, AttributeError, RecursionError, StopAsyncIteration)


@dataclass(frozen=True, slots=True)
class ChatOptions:
    """Which model, where, and within which bounds; `wenbao.settings` says what each is for."""

    model: str
    base_url: str | None = None
    api_key: str | None = None
    seconds: float = 20.0
    most_tokens: int = 1_024
    output: Output = "json_schema"
    at_once: int = 8


class ChatModel:
    """Sends prompts to the model; safe to use from several threads."""

    def __init__(self, options: ChatOptions) -> None:
        self.options = options
        self._free = threading.BoundedSemaphore(options.at_once)
        self._lock = threading.Lock()
        self._failed, self._rests_until = 0, 0.0
        self._client: ChatOpenAI | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def warm(self) -> None:
        """Load the libraries, so that the first question need not wait for them."""
        self._opened()

    def data(self, prompt: Rendered, schema: Mapping[str, Any], seconds: float, call: Call) -> dict[str, Any]:
        """One reply as a JSON object.  `schema` goes with the call, but nothing promises that the reply keeps
        to it.  Raises ModelError."""
        client = self._opened()
        asked = client.with_structured_output(
            dict(schema), method=self.options.output, include_raw=True
        )  # the raw message carries the tokens

        async def run() -> Any:
            return await asked.ainvoke(_messages(prompt))

        with self._taken():
            reply = self._waited(run(), seconds)
        raw = reply.get("raw")
        if raw is not None:
            _note_tokens(call, raw)
        found = reply.get("parsed")
        # What the library parses from text it also completes where it was cut off: read anew.
        if self.options.output == "function_calling" and isinstance(found, dict):
            return found
        return _object_in(str(getattr(raw, "text", "") or ""))

    def text(self, prompt: Rendered, seconds: float, call: Call) -> Iterator[str]:
        """The stretches of a reply as they come; ends without an error only when the reply is whole.

        Raises ModelError, maybe after some stretches.
        """
        client, pieces = self._opened(), queue.SimpleQueue[str | None]()

        async def run() -> None:
            try:
                await _relay(client.astream(_messages(prompt)), pieces, call)
            finally:
                pieces.put(_END)

        with self._taken():
            started = time.monotonic()
            running = asyncio.run_coroutine_threadsafe(_bounded(run(), seconds), self._looping())
            try:
                while (piece := _next(pieces, started + seconds + _GRACE)) is not _END:
                    yield piece
                self._result(running, _GRACE)
            finally:
                running.cancel()

    @contextmanager
    def _taken(self) -> Iterator[None]:
        """A place among the calls at once; failures in a row are counted.  Raises ModelBusy, ModelResting."""
        if time.monotonic() < self._rests_until:
            raise ModelResting()
        if not self._free.acquire(blocking=False):
            raise ModelBusy(f"{self.options.at_once} calls at once")
        try:
            yield
        except (ModelTimeout, ModelUnreachable, ModelBusy):
            with self._lock:
                self._failed += 1
                if self._failed >= _FAILURES:
                    self._failed, self._rests_until = 0, time.monotonic() + _REST_SECONDS
            raise
        else:
            self._failed = 0
        finally:
            self._free.release()

    def _waited(self, work: Coroutine[Any, Any, Any], seconds: float) -> Any:
        running = asyncio.run_coroutine_threadsafe(_bounded(work, seconds), self._looping())
        try:
            return self._result(running, seconds + _GRACE)
        finally:
            running.cancel()

    def _result(self, running: Future[Any], seconds: float) -> Any:
        with _translated():
            return running.result(seconds)

    def _looping(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="chat-model", daemon=True).start()
            return self._loop

    def _opened(self) -> ChatOpenAI:
        import openai
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        with self._lock:
            if self._client is None:
                chosen = self.options
                self._client = ChatOpenAI(
                    model=chosen.model,
                    base_url=chosen.base_url,
                    # Never the key that lies in the environment for another endpoint.
                    api_key=SecretStr(chosen.api_key or "none"),
                    timeout=chosen.seconds,
                    max_retries=0,
                    max_completion_tokens=chosen.most_tokens,
                    temperature=0,
                    stream_usage=True,
                    use_responses_api=False,
                    # Its own: a client that is shared is bound to the loop that used it first.
                    http_async_client=openai.DefaultAsyncHttpxClient(timeout=chosen.seconds),
                )
            return self._client


async def _bounded(work: Coroutine[Any, Any, Any], seconds: float) -> Any:
    async with asyncio.timeout(seconds):
        return await work


async def _relay(chunks: AsyncIterator[Any], pieces: queue.SimpleQueue[str | None], call: Call) -> None:
    """Hand on the text of a stream.  Raises ModelCut when it ends without having been ended."""
    length, ended = 0, ""
    async for chunk in chunks:
        _note_tokens(call, chunk)
        ended = str(chunk.response_metadata.get("finish_reason") or ended)
        text = str(chunk.text or "")
        length += len(text)
        if length > _MOST_CHARACTERS:
            raise ModelGarbled(f"> {_MOST_CHARACTERS} characters")
        if text:
            pieces.put(text)
    if ended != "stop":
        raise ModelCut(ended or "no end")


def _next(pieces: queue.SimpleQueue[str | None], until: float) -> str | None:
    try:
        return pieces.get(timeout=max(0.0, until - time.monotonic()))
    except queue.Empty:
        raise ModelTimeout() from None


def _messages(prompt: Rendered) -> list[BaseMessage]:
    from langchain_core.messages import HumanMessage, SystemMessage

    return [SystemMessage(prompt.system), HumanMessage(prompt.user)]


def _note_tokens(call: Call, message: AIMessage) -> None:
    usage = message.usage_metadata
    if usage:
        call.tokens_in, call.tokens_out = int(usage["input_tokens"]), int(usage["output_tokens"])


def _object_in(text: str) -> dict[str, Any]:
    """The JSON object that a reply holds among other words.  Raises ModelGarbled."""
    bare = re.sub(r"(?s)^.*</think>", "", text)
    start, end = bare.find("{"), bare.rfind("}")
    try:
        found = json.loads(bare[start : end + 1])
    except (ValueError, RecursionError) as error:
        raise ModelGarbled("no JSON object") from error
    if not isinstance(found, dict):
        raise ModelGarbled("no JSON object")
    return found


@contextmanager
def _translated() -> Iterator[None]:
    """Whatever the client libraries raise, as a ModelError."""
    import httpx2
    import openai
    from langchain_core.exceptions import LangChainException

    try:
        yield
    except ModelError:
        raise
    except (TimeoutError, FutureTimeout, openai.APITimeoutError) as error:
        raise ModelTimeout() from error
    except openai.RateLimitError as error:
        raise ModelBusy("429") from error
    except openai.APIStatusError as error:
        kind = ModelUnreachable if error.status_code >= 500 else ModelRefused
        raise kind(str(error.status_code)) from error
    except openai.APIConnectionError as error:
        raise ModelUnreachable(type(error.__cause__).__name__) from error
    except (httpx2.TransportError, OSError) as error:
        raise ModelCut(type(error).__name__) from error
    except (openai.OpenAIError, httpx2.HTTPError, LangChainException, *_GARBAGE) as error:
        raise ModelGarbled(type(error).__name__) from error
