"""An invented shelf with enough running text to be worded: duties, reasons, problems of two bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.report import Page, Passage, PassageKind
from corpus.view import DocumentView
from service.answering import Answering
from service.model.assistant import Assistant
from service.model.assisted import Assisted
from service.model.chat import ChatModel, ChatOptions, Output
from service.model.planner import Planner
from tests.service.model.wire import Wire
from tests.service.shelf import GARDEN, OFFICE, Shelf, accounts

DUTIES = (
    "负责全区公园绿地的规划、建设和养护管理工作。",
    "负责古树名木的普查登记和保护，组织编制古树名木保护名录，指导各街道落实管护责任人。",
    "组织开展义务植树活动，2031年共组织植树活动12场，参加市民4200人次，栽种苗木3.6万株。",
    "指导街道做好社区绿化、立体绿化和屋顶绿化，推进口袋公园建设，完善便民设施。",
)
REASON = (
    "一、“三公”经费支出7.50万元，比上年增加1.50万元，增长25.00%。增加的主要原因是更换了两辆已到报废年限的洒水车，"
    "同时接待外地园林部门考察调研的批次增多。其中公务接待费3.75万元，比上年减少0.40万元，下降9.64%，"
    "主要原因是严格执行公务接待标准，压减一般性接待。"
)
PROBLEMS = (
    "1.苗木采购计划编制不够细，部分品种到货时间与栽植季节不衔接，影响了成活率。",
    "2.养护经费支付进度偏慢，第三季度末执行率仅为58.30%，年末集中支付的情况较为突出。",
    "3.绩效指标设置偏重数量，反映公园使用效果的指标偏少，满意度调查样本不足。",
)
QUESTIONS = (
    "青榆区园林局2031年主要职责是什么",
    "青榆区园林局2031年三公经费增加的原因是什么",
    "青榆区园林局2031年绩效管理存在哪些问题",
)


def told(view: DocumentView, more: Sequence[tuple[str, Sequence[str]]] = ()) -> DocumentView:
    """A report with the running text above, `more` sections of it behind."""
    parts = [
        ("第一部分 单位概况", "一、主要职责", DUTIES),
        ("第二部分 情况说明", "二、三公经费情况", (REASON,)),
        ("第三部分 绩效情况", "三、存在的主要问题", PROBLEMS),
    ]
    parts += [("第四部分 其他", heading, lines) for heading, lines in more]
    passages = tuple(
        Passage(number, PassageKind.TEXT, (part, heading), "\n".join(lines),
                f"{view.entry.facts.title} {heading} " + "\n".join(lines), number + 10, number + 10)
        for number, (part, heading, lines) in enumerate(parts, 1)
    )  # fmt: skip
    pages = tuple(Page(p.page, 595, 842, p.text) for p in passages)
    return replace(view, pages=pages, passages=passages, entry=replace(view.entry, passages=len(passages)))


def library(*more: tuple[str, Sequence[str]]) -> Shelf:
    """Two bodies; the first in two years."""
    return Shelf(
        [told(accounts(GARDEN, 2031, 3), more), accounts(GARDEN, 2032, 4), told(accounts(OFFICE, 2031, 1))]
    )


def assisted(
    wire: Wire, shelf: Shelf, certain: float = 2.0, seconds: float = 5.0, output: Output = "json_schema"
) -> Assisted:
    """Answers over `shelf` with the scripted model; it is asked for a plan unless `certain` is 0."""
    chat = ChatModel(ChatOptions("scripted", wire.url, seconds=seconds, output=output))
    planner = Planner(chat, shelf, today=lambda: date(2033, 1, 1))
    return Assisted(Answering(shelf), shelf, planner, Assistant(chat), certain)
