"""One envelope for every error, and no 5xx because of what was sent."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import StoreUnavailable
from service.http.schemas import ErrorShape
from tests.service.http.fakes import FakeAnswers, FakeShelf, client

JSON = {"content-type": "application/json"}


def fault(reply: Any) -> tuple[int, str]:
    """Status and code, after checking the envelope and that the trace id is that of the header."""
    body = ErrorShape.model_validate(reply.json())
    assert body.error.message and body.error.trace_id == reply.headers["x-trace-id"]
    return reply.status_code, body.error.code


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/nowhere", (404, "not_found")),
        ("GET", "/api/ask", (405, "method_not_allowed")),
        ("DELETE", "/api/reports", (405, "method_not_allowed")),
        ("GET", "/api/reports/none", (404, "not_found")),
        ("GET", "/api/reports/%00%ff", (404, "not_found")),
        ("GET", "/api/reports/" + "x" * 3000, (404, "not_found")),
        ("GET", "/documents/..%2f..%2fetc%2fpasswd", (404, "not_found")),
        ("GET", "/documents/none", (404, "not_found")),
        ("GET", "/api/records?document=none", (404, "not_found")),
        ("GET", "/api/records?limit=0", (422, "request_malformed")),
        ("GET", "/api/records?limit=999999999999999999999999", (422, "request_malformed")),
        ("GET", "/api/records?offset=-1", (422, "request_malformed")),
        ("GET", "/api/records?offset=1e3", (422, "request_malformed")),
        ("GET", "/api/records?label=%00", (422, "request_malformed")),
        ("GET", "/api/records?form=" + "x" * 60, (422, "request_malformed")),
    ],
)
def test_paths_and_queries_that_cannot_be_used(method: str, path: str, expected: tuple[int, str]) -> None:
    """Unknown paths, wrong methods and impossible parameters are told apart."""
    assert fault(client().request(method, path)) == expected


def test_a_wrong_method_names_the_right_one() -> None:
    """HTTP asks for `Allow` with 405."""
    assert client().get("/api/ask").headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", (422, "request_malformed")),
        (b"{", (422, "request_malformed")),
        (b"null", (422, "request_malformed")),
        (b"[]", (422, "request_malformed")),
        (b"\xff\xfe\x00", (400, "request_malformed")),
        (b'{"question": 5}', (422, "request_malformed")),
        (b'{"question": null}', (422, "request_malformed")),
        (b'{"question": ["a"]}', (422, "request_malformed")),
        (b'{"question": ""}', (422, "question_empty")),
        (b'{"question": " \\u0000\\u200b\\n "}', (422, "question_empty")),
        (b'{"question": "\\ud800"}', (422, "question_empty")),
        (b'{"question": "q", "conversation_id": "a\\u0000b"}', (422, "request_malformed")),
        (b'{"question": "q", "conversation_id": 7}', (422, "request_malformed")),
        (b'{"question": "q", "filters": {"fiscal_year": "2017"}}', (422, "request_malformed")),
        (b'{"question": "q", "filters": {"fiscal_year": 1e999}}', (422, "request_malformed")),
        (b'{"question": "q", "filters": {"year": 2017}}', (422, "request_malformed")),
        (b'{"question": "q", "explain": "yes"}', (422, "request_malformed")),
        (b'{"question": "q", "filters": {"fiscal_year": ' + b"9" * 5000 + b"}}", (400, "request_malformed")),
        (b"[" * 100_000, (400, "request_malformed")),
        (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, (400, "request_malformed")),
    ],
)
def test_bodies_that_cannot_be_used(body: bytes, expected: tuple[int, str]) -> None:
    """Broken, deep, huge and wrongly typed JSON each end in a typed refusal."""
    for path in ("/api/ask", "/api/ask/stream"):
        assert fault(client().post(path, content=body, headers=JSON)) == expected


def test_a_question_over_the_limit_says_so() -> None:
    """10,000 characters are refused, the limit itself is not."""
    door = client(question_limit=100)
    assert fault(door.post("/api/ask", json={"question": "问" * 10_000})) == (422, "question_too_long")
    assert fault(door.post("/api/ask", json={"question": "问" * 101})) == (422, "question_too_long")
    assert door.post("/api/ask", json={"question": "问" * 100}).status_code == 200


def test_a_body_over_the_limit_is_refused_stated_or_not() -> None:
    """By its stated length before it is read, by count when it comes in chunks."""
    door = client(body_limit=1_000)
    large = json.dumps({"question": "q", "pad": "x" * 2_000}).encode()
    assert fault(door.post("/api/ask", content=large, headers=JSON)) == (413, "body_too_large")
    chunks = (large[at : at + 100] for at in range(0, len(large), 100))
    assert fault(door.post("/api/ask", content=chunks, headers=JSON)) == (413, "body_too_large")
    assert fault(door.get("/healthz", headers={"content-length": "9" * 30})) == (413, "body_too_large")


def test_an_error_does_not_echo_what_was_sent() -> None:
    """A reply that repeats its input can be turned against the reader."""
    reply = client().post("/api/ask", json={"question": ["<script>alert(1)</script>"]})
    assert "script" not in reply.text


def test_a_store_that_is_down_is_503_and_asks_to_try_again() -> None:
    """The corpus' own failures carry their code; the client learns when to come back."""
    reply = client(FakeAnswers(error=StoreUnavailable("disk"))).post("/api/ask", json={"question": "q"})
    assert fault(reply) == (503, "store_unavailable")
    assert reply.headers["retry-after"] == "5"
    assert fault(client(None, FakeShelf(error=StoreUnavailable())).get("/api/reports")) == (
        503,
        "store_unavailable",
    )


def test_an_unforeseen_failure_tells_nothing_but_its_trace_id() -> None:
    """What went wrong stands in the log, not in the reply."""
    reply = client(FakeAnswers(error=ZeroDivisionError("secret path"))).post(
        "/api/ask", json={"question": "q"}
    )
    assert fault(reply) == (500, "internal")
    assert "secret" not in reply.text


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
REQUESTS = st.fixed_dictionaries(
    {"question": JSON_VALUES | st.text(max_size=200)},
    optional={
        "conversation_id": JSON_VALUES,
        "filters": JSON_VALUES,
        "explain": JSON_VALUES,
        "other": JSON_VALUES,
    },
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=REQUESTS | JSON_VALUES)
def test_no_json_brings_the_service_down(body: Any) -> None:
    """Whatever JSON is sent, the reply is an answer or a typed refusal."""
    reply = DOOR.post("/api/ask", content=json.dumps(body).encode(), headers=JSON)
    assert reply.status_code in (200, 400, 422), reply.text
    if reply.status_code != 200:
        fault(reply)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=st.binary(max_size=400), kind=st.sampled_from(["application/json", "text/plain", "x/y;;=", ""]))
def test_no_bytes_bring_the_service_down(body: bytes, kind: str) -> None:
    """Nor do bytes that are no JSON, under whatever content type."""
    reply = DOOR.post("/api/ask", content=body, headers={"content-type": kind})
    assert 400 <= reply.status_code < 500, reply.text
    fault(reply)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    query=st.dictionaries(
        st.sampled_from(["document", "form", "label", "offset", "limit"]), st.text(max_size=40)
    )
)
def test_no_query_brings_the_service_down(query: dict[str, str]) -> None:
    """Nor does any query of the records."""
    try:
        reply = DOOR.get("/api/records", params=query)
    except UnicodeEncodeError:
        return  # no client can send it
    assert reply.status_code in (200, 404, 422), reply.text


DOOR = client()
