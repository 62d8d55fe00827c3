"""The steps of reconstruction, each on a small drawn table."""

from decimal import Decimal

from ingest.content import PageContent
from ingest.tables import reconstruct
from tests.ingest.tables.drawing import drawn


def records(*pages):
    return reconstruct(pages).records


def by_label(found):
    return {(r.row_label, r.column_path): r for r in found}


def test_merged_headings_become_a_path_over_each_column():
    """A heading over two columns stands before their own headings."""
    page = drawn(["项目|经费|<|结余额", "^|购置费|运行费|^", "甲|1.00|2.00|3.00"], above=["某某决算表"])
    assert [r.column_path for r in records(page)] == [("经费", "购置费"), ("经费", "运行费"), ("结余额",)]


def test_title_form_unit_and_owner_are_read_above_the_grid():
    """The caption belongs to the table, and its box to the table's place."""
    page = drawn(["项目|金额", "甲|1.00"], above=["某某决算表", "公开 07 表", "单位：万元"])
    table = reconstruct([page]).tables[0]
    assert (table.title, table.form, table.unit) == ("某某决算表", "公开07表", "万元")
    assert table.places[0].box.top < 110


def test_two_sides_have_their_own_rows():
    """收入 and 支出 side by side: the path begins with the side, the label is the side's own."""
    page = drawn(["收入|<|支出|<", "项目|决算数|项目|决算数", "一、甲|1.00|一、乙|2.00"])
    assert {(r.row_label, r.column_path) for r in records(page)} == {
        ("一、甲", ("收入", "决算数")),
        ("一、乙", ("支出", "决算数")),
    }


def test_sides_without_a_heading_are_named_by_their_sums():
    """人员经费合计 names the side whose sum it is."""
    page = drawn(
        ["科目名称|决算数|科目名称|决算数", "甲|1.00|乙|2.00", "人员经费合计|1.00|公用经费合计|2.00"]
    )
    assert {r.column_path[0] for r in records(page)} == {"人员经费", "公用经费"}


def test_row_numbers_and_column_numbers_are_no_records():
    """行次 and 栏次 count rows and columns."""
    page = drawn(["项目|行次|决算数", "栏次||1", "甲|1|5.00", "乙|2|6.00"])
    assert [r.value for r in records(page)] == [Decimal("5.00"), Decimal("6.00")]


def test_codes_in_three_columns_are_one_code_with_its_parents():
    """类, 款, 项: what a row leaves out it has from the rows above."""
    rows = ["类|款|项|科目名称|合计数", "201|||公共服务|9.00", "201|03||行政事务|9.00", "||01|行政运行|9.00"]
    found = records(drawn(rows))
    assert [r.row_code for r in found] == ["201", "20103", "2010301"]
    assert found[2].row_path == ("公共服务", "行政事务", "行政运行")
    assert found[2].row_path_codes == ("201", "20103", "2010301")


def test_list_numbers_including_and_sums_make_paths():
    """（一） under 一、, 其中 under the row above it, parts under what they add up to."""
    rows = ["项目|金额", "一、甲|5.00", "（一）乙|5.00", "其中：丙|2.00", "二、丁|3.00", "戊|1.00", "己|2.00"]
    paths = [r.row_path for r in records(drawn(rows))]
    assert paths[1] == ("一、甲", "（一）乙")
    assert paths[2] == ("一、甲", "（一）乙", "其中：丙")
    assert paths[4:] == [("二、丁", "戊"), ("二、丁", "己")]


def test_blank_dash_and_zero_are_told_apart():
    """A blank and a dash are records without a value, zero is a value."""
    found = records(drawn(["项目|决算数", "甲|", "乙|—", "丙|0.00"]))
    assert [(r.value, r.raw) for r in found] == [(None, ""), (None, "—"), (Decimal("0.00"), "0.00")]


def test_a_continuation_without_a_header_goes_on():
    """The next page's rows belong to the table whose columns they have."""
    first = drawn(["项目|金额", "甲|1.00"], above=["某某决算表"])
    second = drawn(["乙|2.00", "丙|3.00"], top=90.0, number=2)
    found = reconstruct([first, second])
    assert len(found.tables) == 1 and found.tables[0].pages == (1, 2)
    assert [(r.row_label, r.column_path, r.page) for r in found.records[1:]] == [
        ("乙", ("金额",), 2),
        ("丙", ("金额",), 2),
    ]


def test_header_and_sum_repeated_on_the_next_page_count_once():
    """合计 under the repeated header is the same record."""
    first = drawn(["项目|金额", "合计|3.00", "甲|1.00"], above=["某某决算表"])
    second = drawn(["项目|金额", "合计|3.00", "乙|2.00"], number=2, above=["某某决算表"])
    assert [(r.row_label, r.page) for r in records(first, second)] == [("合计", 1), ("甲", 1), ("乙", 2)]


def test_a_note_ends_a_table():
    """What follows a noted table on the next page is another, whatever its columns."""
    first = drawn(["项目|金额", "甲|1.00"], above=["某某决算表"], below="注：到此为止。")
    second = drawn(["项目|数额", "乙|2.00"], number=2)
    assert len(reconstruct([first, second]).tables) == 2


def test_a_form_takes_the_label_left_of_the_value():
    """Label and value in pairs, the merged cell before them as group, units from the labels."""
    rows = [
        "单位名称|<|某某办公室|年度|某年",
        "资金情况|支出总额(万元)|6.00|完成率|96.5%",
        "^|其中：预算|5.00||",
    ]
    found = by_label(records(drawn(rows)))
    assert found["支出总额(万元)", ()].unit == "万元"
    assert found["完成率", ()].unit == "%"
    assert found["其中：预算", ()].row_path == ("资金情况", "支出总额(万元)", "其中：预算")
    assert found["其中：预算", ()].unit == "万元"


def test_a_header_in_the_midst_heads_the_rows_under_it():
    """A second row of names over figures begins a block of its own."""
    rows = ["|本期数|上期数", "甲|1.00|2.00", "|期末数|期初数", "乙|3.00|4.00"]
    assert [r.column_path for r in records(drawn(rows))] == [
        ("本期数",),
        ("上期数",),
        ("期末数",),
        ("期初数",),
    ]


def test_bands_name_the_rows_under_them():
    """A cell over the whole width goes before the paths of its rows."""
    rows = ["第一项|<", "内容|件数", "规章|3", "第二项|<", "内容|件数", "许可|4"]
    assert [r.row_path for r in records(drawn(rows))] == [("第一项", "规章"), ("第二项", "许可")]


def test_what_is_not_understood_gives_no_record_but_a_low_confidence():
    """Figures without headings and without a label of their own are not guessed."""
    found = reconstruct([drawn(["甲|1.00|2.00|3.00", "乙|4.00|5.00|6.00"])])
    assert found.records == ()
    assert found.tables[0].confidence < 0.6 and found.tables[0].notes


def test_the_box_of_a_record_is_around_its_digits():
    """Not the cell: the printed figure."""
    record = records(drawn(["项目|金额", "甲|1.00"]))[0]
    assert record.box is not None and record.box.x1 - record.box.x0 < 25


def test_pages_without_tables_give_none():
    """An empty page, and a boxed paragraph, are no tables."""
    empty = PageContent(1, 595.0, 842.0, (), ())
    assert reconstruct([empty, drawn(["一段文字"], number=2)]).tables == ()
