from decimal import Decimal

import pytest

from service.frame import Metric
from service.narrative import Role, find_figures
from tests.service.narrative.invented import frame, grid, view

SPENDING = ("第三部分 情况说明", "一、支出情况")
OTHER = ("第三部分 情况说明", "二、其他事项")


@pytest.fixture(scope="module")
def report():
    return view(
        (
            SPENDING,
            "1.基本支出512.30万元，比上年增加40.10万元，增长8.49%，主要原因是人员增加。\n2.项目支出88.00万元，比上年减少12.00万元，下降12.00%，主要原因是修缮完工。",
        ),
        (
            SPENDING,
            "印刷费支出决算为6.50万元，完成预算8.00万元的81.25%；培训费支出决算为2.40万元，完成预算2.00万元的120.00%。",
        ),
        (OTHER, "全年接待查档团组12个、累计340人次，提供复印件5600页；新增密集架26组，覆盖3个库房。"),
        (OTHER, "截至年末共有车辆4辆，其中机要用车1辆、其他用车3辆。"),
        (OTHER, "该项目2019年安排经费的70%即35万元，2020年安排经费的30%即15万元。"),
        (("附件", "（一）目录整理项目绩效自评"), "目录整理项目自评得分为93.5分。"),
        (("附件", "（二）库房改造项目绩效自评"), "库房改造项目自评得分为88分。"),
        tables=[
            grid(
                1,
                [
                    ["任务", "预期目标", "完成情况"],
                    ["任务1", "向社会开放馆藏档案，做好查阅服务。", "全年开放档案约1.2万卷，举办展览7场。"],
                ],
            )
        ],
    )


def found(report, question, metric=None):
    return [(f.value, f.unit) for f in find_figures(frame(question), metric, report)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("区档案馆2019年查档团组有几个，一共多少人次", [("12", "个"), ("340", "人次")]),
        ("区档案馆2019年新增了多少组密集架，覆盖多少个库房", [("26", "组"), ("3", "个")]),
        ("区档案馆2019年其他用车几辆", [("3", "辆")]),
        ("区档案馆2019年举办展览多少场", [("7", "场")]),
        ("区档案馆2019年印刷费决算多少，完成预算的百分之几", [("6.50", "万元"), ("81.25", "%")]),
        ("区档案馆2019年目录整理项目自评多少分", [("93.5", "分")]),
        ("区档案馆2019年基本支出比上年增长百分之多少", [("8.49", "%")]),
    ],
)
def test_each_quantity_is_bound_to_what_it_counts(report, question, expected):
    """Every 多少 of a question finds the number that counts just that, with its unit."""
    assert found(report, question) == [(Decimal(v), u) for v, u in expected]


def test_a_decrease_is_negative(report):
    """A change carries its direction as its sign, and says what it is measured against."""
    (figure,) = find_figures(frame("区档案馆2019年项目支出比上年减少多少万元"), None, report)
    assert (figure.value, figure.role, figure.baseline) == (Decimal("-12.00"), Role.CHANGE, "prior")


def test_the_year_of_the_clause_decides(report):
    """Of two years told in one sentence the one that is asked for answers."""
    assert found(report, "区档案馆该项目2019年安排经费多少万元") == [(Decimal("35"), "万元")]


def test_a_measure_alone_is_looked_for(report):
    """A metric of the frame is found whatever else the question says."""
    assert found(report, "平均每辆车花多少", Metric("车辆保有量", ("车辆",))) == [(Decimal("4"), "辆")]


@pytest.mark.parametrize(
    "question",
    [
        "区档案馆2019年接待外宾多少人次",
        "区档案馆2019年会议费是多少",
        "区档案馆2019年修复古籍多少册",
        "区档案馆2019年展厅改造项目自评得分",
    ],
)
def test_nothing_rather_than_a_neighbour(report, question):
    """What no sentence counts is not answered by the nearest number."""
    assert found(report, question) == []


def test_a_count_stated_otherwise_is_told():
    """The same things counted differently in two places come with the other place."""
    torn = view(
        (OTHER, "建成18个社区档案服务站点并投入使用。"), (SPENDING, "目前6个社区档案服务站点基本完成建设。")
    )
    (figure,) = find_figures(frame("区档案馆2019年建成了多少个社区档案服务站点"), None, torn)
    assert figure.value == 18
    assert [other.value for other in figure.others] == [6]


def test_place_of_a_figure(report):
    """A figure cites the sentence, its page and the box of the line that holds it."""
    (figure,) = find_figures(frame("区档案馆2019年其他用车几辆"), None, report)
    assert figure.source.quote.startswith("截至年末共有车辆4辆")
    assert (figure.source.page, figure.source.box) == (4, (90.0, 100.0, 490.0, 114.0))
    assert figure.source.section == OTHER


@pytest.fixture(scope="module")
def told():
    return view(
        (
            OTHER,
            "授予中小微企业的合同金额21.50万元，占采购总额的35.83%；其中授予微型企业的合同金额0万元，占0%。",
        ),
        (OTHER, "省、市档案局转办件18件，区转办件64件，办结率均为100%。"),
        (OTHER, "为全区26个单位安排查档专场31个，合计90人次。"),
        (OTHER, "2019年对2个项目开展绩效自评，涉及资金43.00万元。接收参训人员620人次。"),
        (("自评", "3.档案利用"), "指标分值8分。各项制度健全，自评得分7分。"),
        (("自评", "4.档案保护"), "指标分值12分。库房达标，自评得分11分。"),
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("区档案馆2019年授予中小微企业的合同金额占采购总额多少", [("35.83", "%")]),
        ("区档案馆2019年省市档案局转办件多少件", [("18", "件")]),
        ("区档案馆2019年全区有几个单位安排了查档专场", [("26", "个")]),
        ("区档案馆2019年绩效自评的两个项目涉及资金多少", [("43.00", "万元")]),
        ("区档案馆2019年档案利用这项指标满分多少、得了多少", [("8", "分"), ("7", "分")]),
        ("区档案馆2019年有多少在编人员", []),
    ],
)
def test_what_is_counted_is_what_is_asked(told, question, expected):
    """A share of a named whole, a list written in one, the noun behind 几个, points of the named title;
    and nothing where the kind of people asked for is not counted."""
    assert found(told, question) == [(Decimal(v), u) for v, u in expected]


def test_a_count_told_again_in_other_words_is_known():
    """The next number of what is named alike stands beside the one found; farther numbers do not."""
    report = view(
        (OTHER, "平台上线后，56个项目实现全程网上查档。"),
        (OTHER, "终端覆盖各镇，57项服务可以全程网上查档。\n另有83项服务可以全程网上查档。"),
    )
    (figure,) = find_figures(frame("区档案馆2019年有多少个项目实现全程网上查档"), None, report)
    assert figure.value == 56
    assert [o.value for o in figure.others] == [Decimal(57)]


def test_what_is_asked_again_is_asked_once(report):
    """A question that repeats itself finds each figure once."""
    question = "区档案馆2019年" + "查档团组有几个、" * 60
    assert found(report, question) == [(Decimal("12"), "个")]
