"""`POST /api/plan` and `GET /api/plan/schema`: a plan of somebody else's, executed."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.answering import Answering
from service.executing import PlanDoor
from service.http.app import create_app
from service.http.schemas import AnswerShape
from service.plan.types import Plan
from tests.service.http.fakes import FakeShelf, desk
from tests.service.shelf import GARDEN, OFFICE, shelf

SHELF = shelf()


def cell(body: str, row: int, column: int, year: int = 2031) -> dict[str, Any]:
    return {"op": "cell", "document": f"{body}-{year}-部门决算", "table": 3, "row": row, "column": column}


@pytest.fixture(scope="module")
def http() -> Iterator[TestClient]:
    app = create_app(Answering(SHELF), FakeShelf(), desk=desk(plans=PlanDoor(SHELF)))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_a_plan_is_executed_and_comes_back_with_its_answer(http: TestClient) -> None:
    """Figures, citations and the plan itself are in the reply, in the shape of every answer."""
    plan = {"asks": [{"op": "sum", "items": [cell(GARDEN, 1, 0), cell(OFFICE, 1, 0)]}]}
    reply = http.post("/api/plan", json={"plan": plan, "question": "两家苗圃管护支出合计多少"})
    assert reply.status_code == 200
    shape = AnswerShape.model_validate(reply.json())
    assert [f.value for f in shape.figures] == ["87.00", "29.00", "116.00"] and shape.route == "compute"
    assert Plan.model_validate(shape.plan) == Plan.model_validate(plan)
    assert shape.trace_id


@pytest.mark.parametrize(
    ("question", "language", "word"),
    [
        ("两家合计多少", None, "合计为"),
        ("兩家合計多少", None, "合計為"),
        ("What is the total?", None, "in all"),
        ("What is the total?", "zh", "合计为"),
    ],
)
def test_the_answer_is_in_the_language_asked_for(
    http: TestClient, question: str, language: str | None, word: str
) -> None:
    """That of the question, where no other is named; traditional characters are answered in such."""
    plan = {"asks": [{"op": "sum", "items": [cell(GARDEN, 1, 0), cell(OFFICE, 1, 0)]}]}
    reply = http.post("/api/plan", json={"plan": plan, "question": question, "language": language})
    assert word in reply.json()["answer"]


@pytest.mark.parametrize(
    "plan",
    [
        {},
        {"asks": []},
        {"asks": [{"op": "sum", "items": []}]},
        {"asks": [{"op": "made up"}]},
        {"asks": [{"op": "constant", "value": "1E+999999"}]},
        {"asks": [{"op": "cell", "document": "x", "table": 1, "row": 1, "column": 1, "value": "3"}]},
    ],
)
def test_what_is_no_plan_is_refused_with_its_place(http: TestClient, plan: dict[str, Any]) -> None:
    """The error is typed, names the field, and never becomes a 500."""
    reply = http.post("/api/plan", json={"plan": plan, "question": "多少"})
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "request_malformed")


def test_a_plan_nested_too_deeply_is_refused(http: TestClient) -> None:
    """A few hundred levels are no plan, and no failure of the service."""
    node = '{"op": "constant", "value": "1"}'
    for _ in range(700):
        node = '{"op": "convert", "item": ' + node + "}"
    body = '{"question": "1", "plan": {"asks": [' + node + "]}}"
    reply = http.post("/api/plan", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code in (400, 422)


def test_unknown_places_are_said_to_be_missing(http: TestClient) -> None:
    """Ids that nobody was shown give a refusal and no figure."""
    plan = {"asks": [{"op": "cell", "document": "elsewhere", "table": 1, "row": 1, "column": 1}]}
    shape = http.post("/api/plan", json={"plan": plan, "question": "多少"}).json()
    assert (shape["route"], shape["figures"]) == ("refuse", [])


def test_the_schema_is_published(http: TestClient) -> None:
    """The schema names every operation."""
    text = http.get("/api/plan/schema").text
    assert all(f'"{op}"' in text for op in ("cell", "stated", "share", "rank", "before", "holds", "unclear"))


def test_an_answer_carries_a_plan_only_when_it_was_asked_for(http: TestClient) -> None:
    """`"plan": true` adds the field; else it is not there."""
    question = f"{GARDEN}2031年三公经费是多少"
    assert "plan" not in http.post("/api/ask", json={"question": question}).json()
    assert "plan" in http.post("/api/ask", json={"question": question, "plan": True}).json()
