"""`/api/feedback` (a reader's verdict on an answer, and the list for staff) and `/api/shares` (an answer
under a link of its own)."""

# Annotations are not postponed here: FastAPI reads them.
import re
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from corpus.errors import NotFound
from corpus.store.opinions import Handling, Opinion, Opinions, SharedAnswers, Verdict
from service.http.lanes import Lane
from service.http.schemas import ID, ErrorShape, OpinionList, OpinionShape, SharedShape
from service.traces import Trace, Traces
from service.wire import plain

_SHARE = re.compile(r"^[0-9A-Za-z_-]{16,32}$")
_Shape = dict[int | str, dict[str, Any]]


class OpinionRequest(BaseModel):
    """A verdict on the answer of `trace_id`."""

    model_config = ConfigDict(extra="forbid")

    verdict: Literal["right", "wrong", "missing"]
    note: str = Field(default="", max_length=2_000)
    trace_id: str = Field(pattern=ID)
    question: str = Field(max_length=2_000, description="Kept when the service has forgotten the answer.")


class HandlingRequest(BaseModel):
    """Whether staff have seen to it."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["open", "settled"]


class ShareRequest(BaseModel):
    """The answer to be shared."""

    model_config = ConfigDict(extra="forbid")

    trace_id: str = Field(pattern=ID)


ABSENT: _Shape = {404: {"model": ErrorShape}}
STAFF: _Shape = {401: {"model": ErrorShape}}


def router(opinions: Opinions, given: Traces, lane: Lane) -> APIRouter:
    """The endpoints of feedback.  `given` holds the newest answers."""
    routes = APIRouter(tags=["opinions"])

    @routes.post(
        "/api/feedback", status_code=201, response_model=None, responses={201: {"model": OpinionShape}}
    )
    @lane
    def give(body: OpinionRequest, request: Request) -> JSONResponse:
        """Say whether an answer is right, wrong, or lacks something."""
        kept = _answer(given, body.trace_id)
        asker = request.state.grant.user
        opinion = opinions.add(
            Verdict(body.verdict),
            plain(body.note.strip()),
            kept.question if kept else plain(body.question),
            dict(kept.explain) if kept else {},
            body.trace_id,
            asker,
        )
        return JSONResponse(plain(opinion), status_code=201)

    @routes.get("/api/feedback", response_model=None, responses={200: {"model": OpinionList}, **STAFF})
    @lane
    def listed(
        verdict: Annotated[Verdict | None, Query(description="Only these.")] = None,
        state: Annotated[Handling | None, Query(description="Only these.")] = None,
        offset: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
    ) -> JSONResponse:
        """What readers said, newest first."""
        found, total = opinions.listed(verdict, state, offset, limit)
        return JSONResponse({"feedback": plain(found), "total": total, "offset": offset, "limit": limit})

    @routes.patch(
        "/api/feedback/{number}",
        response_model=None,
        responses={200: {"model": OpinionShape}, **STAFF, **ABSENT},
    )
    @lane
    def settle(number: int, body: HandlingRequest) -> JSONResponse:
        """Mark one as seen to, or open it again."""
        if not 0 < number < 2**31:
            raise NotFound()
        opinion: Opinion = opinions.settle(number, Handling(body.state))
        return JSONResponse(plain(opinion))

    return routes


def shares_router(shares: SharedAnswers, given: Traces, lane: Lane) -> APIRouter:
    """The endpoints of shared answers.  Out of `given` alone: nobody shares an answer that never was."""
    routes = APIRouter(tags=["opinions"])

    @routes.post(
        "/api/shares",
        status_code=201,
        response_model=None,
        responses={201: {"model": SharedShape}, **ABSENT},
    )
    @lane
    def share(body: ShareRequest) -> JSONResponse:
        """Keep an answer under a link; only answers that the service itself gave, a while ago at most."""
        kept = given.find(body.trace_id)
        return JSONResponse(plain(shares.add(kept.question, kept.explain)), status_code=201)

    @routes.get(
        "/api/shares/{share_id}", response_model=None, responses={200: {"model": SharedShape}, **ABSENT}
    )
    @lane
    def shared(share_id: str) -> JSONResponse:
        """An answer as it was when it was shared."""
        if not _SHARE.match(share_id):
            raise NotFound()
        return JSONResponse(plain(shares.find(share_id)))

    return routes


def _answer(given: Traces, trace_id: str) -> Trace | None:
    try:
        return given.find(trace_id)
    except NotFound:
        return None
