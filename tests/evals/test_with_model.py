"""Question sets with a faultless model beside the answers: no type of question fares worse."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evals.running import Result, run
from evals.schema import Question, read_set
from service.answer import Answer, Route
from service.answering import Answering
from service.conversation import Conversations
from service.model.assistant import Assistant
from service.model.assisted import Assisted
from service.model.chat import ChatModel, ChatOptions
from tests.service.model.perfect import perfect
from tests.service.model.wire import Wire, serving
from wenbao.bootstrap import Corpus, corpus_of
from wenbao.cli import app
from wenbao.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
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


def compared(corpus: Corpus, questions: list[Question], files: Mapping[str, str]) -> Counted:
    """Both runs over a set; fails where a type passes less with the model, or anything crashes."""
    conversations = Conversations()
    plain = list(run("set", questions, Answering(corpus.library, Conversations()), files))
    with serving(perfect) as wire:
        chat = ChatModel(ChatOptions("scripted", wire.url))
        alone = Answering(corpus.library, conversations)
        counted = Counted(Assisted(alone, corpus.library, conversations, Assistant(chat)), wire)
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


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The original reports in a corpus of their own."""
    folder = tmp_path_factory.mktemp("originals")
    settings = {"WENBAO_HOME": str(folder), "WENBAO_VECTORS": "false"}
    done = CliRunner().invoke(app, ["ingest", str(SHARED / "reports" / "pdf")], env=settings)
    assert done.exit_code == 0, done.output
    with corpus_of(Settings(home=folder, vectors=False)) as opened:
        yield opened


@pytest.mark.originals
@pytest.mark.skipif(not SHARED.is_dir(), reason="the original reports are not beside the checkout")
def test_no_type_over_the_originals_is_worse(originals: Corpus) -> None:
    """Every question that came with them, and no call where a figure was found or computed."""
    questions = read_set(SHARED / "questions" / "dev.jsonl")
    index = json.loads((SHARED / "reports" / "index.json").read_text(encoding="utf-8"))
    counted = compared(originals, questions, {key: entry["file"] for key, entry in index.items()})
    assert sum(counted.calls[route] for route in CERTAIN) == 0
    assert sum(counted.answers[route] for route in CERTAIN) > 50 and counted.calls[Route.NARRATIVE] > 5
