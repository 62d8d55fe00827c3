"""Tables as different offices print them: without upright rules, cut by pages, in forms."""

from decimal import Decimal

from ingest.content import PageContent
from ingest.tables import reconstruct
from tests.ingest.tables.drawing import drawn, word


def records(*pages):
    return reconstruct(pages).records


def blank_page(number, lines, size=10.0, width=450.0):
    """A page of centred lines, the last ones at its end."""
    words = [
        word(text, (width - size * len(text)) / 2, 780.0 - 16 * (len(lines) - index))
        for index, text in enumerate(lines)
    ]
    return PageContent(number, width, 842.0, tuple(words), ())


ROWS = ["项目|本年支出|<|结余额", "^|基本支出|项目支出|^", "栏次|1|2|3", "甲|1.00|2.00|3.00", "乙|4.00||6.00"]


def test_rows_that_only_level_lines_part_are_read_with_their_merged_headings():
    """No upright rule anywhere: columns stand by alignment, rows and headings by the level lines."""
    page = drawn([*ROWS, "丙|7.00|8.00|9.00"], above=["某某支出表"], upright=False)
    found = {(r.row_label, r.column_path): r.value for r in records(page) if r.value is not None}
    assert found == {
        ("甲", ("本年支出", "基本支出")): Decimal("1.00"),
        ("甲", ("本年支出", "项目支出")): Decimal("2.00"),
        ("甲", ("结余额",)): Decimal("3.00"),
        ("乙", ("本年支出", "基本支出")): Decimal("4.00"),
        ("乙", ("结余额",)): Decimal("6.00"),
        ("丙", ("本年支出", "基本支出")): Decimal("7.00"),
        ("丙", ("本年支出", "项目支出")): Decimal("8.00"),
        ("丙", ("结余额",)): Decimal("9.00"),
    }


def test_level_lines_of_two_tables_are_two_stacks():
    """A title between two stacks of lines parts them."""
    first = drawn(ROWS, above=["某某支出表"], upright=False)
    second = drawn(ROWS, top=400.0, above=["某某收入表"], upright=False)
    page = PageContent(1, first.width, 842.0, (*first.words, *second.words), (*first.rules, *second.rules))
    assert [table.title for table in reconstruct([page]).tables] == ["某某支出表", "某某收入表"]


def test_a_caption_that_ends_the_page_before_is_the_tables():
    """Title and unit at the foot of one page, the grid at the top of the next."""
    pages = [
        blank_page(1, ["某某支出决算表", "单位：万元"], width=340.0),
        drawn(["项目|金额", "甲|1.00"], top=50.0, number=2),
    ]
    table = reconstruct(pages).tables[0]
    assert (table.title, table.unit) == ("某某支出决算表", "万元")
    assert [place.page for place in table.places] == [1, 2]


def test_running_text_that_ends_the_page_before_is_no_caption():
    """A sentence at the foot of a page stays text."""
    pages = [
        blank_page(1, ["本部门全年支出情况如下。"], width=340.0),
        drawn(["项目|金额", "甲|1.00"], top=50.0, number=2),
    ]
    assert reconstruct(pages).tables[0].title is None


def test_a_label_cut_by_the_page_break_is_whole_and_makes_no_row():
    """What is left of the label alone opens the next page."""
    header = "项目名称|金额"
    first = drawn([header, "某某事务综合管理机构|5.00"], top=780.0, above=["某某表"])
    second = drawn([header, "经费|", "乙|6.00"], top=50.0, number=2)
    found = records(first, second)
    assert [(r.row_label, r.value) for r in found] == [
        ("某某事务综合管理机构经费", Decimal("5.00")),
        ("乙", Decimal("6.00")),
    ]


def test_the_opening_rows_of_a_form_are_no_headings():
    """项目名称 and 主管部门 say what the form is about; the figures stand under their own headings."""
    page = drawn(
        [
            "项目名称|绿道养护|<|<",
            "主管部门|某某局|实施单位|某某所",
            "资金|年初预算数|执行数|得分",
            "年度资金总额|10.00|9.00|9.5",
        ],
        above=["项目支出绩效自评表", "单位：万元"],
    )
    assert [(r.row_path, r.column_path, r.unit) for r in records(page)] == [
        (("绿道养护", "年度资金总额"), ("年初预算数",), "万元"),
        (("绿道养护", "年度资金总额"), ("执行数",), "万元"),
        (("绿道养护", "年度资金总额"), ("得分",), "分"),
    ]


def test_a_table_headed_by_project_names_is_a_table():
    """项目名称 over a column heads it."""
    page = drawn(["项目名称|预算数|决算数", "绿道养护|10.00|9.00"], above=["某某表"])
    assert [(r.row_label, r.column_path) for r in records(page)] == [
        ("绿道养护", ("预算数",)),
        ("绿道养护", ("决算数",)),
    ]


def test_headings_that_count_in_their_own_unit_do_not_take_the_tables():
    """人数 and 比例 in a table in 万元."""
    page = drawn(["项目|金额|人数|比例", "甲|1.00|12|0.5"], above=["某某表", "单位：万元"])
    assert [r.unit for r in records(page)] == ["万元", "人", None]


def test_a_column_that_sorts_rows_does_not_name_them():
    """货物类 stands for several rows: each is called by what it alone is called."""
    page = drawn(
        [
            "类别|品目名称|金额",
            "货物类|桌椅|1.00",
            "货物类|电脑|2.00",
            "服务类|保安|3.00",
            "服务类|保洁|4.00",
        ],
        above=["某某表"],
    )
    assert [(r.row_path, r.row_label) for r in records(page)][:2] == [
        (("货物类", "桌椅"), "桌椅"),
        (("货物类", "电脑"), "电脑"),
    ]


def test_a_sum_where_codes_stand_is_a_label():
    """合计 in the column of codes, which stay codes."""
    page = drawn(["科目编码|科目名称|金额", "合计||3.00", "301|甲|1.00", "302|乙|2.00"], above=["某某表"])
    assert [(r.row_code, r.row_label) for r in records(page)] == [
        (None, "合计"),
        ("301", "甲"),
        ("302", "乙"),
    ]


def test_rows_go_on_under_a_code_in_a_further_side():
    """30231 right of 302's rows belongs under 302."""
    rows = [
        "公用经费|<|<|<|<|<",
        "科目编码|科目名称|决算数|科目编码|科目名称|决算数",
        "302|商品|3.00|30231|车辆|2.00",
        "30201|办公|1.00|||",
    ]
    found = {r.row_code: r for r in records(drawn(rows, above=["某某表"])) if r.value is not None}
    assert found["30231"].row_path[-2:] == ("商品", "车辆")
    assert found["30231"].row_path_codes == ("302", "30231")


def test_forms_numbered_in_words_are_forms():
    """表三 is the table's number, no title."""
    page = drawn(["项目|金额", "甲|1.00"], above=["表三", "某某支出表", "单位：元"])
    table = reconstruct([page]).tables[0]
    assert (table.form, table.title) == ("表三", "某某支出表")


def test_a_table_without_any_rule_is_found_under_its_unit():
    """Columns and rows by alignment alone; without a unit line above, the same lines stay text."""
    rows = ["项目|预算数|决算数", "甲|1.00|2.00", "乙|3.00|4.00", "丙|5.00|6.00", "丁||8.00"]
    captioned, plain = (
        drawn(rows, above=above, upright=False) for above in (["某某支出表", "单位：万元"], ["某某支出表"])
    )
    bare = PageContent(1, captioned.width, 842.0, captioned.words, ())
    found = {(r.row_label, r.column_path): (r.value, r.unit) for r in records(bare) if r.value is not None}
    assert len(found) == 7
    assert found["丁", ("决算数",)] == (Decimal("8.00"), "万元")
    assert records(PageContent(1, plain.width, 842.0, plain.words, ())) == ()


def test_a_year_in_brackets_under_the_title_is_no_title():
    """（2032年度） between the title and the table says of when it is, not what."""
    for year in ("（2032年度）", "2032年度", "(2032年)"):
        page = drawn(["项目|金额", "甲|1.00"], above=["某某项目自评表", year, "单位：万元"])
        table = reconstruct([page]).tables[0]
        assert (table.title, table.unit) == ("某某项目自评表", "万元")
