"""`POST /api/ask`, its stream, and traces."""

import dataclasses
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest

from corpus.errors import StoreBusy
from service.answer import Answer, Route
from service.http.asking import pieces
from service.http.schemas import AnswerShape
from service.wire import answer_object
from tests.service.http.fakes import ANSWER, FakeAnswers, client, events

WHOLE: dict[str, Any] = {
    "answer": ANSWER.text,
    "route": "lookup",
    "figures": [
        {
            "value": "12.50",
            "unit": "万元",
            "label": "合计",
            "organisation": "某市某局",
            "fiscal_year": 2020,
            "citation": 1,
            "formula": None,
            "inputs": [],
        },
        {
            "value": "4000000",
            "unit": "元",
            "label": "总额",
            "organisation": None,
            "fiscal_year": None,
            "citation": None,
            "formula": "4 × 1000000",
            "inputs": [1],
        },
    ],
    "citations": [
        {
            "number": 1,
            "document_id": "doc-1",
            "source": "某局.pdf",
            "title": "某局2020年决算",
            "page": 3,
            "kind": "table",
            "table": {"form": "公开01表", "title": "总表", "row_path": ["合计"], "column_path": ["决算数"]},
            "section": None,
            "quote": "12.50",
            "bbox": [1.0, 2.0, 3.0, 4.5],
            "url": "/documents/doc-1#page=3",
        },
        {
            "number": 2,
            "document_id": "doc-1",
            "source": "某局.pdf",
            "title": "某局2020年决算",
            "page": 4,
            "kind": "text",
            "table": None,
            "section": ["第一部分", "概况"],
            "quote": "原文",
            "bbox": None,
            "url": "",
        },
    ],
    "warnings": [{"kind": "scope", "message": "口径不同", "citations": [1, 2]}],
    "suggestions": ["预算是多少？"],
    "chart": {"kind": "line", "values": ["1.10", None]},
    "conversation_id": "c-1",
}


def test_the_answer_has_exactly_the_published_shape() -> None:
    """Every key stands there, nulls included, decimals with their printed digits, and nothing else."""
    reply = client().post("/api/ask", json={"question": "合计是多少"})
    body = reply.json()
    assert reply.status_code == 200
    assert len(body.pop("trace_id")) == 32
    assert body == WHOLE
    AnswerShape.model_validate({**body, "trace_id": "t"})


def test_decimals_never_turn_into_exponents_or_floats() -> None:
    """1E+7 leaves as 10000000 and 0.10 keeps its zero."""
    figures = tuple(dataclasses.replace(ANSWER.figures[0], value=Decimal(v)) for v in ("1E+7", "0.10", "-3"))
    shape = answer_object(dataclasses.replace(ANSWER, figures=figures))
    assert [figure["value"] for figure in shape["figures"]] == ["10000000", "0.10", "-3"]


def test_question_conversation_and_filters_reach_the_answerer() -> None:
    """What was sent is what is asked, the question trimmed and without control characters."""
    answers = FakeAnswers()
    sent = {
        "question": "  合计\u0000是 \u200b 多少\n",
        "conversation_id": "c-9",
        "filters": {"organisation": "某局", "fiscal_year": 2020},
    }
    assert client(answers).post("/api/ask", json=sent).status_code == 200
    assert answers.asked == [("合计 是 多少", "c-9", {"organisation": "某局", "fiscal_year": 2020})]


def test_nulls_of_the_published_request_mean_nothing_given() -> None:
    """The request as documented, all optional parts null, is taken."""
    answers = FakeAnswers()
    sent = {
        "question": "合计",
        "conversation_id": None,
        "filters": {"organisation": None, "fiscal_year": None},
    }
    assert client(answers).post("/api/ask", json=sent).status_code == 200
    assert client(answers).post("/api/ask", json={"question": "合计", "filters": None}).status_code == 200
    assert answers.asked == [("合计", None, None)] * 2


def test_one_trace_id_runs_through_header_answer_and_trace() -> None:
    """The id in the reply finds the explanation again."""
    door = client()
    reply = door.post("/api/ask", json={"question": "合计是多少"})
    trace_id = reply.json()["trace_id"]
    assert reply.headers["x-trace-id"] == trace_id
    trace = door.get(f"/api/traces/{trace_id}").json()
    assert trace["question"] == "合计是多少" and trace["route"] == "lookup"
    assert trace["explain"] == {"frame": {"years": [2020]}, "score": "0.5"}
    assert "explain" not in reply.json()


def test_explain_on_request_comes_with_the_answer() -> None:
    """`explain: true` adds the one field."""
    body = client().post("/api/ask", json={"question": "合计", "explain": True}).json()
    assert body["explain"]["frame"] == {"years": [2020]}


def test_an_unknown_or_expired_trace_is_not_found() -> None:
    """Traces are kept for a while only, and a guessed id finds none."""
    door = client(trace_seconds=-1)
    trace_id = door.post("/api/ask", json={"question": "合计"}).json()["trace_id"]
    for guess in (trace_id, "nothing", "%00", "a" * 500):
        reply = door.get(f"/api/traces/{guess}")
        assert (reply.status_code, reply.json()["error"]["code"]) == (404, "not_found")


def test_the_stream_tells_the_same_answer_in_events() -> None:
    """Status first, stretches that join to the text, then one whole answer at the end."""
    reply = client().post("/api/ask/stream", json={"question": "合计"})
    told = events(reply.text)
    names = [name for name, _ in told]
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert names[0] == "status" and names[-1] == "answer" and names.count("answer") == 1
    assert "".join(data["text"] for name, data in told if name == "delta") == ANSWER.text
    whole = told[-1][1]
    assert whole.pop("trace_id") == reply.headers["x-trace-id"] == told[0][1]["trace_id"]
    assert whole == WHOLE


def test_a_stream_that_fails_ends_in_one_error_event() -> None:
    """A failure after the stream began is told in the same envelope."""
    reply = client(FakeAnswers(error=StoreBusy("ingest"))).post("/api/ask/stream", json={"question": "合计"})
    told = events(reply.text)
    assert [name for name, _ in told] == ["status", "error"]
    assert told[-1][1]["error"]["code"] == "store_busy"


def test_a_stream_refuses_bad_input_before_it_begins() -> None:
    """An empty question gets its status, not a stream."""
    reply = client().post("/api/ask/stream", json={"question": " "})
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "question_empty")


@pytest.mark.parametrize("text", ["", "一", "甲，乙。\n\n丙；丁！", "，，，", "a\n", "无标点"])
def test_pieces_join_to_the_text(text: str) -> None:
    """Streaming loses no character."""
    assert "".join(pieces(text)) == text


def test_questions_are_answered_side_by_side() -> None:
    """Four questions wait for each other in four threads: one after the other would never end."""
    answers = FakeAnswers(gate=threading.Barrier(4))
    with client(answers) as door, ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(lambda _: door.post("/api/ask", json={"question": "合计"}), range(4)))
    assert [reply.status_code for reply in replies] == [200] * 4
    assert len(answers.threads) == 4 and threading.get_ident() not in answers.threads


def test_text_that_utf8_cannot_carry_still_leaves() -> None:
    """Half a surrogate pair out of a broken font becomes a replacement character, not a failure."""
    broken = Answer("坏\ud800字", Route.NARRATIVE)
    reply = client(FakeAnswers(broken)).post("/api/ask", json={"question": "合计"})
    assert (reply.status_code, reply.json()["answer"]) == (200, "坏?字")


class Forgetful(FakeAnswers):
    """Knows one conversation."""

    def remembers(self, conversation_id: str) -> bool:
        return conversation_id == "known"


@pytest.mark.parametrize(
    ("conversation", "asked"),
    [
        ("known", [("那预算呢", "known")]),
        ("lost", [("二", None), ("三", "c-1"), ("四", "c-1"), ("五", "c-1"), ("那预算呢", "c-1")]),
    ],
)
def test_a_forgotten_conversation_is_caught_up(conversation: str, asked: list[Any]) -> None:
    """The last four questions that a client sends along are asked again, where they are not known any more;
    one that cannot be asked is passed over."""
    answers = Forgetful(dataclasses.replace(ANSWER, conversation_id="c-1"))
    body = {"question": "那预算呢", "conversation_id": conversation, "earlier": [*"一二三四五"]}
    assert client(answers).post("/api/ask", json=body).status_code == 200
    assert [(question, held) for question, held, _ in answers.asked] == asked
