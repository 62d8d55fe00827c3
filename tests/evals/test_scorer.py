"""Our judgement against that of the scorer that came with the question sets: same answers, same verdicts."""

from __future__ import annotations

import importlib.util
import json
from types import ModuleType

import pytest

from evals.metrics import measure
from evals.running import run
from evals.schema import read_set
from service.answering import Answering
from service.conversation import Conversations
from tests.evals.conftest import ROOT, SHARED
from wenbao.bootstrap import Corpus

SCORER = SHARED / "checks" / "score_answers.py"
SETS = {
    "samples": (ROOT / "evals" / "sets", ROOT / "samples" / "reports", "corpus"),
    "dev": (SHARED / "questions", SHARED / "reports", "originals"),
    "real-dev": (SHARED / "questions", SHARED / "reports" / "real", "others"),
}

pytestmark = [
    pytest.mark.originals,
    pytest.mark.skipif(not SCORER.is_file(), reason="the scorer is not beside the checkout"),
]


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_answers", SCORER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", SETS)
def test_both_scorers_agree_on_every_question(
    name: str, scorer: ModuleType, request: pytest.FixtureRequest
) -> None:
    """Passed, failed, wrong figures: question by question, and so in the sums on the card.  What ours asks
    beyond the other, the place of a figure, is left out."""
    sets, reports, fixture = SETS[name]
    corpus: Corpus = request.getfixturevalue(fixture)
    index = json.loads((reports / "index.json").read_text(encoding="utf-8"))
    files = {key: entry["file"] for key, entry in index.items()}
    results = list(
        run(name, read_set(sets / f"{name}.jsonl"), Answering(corpus.library, Conversations()), files)
    )
    passed = wrong = 0
    for result in results:
        expect = result.question.expect.model_dump(mode="json")
        theirs = scorer.faults_in(expect, result.reply, index)
        ours = [f for f in result.judgement.faults if f != "WRONG FIGURE" and "another place" not in f]
        assert bool(theirs) == bool(ours), (result.question.id, theirs, ours)
        theirs_wrong = scorer.gave_wrong_figure(expect, result.reply)
        assert theirs_wrong == result.judgement.wrong_figure, (result.question.id, theirs)
        passed += not theirs and not theirs_wrong
        wrong += theirs_wrong
    placed = sum(any("another place" in f for f in result.judgement.faults) for result in results)
    metrics = measure(results)
    assert (metrics.passed.count, metrics.wrong.right) == (len(results), wrong)
    assert passed - placed <= metrics.passed.right <= passed
