"""`POST /api/plan`: a plan that somebody else wrote, executed; `GET /api/plan/schema`: how one is written."""

# Annotations are not postponed here: the endpoints' refer to the door at hand.
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from service.http.collaborators import Plans
from service.http.errors import trace_id_of
from service.http.lanes import Lane
from service.http.schemas import AnswerShape, ErrorShape
from service.plan.types import Plan, schema
from service.question.typed import cleaned
from service.wire import answer_object


class PlanRequest(BaseModel):
    """A plan and the question that it answers: constants of the plan must stand in it."""

    model_config = ConfigDict(extra="forbid")

    plan: Plan
    question: str = Field(description="In Chinese or English.")
    language: Literal["zh", "zh-TW", "en"] | None = Field(
        default=None, description="Of the answer; that of the question when it is not said."
    )


def router(plans: Plans, question_limit: int, lane: Lane) -> APIRouter:
    """The endpoints of plans."""
    routes = APIRouter(tags=["ask"])
    refusals: dict[int | str, dict[str, Any]] = {status: {"model": ErrorShape} for status in (413, 422, 503)}

    @routes.post("/api/plan", response_model=None, responses={200: {"model": AnswerShape}, **refusals})
    @lane
    def execute(body: PlanRequest, request: Request) -> JSONResponse:
        """Execute a plan; the answer carries it."""
        question = cleaned(body.question, question_limit)
        answer = plans.answer(body.plan, question, body.language)
        request.state.question, request.state.answer_route = question, answer.route.value
        shape = answer_object(answer, planned=True)
        return JSONResponse({**shape, "trace_id": trace_id_of(request)})

    @routes.get("/api/plan/schema")
    def published() -> dict[str, Any]:
        """The JSON schema of a plan."""
        return schema()

    return routes
