"""Sets made from a corpus and from other sets."""

import pytest

from evals.making.cells import cell_questions
from evals.making.twins import twins_of
from evals.making.variants import variants_of
from evals.making.wording import spoken
from evals.schema import Behaviour, Expectation, Question, QuestionType
from tests.evals.shelf import COLUMNS, ROWS, Shelf

BODY, OTHER = "云溪市林业局", "海川市水务局"


def asked(*turns: str) -> Question:
    return Question(
        id="q", type=QuestionType.LOOKUP, turns=list(turns), expect=Expectation(behaviour=Behaviour.ANSWER)
    )


def test_a_question_for_each_cell_with_its_value_and_place() -> None:
    """Eighteen cells, eighteen different questions; each names body, year, row and column."""
    found = list(cell_questions(Shelf()))
    assert len(found) == 2 * len(ROWS) * len(COLUMNS)
    assert len({question.turns[0] for question in found}) == len(found)
    first = found[0]
    assert all(words in first.turns[0] for words in (BODY, "2015", "行政运行", "2010101", "基本支出"))
    (figure,) = first.expect.figures
    assert (figure.value, figure.unit, figure.fiscal_year) == ("100.50", "万元", 2015)
    assert figure.place is not None and figure.place.page == 2 and figure.place.bbox == (0, 0, 9, 9)


def test_one_report_alone() -> None:
    """By its id or its file's name."""
    for name in ("id2", f"{OTHER}2016年部门决算.pdf"):
        assert {q.expect.figures[0].organisation for q in cell_questions(Shelf(), [name])} == {OTHER}


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("一、财政拨款收入", "财政拨款收入"),
        ("（二）项目支出", "项目支出"),
        ("其中：基本工资", "基本工资"),
        ("营业收入（元）", "营业收入"),
        ("预算完成率：", "预算完成率"),
        ("30101", "30101"),
    ],
)
def test_labels_are_said_without_their_numbering(label: str, said: str) -> None:
    """Numbering, units and colons are print, not speech."""
    assert spoken(label) == said


def test_twins_ask_for_what_is_not_there() -> None:
    """Another year in one, another body in the other, the rest as it was; no figure may come."""
    year, body = twins_of([asked(f"{BODY}2015年行政运行是多少", "那2016年呢")], Shelf())
    assert year.turns[0].startswith(BODY) and "2015" not in "".join(year.turns)
    assert body.turns[0].endswith("2015年行政运行是多少") and BODY not in body.turns[0]
    assert {twin.expect.behaviour for twin in (year, body)} == {Behaviour.ABSTAIN}
    first, second = (int(turn.split("年")[0][-4:]) for turn in year.turns)
    assert second == first + 1


def test_what_is_refused_anyway_has_no_twin() -> None:
    """Nor has a question that names neither year nor body."""
    refused = Question(
        id="r",
        type=QuestionType.REFUSE,
        turns=[f"{BODY}2015年"],
        expect=Expectation(behaviour=Behaviour.REFUSE),
    )
    assert list(twins_of([refused, asked("什么是三公经费")], Shelf())) == []


def test_five_variants_that_keep_the_expectation() -> None:
    """Each is another question, with the same body and year told, and the same on every run."""
    question = asked(f"{BODY}2015年一般公共服务支出的基本情况怎样，请详细说明")
    found = {variant.id.split("~")[1]: variant.turns[0] for variant in variants_of([question], Shelf())}
    assert set(found) == {"typo", "width", "traditional", "order", "fillers"}
    assert len({*found.values(), question.turns[0]}) == 6
    assert BODY in found["typo"] and "2015" in found["typo"]
    assert abs(len(found["typo"]) - len(question.turns[0])) <= 1
    assert "２０１５" in found["width"] and "雲溪市林業局" in found["traditional"]
    assert BODY in found["order"] and not found["order"].startswith(f"{BODY}2015年")
    assert question.turns[0] in found["fillers"]
    assert [v.turns for v in variants_of([question], Shelf())] == [[turn] for turn in found.values()]
