"""Health, metrics, the log, the reference page, start and stop."""

import json
import threading
from typing import Any

import pytest
import structlog
from starlette.testclient import TestClient

from corpus.errors import StoreUnavailable
from service.http.app import create_app
from service.http.collaborators import Check
from tests.service.http.fakes import FakeAnswers, FakeShelf, client


def test_alive_needs_nothing_but_the_process() -> None:
    """With the store down the process is still alive."""
    reply = client(None, FakeShelf(error=StoreUnavailable()), version="9.9").get("/healthz")
    assert (reply.status_code, reply.json()) == (200, {"status": "ok", "version": "9.9"})


@pytest.mark.parametrize(
    ("checks", "status", "word"),
    [
        ([Check("store", True), Check("vectors", True, required=False)], 200, "ready"),
        ([Check("store", True), Check("vectors", False, "rebuilding", False)], 200, "degraded"),
        ([Check("store", False, "gone"), Check("vectors", True, required=False)], 503, "unavailable"),
    ],
)
def test_ready_says_which_part_is_missing(checks: list[Check], status: int, word: str) -> None:
    """A part that answers can do without makes the service poorer, not unready."""
    reply = client(None, None, *checks).get("/readyz")
    assert (reply.status_code, reply.json()["status"]) == (status, word)
    assert [part["name"] for part in reply.json()["checks"]] == ["store", "vectors"]


def test_metrics_count_requests_answers_and_holdings() -> None:
    """Endpoints are counted by their pattern, so that ids make no new series."""
    door = client(None, None, Check("store", True))
    door.post("/api/ask", json={"question": "合计"})
    door.get("/api/reports/doc-1")
    door.get("/api/reports/doc-2")
    door.get("/nowhere/1")
    door.get("/nowhere/2")
    text = door.get("/metrics").text
    assert 'wenbao_answers_total{route="lookup"} 1.0' in text
    assert 'endpoint="/api/reports/{document_id}",method="GET",status="200"} 2.0' in text
    assert 'endpoint="unknown",method="GET",status="404"} 2.0' in text
    assert 'wenbao_corpus_items{kind="records"} 3.0' in text
    assert 'wenbao_part_healthy{part="store"} 1.0' in text


def test_metrics_are_told_with_the_store_down() -> None:
    """They are needed most then."""
    assert client(None, FakeShelf(error=StoreUnavailable())).get("/metrics").status_code == 200


def logged(**options: Any) -> list[Any]:
    with structlog.testing.capture_logs() as lines:
        client(**options).post("/api/ask", json={"question": "秘密的问题"})
    return [line for line in lines if line["event"] == "request"]


def test_the_log_has_a_line_for_each_request_without_the_question() -> None:
    """What people ask is theirs; the log tells endpoint, status, time, route and trace id."""
    (line,) = logged()
    assert {"method": "POST", "path": "/api/ask", "status": 200, "route": "lookup"}.items() <= line.items()
    assert len(line["trace_id"]) == 32 and line["ms"] > 0
    assert "秘密" not in json.dumps(line, ensure_ascii=False)


def test_the_log_holds_questions_when_told_to() -> None:
    """A setting lets them in."""
    (line,) = logged(log_questions=True)
    assert line["question"] == "秘密的问题"


def test_the_reference_needs_no_network() -> None:
    """Every endpoint is shown, by a page that loads nothing from elsewhere."""
    door = client()
    reply = door.get("/docs")
    assert "/api/ask/stream" in reply.text
    assert "<script" not in reply.text and "http://" not in reply.text and "https://" not in reply.text
    assert door.get("/openapi.json").json()["paths"].keys() >= {"/api/ask", "/documents/{document_id}"}


def test_warming_holds_up_neither_start_nor_stop() -> None:
    """Heavy parts load beside the first requests; the service stops though they have not come up."""
    told: list[str] = []
    begun, release = threading.Event(), threading.Event()

    def warm() -> None:
        begun.set()
        release.wait(timeout=10)

    app = create_app(FakeAnswers(), FakeShelf(), warm=warm, close=lambda: told.append("closed"))
    with TestClient(app) as door:
        assert begun.wait(timeout=5)
        assert door.get("/healthz").status_code == 200 and told == []
    assert told == ["closed"] and not release.is_set()
    release.set()
