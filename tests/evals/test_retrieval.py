"""The rank of the right passage, and the project's own questions about the samples."""

import json
from pathlib import Path

import pytest

from evals.retrieval import RetrievalQuestion, rank, read_retrieval
from evals.schema import QuestionSetInvalid
from tests.evals.shelf import Shelf

ROOT = Path(__file__).resolve().parents[2]
SET = ROOT / "evals" / "sets" / "retrieval.jsonl"


def asked(document: str, words: str) -> RetrievalQuestion:
    return RetrievalQuestion(id=document, question="管护林木的是谁", document=document, contains=[words])


def test_ranks_become_hits_and_reciprocals() -> None:
    """One passage found first, one second."""
    shelf = Shelf()
    questions = [asked("海川市水务局2016年部门决算", "负责"), asked("云溪市林业局2015年部门决算", "负责")]
    found = rank(questions, shelf, shelf.search, {})
    assert (found.hit_1, found.hit_5, found.mrr) == (0.5, 1.0, 0.75)
    assert 0.75 < found.ndcg < 1.0 and found.missed == ()


def test_what_is_not_found_counts_nothing() -> None:
    """A search that finds nothing has a score of zero and names what it missed."""
    found = rank([asked("云溪市林业局2015年部门决算", "负责")], Shelf(), lambda text: [], {})
    assert found.mrr == 0 and found.missed == ("云溪市林业局2015年部门决算",)


def test_a_question_that_nothing_answers_is_refused() -> None:
    """The set and the corpus must belong together."""
    with pytest.raises(QuestionSetInvalid, match="no passage says"):
        rank([asked("云溪市林业局2015年部门决算", "船只")], Shelf(), Shelf().search, {})


def test_the_questions_stand_in_the_samples() -> None:
    """Every wanted sentence is in the narrative of its report, every report is a sample."""
    index = json.loads((ROOT / "samples" / "reports" / "index.json").read_text(encoding="utf-8"))
    questions = read_retrieval(SET)
    assert len(questions) >= 60 and len({q.id for q in questions}) == len(questions)
    for question in questions:
        assert question.document in index
        text = (ROOT / "samples" / "data" / question.document / "narrative.md").read_text(encoding="utf-8")
        assert all(words in text for words in question.contains), question.id
