"""The first of several things that sentences tell alike."""

from decimal import Decimal

import pytest

from service.narrative.foremost import foremost
from tests.service.narrative.invented import frame, view

MEETINGS = ("第三部分 情况说明", "二、会议费支出情况")
CARS = ("第三部分 情况说明", "三、国有资产占用情况")
SILENT = ("最多", "最大", "最少", "哪个", "哪种", "多少", "是", "的", "里", "了")


@pytest.fixture(scope="module")
def report():
    return view(
        (
            MEETINGS,
            "全年开支较大的会议分别是：\n"
            "档案开放评议会历时2天，参会人数40人，共支出3.20万元，其中场地费2.10万元，餐费1.10万元。\n"
            "库房安全座谈会历时1天，参会人数65人，共支出0.90万元，其中场地费0.50万元，餐费0.40万元。",
        ),
        (CARS, "共有车辆9辆，其中机要用车2辆、应急用车6辆、其他用车1辆。"),
    )


def first(report, question, least=False):
    found = foremost(frame(question), report, least, SILENT)
    return (found[0].label, found[0].value) if found else None


def test_paragraphs_that_tell_the_same_of_each(report):
    """The meeting that cost most is named by the beginning of its paragraph, with what it cost."""
    assert first(report, "区档案馆2019年开支最大的会议是哪个") == ("档案开放评议会", Decimal("3.20"))


def test_the_measure_that_is_asked_decides(report):
    """人数 ranks by people, not by money."""
    assert first(report, "区档案馆2019年参会人数最多的会议是哪个") == ("库房安全座谈会", Decimal("65"))


def test_the_least_comes_first_when_asked(report):
    """The order is turned round for 最少."""
    assert first(report, "区档案馆2019年哪个会议花费最少", least=True) == ("库房安全座谈会", Decimal("0.90"))


def test_a_list_in_one_sentence(report):
    """Of a list the parts are ranked, the total before them left out."""
    assert first(report, "区档案馆2019年哪种用车最多") == ("应急用车", Decimal("6"))


def test_parts_of_a_thing_are_not_such_things(report):
    """场地费 and 餐费 of a meeting are never told as meetings, and what nobody tells is not ranked."""
    assert first(report, "区档案馆2019年哪个展览花费最多") is None
