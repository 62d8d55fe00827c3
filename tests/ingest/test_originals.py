"""Published reports beside the checkout: text, sections, facts and checks as looked up by hand."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.findings import disagreements_in
from corpus.report import Disagreement, Passage, ReportFacts
from corpus.text import fold
from ingest.checks import Examined, findings_of
from ingest.facts import facts_of
from ingest.passages import passages_of
from ingest.prose import read_prose
from ingest.readers.pdf import read_pages
from ingest.sections import Outline, outline, with_sections
from ingest.tables import reconstruct

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"
pytestmark = [
    pytest.mark.originals,
    pytest.mark.skipif(not REPORTS.is_dir(), reason="the original reports are not beside the checkout"),
]

Read = tuple[ReportFacts, Outline, tuple[Passage, ...], tuple[Disagreement, ...]]


def index() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for folder, name in (("pdf", "index.json"), ("real", "real/index.json")):
        for key, entry in json.loads((REPORTS / name).read_text(encoding="utf-8")).items():
            found[key] = {**entry, "path": REPORTS / folder / entry["file"]}
    return found


@cache
def read(key: str) -> Read:
    pages = list(read_pages(index()[key]["path"]))
    made = reconstruct(pages)
    prose = read_prose(pages, made.tables)
    found = outline(prose, made.tables)
    tables = with_sections(made.tables, found)
    facts = facts_of(prose, found, tables)
    passages = passages_of(facts.title, prose, found, tables)
    return (
        facts,
        found,
        passages,
        disagreements_in(findings_of(Examined(facts, tables, made.records, found.blocks))),
    )


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", fold(text))


KEYS = sorted(index()) if REPORTS.is_dir() else []


@pytest.mark.parametrize("key", KEYS)
def test_facts_are_exact(key: str) -> None:
    """Body, year and kind as the reports' index states them."""
    entry, (facts, *_) = index()[key], read(key)
    expected = (entry["organisation"], entry["fiscal_year"], entry["report_type"])
    assert (facts.organisation, facts.fiscal_year, facts.report_type) == expected


@pytest.mark.parametrize("key", KEYS)
def test_every_line_of_the_narrative_is_inside_a_passage(key: str) -> None:
    """No paragraph outside tables is lost, cut or mixed with running lines."""
    truth = REPORTS / "truth" / f"{key}.narrative.txt"
    if not truth.exists():
        pytest.skip("no narrative was looked up for this report")
    passages = [squeezed(passage.text) for passage in read(key)[2]]
    lines = [squeezed(line) for line in truth.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert [line for line in lines if not any(line in passage for passage in passages)] == []


@pytest.mark.parametrize("key", KEYS)
def test_every_text_cell_is_inside_a_passage(key: str) -> None:
    """Task tables can be read: each text cell is in a passage of its table."""
    truth = REPORTS / "truth" / f"{key}.textcells.jsonl"
    if not truth.exists():
        pytest.skip("no text cells were looked up for this report")
    passages = [squeezed(passage.text) for passage in read(key)[2]]
    cells = [squeezed(json.loads(line)["text"]) for line in truth.read_text(encoding="utf-8").splitlines()]
    assert [cell for cell in cells if not any(cell in passage for passage in passages)] == []


# A few words of a paragraph, and pieces of the headings over it, outermost first.
PLACES = [
    ("tianhe-gov-office-2017", "打击走私综合治理", ["第一部分", "主要职责"]),
    ("tianhe-gov-office-2017", "港澳事务及对外交流", ["第一部分", "单位构成"]),
    ("tianhe-gov-office-2017", "增加社保生育保险", ["第三部分", "一、", "收入总体情况"]),
    ("tianhe-gov-office-2017", "分功能科目看", ["第三部分", "二、", "财政拨款支出说明"]),
    ("tianhe-gov-office-2017", "贫困归侨扶贫救助", ["第三部分", "二、", "财政拨款支出说明"]),
    ("tianhe-gov-office-2017", "聘请法律顾问经费", ["第三部分", "二、", "（三）", "具体情况"]),
    ("tianhe-gov-office-2017", "厉行节约，严控公务接待", ["三、", "总体情况说明"]),
    ("tianhe-gov-office-2017", "主要出访成效", ["三、", "具体情况说明"]),
    ("tianhe-gov-office-2017", "会议场地租用费", ["三、", "会议费"]),
    ("tianhe-gov-office-2017", "授予小微企业合同", ["四、", "政府采购"]),
    ("tianhe-gov-office-2017", "用事业基金弥补收支差额", ["名词解释"]),
    ("tianhe-gov-office-2017", "大数据、人工智能", ["附件", "一、", "（三）", "1.", "存在问题"]),
    ("tianhe-gov-office-2017", "第二步，建机制", ["附件", "一、", "（三）", "1.", "相关建议"]),
    ("tianhe-gov-office-2017", "集体研究，集体决策", ["附件", "二、", "（一）", "全面从严治党"]),
    ("tianhe-gov-affairs-2017", "社区服务站为落脚点", ["附件", "一、", "（三）", "1.", "（2）", "绩效目标"]),
    ("tianhe-gov-affairs-2017", "示范母婴室", ["附件", "二、", "强化运行保障"]),
    ("tianhe-gov-affairs-2017", "8.47万元", ["四、", "机关运行经费"]),
    ("guangzhou-gov-office-2017", "平台稳定运行", ["附件", "一、", "（三）", "1.", "（2）"]),
    ("guangzhou-gov-office-2017", "居安思危", ["附件", "一、", "（三）", "1.", "相关建议"]),
    ("tianhe-gov-office-2023-selfeval", "自评等级为", ["二、", "自评结论"]),
    ("tianhe-gov-office-2023-selfeval", "三定", ["二、", "履职效能"]),
    ("tianhe-gov-office-2023-selfeval", "旧标签脱落", ["二、", "管理效率", "资产管理"]),
    ("tianhe-gov-office-2023-selfeval", "合同备案的时效性有待加强", ["主要问题"]),
    ("puto-planning-2024", "中小企业预留", ["第三部分", "十一、", "政府采购"]),
    ("puto-planning-2024", "办公大楼装修", ["第三部分", "一、"]),
    ("puto-finance-budget-2025", "会计事务管理科", ["项目经费情况说明", "实施主体"]),
    ("puto-finance-budget-2025", "援滇干部", ["其他相关情况说明", "绩效目标"]),
    ("huaian-openinfo-2024", "先审查", ["一、", "政府信息管理情况"]),
    ("huaian-openinfo-2024", "传帮带", ["存在的主要问题及改进情况"]),
    ("dongbei-electric-2018q1", "光热发电", ["第三节", "二、", "重大资产出售"]),
]


@pytest.mark.parametrize(("key", "words", "headings"), PLACES)
def test_sections_are_those_that_were_looked_up(key: str, words: str, headings: list[str]) -> None:
    """The path of headings over a paragraph, by a few of its words."""
    blocks = [b for b in read(key)[1].blocks if squeezed(words) in squeezed(b.paragraph.text) and not b.front]
    assert blocks
    path = blocks[0].path
    at = 0
    for piece in headings:
        found = next((i for i in range(at, len(path)) if piece in path[i]), None)
        assert found is not None, path
        at = found + 1


def test_what_was_found_by_hand_is_found() -> None:
    """Of the figures, ratios and roundings that were found to disagree by hand, nearly all are told."""
    name = "tianhe-gov-office-2017"
    truth = json.loads((REPORTS / "truth" / f"{name}.discrepancies.json").read_text(encoding="utf-8"))
    mine = {
        number for d in read(name)[3] for number in numbers(d.stated + " " + d.stated_quote + " " + d.against)
    }
    wanted = [t for t in truth if t["class"] in ("percentage", "rounding")]
    missed = [t["stated"] for t in wanted if not numbers(t["stated"]) <= mine]
    assert missed == []


def numbers(text: str) -> set[str]:
    return {n.replace(",", "") for n in re.findall(r"\d[\d,]*\.\d+", text)}


def test_reports_that_agree_are_not_accused() -> None:
    """An open-government report holds no wrong sum or figure; a budget holds one that its table gives
    differently, a quarterly report one that two of its tables do, and those alone are told."""
    told = {
        key: [(d.kind, d.stated_page, d.against_page) for d in read(key)[3] if d.kind in ("sum", "figure")]
        for key in ("puto-finance-budget-2025", "dongbei-electric-2018q1", "huaian-openinfo-2024")
    }
    assert told == {
        "puto-finance-budget-2025": [("figure", 7, 12)],
        "dongbei-electric-2018q1": [("figure", 6, 15)],
        "huaian-openinfo-2024": [],
    }
