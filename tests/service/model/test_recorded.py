"""Replies that a language model wrote to what it was shown, kept as data and replayed: they come to figures.

`recorded/*.jsonl`: turns, the replies in their order, and what the last answer holds.  `{NAME YEAR}` in a
reply stands for the id that the report has in that request.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from service.answer import Answer
from tests.service.model.library import assisted, library
from tests.service.model.perfect import fenced, task_of
from tests.service.model.wire import Say, Wire, serving
from tests.service.shelf import GARDEN, OFFICE

HERE = Path(__file__).parent / "recorded"
RECORDED = [
    json.loads(line)
    for file in sorted(HERE.glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]
NAMES = {"GARDEN": GARDEN, "OFFICE": OFFICE}


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with serving(lambda _: "{}") as running:
        yield running


def placed(reply: Mapping[str, Any], request: Mapping[str, Any]) -> str:
    """The reply with the ids that the reports have in this request."""
    shelf = fenced(request).split("表：")[0]

    def id_of(match: re.Match[str]) -> str:
        found = re.search(rf"^(r\d+) {NAMES[match[1]]}\S* {match[2]} ", shelf, re.MULTILINE)
        assert found is not None, match[0]
        return found[1]

    return re.sub(r"\{([A-Z]+) (\d{4})\}", id_of, json.dumps(reply, ensure_ascii=False))


@pytest.mark.parametrize("case", RECORDED, ids=lambda case: case["id"])
def test_a_recorded_plan_comes_to_its_figures(wire: Wire, case: Mapping[str, Any]) -> None:
    """Route, values and words of the last answer; no reply was refused, and each was asked for."""
    replies = iter(case["replies"])

    def script(request: Mapping[str, Any]) -> Say:
        if task_of(request) == "word":
            return Say("无")
        return Say(placed(next(replies), request))

    wire.script = script
    answers, key, answer = assisted(wire, library()), None, None
    for turn in case["turns"]:
        answer = answers.ask(turn, key, explain=True)
        key = answer.conversation_id
    assert isinstance(answer, Answer) and next(replies, None) is None
    told = (answer.explain or {})["model"]
    assert told["repairs"] == [] and answer.plan is not None, answer
    if case["route"]:
        assert answer.route.value == case["route"], answer.text
    values = {f"{figure.value:f}" for figure in answer.figures}
    assert set(case["values"]) <= values, answer
    assert all(word in answer.text for word in case["mentions"]), answer.text


def test_the_recorded_replies_use_many_operations() -> None:
    """Lookups, sums of them, choices, thresholds, words, refusals, questions back."""
    used = {step["op"] for case in RECORDED for reply in case["replies"] for step in reply["steps"]}
    assert len(RECORDED) >= 16 and len(used) >= 14
