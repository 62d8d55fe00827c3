"""Counters and histograms for Prometheus; the one module that knows its client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from corpus.view import ReportEntry
from service.answer import Answer
from service.http.collaborators import Check

CONTENT_TYPE = CONTENT_TYPE_LATEST
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """What is counted, in a registry of its own: two services in one process do not mix."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "wenbao_http_requests_total",
            "Requests served",
            ("method", "endpoint", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "wenbao_http_request_seconds",
            "Seconds from request to the end of the reply",
            ("endpoint",),
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._answers = Counter("wenbao_answers_total", "Answers given", ("route",), registry=self._registry)
        self._answer_seconds = Histogram(
            "wenbao_answer_seconds", "Seconds spent on an answer", buckets=BUCKETS, registry=self._registry
        )
        self._warnings = Counter(
            "wenbao_answer_warnings_total", "Warnings given with answers", ("kind",), registry=self._registry
        )
        self._calls = Counter(
            "wenbao_model_calls_total",
            "Calls of the chat model",
            ("task", "outcome"),
            registry=self._registry,
        )
        self._tokens = Counter(
            "wenbao_model_tokens_total", "Tokens of the chat model", ("way",), registry=self._registry
        )
        self._repairs = Counter(
            "wenbao_model_repairs_total",
            "Stretches of the chat model's text that were not let through",
            ("reason",),
            registry=self._registry,
        )
        self._held = Gauge("wenbao_corpus_items", "What the corpus holds", ("kind",), registry=self._registry)
        self._parts = Gauge(
            "wenbao_part_healthy", "1 when the part works", ("part",), registry=self._registry
        )

    def request(self, method: str, endpoint: str, status: int, seconds: float) -> None:
        """Count a request.  `endpoint` is the path's pattern, so that ids make no new series."""
        known = method if method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} else "other"
        self._requests.labels(known, endpoint, str(status)).inc()
        self._seconds.labels(endpoint).observe(seconds)

    def answered(self, answer: Answer, seconds: float) -> None:
        """Count an answer by what became of the question."""
        self._answers.labels(answer.route.value).inc()
        self._answer_seconds.observe(seconds)
        for warning in answer.warnings:
            self._warnings.labels(warning.kind).inc()
        self._model((answer.explain or {}).get("model") or {})

    def _model(self, told: Mapping[str, Any]) -> None:
        """Count what a chat model cost, as `service.model.ledger` tells it."""
        for call in told.get("calls", ()):
            self._calls.labels(call["task"], call["outcome"]).inc()
        for way in ("tokens_in", "tokens_out"):
            self._tokens.labels(way.removeprefix("tokens_")).inc(told.get(way, 0))
        for repair in told.get("repairs", ()):
            self._repairs.labels(repair["reason"]).inc()

    def text(self, reports: Sequence[ReportEntry], checks: Sequence[Check]) -> bytes:
        """Everything in the Prometheus text format."""
        for kind in ("tables", "records", "passages"):
            self._held.labels(kind).set(sum(getattr(entry, kind) for entry in reports))
        self._held.labels("reports").set(len(reports))
        for check in checks:
            self._parts.labels(check.name).set(int(check.ok))
        return generate_latest(self._registry)
