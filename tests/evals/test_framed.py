"""What people say around a question changes no answer: the project's own questions, polite and wordy."""

from pathlib import Path
from typing import NamedTuple

import pytest

from evals.schema import QuestionType, read_set
from service.deciding import Deciding

SET = Path(__file__).resolve().parents[2] / "evals" / "sets" / "samples.jsonl"
FRAMINGS = (
    ("麻烦您帮我查一下，", "，谢谢"), ("我在写材料，急用，请问", "？要准确数字"), ("小白求助：", ""),
    ("上级来函要，", "，请给出数字"), ("大姐，打扰一下，", "，我记不清了"), ("话说", "，能帮我找一下吗"),
)  # fmt: skip
WANTED = 0.9
REACHED = 0.70  # measured: 0.71 of these 63; to be raised as it gets better
EVERY = 2


class Pair(NamedTuple):
    """A question as it was put, and the figures of the plain one and of this one."""

    text: str
    plain: frozenset
    framed: frozenset


@pytest.fixture(scope="module")
def deciding(corpus):
    return Deciding(corpus.library)


@pytest.fixture(scope="module")
def pairs(deciding):
    """Every other question for a figure of a table or a sentence, each in the next framing."""
    kinds = (QuestionType.LOOKUP, QuestionType.NARRATIVE_FIGURE)
    asked = [q.turns[0] for q in read_set(SET) if q.type in kinds and len(q.turns) == 1 and q.expect.figures]
    found = []
    for number, plain in enumerate(asked[::EVERY]):
        before, behind = FRAMINGS[number % len(FRAMINGS)]
        text = f"{before}{plain.rstrip('？?')}{behind}"
        found.append(Pair(text, figures(deciding, plain), figures(deciding, text)))
    return found


def figures(deciding, question):
    return frozenset((f.value, f.unit) for f in deciding.ask(question).figures)


def same(pairs):
    return sum(p.plain == p.framed for p in pairs) / len(pairs)


def test_framed_questions_mostly_give_the_figures_of_the_plain_ones(pairs):
    """What is reached today; less is a step back."""
    assert len(pairs) > 50
    assert sum(not p.plain for p in pairs) <= 1
    assert same(pairs) >= REACHED


@pytest.mark.xfail(
    strict=True, reason="framings that hold a list or no word of asking leave the question open"
)
def test_nine_of_ten_framed_questions_give_the_figures_of_the_plain_ones(pairs):
    """What is wanted."""
    assert same(pairs) >= WANTED, [p.text for p in pairs if p.plain != p.framed]


def test_few_framed_questions_give_other_figures(pairs):
    """Silence is better than a figure that the plain question does not give."""
    other = [p.text for p in pairs if p.framed - p.plain]
    assert len(other) <= 0.1 * len(pairs), other


@pytest.mark.parametrize(
    "question",
    [
        "天河区教育局2017年支出多少",
        "麻烦您，天河区财政局2017年公务接待费决算数是多少，谢谢",
        "洪泽区政府办2017年公务接待费决算数",
        "天河区政府办2019年公务接待费决算数",
    ],
)
def test_what_is_not_held_gets_no_figure_though_the_region_is_held(deciding, question):
    assert deciding.ask(question).figures == ()


def test_a_city_office_is_not_the_district_office(deciding):
    """广州市…办公厅 is another body than the office of one of its districts."""
    answer = deciding.ask("广州市人民政府办公厅2017年公务接待费决算数是多少")
    assert answer.figures == ()
