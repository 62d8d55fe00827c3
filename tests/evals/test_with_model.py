"""Question sets with a model beside the answers: no type of question fares worse where the reading
without it is certain, and none where the model fails."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from evals.baseline.recipe import Document, Recipe
from evals.card.page import page
from evals.metrics import measure
from evals.reviewing import Review, review
from evals.running import Result, run
from evals.schema import Question, QuestionType, read_set
from prompts.loading import load
from service.answer import Answer, Route
from service.answering import Answering
from service.model.assistant import Assistant
from service.model.assisted import Assisted
from service.model.chat import ChatModel, ChatOptions
from service.model.planner import Planner
from tests.evals.conftest import ROOT, SHARED
from tests.service.model.perfect import perfect
from tests.service.model.wire import Say, Wire, serving, user_of
from wenbao.bootstrap import Corpus

CERTAIN = (Route.LOOKUP, Route.COMPUTE)


class Counted:
    """Counts the calls that each route of answer made."""

    def __init__(self, answers: Assisted, wire: Wire) -> None:
        self._answers, self._wire = answers, wire
        self.calls: Counter[Route] = Counter()
        self.answers: Counter[Route] = Counter()

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> Answer:
        before = len(self._wire.requests)
        answer = self._answers.ask(question, conversation_id, filters, explain)
        self.calls[answer.route] += len(self._wire.requests) - before
        self.answers[answer.route] += 1
        return answer


def by_type(results: list[Result]) -> Counter[str]:
    return Counter(result.question.type.value for result in results if result.passed)


def assisted_by(corpus: Corpus, wire: Wire, certain: float = 0.0) -> Assisted:
    """Answers with the scripted model, which is asked to word; for plans where `certain` is above 0."""
    chat = ChatModel(ChatOptions("scripted", wire.url))
    planner = Planner(chat, corpus.library)
    return Assisted(Answering(corpus.library), corpus.library, planner, Assistant(chat), certain)


def compared(corpus: Corpus, questions: list[Question], files: Mapping[str, str]) -> Counted:
    """Both runs over a set; fails where a type passes less with the model, or anything crashes."""
    plain = list(run("set", questions, Answering(corpus.library), files))
    with serving(perfect) as wire:
        counted = Counted(assisted_by(corpus, wire), wire)
        helped = list(run("set", questions, counted, files))
    assert [result.crash for result in helped if result.crash] == []
    without, beside = by_type(plain), by_type(helped)
    assert {kind: (without[kind], beside[kind]) for kind in without if beside[kind] < without[kind]} == {}
    assert sum(r.judgement.wrong_figure for r in helped) <= sum(r.judgement.wrong_figure for r in plain)
    return counted


def test_no_type_of_the_samples_is_worse(corpus: Corpus) -> None:
    """Every question of the project's own set, and no call where a figure was found or computed."""
    questions = read_set(ROOT / "evals" / "sets" / "samples.jsonl")
    index = json.loads((ROOT / "samples" / "reports" / "index.json").read_text(encoding="utf-8"))
    counted = compared(corpus, questions, {key: entry["file"] for key, entry in index.items()})
    assert sum(counted.calls[route] for route in CERTAIN) == 0
    assert sum(counted.answers[route] for route in CERTAIN) > 50 and counted.calls[Route.NARRATIVE] > 5


@pytest.mark.originals
@pytest.mark.skipif(not SHARED.is_dir(), reason="the original reports are not beside the checkout")
def test_no_type_over_the_originals_is_worse(originals: Corpus) -> None:
    """Every question that came with them, and no call where a figure was found or computed."""
    questions = read_set(SHARED / "questions" / "dev.jsonl")
    index = json.loads((SHARED / "reports" / "index.json").read_text(encoding="utf-8"))
    counted = compared(originals, questions, {key: entry["file"] for key, entry in index.items()})
    assert sum(counted.calls[route] for route in CERTAIN) == 0
    assert sum(counted.answers[route] for route in CERTAIN) > 50 and counted.calls[Route.NARRATIVE] > 5


def test_a_model_that_fails_makes_no_type_worse(corpus: Corpus) -> None:
    """It is asked for every plan and never gives one that can be used: the answers are those without it."""
    questions = read_set(ROOT / "evals" / "sets" / "samples.jsonl")[::5]
    plain = by_type(list(run("set", questions, Answering(corpus.library), {})))
    with serving(lambda _: "{}") as wire:
        told = by_type(list(run("set", questions, assisted_by(corpus, wire, 2.0), {})))
        assert len(wire.requests) >= len(questions)
    assert told == plain


def test_the_run_accounts_for_what_the_model_cost(corpus: Corpus) -> None:
    """Calls, tokens and repairs of every answer are summed; one that failed is counted as such."""
    questions = [
        q for q in read_set(ROOT / "evals" / "sets" / "samples.jsonl") if q.type is QuestionType.DESCRIBE
    ][:6]
    said = iter([Say("支出9.9万株苗木。[1]", usage=(100, 20)), Say(status=500)])
    with serving(lambda request: next(said, None) or perfect(request)) as wire:
        answers = assisted_by(corpus, wire)
        spent = measure(list(run("set", questions, answers, {}, account=True))).spent
        assert spent.calls == len(wire.requests) >= 3
    assert (spent.failed, spent.repairs) == (1, 1)
    assert spent.tokens_in == 100 + 400 * (spent.calls - 2) and spent.seconds > 0


def test_the_recipe_with_a_model_answers_from_its_chunks(samples: list[Document]) -> None:
    """The model sees the four nearest chunks; its first amount is the figure; a failure is a refusal."""
    replies = iter([Say("三公经费为 404.40 万元[2]。"), Say("无法回答"), Say(status=500)])
    with serving(lambda _: next(replies)) as wire:
        recipe = Recipe(samples, None, ChatModel(ChatOptions("scripted", wire.url)))
        told, unable, failed = (
            recipe.ask("天河区政府办2017年三公经费是多少", explain=True) for _ in range(3)
        )
        assert all(f"[{n}] " in user_of(wire.requests[0]) for n in (1, 2, 3, 4))
    assert [(str(f.value), f.unit, f.citation) for f in told.figures] == [("404.40", "万元", 2)]
    assert told.explain is not None and told.explain["model"]["calls"][0]["task"] == "recipe"
    assert (unable.route, failed.route, failed.figures) == (Route.REFUSE, Route.REFUSE, ())


@pytest.fixture
def samples(corpus: Corpus) -> list[Document]:
    """The files as the recipe reads them."""
    found = []
    for entry in corpus.library.reports()[:1]:
        file = corpus.library.file(entry.document_id)
        found.append(Document(entry.document_id, file.path, file.source, file.media_type))
    return found


def judged(corpus: Corpus, *said: Say) -> Review:
    """The review of three descriptions by a model that says this."""
    questions = [
        q for q in read_set(ROOT / "evals" / "sets" / "samples.jsonl") if q.type is QuestionType.DESCRIBE
    ][:3]
    results = list(run("set", questions, Answering(corpus.library), {}))
    replies = iter(said)
    with serving(lambda _: next(replies)) as wire:
        found = review(results, ChatModel(ChatOptions("scripted", wire.url)))
        assert results[0].reply["citations"][0]["quote"][:20] in user_of(wire.requests[0])
    return found


def test_a_judge_stands_beside_the_score_with_its_version(corpus: Corpus) -> None:
    """Its verdicts, its failures, the model and the version of the prompt; the card shows all of them."""
    good = Say('{"supported": true, "complete": true, "reason": "有据"}')
    poor = Say('{"supported": true, "complete": false, "reason": "漏了<b>原因</b>"}')
    found = judged(corpus, good, poor, Say('{"supported": "yes"}'))
    assert found.judge == f"scripted, prompt {load('judge').version}"
    assert [(v.supported, v.complete, v.error) for v in found.verdicts] == [
        (True, True, None),
        (True, False, None),
        (False, False, "garbled"),
    ]
    questions = read_set(ROOT / "evals" / "sets" / "samples.jsonl")[:1]
    results = list(run("set", questions, Answering(corpus.library), {}))
    shown = page("t", {}, {"Wenbao": measure(results)}, results, review=found)
    assert found.judge in shown and "incomplete" in shown and "<b>原因" not in shown
