"""The MCP door, driven by the official client: in process, over HTTP and over standard input."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
import uvicorn
from mcp import Client

from service.answering import Answering
from service.http.app import create_app
from service.mcp import HttpDoor, Tools, server_of
from tests.service.http.fakes import FakeShelf
from tests.service.model.library import library
from tests.service.shelf import GARDEN

SHELF = library()
TOOLS = Tools(Answering(SHELF), Answering(SHELF), SHELF, 200)
NAMES = {"ask", "lookup", "outline", "search_passages", "execute_plan", "list_reports", "get_page"}
DOCUMENT = f"{GARDEN}-2031-部门决算"
Session = Callable[[Client], Coroutine[Any, Any, Any]]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The door on a port of this machine, as the service mounts it."""
    door = HttpDoor(lambda: server_of(TOOLS, "1"))
    app = create_app(TOOLS._answers, FakeShelf(), companion=door)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}{door.path}"
    server.should_exit = True
    thread.join(10)


def session(where: Any, work: Session, mode: str = "auto") -> Any:
    async def run() -> Any:
        async with Client(where, mode=mode, read_timeout_seconds=20) as client:
            return await work(client)

    return asyncio.run(run())


def call(where: Any, name: str, **arguments: Any) -> Any:
    """A tool's structured result, or the words of its error."""

    async def work(client: Client) -> Any:
        result = await client.call_tool(name, arguments)
        if result.is_error:
            return "".join(getattr(item, "text", "") for item in result.content)
        return result.structured_content

    return session(where, work)


@pytest.fixture
def server() -> Any:
    return server_of(TOOLS, "1")


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_finds_the_tools_over_http(address: str, mode: str) -> None:
    """Seven tools, each with a description and a schema, read-only, under the new protocol and the old."""

    async def work(client: Client) -> Any:
        return (await client.list_tools()).tools

    tools = session(address, work, mode)
    assert {tool.name for tool in tools} == NAMES
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)
    (lookup,) = [tool for tool in tools if tool.name == "lookup"]
    assert set(lookup.input_schema["required"]) == {"organisation", "fiscal_year", "measure"}


def test_a_question_is_answered_over_http(address: str) -> None:
    """The object of POST /api/ask, figure and citation included."""
    told = call(address, "ask", question="青榆区园林局2031年三公经费是多少")
    assert told["route"] == "lookup" and told["figures"][0]["value"] == "7.50"
    assert told["citations"][0]["url"].startswith("/documents/") and told["trace_id"]


def test_a_conversation_goes_on(server: Any) -> None:
    """The id of one answer lets the next question be short."""
    first = call(server, "ask", question="青榆区园林局2031年三公经费是多少")
    told = call(server, "ask", question="那区府办呢", conversation_id=first["conversation_id"])
    assert told["figures"][0]["value"] == "2.50"


def test_filters_confine_a_question(server: Any) -> None:
    """Body and year beside the question."""
    told = call(server, "ask", question="三公经费是多少", organisation=GARDEN, fiscal_year=2032)
    assert told["figures"][0]["value"] == "10.00"


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        ({"measure": "公务接待费"}, "3.75"),
        ({"measure": "公务接待费", "account": "budget"}, "9.00"),
        ({"measure": "苗圃管护", "table": "支出决算表"}, "87.00"),
    ],
)
def test_a_figure_is_looked_up(server: Any, arguments: dict[str, Any], value: str) -> None:
    """By body, year and measure; the account and the table may be given."""
    told = call(server, "lookup", organisation="青榆区园林局", fiscal_year=2031, **arguments)
    assert told["found"] and told["figures"][0]["value"] == value


@pytest.mark.parametrize(
    "arguments",
    [
        {"organisation": "青榆区园林局", "fiscal_year": 2029, "measure": "公务接待费"},
        {"organisation": "番禺区财政局", "fiscal_year": 2031, "measure": "公务接待费"},
        {"organisation": "青榆区园林局", "fiscal_year": 2031, "measure": "喷泉维护费"},
    ],
)
def test_what_is_not_stated_is_not_found(server: Any, arguments: dict[str, Any]) -> None:
    """Another year, another body, another measure: no figure, and the reason."""
    told = call(server, "lookup", **arguments)
    assert told["found"] is False and told["figures"] == [] and told["answer"]


def test_passages_are_found_within_a_body_and_year(server: Any) -> None:
    """Section and page come with the text; a body that is not held is searched in no report."""
    told = call(server, "search_passages", query="古树名木", organisation="园林局", fiscal_year=2031)
    assert "古树名木" in told["passages"][0]["text"] and told["passages"][0]["page"] == 11
    assert call(server, "search_passages", query="古树", organisation="教育局")["reports_searched"] == 0


def place(table: int, row: int, column: int, document: str = DOCUMENT) -> dict[str, Any]:
    return {"op": "cell", "document": document, "table": table, "row": row, "column": column}


def test_an_outline_tells_places_without_values(server: Any) -> None:
    """Every row and column by the number that a plan names it by; of one table, or the likeliest first."""
    told = call(server, "outline", document_id=DOCUMENT, table=3)
    (table,) = told["tables"]
    (side,) = table["sides"]
    row = next(row for row in side["rows"] if row["label"] == "苗圃管护")
    assert (row["row"], row["code"], row["depth"]) == (1, "2120501", 2) and table["form"] == "公开03表"
    assert [c["path"] for c in side["columns"]] == [["本年支出合计"], ["基本支出"], ["项目支出"]]
    assert "87" not in str(told) and len(call(server, "outline", document_id=DOCUMENT)["tables"]) == 4
    ranked = call(server, "outline", document_id=DOCUMENT, words="公务接待费")["tables"]
    assert ranked[0]["form"] == "公开07表"


def test_a_plan_of_the_callers_own_is_executed(address: str) -> None:
    """From the outline to the figure over HTTP: a share with its operands, their cells and the formula."""
    plan = {"asks": [{"op": "share", "part": place(3, 1, 0), "whole": place(3, 0, 0)}]}
    told = call(address, "execute_plan", plan=plan, question="苗圃管护占本年支出合计的比重")
    assert told["route"] == "compute"
    values = {figure["value"]: figure for figure in told["figures"]}
    assert {"87.00", "240.00", "36.25"} <= set(values) and values["36.25"]["unit"] == "%"
    assert values["36.25"]["formula"] and {c["page"] for c in told["citations"]} == {5}


def test_a_number_of_a_sentence_is_executed_as_search_tells_it(server: Any) -> None:
    """What search_passages gives of a number is what a plan takes; another print of it is not told."""
    found = call(server, "search_passages", query="三公经费增加", organisation="园林局", fiscal_year=2031)
    passage = next(p for p in found["passages"] if p["numbers"])
    number = next(n for n in passage["numbers"] if n["raw"] == "1.50万元")
    stated = {"op": "stated", "document": passage["document_id"]}
    stated |= {key: number[key] for key in ("line", "order", "raw", "unit")}
    told = call(server, "execute_plan", plan={"asks": [stated]}, question="三公经费增加了多少")
    assert [figure["value"] for figure in told["figures"]] == ["1.50"]
    forged = {"asks": [{**stated, "raw": "9.99万元"}]}
    assert call(server, "execute_plan", plan=forged, question="三公经费增加了多少")["figures"] == []


@pytest.mark.parametrize(
    "ask",
    [
        place(3, 99, 0),
        place(99, 1, 0),
        place(3, 1, 0, "nothing"),
        {"op": "constant", "value": "99.99", "unit": "万元"},
        {"op": "sum", "items": [place(3, 1, 0), {"op": "constant", "value": "99.99", "unit": "万元"}]},
        {"op": "share", "part": place(3, 1, 0), "whole": place(3, 77, 0)},
    ],
)
def test_a_plan_of_places_that_are_not_there_gives_no_figure(server: Any, ask: dict[str, Any]) -> None:
    """Unknown cells and reports, numbers that the question does not say: said, never a number."""
    told = call(server, "execute_plan", plan={"asks": [ask]}, question="苗圃管护是多少")
    assert told["route"] in ("refuse", "clarify", "lookup", "compute") and "99.99" not in str(told["figures"])
    assert [f for f in told["figures"] if f["formula"]] == [] and told["answer"]


def test_reports_are_listed(server: Any) -> None:
    """Every report with its body and year."""
    told = call(server, "list_reports")["reports"]
    assert {(r["organisation"], r["fiscal_year"]) for r in told} >= {(GARDEN, 2031), (GARDEN, 2032)}


def test_a_page_is_read(server: Any) -> None:
    """Its text, and the figures of its tables."""
    document = f"{GARDEN}-2031-部门决算"
    told = call(server, "get_page", document_id=document, page=11)
    assert "公园绿地" in told["text"] and told["records"] == [] and told["records_left_out"] == 0
    assert SHELF.view(document).records


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("ask", {"question": "  "}, "question_empty"),
        ("ask", {"question": "长" * 300}, "question_too_long"),
        ("get_page", {"document_id": "nothing", "page": 1}, "not_found"),
        ("get_page", {"document_id": f"{GARDEN}-2031-部门决算", "page": 99}, "not_found"),
        ("outline", {"document_id": "nothing"}, "not_found"),
        ("outline", {"document_id": DOCUMENT, "table": 99}, "not_found"),
        ("execute_plan", {"plan": {"asks": []}, "question": "x"}, "plan"),
        ("execute_plan", {"plan": {"asks": [{"op": "drop"}]}, "question": "x"}, "plan"),
        ("execute_plan", {"plan": {"asks": [{"op": "help"}]}, "question": " "}, "question_empty"),
        ("ask", {}, "question"),
        ("lookup", {"organisation": "x", "fiscal_year": "soon", "measure": "y"}, "fiscal_year"),
        ("get_page", {"document_id": "x", "page": 0}, "page"),
    ],
)
def test_a_fault_of_the_caller_is_said(server: Any, name: str, arguments: dict[str, Any], code: str) -> None:
    """Typed errors by their code, faults of the arguments by their name; nothing crashes."""
    told = call(server, name, **arguments)
    assert isinstance(told, str) and code in told
