"""`wenbao mcp`, started and driven by the official client as any other software would."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters

from tests.wenbao.conftest import Run, environment, write_report


def test_the_tools_work_over_standard_input(wenbao: Run, home: Path, tmp_path: Path) -> None:
    """A small report is listed, searched, read and asked about; nothing but the protocol is on the output."""
    write_report(tmp_path)
    assert wenbao("ingest", tmp_path).returncode == 0
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "wenbao", "mcp"],
        env=environment(home, WENBAO_VECTORS="false"),
        cwd=tmp_path,
    )

    async def work() -> list[Any]:
        async with Client(server, read_timeout_seconds=60) as client:

            async def call(name: str, **arguments: Any) -> Any:
                return (await client.call_tool(name, arguments)).structured_content

            (report,) = (await call("list_reports"))["reports"]
            return [
                report,
                await call("search_passages", query="山林保护"),
                await call("get_page", document_id=report["document_id"], page=1),
                await call("ask", question="云溪县林业局2020年支出增加的原因是什么"),
            ]

    report, passages, page, answer = asyncio.run(work())
    assert report["organisation"] == "云溪县林业局"
    assert any("山林保护" in passage["text"] for passage in passages["passages"])
    assert "云溪县" in page["text"]
    assert answer["route"] == "narrative" and "防火瞭望塔" in answer["answer"] and answer["citations"]
