"""The description of the endpoints says what they answer."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.service.http.fakes import application


def here() -> TestClient:
    """Asks on this machine."""
    app = application(local=True)
    return TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000))


PATHS = application().openapi()["paths"]


@pytest.mark.parametrize("path", ["/api/shares", "/api/widget/token", "/api/ask", "/v1/chat/completions"])
def test_a_body_that_is_no_text_is_described(path: str) -> None:
    """The status comes, and stands in the description of the endpoint."""
    reply = here().post(path, content=b"\xff{", headers={"Content-Type": "application/json"})
    assert str(reply.status_code) in PATHS[path]["post"]["responses"]


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/api/feedback", {"GET", "POST"}),
        ("/api/jobs/0", {"GET", "DELETE"}),
        ("/api/reports/doc-1", {"GET", "DELETE"}),
    ],
)
def test_a_method_that_is_not_taken_is_told_those_that_are(path: str, methods: set[str]) -> None:
    """All of them, though each has an endpoint of its own."""
    reply = here().options(path)
    assert reply.status_code == 405 and set(reply.headers["allow"].split(", ")) == methods


def test_errors_are_described_as_json_everywhere() -> None:
    """Also where the endpoint answers otherwise as a stream or a file."""
    for path, operations in PATHS.items():
        for operation in operations.values():
            for status, reply in operation["responses"].items():
                if status >= "400" and path != "/readyz":
                    assert list(reply["content"]) == ["application/json"], (path, status)
