"""`python -m evals.bench.planner [--questions SET] [--count N]`: the planner as it is, against the same as an
agent of langchain with tools.

Over the corpus of WENBAO_HOME, before one scripted model that asks for another search once and then gives a
plan: what is measured is the machinery (calls, characters sent, milliseconds of our own, what broken replies
come to), not how well a model plans.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from corpus.view import Library
from evals.bench.shelf import open_library
from evals.schema import read_set
from prompts.loading import load
from service.model.chat import ChatOptions
from service.model.errors import ModelError
from service.model.ledger import Call, Ledger
from service.model.material import Material
from service.model.planner import PROMPT, Planner
from service.model.retelling import retold
from service.model.steps import schema, written
from service.model.translating import plan_of
from service.plan.types import Plan

ROOT = Path(__file__).resolve().parents[2]
MORE: dict[str, Any] = {"asks": [], "steps": [], "more": {"search": ["支出 合计"]}}
FINAL: dict[str, Any] = {"asks": ["a"], "steps": [{"id": "a", "op": "unclear", "of": [], "about": ""}]}
BROKEN: dict[str, list[dict[str, Any]]] = {
    "an unknown id, then a plan": [{"asks": ["r1.t1.x999.c9"], "steps": []}, FINAL],
    "an unknown id, always": [{"asks": ["r1.t1.x999.c9"], "steps": []}] * 9,
    "asks for more, always": [MORE] * 9,
    "another form, always": [{"plan": "99.99"}] * 9,
}


class Scripted:
    """A chat model of our own protocol that replies in order, and counts what it is sent."""

    options = ChatOptions("scripted")

    def __init__(self, replies: Sequence[dict[str, Any]]) -> None:
        self._replies, self.sent, self.calls = list(replies), 0, 0

    def warm(self) -> None:
        """Nothing is loaded."""

    def data(self, prompt: Any, schema_: Any, seconds: float, call: Call) -> dict[str, Any]:
        """The next reply."""
        self.sent += len(prompt.system) + len(prompt.user) + len(json.dumps(schema_, ensure_ascii=False))
        self.calls += 1
        return self._replies.pop(0)

    def text(self, prompt: Any, seconds: float, call: Call) -> Any:
        """Nothing is worded here."""
        raise NotImplementedError


def as_agent(question: str, library: Library, replies: Sequence[dict[str, Any]]) -> tuple[Plan, Any]:
    """The plan of a question by an agent: tools `outline` and `search_passages`, the plan as its response,
    calls limited as the planner limits them."""
    from langchain.agents import create_agent
    from langchain.agents.middleware import ModelCallLimitMiddleware
    from langchain.agents.structured_output import ToolStrategy
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage
    from langchain_core.outputs import ChatGeneration, ChatResult
    from langchain_core.utils.function_calling import convert_to_openai_tool

    class Model(BaseChatModel):
        """The same scripted replies as calls of tools."""

        state: dict[str, Any] = {}  # noqa: RUF012  # a field of a pydantic model

        @property
        def _llm_type(self) -> str:
            return "scripted"

        def bind_tools(self, tools: Sequence[Any], **_: Any) -> Any:
            self.state["tools"] = json.dumps(
                [convert_to_openai_tool(tool) for tool in tools], ensure_ascii=False
            )
            return self

        def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
            self.state["calls"] = self.state.get("calls", 0) + 1
            said = sum(len(str(m.content)) + len(str(getattr(m, "tool_calls", ""))) for m in messages)
            self.state["sent"] = self.state.get("sent", 0) + said + len(self.state["tools"])
            reply = self.state["replies"].pop(0)
            name, values = ("plan", reply)
            if reply.get("more"):
                name, values = "search_passages", {"query": reply["more"]["search"][0]}
            call = {"name": name, "args": values, "id": f"c{self.state['calls']}", "type": "tool_call"}
            return ChatResult(generations=[ChatGeneration(message=AIMessage("", tool_calls=[call]))])

    material = Material(library, question, date.today())

    def outline(name: str) -> str:
        """The outline of another report (r2) or table (r2.t3)."""
        return material.outline(name)

    def search_passages(query: str) -> str:
        """Rows and sentences for words of the reports."""
        return material.search(query)

    prompt, model = load(PROMPT).render(**_shown(material, question)), Model(state={"replies": list(replies)})
    agent = create_agent(
        model,
        [outline, search_passages],
        system_prompt=prompt.system,
        response_format=ToolStrategy(schema(), handle_errors=True),
        middleware=[ModelCallLimitMiddleware(run_limit=4, exit_behavior="error")],
    )
    result = asyncio.run(agent.ainvoke({"messages": [{"role": "user", "content": prompt.user}]}))
    return plan_of(written(result["structured_response"]), material, question), model.state


def _shown(material: Material, question: str) -> dict[str, str]:
    return {
        "shelf": material.shelf(), "before": retold((), material), "outlines": material.outlines(),
        "sentences": material.sentences(), "question": question, "more": "", "left": "", "fence": "data-0",
    }  # fmt: skip


def main() -> int:
    """Print the measurements."""
    options = _options()
    questions = [q.turns[-1] for q in read_set(options.questions)][: options.count]
    database, library = open_library(Path(os.environ.get("WENBAO_HOME", ".wenbao")))
    for name in ("langchain_openai", "langchain.agents"):
        print(f"import {name}: {_import_seconds(name):.2f} s")
    print("planner:", _measured(questions, lambda q: _plain(q, library, [MORE, FINAL])))
    print("agent:  ", _measured(questions, lambda q: _agent(q, library, [MORE, FINAL])))
    for kind, replies in BROKEN.items():
        ours, theirs = (way(questions[0], library, replies) for way in (_plain, _agent))
        print(f"{kind}: planner {ours[2]} after {ours[0]} calls; agent {theirs[2]} after {theirs[0]} calls")
    database.close()
    return 0


def _plain(question: str, library: Library, replies: Sequence[dict[str, Any]]) -> tuple[int, int, str]:
    chat = Scripted(replies)
    try:
        Planner(chat, library).plan(question, (), Ledger("scripted", 60.0))
        told = "a plan"
    except ModelError as error:
        told = error.code
    return chat.calls, chat.sent, told


def _agent(question: str, library: Library, replies: Sequence[dict[str, Any]]) -> tuple[int, int, str]:
    from langchain.agents.middleware.model_call_limit import ModelCallLimitExceededError

    try:
        _, state = as_agent(question, library, replies)
    except ModelError as error:
        return 1, 0, error.code
    except ModelCallLimitExceededError:
        return 4, 0, "its limit"
    return state["calls"], state["sent"], "a plan"


def _measured(questions: Sequence[str], work: Callable[[str], tuple[int, int, str]]) -> str:
    work(questions[0])
    calls, sent, seconds = list[int](), list[int](), list[float]()
    for question in questions:
        started = time.perf_counter()
        one = work(question)
        seconds.append(time.perf_counter() - started)
        calls.append(one[0])
        sent.append(one[1])
    return (
        f"{statistics.mean(calls):.1f} calls, {statistics.mean(sent):,.0f} characters sent, "
        f"{statistics.median(seconds) * 1000:.0f} ms of our own a question"
    )


def _import_seconds(name: str) -> float:
    code = f"import time; s = time.perf_counter(); import {name}; print(time.perf_counter() - s)"
    runs = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)  # noqa: S603
        for _ in range(3)
    ]
    return min(runs)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evals.bench.planner", description="The planner, as an agent."
    )
    parser.add_argument("--questions", type=Path, default=ROOT / "evals" / "sets" / "samples.jsonl")
    parser.add_argument("--count", type=int, default=40)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
