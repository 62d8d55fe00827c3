"""What a page break does to a table: columns that go missing, rows that it folds."""

from dataclasses import replace

import pytest

from corpus.report import Box
from ingest.tables import reconstruct
from tests.ingest.tables.drawing import drawn, frame, word

HEADER = "科目编码|科目名称|本年支出合计|基本支出|项目支出"
FIRST = [HEADER, "|合计|1,286.40|905.15|381.25", "201|公共服务|1,020.30|800.10|220.20"]


def told(*pages):
    found = reconstruct(pages)
    return {
        (r.row_code, r.row_label, r.column_path[-1]): (r.raw, r.unit, r.title) for r in found.records
    }, found


def first_page(rows=FIRST, top=500.0):
    return drawn(rows, top=top, above=["支出决算表", "单位：万元"])


FEWER = [
    # the last column is blank on the next page, and not printed
    ([HEADER.rsplit("|", 1)[0], "208|社会保障|105.05|105.05", "20805|养老支出|105.05|105.05"], 4),
    # two of them
    ([HEADER.rsplit("|", 2)[0], "208|社会保障|105.05", "20805|养老支出|105.05"], 2),
    # one in the midst
    (["科目编码|科目名称|本年支出合计|项目支出", "208|社会保障|105.05|105.05"], 2),
    # no header is repeated: the edges tell
    (["208|社会保障|105.05|105.05", "20805|养老支出|105.05|105.05", "2080501|离退休|9.00|9.00"], 6),
    (["208|社会保障|105.05", "20805|养老支出|105.05"], 2),
]


@pytest.mark.parametrize(("rows", "count"), FEWER)
def test_a_continuation_with_fewer_columns_is_of_the_same_table(rows, count):
    """Its figures have the title and unit of the table, and the headings of the columns it has."""
    found, tables = told(first_page(), drawn(rows, top=60.0, number=2))
    assert len(tables.tables) == 1
    later = {place: said for place, said in found.items() if place[0] and place[0].startswith("208")}
    assert len(later) == count
    assert {said[1:] for said in later.values()} == {("万元", "支出决算表")}
    given = rows[0].split("|") if rows[0].startswith("科目") else HEADER.split("|")[: rows[0].count("|") + 1]
    assert {place[2] for place in later} == set(given[2:])


def test_another_table_with_fewer_columns_stays_its_own():
    """Other headings make another table, though its edges are those of some columns."""
    other = ["编号|名称|数量", "1|车辆|3", "2|设备|4"]
    assert len(reconstruct([first_page(), drawn(other, top=60.0, number=2)]).tables) == 2


def opened(page, top=False, bottom=False):
    """The page without the lines above its first row, or under its last."""
    ends = {r.box.top for r in page.rules if r.horizontal}
    gone = {min(ends)} if top else set()
    gone |= {max(ends)} if bottom else set()
    return replace(page, rules=tuple(r for r in page.rules if not (r.horizontal and r.box.top in gone)))


FOLDED = [
    ("|一般行政管理事务支出|||", "2010302|中用于保障的经费|220.20||220.20"),
    ("2010302|一般行政管理事务支出|||", "|中用于保障的经费|220.20||220.20"),
    ("2010302|一般行政管理|220.20||220.20", "|支出中用于保障的经费|||"),
    ("2010302|一般行政管理事务支出||", "|中用于保障|220.20|"),
    ("|农村基础设施建设支出|||", "2130142|（含道路）|88.80|8.80|80.00"),
]


@pytest.mark.parametrize(("end", "start"), FOLDED)
def test_a_row_folded_over_the_break_is_one_row(end, start):
    """No line closes the row on either page: what stands on both is one row's."""
    count = end.count("|") + 1
    head = ["|".join(row.split("|")[:count]) for row in FIRST]
    after = "|".join(["208", "社会保障", "266.10", "105.05", "161.05"][:count])
    one = opened(first_page([*head, end]), bottom=True)
    two = opened(drawn([start, after], top=60.0, number=2), top=True)
    found, tables = told(one, two)
    code = end.split("|")[0] or start.split("|")[0]
    label = end.split("|")[1] + start.split("|")[1]
    figure = next(text for text in (*end.split("|")[2:], *start.split("|")[2:]) if text)
    assert len(tables.tables) == 1
    assert found[code, label, "本年支出合计"][0] == figure
    assert len({r.row for r in tables.records}) == len(head) + 1


def test_whole_rows_on_both_sides_of_an_open_break_stay_two():
    """Figures on both pages are two rows', whatever lines are drawn."""
    one = opened(first_page(), bottom=True)
    two = opened(drawn(["20103|办公厅|7.00|4.00|3.00"], top=60.0, number=2), top=True)
    found, _ = told(one, two)
    assert found["201", "公共服务", "基本支出"][0] == "800.10"
    assert found["20103", "办公厅", "基本支出"][0] == "4.00"


def test_a_folded_row_in_closed_boxes():
    """A label that fills its cell at the page's end goes on beside its code and figures, though lines
    are drawn there."""
    page = first_page([*FIRST, "|一般行政管理事务支|||"])
    found, _ = told(page, drawn(["2010302|出的经费|220.20||220.20"], top=60.0, number=2))
    assert found["2010302", "一般行政管理事务支出的经费", "项目支出"][0] == "220.20"


def footed(page, texts):
    """The page with a row of boxes at its foot."""
    words, rules = list(page.words), list(page.rules)
    for at, text in enumerate(texts):
        box = Box(60 + at * 200, 790, 260 + at * 200, 808)
        rules += frame(box)
        words.append(word(text, box.x0 + 4, 794))
    return replace(page, words=tuple(words), rules=tuple(rules))


@pytest.mark.parametrize("pages", [2, 3])
@pytest.mark.parametrize(
    "texts",
    [
        ["第 1 页 共 3 页"],
        ["第 1 页", "共 3 页"],
        ["制表：财务科", "第 1 页，共 3 页"],
        ["星桥区档案馆决算", "1"],
        ["打印日期：2031-05-06"],
    ],
)
def test_feet_in_boxes_do_not_end_a_table(texts, pages):
    """A footer with a frame of its own stands under each page of one table."""
    printed = []
    for at in range(pages):
        rows = [f"20{at}0{n}|公用经费{at}{n}|{at}{n}.50|{n}.25" for n in range(1, 6)]
        top, above = (60.0, []) if at else (560.0, ["支出决算表", "单位：万元"])
        page = drawn(
            [*([] if at else [HEADER.rsplit("|", 1)[0]]), *rows], top=top, number=at + 1, above=above
        )
        printed.append(footed(page, [text.replace("1", str(at + 1), 1) for text in texts]))
    found = reconstruct(printed)
    assert [table.pages for table in found.tables] == [tuple(range(1, pages + 1))]
    assert len(found.records) == 10 * pages
    assert {r.unit for r in found.records} == {"万元"}
