"""`POST /api/uploads`, `/api/jobs` and `DELETE /api/reports/{id}`: what staff change of the corpus."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from corpus.errors import FileEmpty, NotFound, RequestMalformed, StoreUnavailable
from corpus.store.jobs import Job, new_job_id
from service.http.desk import Intake
from service.http.errors import BodyTooLarge
from service.http.lanes import Lane
from service.http.schemas import ErrorShape, JobList, JobShape
from service.http.shelf import checked_id
from service.wire import plain

WRITTEN_AT_ONCE = 1 << 20  # bytes
LONGEST_NAME = 200  # bytes: what file systems take, with room for an ending of ours
_JOB = re.compile(r"^[0-9a-f]{32}$")
_UNFIT = re.compile(r'[/\\:*?"<>|]')


def file_name(given: str) -> str:
    """A file's own name, fit to stand on any disk.  Raises RequestMalformed when nothing is left of it."""
    visible = "".join(c for c in unicodedata.normalize("NFC", given) if unicodedata.category(c)[0] != "C")
    name = _UNFIT.sub("_", visible).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending.encode()) > 10:
        stem, dot, ending = name, "", ""
    room = LONGEST_NAME - len((dot + ending).encode())
    stem = stem.encode()[:room].decode(errors="ignore").strip()
    if not stem:
        raise RequestMalformed("query.name")
    return stem + dot + ending


def router(intake: Intake, limit: int, lane: Lane) -> APIRouter:
    """The endpoints of uploads."""
    routes = APIRouter(tags=["manage"])
    absent: dict[int | str, dict[str, Any]] = {status: {"model": ErrorShape} for status in (401, 404)}
    refused: dict[int | str, dict[str, Any]] = {s: {"model": ErrorShape} for s in (401, 413, 422, 503)}

    @routes.post(
        "/api/uploads",
        status_code=202,
        response_model=None,
        responses={202: {"model": JobShape}, **refused},
    )
    async def upload(
        request: Request,
        name: Annotated[str, Query(min_length=1, max_length=500, description="The file's name.")],
        again: Annotated[bool, Query(description="Read it anew if it is there already.")] = False,
    ) -> JSONResponse:
        """Take the body as a file, and queue it to be read.  A report of the same name is replaced."""
        source = file_name(name)
        part = intake.folder / f"{new_job_id()}.part"
        try:
            await write_body(request, part, limit, lane)
            job = await lane.run(intake.accept, part, source, again)
        finally:
            part.unlink(missing_ok=True)
        return JSONResponse(_job_object(job), status_code=202)

    @routes.get("/api/jobs", response_model=None, responses={200: {"model": JobList}})
    @lane
    def jobs() -> JSONResponse:
        """The last uploads, newest first."""
        return JSONResponse({"jobs": [_job_object(job) for job in intake.jobs()]})

    @routes.get("/api/jobs/{job_id}", response_model=None, responses={200: {"model": JobShape}, **absent})
    @lane
    def job(job_id: str) -> JSONResponse:
        """One upload, with the page that it has come to."""
        return JSONResponse(_job_object(intake.job(_checked(job_id))))

    @routes.delete("/api/jobs/{job_id}", response_model=None, responses={200: {"model": JobShape}, **absent})
    @lane
    def cancel(job_id: str) -> JSONResponse:
        """Stop an upload that waits or is being read."""
        return JSONResponse(_job_object(intake.cancel(_checked(job_id))))

    @routes.delete(
        "/api/reports/{document_id}", status_code=204, response_class=Response, responses={**absent}
    )
    @lane
    def withdraw(document_id: str) -> Response:
        """Take a report off the shelf, and its file."""
        intake.withdraw(checked_id(document_id))
        return Response(status_code=204)

    return routes


async def write_body(request: Request, part: Path, limit: int, lane: Lane) -> None:
    """The body, block by block, into `part`.  Raises BodyTooLarge, FileEmpty, StoreUnavailable."""
    size = 0
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            blocks: list[bytes] = []
            async for block in request.stream():
                size += len(block)
                if size > limit:
                    raise BodyTooLarge(f"> {limit} B")
                blocks.append(block)
                if sum(map(len, blocks)) >= WRITTEN_AT_ONCE:
                    await lane.run(out.writelines, blocks)  # a slow disk holds up nobody else
                    blocks = []
            await lane.run(out.writelines, blocks)
    except OSError as error:
        raise StoreUnavailable(error.strerror or "") from error
    if not size:
        raise FileEmpty()


def _checked(job_id: str) -> str:
    if not _JOB.match(job_id):
        raise NotFound()
    return job_id


def _job_object(job: Job) -> dict[str, Any]:
    shape: dict[str, Any] = plain(job)
    return shape
