import pytest

from service.frame import Operation
from service.narrative import answer, explain
from tests.service.narrative.invented import Shelf, frame, grid, view

DUTIES = ("第一部分 概况", "一、主要职责")
NOTES = ("第三部分 情况说明", "一、收支情况")
TERMS = ("第四部分 名词解释",)
PROJECT = ("附件", "1.目录整理项目评价报告")


@pytest.fixture(scope="module")
def shelf():
    return Shelf(
        view(
            (
                DUTIES,
                "一、主要职责\n本馆的主要职责是：\n（一）收集和保管区级机关档案。\n"
                "（二）编纂地方史料。\n（三）提供查阅服务。",
            ),
            (
                ("第一部分 概况", "二、机构设置"),
                "二、机构设置\n纳入编报范围的单位共3个，分别是：馆本级、青原区方志室、青原区影像资料中心。",
            ),
            (
                NOTES,
                "1.基本支出512.30万元，比上年增加40.10万元，增长8.49%，"
                "主要原因：一是新录用人员；二是调整津贴标准；三是补缴保险。",
            ),
            (NOTES, "印刷费减少的主要原因：推行无纸化办公；培训费增加的主要原因：开办两期修复班。"),
            (NOTES, "全年外出征集史料的主要城市有：临江、石浦、云陵、北渡。"),
            (
                NOTES,
                "全年开支较大的展览分别是：\n旧城影像展历时5天，支出3.10万元。\n"
                "乡村契约展历时3天，支出1.20万元。",
            ),
            (TERMS, "公用取暖费：指保障馆舍冬季取暖的支出。\n库房折旧：指库房按年限摊销的价值。"),
            (
                PROJECT,
                "1.目录整理项目评价报告\n（1）存在问题\n一是著录规则不统一。\n二是外包进度偏慢。\n"
                "（2）改进措施\n一是统一著录规则。\n二是按月核对进度。",
            ),
            (
                ("附件", "2.管理效率"),
                "1.合同管理\n该指标分值10分。因两份合同备案迟延，自评得分8分。\n"
                "2.资产管理\n该指标分值5分。账实相符，自评得分5分。",
            ),
            tables=[
                grid(1, [["主要任务", "预期目标", "完成情况"],
                         ["任务1", "接收到期档案，应收尽收，不留死角。", "已接收九家单位的到期档案。"],
                         ["任务2", "完成数字化扫描，按批验收并及时上线。", "扫描工作全部通过验收。"]]),
                grid(2, [["存在问题", "馆藏利用率不高，宣传手段单一，读者来源偏窄。"],
                         ["改进措施", "开设线上查档，增加流动展览，走进学校社区。"]]),
            ],
        )
    )  # fmt: skip


def told(shelf, question, operation):
    evidence = answer(frame(question, operation), [r.document_id for r in shelf.reports()], shelf)
    return None if evidence is None else " ".join(e.text for e in evidence.extracts)


def test_a_reason_is_told_whole(shelf):
    """All parts of an enumerated reason are given, with the effect that they explain."""
    text = told(shelf, "区档案馆2019年基本支出为什么增加", Operation.WHY)
    assert all(part in text for part in ("基本支出512.30万元", "新录用人员", "津贴标准", "补缴保险"))


def test_the_reason_of_the_neighbour_is_not_told(shelf):
    """Of two effects in one sentence only the asked one is explained."""
    text = told(shelf, "区档案馆2019年培训费增加的原因", Operation.WHY)
    assert "修复班" in text
    assert "无纸化" not in text


def test_no_reason_is_made_up(shelf):
    """A question for a reason that the report does not give is not answered."""
    assert told(shelf, "区档案馆2019年差旅费为什么下降", Operation.WHY) is None


def test_duties_are_listed_to_the_last(shelf):
    """The list under the heading of duties is given whole and in order."""
    text = told(shelf, "区档案馆的主要职责是什么", Operation.DESCRIBE)
    assert text.index("收集和保管") < text.index("编纂地方史料") < text.index("提供查阅")
    assert "编报范围" not in text


def test_members(shelf):
    """Sub-units come from the passage about the composition of the body."""
    assert "影像资料中心" in told(shelf, "区档案馆2019年决算包括哪些下属单位", Operation.LIST)


def test_places_named_in_a_sentence(shelf):
    """A list within a sentence is quoted with all its members."""
    text = told(shelf, "区档案馆2019年去哪些城市征集史料", Operation.LIST)
    assert all(city in text for city in ("临江", "石浦", "云陵", "北渡"))


def test_items_after_a_colon(shelf):
    """A line that opens a list brings the lines of the list with it."""
    text = told(shelf, "区档案馆2019年开支较大的展览是哪几个", Operation.LIST)
    assert "旧城影像展" in text
    assert "乡村契约展" in text


def test_a_definition(shelf):
    """What a term means is told by its entry in the explanations, and by that alone."""
    assert (
        told(shelf, "区档案馆决算里的库房折旧是什么意思", Operation.DEFINE)
        == "库房折旧：指库房按年限摊销的价值。"
    )


def test_problems_and_measures_of_one_project(shelf):
    """Problems and measures asked together are both given, those of the project named."""
    text = told(shelf, "区档案馆目录整理项目存在哪些问题，有什么改进措施", Operation.LIST)
    assert all(part in text for part in ("著录规则不统一", "进度偏慢", "统一著录规则", "按月核对"))
    assert "利用率" not in text


def test_a_cell_beside_its_label(shelf):
    """Without a project named, the row of the self-evaluation table that is headed so answers."""
    assert "流动展览" in told(shelf, "区档案馆2019年打算怎么改进馆藏利用率不高、宣传手段单一", Operation.HOW)


def test_tasks_of_a_table(shelf):
    """Tasks are read off the column of tasks, each with what stands beside a mere number."""
    text = told(shelf, "区档案馆2019年的主要任务有哪些", Operation.LIST)
    assert "应收尽收" in text
    assert "按批验收" in text


def test_lost_points(shelf):
    """Points that were lost are found by comparing the two numbers, with the sentence that says why."""
    evidence = answer(
        frame("区档案馆2019年哪些地方扣分了", Operation.LIST), [shelf.reports()[0].document_id], shelf
    )
    assert [e.text for e in evidence.extracts] == ["因两份合同备案迟延，自评得分8分。"]
    assert [(str(f.value), f.unit) for f in evidence.figures] == [("8", "分")]


def test_nothing_in_scope(shelf):
    """A subject that the reports do not touch is not answered by the likeliest passage."""
    assert told(shelf, "区档案馆2019年海底光缆铺设项目存在什么问题", Operation.LIST) is None
    assert told(shelf, "什么是量子纠缠", Operation.DEFINE) is None


def test_extracts_say_where_they_stand(shelf):
    """An extract quotes the report word for word and names document, page and section."""
    evidence = answer(
        frame("区档案馆2019年印刷费为什么减少", Operation.WHY), [shelf.reports()[0].document_id], shelf
    )
    source = evidence.extracts[0].source
    passage = shelf.view(source.document_id).passages[source.passage - 1]
    assert source.quote in passage.text
    assert (source.page, source.section) == (passage.page, passage.section)


@pytest.mark.parametrize(
    "question", ["文化事业费是什么？", "区档案馆2019年的文化事业费是干什么的", "文化事业费是啥"]
)
def test_what_a_thing_is_is_told_by_the_glossary(question):
    """X是什么 of an entry of the glossary is answered by the entry."""
    report = view(
        (
            ("第四部分 名词解释",),
            "文化事业费：指开展群众文化活动的经费。\n年初结转和结余：指上年没有用完的资金。",
        )
    )
    told = explain(frame(question), [report.entry.document_id], Shelf(report))
    assert told is not None and "群众文化" in told.extracts[0].text


@pytest.mark.parametrize("question", ["文化事业费里最多的是什么", "文化事业费是多少", "图书购置费是什么"])
def test_what_is_more_than_a_definition_is_not_explained(question):
    """A question about a measure of the thing, or about a thing that is no entry, is left to others."""
    report = view((("第四部分 名词解释",), "文化事业费：指开展群众文化活动的经费。"))
    assert explain(frame(question), [report.entry.document_id], Shelf(report)) is None
