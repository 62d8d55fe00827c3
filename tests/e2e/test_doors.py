"""The doors for other software on the running service, through the official clients."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from mcp import Client
from openai import Omit, OpenAI

from tests.e2e.conftest import QUESTION, Service


def in_a_thread(work: Any) -> Any:
    """Run a coroutine where no loop runs: the browser's tests keep one in this thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def test_openai_client_gets_the_figure(service: Service) -> None:
    """`wenbao serve` as any chat client sees it: the figure, a source with a link that opens."""
    client = OpenAI(base_url=f"{service.url}/v1", api_key="any", max_retries=0)
    reply: Any = client.chat.completions.create(
        model="wenbao", messages=[{"role": "user", "content": QUESTION}]
    )
    message = reply.choices[0].message
    assert "404.40" in message.content
    link = message.annotations[0].url_citation.url
    assert link.startswith(service.url)
    status, body = service.get(link.removeprefix(service.url).split("#")[0])
    assert status == 200 and body.startswith(b"%PDF-")


def test_mcp_client_gets_the_figure(service: Service) -> None:
    """The same by the tool `ask`, and the reports by `list_reports`."""

    async def work() -> tuple[Any, Any]:
        async with Client(f"{service.url}/mcp", read_timeout_seconds=60) as client:
            asked = await client.call_tool("ask", {"question": QUESTION})
            listed = await client.call_tool("list_reports", {})
            return asked.structured_content, listed.structured_content

    answer, listed = in_a_thread(work())
    assert answer["figures"][0]["value"] == "404.40" and len(listed["reports"]) == 4


def cell_of(outline: Any, row: str, column: str) -> dict[str, Any]:
    """The place of a row and a column that an outline tells."""
    for table in outline["tables"]:
        for side in table["sides"]:
            rows = [r["row"] for r in side["rows"] if r["label"] == row]
            columns = [c["column"] for c in side["columns"] if column in c["path"]]
            if rows and columns:
                place = {"table": table["table"], "row": rows[0], "column": columns[0]}
                return {"op": "cell", "document": outline["document_id"], **place}
    raise AssertionError(f"{row} {column}")


def test_clients_execute_a_plan_of_their_own(service: Service) -> None:
    """An agent finds places by `outline` and has their ratio worked out by `execute_plan`; the official
    OpenAI client gets the same from `POST /api/plan`: one exact figure, its operands cited."""
    question = "基本支出占本年支出合计的比重"

    async def work() -> tuple[Any, Any]:
        async with Client(f"{service.url}/mcp", read_timeout_seconds=60) as client:
            listed = (await client.call_tool("list_reports", {})).structured_content["reports"]
            report = next(r for r in listed if r["records"] and "决算" in (r["report_type"] or ""))
            found = await client.call_tool("outline", {"document_id": report["document_id"]})
            part = cell_of(found.structured_content, "合计", "基本支出")
            whole = {**part, "column": cell_of(found.structured_content, "合计", "本年支出合计")["column"]}
            plan = {"asks": [{"op": "share", "part": part, "whole": whole}]}
            told = await client.call_tool("execute_plan", {"plan": plan, "question": question})
            return plan, told.structured_content

    plan, told = in_a_thread(work())
    (share,) = [figure for figure in told["figures"] if figure["formula"]]
    assert told["route"] == "compute" and share["unit"] == "%" and len(share["inputs"]) == 2
    client = OpenAI(base_url=f"{service.url}/api", api_key="any", max_retries=0)
    options: Any = {"headers": {"Authorization": Omit()}}  # elsewhere than at /v1 an unknown key is refused
    body = {"plan": plan, "question": question}
    same: Any = client.post("/plan", cast_to=object, body=body, options=options)
    assert same["figures"] == told["figures"] and same["citations"] == told["citations"]
