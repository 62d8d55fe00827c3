"""Sentences that speak of two things, and figures that must stay with their own."""

from decimal import Decimal

import pytest

from service.discrepancy import warnings_for
from service.frame import Metric, Operation
from service.lookup.facts import fact_stated
from service.narrative import Role, answer, find_figures
from tests.service.narrative.invented import Shelf, frame, view

ACCOUNTS = ("第二部分 情况说明", "一、收支情况")
OFFICE = ("第二部分 情况说明", "二、运行经费情况")
RATING = ("附件", "（一）管理情况")


@pytest.fixture(scope="module")
def report():
    return view(
        (ACCOUNTS, "与上年相比，收入总计增加61.20万元，上升6.12%；支出增加43.90万元，上升4.51%。"),
        (OFFICE, "一般公共预算档案运行经费支出40.00万元，与上年相比减少2.00万元，下降4.76%。"),
        (RATING, "该部分满分30分，自评得27.5分。其中借阅及时率扣1.5分；设备完好率扣1分。"),
        (OFFICE, "发现的主要问题：库房湿度超标。改进措施：加装除湿机并逐日登记。"),
    )


def stated(report, question):
    return [(f.value, f.unit) for f in find_figures(frame(question), None, report)]


def test_each_change_stays_with_its_own_clause(report):
    """Of a sentence about revenue and expenditure each side gets its own change and percentage."""
    assert stated(report, "区档案馆2019年收入总计比上年增加多少万元") == [(Decimal("61.20"), "万元")]
    assert stated(report, "区档案馆2019年支出总计比上年增加多少万元") == [(Decimal("43.90"), "万元")]


def test_both_sides_are_told_where_both_are_asked(report):
    """收支 asks of both sides: the changes of both are told."""
    values = [v for v, _ in stated(report, "区档案馆2019年收支总计比上年增加多少万元")]
    assert sorted(values) == [Decimal("43.90"), Decimal("61.20")]


def test_two_sides_are_no_contradiction(report):
    """The change of expenditure does not contradict that of revenue in the same sentence."""
    figures = find_figures(frame("区档案馆2019年收入总计比上年增加多少万元"), None, report)
    assert not warnings_for([fact_stated(report, f) for f in figures])


def test_the_change_of_a_part_is_not_that_of_the_whole(report):
    """What one item of an account fell by does not answer for the whole account."""
    assert stated(report, "区档案馆2019年一般公共预算支出比上年减少多少万元") == []


def test_points_taken_off_are_no_score(report):
    """扣 1.5 分 is what was taken off: it answers only where that is asked."""
    assert stated(report, "区档案馆2019年借阅及时率得了几分") == []
    (figure,) = find_figures(frame("区档案馆2019年借阅及时率扣了几分"), None, report)
    assert (figure.value, figure.role) == (Decimal("1.5"), Role.DEDUCTED)


def test_score_and_full_score_in_one_measure(report):
    """自评得分和满分 asks for two numbers of one part."""
    wanted = frame("区档案馆2019年管理情况自评得分和满分", Operation.VALUE, Metric("自评得分和满分", ()))
    assert sorted(f.value for f in find_figures(wanted, None, report)) == [Decimal("27.5"), Decimal("30")]


def test_problem_and_measure_of_one_paragraph(report):
    """Asked for both, the problem and the measure that follows it in its paragraph are both told."""
    library = Shelf(report)
    told = answer(frame("区档案馆2019年发现了什么问题，怎么改"), [report.entry.document_id], library)
    text = "".join(e.text for e in told.extracts)
    assert "湿度" in text and "除湿机" in text


def test_points_are_called_by_the_part_that_they_belong_to(report):
    """该部分满分 of a titled part is told as that part's."""
    (figure,) = find_figures(frame("区档案馆2019年管理情况满分多少分"), None, report)
    assert (figure.value, figure.label) == (Decimal("30"), "管理情况满分")


def test_money_that_was_spent_is_no_count():
    """花了多少 asks for money: a count of what it was spent on is no answer."""
    made = view((OFFICE, "全年安排交流团组7个，累计19人次。"))
    assert stated(made, "区档案馆2019年交流团组花了多少") == []
    assert stated(made, "区档案馆2019年交流团组有几个") == [(Decimal("7"), "个")]


def test_the_completion_of_one_is_not_disputed_by_its_parts():
    """What was completed of the whole answers, though its parts were completed to other shares."""
    made = view(
        (
            ACCOUNTS,
            "维护经费支出决算为8.00万元，完成预算10.00万元的80.00%。其中：设备维护支出决算为3.00万元，"
            "完成预算4.00万元的75.00%；房屋维护支出决算为5.00万元，完成预算6.00万元的83.33%。",
        )
    )
    assert stated(made, "区档案馆2019年维护经费预算执行率是多少") == [(Decimal("80.00"), "%")]


def test_other_accounts_of_the_same_name_are_no_contradiction():
    """其他收入 under another heading, far from the first, is another account."""
    made = view(
        (ACCOUNTS, "本年收入合计900.00万元，其中：其他收入31.00万元。"),
        (OFFICE, "非税收入合计400.00万元，其中：其他收入250.00万元。"),
    )
    figures = find_figures(frame("区档案馆2019年本年收入中其他收入是多少万元"), None, made)
    assert not warnings_for([fact_stated(made, f) for f in figures])


def test_a_part_that_is_named_goes_before_the_whole():
    """Asked for one kind of a list, its own number answers, not the total before it."""
    made = view((OFFICE, "排查出库房隐患28项，其中用电安全类25项、消防设施类2项、结构安全类1项。"))
    assert stated(made, "区档案馆2019年消防设施类隐患查出几项") == [(Decimal("2"), "项")]
    assert stated(made, "区档案馆2019年查出库房隐患几项") == [(Decimal("28"), "项")]


def test_half_years_are_told_apart():
    """A half-year that is asked for is not answered by a range that ends in the same year."""
    made = view((OFFICE, "2018年下半年至2019年上半年整理档案7600余卷，2019年下半年又整理档案3600余卷。"))
    assert stated(made, "区档案馆2019年下半年整理档案多少卷")[0][0] == Decimal("3600")


def test_what_something_was_cut_to_is_no_change():
    """压缩至 24 小时 tells what it is now, not by how much it fell."""
    made = view((OFFICE, "借阅时限压缩至24小时，全年借阅8600件，同比增长12.5%。"))
    (figure,) = find_figures(frame("区档案馆2019年借阅时限压缩至多少小时"), None, made)
    assert figure.role is Role.LEVEL
