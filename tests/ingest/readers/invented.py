"""One invented report, and the same report in every format that has tables."""

from __future__ import annotations

from pathlib import Path

from evals.cells import prints
from evals.cells.prints import Grid, Paper

TITLE = "2031年云海市星桥区档案馆决算公开报告"
OPENING = "第一部分 云海市星桥区档案馆概况"
PROSE = "云海市星桥区档案馆负责本区档案的收集、整理、保管和利用，指导各单位的档案工作。"
NOTE = "注：本表反映本单位本年度的收支情况。"


INCOME = Grid(
    ["收入支出总表", "公开91表", "部门：云海市星桥区档案馆", "单位：万元"],
    [
        ["收入", "", "", "支出", "", ""],
        ["项目", "行次", "决算数", "项目", "行次", "决算数"],
        ["栏次", "", "1", "栏次", "", "2"],
        ["一、财政拨款收入", "1", "1,204.50", "一、一般公共服务支出", "5", "1,100.25"],
        ["二、其他收入", "2", "95.50", "二、教育支出", "6", "150.00"],
        ["", "3", "", "三、住房保障支出", "7", "49.75"],
        ["本年收入合计", "4", "1,300.00", "本年支出合计", "8", "1,300.00"],
    ],
    {(0, 0): (1, 3), (0, 3): (1, 3), (2, 0): (1, 2), (2, 3): (1, 2)},
)
SPENDING = Grid(
    ["支出决算表", "公开92表", "部门：云海市星桥区档案馆", "单位：万元"],
    [
        ["项目", "", "本年支出合计", "本年支出", ""],
        ["科目编码", "科目名称", "", "基本支出", "项目支出"],
        ["栏次", "", "1", "2", "3"],
        ["合计", "", "1,300.00", "800.00", "500.00"],
        ["201", "一般公共服务支出", "1,150.25", "700.00", "450.25"],
        ["20126", "档案事务", "1,150.25", "700.00", "450.25"],
        ["221", "住房保障支出", "149.75", "100.00", "49.75"],
    ],
    {(0, 0): (1, 2), (0, 2): (2, 1), (0, 3): (1, 2), (2, 0): (1, 2), (3, 0): (1, 2)},
)
GRIDS = (INCOME, SPENDING)
PAPER = Paper(TITLE, OPENING, PROSE, GRIDS, NOTE)

RECORDS = {
    ("公开91表", "一、财政拨款收入", ("收入", "决算数"), "1204.50"),
    ("公开91表", "二、其他收入", ("收入", "决算数"), "95.50"),
    ("公开91表", "本年收入合计", ("收入", "决算数"), "1300.00"),
    ("公开91表", "一、一般公共服务支出", ("支出", "决算数"), "1100.25"),
    ("公开91表", "二、教育支出", ("支出", "决算数"), "150.00"),
    ("公开91表", "三、住房保障支出", ("支出", "决算数"), "49.75"),
    ("公开91表", "本年支出合计", ("支出", "决算数"), "1300.00"),
    ("公开92表", "合计", ("本年支出合计",), "1300.00"),
    ("公开92表", "合计", ("本年支出", "基本支出"), "800.00"),
    ("公开92表", "合计", ("本年支出", "项目支出"), "500.00"),
    ("公开92表", "一般公共服务支出", ("本年支出合计",), "1150.25"),
    ("公开92表", "一般公共服务支出", ("本年支出", "基本支出"), "700.00"),
    ("公开92表", "一般公共服务支出", ("本年支出", "项目支出"), "450.25"),
    ("公开92表", "档案事务", ("本年支出合计",), "1150.25"),
    ("公开92表", "档案事务", ("本年支出", "基本支出"), "700.00"),
    ("公开92表", "档案事务", ("本年支出", "项目支出"), "450.25"),
    ("公开92表", "住房保障支出", ("本年支出合计",), "149.75"),
    ("公开92表", "住房保障支出", ("本年支出", "基本支出"), "100.00"),
    ("公开92表", "住房保障支出", ("本年支出", "项目支出"), "49.75"),
}


def as_tabbed_text(path: Path) -> None:
    """An export with tabs between cells; merged cells leave blanks."""
    lines = [TITLE, "", OPENING, "", PROSE, ""]
    for grid in GRIDS:
        lines += [line for caption in grid.captions for line in (caption, "")]
        lines += ["\t".join(row) for row in grid.rows] + ["", NOTE, ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def as_markdown(path: Path) -> None:
    """A Markdown file with headings and tables of upright bars."""
    lines = [f"# {TITLE}", "", f"## {OPENING}", "", f"**{PROSE[:8]}**{PROSE[8:]}", ""]
    for grid in GRIDS:
        lines += [line for caption in grid.captions for line in (caption, "")]
        rows = ["| " + " | ".join(row) + " |" for row in grid.rows]
        lines += [rows[0], "|" + " --- |" * len(grid.rows[0]), *rows[1:], "", NOTE, ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def as_csv(path: Path) -> None:
    """Separated values, as a workbook's sheets saved one after the other."""
    lines = [TITLE, ""]
    for grid in GRIDS:
        lines += grid.captions
        lines += [",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in grid.rows]
        lines += [NOTE, ""]
    path.write_text("\n".join(lines), encoding="gb18030")


def as_html(path: Path) -> None:
    """A web page with merged cells."""
    prints.as_html(path, PAPER)


def as_docx(path: Path) -> None:
    """A Word document with merged cells."""
    prints.as_docx(path, PAPER)


def as_xlsx(path: Path) -> None:
    """A workbook with a sheet for each table."""
    prints.as_xlsx(path, PAPER)
