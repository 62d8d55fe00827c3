"""A thousand hostile replies through the HTTP door: whatever the model says, the answer is right."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from corpus.text import fold
from service.answer import Answer
from service.gate import Ground
from service.http.app import create_app
from service.model.assisted import Answers, Assisted
from service.wire import answer_object
from tests.service.http.fakes import FakeShelf
from tests.service.model.hostile import LIES, lie, script
from tests.service.model.library import QUESTIONS, assisted, library
from tests.service.model.wire import Wire, serving
from tests.service.shelf import GARDEN

REPLIES = 1_000
ASKED = (
    QUESTIONS[0],
    QUESTIONS[2],
    QUESTIONS[0],
    QUESTIONS[2],
    "青榆区园林局2031年请客吃饭花了多少",
    "青榆区园林局2031年行政运行基本支出是多少",
    "青榆区园林局2031年为什么食堂关门",
)
BELOW = "**原文**\n\n"
NOT_PLAIN = re.compile(r"http|<|!\[|\]\(|`|www|evil|99\.99|[\u200b\u202e]")


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with serving(lambda _: "") as running:
        yield running


def door(answers: Assisted) -> TestClient:
    app: FastAPI = create_app(answers, FakeShelf())
    return TestClient(app, raise_server_exceptions=False)


class Remembering:
    """Asks whoever answers without the model once for each question: that part is not on trial here."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._known: dict[str, Answer] = {}

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> Answer:
        if question not in self._known:
            self._known[question] = self._answers.ask(question, explain=True)
        return self._known[question]


def own_words(head: str, plain: Answer) -> Iterator[str]:
    """The lines of a summary that hold a digit or a numeral and are not, whole, a quote's own."""
    quotes = fold("\n".join(citation.quote for citation in plain.citations))
    for line in head.splitlines():
        bare = fold(re.sub(r"\[\d+\]", "", line)).rstrip("。.;；")
        free = re.sub(r"2031年", "", bare)
        if re.search(r"[\d〇一二两三四五六七八九十百千万亿½①②Ⅻ٩]", free) and bare not in quotes:
            yield line


def test_a_thousand_hostile_replies_change_no_answer(wire: Wire) -> None:
    """Wrong digits, swapped units, numerals, invented citations, other years and labels, markup, hidden
    signs, half streams, broken wires, false choices: no number leaves that the evidence does not
    state, no request fails, route, figures and quotes are those without the model, every time."""
    answers = assisted(wire, library())
    answers.plain = Remembering(answers.plain)
    asking, plain = door(answers), {question: answers.plain.ask(question) for question in set(ASKED)}
    seen: Counter[str] = Counter()
    for seed in range(REPLIES):
        told, question = lie(seed), ASKED[seed % len(ASKED)]
        wire.script = script(told, seed)
        answers._assistant._chat._rests_until = 0.0  # type: ignore[attr-defined]  # every reply is tried
        reply = asking.post("/api/ask", json={"question": question})
        expected = answer_object(plain[question])
        assert reply.status_code == 200, (seed, reply.text)
        given = reply.json()
        assert (given["route"], given["figures"], given["chart"]) == (
            expected["route"], expected["figures"], expected["chart"],
        ), seed  # fmt: skip
        text = given["answer"]
        if expected["route"] == "narrative":
            head, _, below = text.rpartition(BELOW)
            assert below == expected["answer"] and given["citations"] == expected["citations"], seed
            assert list(own_words(head, plain[question])) == [], seed
            assert Ground(plain[question], question).uncovered(head) == (), seed
            assert not NOT_PLAIN.search(head), seed
            seen[f"{told.kind}, {'some kept' if head else 'nothing kept'}"] += 1
        else:
            assert text.startswith(expected["answer"]), seed
            added = text.removeprefix(expected["answer"])
            assert not NOT_PLAIN.search(added) and set(expected["suggestions"]) <= set(
                given["suggestions"]
            ), seed
            seen["added" if added else "left as it was"] += 1
    assert sum(seen.values()) == REPLIES and {key.split(",")[0] for key in seen} >= {*LIES, "half", "broken"}
    assert seen["added"] and seen["left as it was"]


def test_where_readings_are_answered_every_figure_is_still_a_cell(wire: Wire) -> None:
    """With WENBAO_CHAT_READINGS=answer a false choice may tell another cell, under the words that it was read
    as; never a value that no cell of the scope holds, never a number that the gate does not cover."""
    shelf = library()
    answers = assisted(wire, shelf, "answer")
    answers.plain = Remembering(answers.plain)
    held = {
        record.value
        for entry in shelf.reports()
        for record in shelf.view(entry.document_id).records
        if (entry.facts.organisation, entry.facts.fiscal_year) == (GARDEN, 2031)
    }
    told = 0
    for seed in range(60):
        draw = random.Random(seed)
        chosen = {
            "row": draw.randint(0, 5),
            "column": draw.randint(0, 12),
            "table": 0,
            "number": 1 + seed // 2 % 2,
        }
        wire.script = lambda _, chosen=chosen: json.dumps(chosen)  # type: ignore[misc]
        question = ASKED[4 + seed % 2]
        answer = answers.ask(question)
        assert {figure.value for figure in answer.figures if figure.formula is None} <= held, seed
        if answer.figures:
            told += 1
            assert "语言模型选定" in answer.text.split("\n")[0], seed
            known = [w.message for w in answer.warnings] + list(answers.plain.ask(question).suggestions)
            assert Ground(answer, question, known).uncovered(answer.text) == (), seed
    assert told > 10


@pytest.mark.parametrize("kind", sorted(LIES))
def test_each_kind_of_lie_is_one(kind: str) -> None:
    """The lies differ from the truth: what is caught was there to be caught."""
    truth = (
        "组织开展义务植树活动，2031年共组织植树活动12场，参加市民4200人次。[1]\n经费7.50万元，增长25.00%。[2]"
    )
    assert all(LIES[kind](truth, random.Random(seed)) != truth for seed in range(20))
