"""Answers with a chat model beside them: when it is asked, what comes of its plan, what it costs."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from prompts.loading import load
from service.answer import Answer, Route
from service.model.assisted import Answers, Assisted, agreeing
from service.stages import Stage
from tests.service.model.library import QUESTIONS, assisted, library
from tests.service.model.perfect import fenced, perfect, task_of
from tests.service.model.wire import Say, Wire, serving

FIGURE = "青榆区园林局2031年三公经费是多少"
COLLOQUIAL = "想请教一下，青榆区园林局2031年请客吃饭那一格花了多少"
CELL = "r1.t7.x0.c3"


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with serving(perfect) as running:
        yield running


@pytest.fixture
def helped(wire: Wire) -> Assisted:
    wire.script = perfect
    wire.requests.clear()
    return assisted(wire, library())


def planning(*asks: Any, steps: Any = (), word: Say | None = None) -> Any:
    """A script whose plan is given; what is to be worded is faultless, or given too."""

    def script(request: Mapping[str, Any]) -> Say:
        if task_of(request) == "word":
            return word or perfect(request)
        return Say(
            json.dumps({"asks": list(asks), "steps": list(steps)}, ensure_ascii=False), usage=(900, 60)
        )

    return script


class Certain:
    """Answers that say how sure they are."""

    def __init__(self, answers: Answers, certain: float) -> None:
        self._answers, self._certain = answers, certain

    def ask(self, *asked: Any, **more: Any) -> Answer:
        answer = self._answers.ask(*asked, **{**more, "explain": True})
        return replace(answer, explain={**(answer.explain or {}), "certain": self._certain})


def values(answer: Answer) -> list[str]:
    return [str(figure.value) for figure in answer.figures]


def test_what_no_rule_explains_is_answered_by_a_plan(wire: Wire, helped: Assisted) -> None:
    """The value is the store's own, with its place; the trace holds the plan and what was taken."""
    wire.script = planning({"asked": "请客吃饭", "is": CELL})
    answer = helped.ask(COLLOQUIAL, explain=True)
    assert answer.route is Route.LOOKUP and values(answer) == ["3.75"] and answer.citations[0].page == 9
    told = answer.explain or {}
    assert told["taken"] == "plan" and told["plan"]["asks"][0]["op"] == "cell" and told["agrees"] is False


def test_several_things_asked_are_several_figures(wire: Wire, helped: Assisted) -> None:
    """A cell and a share of cells, each told."""
    steps = [{"id": "a", "op": "share", "of": [CELL, "r1.t7.x0.c2"]}]
    wire.script = planning({"asked": "请客吃饭", "is": CELL}, {"asked": "占比", "is": "a"}, steps=steps)
    answer = helped.ask(COLLOQUIAL + "，占比多少")
    assert {"3.75", "50.00"} <= {f"{figure.value:.2f}" for figure in answer.figures}


@pytest.mark.parametrize(("certain", "threshold", "calls"), [(1.0, 0.95, 0), (0.9, 0.95, 1), (1.0, 2.0, 1)])
def test_it_is_asked_unless_the_reading_without_it_is_certain(
    wire: Wire, certain: float, threshold: float, calls: int
) -> None:
    """Above the threshold not one request, and the very same answer."""
    wire.script, answers = perfect, assisted(wire, library(), threshold)
    wire.requests.clear()
    plain = answers._answers.ask(FIGURE)
    answers._answers = Certain(answers._answers, certain)
    answer = answers.ask(FIGURE)
    assert len(wire.requests) == calls
    if not calls:
        assert replace(answer, conversation_id="") == replace(plain, conversation_id="")


def test_an_answer_that_is_certain_does_not_wait_for_a_silent_model(wire: Wire) -> None:
    """With an endpoint that never answers it is there at once."""
    wire.script = lambda _: Say("x", stall=5)
    slow, started = assisted(wire, library(), 0.0), time.monotonic()
    assert slow.ask(FIGURE).route is Route.LOOKUP and time.monotonic() - started < 2


def test_agreement_is_noted_and_a_difference_is_said(wire: Wire, helped: Assisted) -> None:
    """The same figure twice: no word of it but in the trace.  Another one where the first reading was fairly
    sure: a warning.  Where it was not: the plan's answer as it is."""
    wire.script = planning({"asked": "三公经费", "is": "r1.t7.x0.c2"})
    same = helped.ask(FIGURE, explain=True)
    assert (same.explain or {})["agrees"] is True and same.warnings == ()
    wire.script = planning({"asked": "三公经费", "is": CELL})
    unsure = helped.ask(FIGURE, explain=True)
    assert values(unsure) == ["3.75"] and unsure.warnings == () and (unsure.explain or {})["agrees"] is False
    helped._answers = Certain(helped._answers, 0.8)
    doubted = helped.ask(FIGURE)
    assert values(doubted) == ["3.75"] and [w.kind for w in doubted.warnings] == ["reading"]


def test_of_two_readings_that_differ_the_one_that_covers_more_is_taken(wire: Wire, helped: Assisted) -> None:
    """Whichever leaves less of the question open; the doubt is said either way."""
    wire.script = planning({"asked": "三公经费", "is": CELL})
    plain = helped.plain.ask(FIGURE).plan
    helped._answers = Certain(helped._answers, 0.8)
    helped._left_open = lambda plan, _: 0 if plan == plain else 1
    first = helped.ask(FIGURE)
    assert plain is not None and values(first) == ["7.50"] and [w.kind for w in first.warnings] == ["reading"]
    helped._left_open = lambda plan, _: 1 if plan == plain else 0
    other = helped.ask(FIGURE)
    assert values(other) == ["3.75"] and [w.kind for w in other.warnings] == ["reading"]


def test_a_sure_reading_stands_against_a_plan_that_finds_nothing(wire: Wire, helped: Assisted) -> None:
    """With the doubt said; an unsure one gives way to what the plan says."""
    nothing = [{"id": "a", "op": "absent", "of": ["r1"], "about": "三公经费"}]
    wire.script = planning({"asked": "三公经费", "is": "a"}, steps=nothing)
    assert helped.ask(FIGURE).route is Route.REFUSE
    helped._answers = Certain(helped._answers, 0.8)
    kept = helped.ask(FIGURE, explain=True)
    assert values(kept) == ["7.50"] and [w.kind for w in kept.warnings] == ["reading"]
    assert (kept.explain or {})["taken"] == "without the model"


def test_a_follow_up_is_read_from_the_plan_before(wire: Wire, helped: Assisted) -> None:
    """The second request holds the first question and its plan; nothing is glued into the question."""
    wire.script = planning({"asked": "请客吃饭", "is": CELL})
    first = helped.ask(COLLOQUIAL)
    wire.script = planning({"asked": "预算", "is": "r1.t7.x0.c1"})
    second = helped.ask("那预算呢", first.conversation_id)
    before = fenced(wire.requests[-1]).split("上文：")[1].split("表：")[0]
    assert COLLOQUIAL in before and CELL in before and values(second) == ["9.00"]


def test_questions_that_were_caught_up_without_it_count_as_said(wire: Wire, helped: Assisted) -> None:
    """Whoever replays a conversation without the model leaves its questions for the next plan."""
    first = helped.plain.ask(COLLOQUIAL)
    helped.ask("那预算呢", first.conversation_id)
    assert COLLOQUIAL in fenced(wire.requests[-1]).split("上文：")[1]


def test_filters_confine_what_it_sees(wire: Wire, helped: Assisted) -> None:
    """One body and one year: the outlines of no other report."""
    helped.ask("三公经费是多少", filters={"organisation": "园林局", "fiscal_year": 2032})
    data = fenced(wire.requests[-1])
    assert "r1 " in data and "r2 " not in data and "2032" in data


def test_stages_are_told_before_the_answer(wire: Wire, helped: Assisted) -> None:
    """Reading, looking up where more was asked for; they are no part of the text."""
    more = {"asks": [], "steps": [], "more": {"search": ["公务接待费"]}}
    replies = iter([Say(json.dumps(more)), Say(json.dumps({"asks": [CELL], "steps": []}))])
    wire.script = lambda _: next(replies)
    said = list[str]()
    answer = helped.speak(COLLOQUIAL, None, None, said.append)
    assert said == ["reading", "looking up"] and all(isinstance(stage, Stage) for stage in said)
    assert "looking" not in answer.text


@pytest.mark.parametrize(
    "say",
    [
        Say(status=429),
        Say(status=500),
        Say(status=401),
        Say("x", stall=2),
        Say('{"asks": [{"asked": "x", "is": "r1.', finish="length"),
        Say(raw=b"garbage"),
        Say("{}"),
        Say('{"asks": ["r1.t7.x0.c99"], "steps": []}'),
        Say('{"asks": ["99.99"], "steps": []}'),
    ],
    ids=["429", "500", "401", "silent", "cut", "garbage", "empty", "unknown id", "a value"],
)
@pytest.mark.parametrize("question", [FIGURE, COLLOQUIAL, QUESTIONS[0], "2031年三公经费是多少"])
def test_when_the_model_fails_the_answer_is_that_without_it(wire: Wire, say: Say, question: str) -> None:
    """Every failure: the plain answer with a notice."""
    wire.script = lambda _: say
    failing = assisted(wire, library(), seconds=0.4)
    plain, answer = failing.plain.ask(question), failing.ask(question)
    assert (answer.text, answer.route, answer.figures) == (plain.text, plain.route, plain.figures)
    (notice,) = [warning for warning in answer.warnings if warning.kind == "model"]
    assert "语言模型" in notice.message


@pytest.mark.parametrize("output", ["json_schema", "function_calling", "json_mode"])
def test_each_way_of_structured_output(wire: Wire, output: Any) -> None:
    """The endpoint is asked in the way that it knows."""
    wire.script = planning({"asked": "请客吃饭", "is": CELL})
    wire.requests.clear()
    answer = assisted(wire, library(), output=output).ask(COLLOQUIAL)
    request = wire.requests[0]
    if output == "function_calling":
        assert request["tools"][0]["function"]["name"] == "plan"
    else:
        assert request["response_format"]["type"] == {"json_mode": "json_object"}.get(output, output)
    assert values(answer) == ["3.75"]


@pytest.mark.parametrize("question", [QUESTIONS[0], QUESTIONS[2]])
def test_a_description_is_summed_up_above_its_quotes(helped: Assisted, question: str) -> None:
    """The model's sentences come first, all that was quoted follows whole, with its citations."""
    answer = helped.ask(question, explain=True)
    head, _, below = answer.text.partition("**原文**\n\n")
    assert answer.route is Route.NARRATIVE and "[1]" in head and answer.citations[0].quote[:12] in below
    told = (answer.explain or {})["model"]
    assert told["repairs"] == [] and [call["task"] for call in told["calls"]] == ["plan", "word"]


def test_only_what_is_cited_is_worded(helped: Assisted, wire: Wire) -> None:
    """The evidence of the answer, and nothing else of the report or of another."""
    helped.ask(QUESTIONS[0])
    sent = json.dumps(wire.requests[-1], ensure_ascii=False)
    assert "古树名木" in sent and "洒水车" not in sent and "养护经费" not in sent


def test_sentences_are_handed_on_as_they_come(wire: Wire) -> None:
    """What is said early begins the final text, and is said before the model has ended."""
    wire.script = lambda request: replace(perfect(request), drip=0.01)
    said: list[tuple[float, str]] = []
    answer = assisted(wire, library(), 0.0).speak(
        QUESTIONS[0], None, None, lambda text: said.append((time.monotonic(), text))
    )
    assert answer.text.startswith("".join(text for _, text in said)) and len(said) > 3
    assert said[-1][0] - said[0][0] > 0.05


def test_a_made_up_sentence_ends_the_summary(wire: Wire) -> None:
    """What stood before it stays, what follows is not read, the quotes are whole, and the trace says why."""
    made_up = Say(
        "负责全区公园绿地的规划、建设和养护管理工作。[1]\n栽种苗木9.9万株。[3]\n指导街道做好社区绿化。[4]"
    )
    wire.script = planning(word=made_up)
    helped = assisted(wire, library(), 0.0)
    plain, answer = helped.plain.ask(QUESTIONS[0]), helped.ask(QUESTIONS[0], explain=True)
    assert answer.text.endswith(plain.text) and "9.9" not in answer.text
    assert answer.text.count("指导街道做好社区绿化") == 1
    told = (answer.explain or {})["model"]
    assert [repair["reason"] for repair in told["repairs"]] == ["number not word for word"]
    assert [warning.kind for warning in answer.warnings] == ["model"]


def test_tokens_seconds_and_prompt_versions_are_in_the_trace(wire: Wire, helped: Assisted) -> None:
    """Each call with its task, its prompt's version, its outcome, what it cost; and the sum."""
    wire.script = planning(CELL)
    told = (helped.ask(COLLOQUIAL, explain=True).explain or {})["model"]
    (call,) = told["calls"]
    assert (call["task"], call["prompt"], call["outcome"]) == ("plan", load("plan").version, "ok")
    assert (told["tokens_in"], told["tokens_out"]) == (900, 60) and call["seconds"] > 0
    assert told["name"] == "scripted" and helped.ask(COLLOQUIAL).explain is None


def test_answers_agree_by_their_figures_or_their_quotes(helped: Assisted) -> None:
    """The same values in the same units; of words a quote in common; otherwise the same route."""
    figure, words = helped.plain.ask(FIGURE), helped.plain.ask(QUESTIONS[0])
    assert agreeing(figure, figure) and agreeing(words, words) and not agreeing(figure, words)
    assert not agreeing(words, helped.plain.ask(QUESTIONS[2]))
