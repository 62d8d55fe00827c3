"""A thousand hostile replies through the HTTP door: every figure is the store's own, whatever is said."""

from __future__ import annotations

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
from service.narrative.reading import read
from service.narrative.statements import statements_of
from service.plan.execute import execute
from service.plan.results import found_in
from service.plan.types import Plan
from tests.service.http.fakes import FakeShelf
from tests.service.model.hostile import LIES, lie, script, structured
from tests.service.model.library import QUESTIONS, assisted, library
from tests.service.model.wire import Say, Wire, serving
from tests.service.shelf import Shelf

REPLIES = 1_000
SUMMARIES = 300
ASKED = (
    "青榆区园林局2031年请客吃饭花了多少",
    "青榆区园林局2031年三公经费是多少",
    QUESTIONS[0],
    "青榆区园林局2031年行政运行基本支出是多少",
    "2031年三公经费是多少",
    "青榆区园林局2031年为什么食堂关门",
)
BELOW = "**原文**\n\n"
NOT_PLAIN = re.compile(r"http|<|!\[|\]\(|`|www|evil|99\.99|九十九万|[\u200b\u202e]")


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


def held_in(shelf: Shelf) -> set[tuple[str, str]]:
    """Every value that a report of the shelf states, with its unit."""
    views = [shelf.view(entry.document_id) for entry in shelf.reports()]
    cells = {(f"{r.value:f}", r.unit or "") for v in views for r in v.records if r.value is not None}
    return cells | {(f"{s.value:f}", s.unit) for v in views for s in statements_of(read(v))}


def own_words(head: str, plain: Answer) -> Iterator[str]:
    """The lines of a summary that hold a digit or a numeral and are not, whole, a quote's own."""
    quotes = fold("\n".join(citation.quote for citation in plain.citations))
    for line in head.splitlines():
        bare = fold(re.sub(r"\[\d+\]", "", line)).rstrip("。.;；")
        free = re.sub(r"2031年", "", bare)
        if re.search(r"[\d〇一二两三四五六七八九十百千万亿½①②Ⅻ٩]", free) and bare not in quotes:
            yield line


def test_a_thousand_hostile_replies_tell_no_figure_but_the_stores_own(wire: Wire) -> None:
    """Ids from outside, values for ids, constants that nobody said, operations that there are none of, steps
    of themselves, wrong types, markup, orders, broken wires, and plans that are merely wrong: no request
    fails, no number leaves that is not covered, each figure that is told is a cell's or a sentence's own or
    follows from such by its formula, and no text of the model's reaches the answer."""
    shelf = library()
    answers = assisted(wire, shelf, seconds=10)
    answers._answers = Remembering(answers._answers)
    asking, held = door(answers), held_in(shelf)
    seen: Counter[str] = Counter()
    for seed in range(REPLIES):
        told, question = lie(seed), ASKED[seed % len(ASKED)]
        replies = [told.other, structured(random.Random(f"{seed} again"))]
        wire.script = lambda _, replies=replies: replies.pop(0) if len(replies) > 1 else replies[0]  # type: ignore[misc]
        answers._assistant._chat._rests_until = 0.0  # type: ignore[attr-defined]  # every reply is tried
        reply = asking.post("/api/ask", json={"question": question, "explain": True})
        assert reply.status_code == 200, (seed, reply.text)
        given = reply.json()
        explain = given["explain"]
        assert not NOT_PLAIN.search(given["answer"]), (seed, given["answer"])
        assert not any(NOT_PLAIN.search(text) for text in given["suggestions"]), seed
        if explain.get("taken") != "plan":
            seen["without it"] += 1
            continue
        for figure in given["figures"]:
            if figure["formula"] is None:
                assert (figure["value"], figure["unit"]) in held, (seed, figure)
        plan = Plan.model_validate(explain["plan"])
        for outcome in execute(plan, shelf, question).outcomes:
            for found in found_in(outcome):
                assert (f"{found.value:f}", found.unit) in held, (seed, found)
        seen[f"plan, {given['route']}"] += 1
    assert sum(seen.values()) == REPLIES
    assert seen["without it"] > 100 and seen["plan, lookup"] > 50 and seen["plan, compute"] > 50, seen


def test_what_is_told_of_a_hostile_plan_is_covered(wire: Wire) -> None:
    """The gate over the answers of plausible, wrong plans, held anew against what they cite."""
    shelf = library()
    answers = assisted(wire, shelf, seconds=10)
    answers._answers = Remembering(answers._answers)
    known = [part for e in shelf.reports() for part in (e.facts.title, f"{e.facts.fiscal_year}年")]
    covered = 0
    for seed in range(200):
        said = structured(random.Random(f"{seed} plausible"))
        wire.script = lambda _, said=said: said  # type: ignore[misc]
        question = ASKED[seed % len(ASKED)]
        answer = answers.ask(question)
        counts = [f"{n}项" for n in range(5)]
        assert Ground(answer, question, [*known, *counts]).uncovered(answer.text) == (), (seed, answer.text)
        covered += bool(answer.figures)
    assert covered > 40


def test_hostile_summaries_say_nothing_that_is_not_quoted(wire: Wire) -> None:
    """Wrong digits, swapped units, numerals, invented citations, other years and labels, markup, hidden
    signs, half streams, broken wires: the quotes stay whole, and above them stands only what they say."""
    answers = assisted(wire, library(), 0.0)
    answers._answers = Remembering(answers._answers)
    seen: Counter[str] = Counter()
    for seed in range(SUMMARIES):
        told, question = lie(seed), (QUESTIONS[0], QUESTIONS[2])[seed % 2]
        wire.script = script(told, seed)
        answers._assistant._chat._rests_until = 0.0  # type: ignore[attr-defined]
        plain, answer = answers._answers.ask(question), answers.ask(question)
        head, _, below = answer.text.rpartition(BELOW)
        assert below == plain.text and answer.citations == plain.citations, seed
        assert list(own_words(head, plain)) == [], seed
        assert Ground(plain, question).uncovered(head) == () and not NOT_PLAIN.search(head), seed
        seen[told.kind] += 1
    assert seen.keys() >= {*LIES, "half", "broken"}


@pytest.mark.parametrize("kind", sorted(LIES))
def test_each_kind_of_lie_is_one(kind: str) -> None:
    """The lies differ from the truth: what is caught was there to be caught."""
    truth = (
        "组织开展义务植树活动，2031年共组织植树活动12场，参加市民4200人次。[1]\n经费7.50万元，增长25.00%。[2]"
    )
    assert all(LIES[kind](truth, random.Random(seed)) != truth for seed in range(20))


def test_the_wire_can_break(wire: Wire) -> None:
    """A reply that never ends is over with the time of one answer."""
    wire.script = lambda _: Say("{}", stall=3)
    assert assisted(wire, library(), seconds=0.3).ask(ASKED[0]).warnings[0].kind == "model"
