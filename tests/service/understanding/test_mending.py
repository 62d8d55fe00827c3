import pytest

from service.answering import Answering
from service.understanding.mending import mend
from tests.service.shelf import GARDEN, Shelf, accounts

REPORT = accounts(GARDEN, 2031, 1, ["全年组织植树活动 12 场，处理工单 96 件。"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("组织植数活动多少场", "组织植树活动多少场"),
        ("苗圃护管支出多少", "苗圃管护支出多少"),
        ("苗圃管支出多少", "苗圃管护支出多少"),
        ("公务接费是多少", "公务接待费是多少"),
        ("本年收入合是计多少", "本年收入合计是多少"),
        ("苗圃管护德支出多少", "苗圃管护的支出多少"),
    ],
)
def test_a_slip_is_put_right_in_the_report_s_words(typed: str, meant: str) -> None:
    """A character by its sound, two exchanged, even across words, and one left out are put right."""
    assert mend(typed, REPORT) == meant


@pytest.mark.parametrize(
    "typed", ["喷泉维护费多少", "组织植树活动多少场", "办公费多少", "水费和电费一共多少", "处理工单多少件"]
)
def test_what_is_made_of_words_stays(typed: str) -> None:
    """Words of the report, and words of the language that it does not hold, are left as typed."""
    assert mend(typed, REPORT) == typed


def test_what_is_understood_already_is_left_alone() -> None:
    """A body or a year is never changed by a mend."""
    assert mend("苗圃护管支出多少", REPORT, taken=0b1111) == "苗圃护管支出多少"


def test_a_long_repetition_is_not_searched() -> None:
    """A thousand characters that say nothing cost nothing."""
    text = "多少钱" * 400
    assert mend(text, REPORT) == text


def test_the_answer_tells_how_a_slip_was_understood() -> None:
    """What was put right stands before the answer; what was typed right brings no such line."""
    engine = Answering(Shelf([REPORT]))
    told = engine.ask("青榆区园林局2031年苗圃护管支出多少")
    assert told.figures and told.text.startswith("（按“苗圃管护”理解）")
    assert "理解" not in engine.ask("青榆区园林局2031年苗圃管护支出多少").text


def test_a_slip_that_leads_nowhere_is_refused() -> None:
    """A measure that is not disclosed stays refused, whatever it looks like."""
    engine = Answering(Shelf([REPORT]))
    assert not engine.ask("青榆区园林局2031年喷泉护维费是多少").figures
