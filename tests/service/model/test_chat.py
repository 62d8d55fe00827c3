"""The chat model over a scripted endpoint: replies, tokens, and every way in which it fails."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest

from prompts.loading import Rendered
from service.model.chat import ChatModel, ChatOptions
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
from tests.service.model.wire import Say, Wire, serving

PROMPT = Rendered("系统", "用户")
SCHEMA = {
    "title": "number",
    "type": "object",
    "properties": {"number": {"type": "integer"}},
    "required": ["number"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with serving(lambda _: "") as running:
        yield running


def model(wire: Wire, **more: object) -> ChatModel:
    given = {"model": "m", "base_url": wire.url, "seconds": 5.0, **more}
    return ChatModel(ChatOptions(**given))  # type: ignore[arg-type]


def text(wire: Wire, say: Say, seconds: float = 5.0) -> str:
    wire.script = lambda _: say
    return "".join(model(wire).text(PROMPT, seconds, Call("t", "v")))


def data(wire: Wire, say: Say, **more: object) -> dict[str, object]:
    wire.script = lambda _: say
    return model(wire, **more).data(PROMPT, SCHEMA, 5.0, Call("t", "v"))


def test_a_stream_arrives_whole_with_its_tokens(wire: Wire) -> None:
    """Stretches join to the text; the endpoint's count of tokens is kept."""
    wire.script = lambda _: Say("一句话。再一句话，长一些的。" * 3, usage=(120, 45))
    call = Call("word", "v")
    assert "".join(model(wire).text(PROMPT, 5, call)) == "一句话。再一句话，长一些的。" * 3
    assert (call.tokens_in, call.tokens_out) == (120, 45)


def test_a_stream_is_handed_on_as_it_comes(wire: Wire) -> None:
    """The first stretch is there long before the last."""
    wire.script = lambda _: Say("字" * 340, drip=0.15)
    started = time.monotonic()
    stretches = model(wire).text(PROMPT, 5, Call("t", "v"))
    next(stretches)
    first = time.monotonic() - started
    assert "".join(stretches) and time.monotonic() - started > first + 0.3


@pytest.mark.parametrize("output", ["json_schema", "json_mode"])
def test_an_object_arrives_with_its_tokens(wire: Wire, output: str) -> None:
    """The schema goes with the call, the object comes back."""
    wire.script = lambda _: Say('{"number": 3}', usage=(9, 4))
    call = Call("t", "v")
    assert model(wire, output=output).data(PROMPT, SCHEMA, 5, call) == {"number": 3}
    assert (call.tokens_in, call.tokens_out) == (9, 4)
    assert wire.requests[-1]["response_format"]["type"] == {"json_mode": "json_object"}.get(output, output)


@pytest.mark.parametrize(
    "said", ['```json\n{"number": 3}\n```', '<think>{"a":</think>\n好的：{"number": 3}。']
)
def test_an_object_is_found_among_other_words(wire: Wire, said: str) -> None:
    """Fences and thoughts that some models add are passed over."""
    assert data(wire, Say(said)) == {"number": 3}


@pytest.mark.parametrize("said", ["", "无", "[1, 2]", '{"number": ', "{" * 5000, "null", '"a"'])
def test_what_is_no_object_is_garbled(wire: Wire, said: str) -> None:
    """Empty, prose, a list, half an object, deep nesting."""
    with pytest.raises(ModelGarbled):
        data(wire, Say(said))


@pytest.mark.parametrize(
    ("say", "error"),
    [
        (Say(status=429), ModelBusy),
        (Say(status=500), ModelUnreachable),
        (Say(status=503), ModelUnreachable),
        (Say(status=401), ModelRefused),
        (Say(status=404), ModelRefused),
        (Say("半" * 40, cut=2), ModelCut),
        (Say("半句", finish=None), ModelCut),
        (Say("半句", finish="length"), ModelCut),
        (Say("半句", finish="content_filter"), ModelCut),
        (Say(raw=b"<html>no</html>"), ModelError),
        (Say(raw=b"data: {broken\n\n"), ModelGarbled),
        (Say(raw=b"data: [1, 2]\n\ndata: [DONE]\n\n"), ModelError),
        (Say(raw=b'data: {"choices": null}\n\ndata: [DONE]\n\n'), ModelError),
        (Say(raw=b"\xff\xfe\x00"), ModelError),
        (Say(raw=b""), ModelError),
        (Say("长" * 30_000), ModelGarbled),
    ],
    ids=range(16),
)
def test_a_stream_that_goes_wrong_is_a_typed_error(wire: Wire, say: Say, error: type[ModelError]) -> None:
    """Statuses, cut and unfinished streams, and whatever else is sent as a body."""
    with pytest.raises(error):
        text(wire, say)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"choices": []}',
        b'{"choices": [{}]}',
        b"<html>",
        b"\xff",
        b'{"choices": 3}',
    ],
)
def test_a_body_that_is_not_of_the_protocol_is_a_typed_error(wire: Wire, raw: bytes) -> None:
    """Nothing that an endpoint sends becomes an error of another kind."""
    with pytest.raises(ModelError):
        data(wire, Say(raw=raw))


@pytest.mark.parametrize("say", [Say("x", stall=3), Say("字" * 700, drip=0.2)], ids=["silent", "dripping"])
def test_the_time_of_a_call_ends_it(wire: Wire, say: Say) -> None:
    """An endpoint that says nothing, and one that says a little again and again."""
    started = time.monotonic()
    with pytest.raises(ModelTimeout):
        text(wire, say, seconds=0.4)
    assert time.monotonic() - started < 2


def test_nobody_there_is_unreachable() -> None:
    """A closed port is told at once."""
    lost = ChatModel(ChatOptions("m", "http://127.0.0.1:9/v1", seconds=5))
    with pytest.raises(ModelUnreachable):
        list(lost.text(PROMPT, 5, Call("t", "v")))


def test_after_failures_in_a_row_it_is_left_alone(wire: Wire) -> None:
    """The fourth question does not wait for an endpoint that is down."""
    wire.script = lambda _: Say(status=503)
    asked = model(wire)
    for _ in range(3):
        with pytest.raises(ModelUnreachable):
            list(asked.text(PROMPT, 5, Call("t", "v")))
    before = len(wire.requests)
    with pytest.raises(ModelResting):
        list(asked.text(PROMPT, 5, Call("t", "v")))
    assert len(wire.requests) == before


def test_more_calls_at_once_than_allowed_are_not_made(wire: Wire) -> None:
    """The next one is told that the model is busy, and has its answer without it."""
    wire.script = lambda _: Say("字" * 30, drip=0.05)
    asked = model(wire, at_once=1)
    running = asked.text(PROMPT, 5, Call("t", "v"))
    next(running)
    with pytest.raises(ModelBusy):
        asked.data(PROMPT, SCHEMA, 5, Call("t", "v"))
    assert "".join(running)


def test_a_key_of_the_environment_is_not_sent(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that lies there for another endpoint stays there; the one that is set is sent."""
    monkeypatch.setenv("OPENAI_API_KEY", "elsewhere")
    text(wire, Say("好"))
    assert "elsewhere" not in wire.keys[-1]
    list(model(wire, api_key="mine").text(PROMPT, 5, Call("t", "v")))
    assert wire.keys[-1] == "Bearer mine"


def test_what_is_sent_is_the_two_messages(wire: Wire) -> None:
    """The prompt as rendered, no tools, temperature 0."""
    text(wire, Say("好"))
    request = wire.requests[-1]
    assert [(m["role"], m["content"]) for m in request["messages"]] == [("system", "系统"), ("user", "用户")]
    assert request["temperature"] == 0 and "tools" not in request
    assert json.dumps(request)
