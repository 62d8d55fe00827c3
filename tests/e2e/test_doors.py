"""The doors for other software on the running service, through the official clients."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from mcp import Client
from openai import OpenAI

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
