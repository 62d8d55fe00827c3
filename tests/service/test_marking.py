"""What is marked on a page for a figure."""

from dataclasses import replace
from decimal import Decimal

from corpus.report import Box, Page, Place, Record, ReportFacts, Table, TableCell
from corpus.view import DocumentView, ReportEntry
from service.marking import marks_of


def cell(
    row: int, column: int, text: str, box: Box, page: int = 1, header: bool = False, span: int = 1
) -> TableCell:
    return TableCell(row, column, text, column_span=span, header=header, places=(Place(page, box),))


def record(row: int, column: int, label: str, page: int, box: Box) -> Record:
    return Record(
        table=1, row=row, column=column, form=None, title="表", row_code=None, row_label=label,
        row_path=(label,), column_path=("甲",), value=Decimal("1.00"), raw="1.00", unit="元", page=page,
        box=box,
    )  # fmt: skip


def view(second_top: float = 20.0) -> DocumentView:
    """Two pages of a table: heads at 0–20, rows of 20 points; the second page begins at `second_top`."""
    cells = (
        cell(0, 0, "项目", Box(0, 0, 100, 20), header=True),
        cell(0, 1, "决算数", Box(100, 0, 300, 20), header=True, span=2),
        cell(1, 0, "差旅费", Box(0, 20, 100, 40)),
        cell(1, 1, "1.00", Box(100, 20, 200, 40)),
        cell(1, 2, "2.00", Box(200, 20, 300, 40)),
        cell(2, 0, "会议费", Box(0, second_top, 100, second_top + 20), 2),
        cell(2, 1, "1.00", Box(100, second_top, 200, second_top + 20), 2),
    )
    whole = Box(0, 0, 300, 200)
    places = (Place(1, whole), Place(2, whole))
    table = Table(1, None, "表", "元", (1, 2), cells, places=places)
    records = (
        record(1, 1, "差旅费", 1, Box(170, 25, 195, 35)),
        record(2, 1, "会议费", 2, Box(170, second_top + 5, 195, second_top + 15)),
    )
    entry = ReportEntry("d", "d.pdf", ReportFacts("t", None, None, None), 2, 1, 2, 0, (), 1.0, "")
    pages = (Page(1, 300, 200, ""), Page(2, 300, 200, ""))
    return DocumentView(entry, pages, (), (), (table,), records, ())


def test_the_cell_and_its_heads_are_marked() -> None:
    """The printed cell around the digits, the label in its row, the head above it, and the bands between."""
    marks = marks_of(view(), 1, Box(170, 25, 195, 35))
    assert marks.cell == Box(100, 20, 200, 40)
    assert marks.row_heads == (Box(0, 20, 100, 40),) and marks.column_heads == (Box(100, 0, 300, 20),)
    assert marks.row == Box(100, 20, 200, 40) and marks.column == Box(100, 20, 200, 40)


def test_heads_are_marked_where_a_later_page_repeats_them() -> None:
    """The body begins right below the place of the header, or one repeated total further down."""
    for top in (20.0, 40.0):
        marks = marks_of(view(top), 2, Box(170, top + 5, 195, top + 15))
        assert marks.column_heads == (Box(100, 0, 300, 20),)


def test_no_head_is_marked_where_none_may_be() -> None:
    """The body begins at the top of the later page, or far below: nothing is guessed."""
    for top in (0.0, 90.0):
        marks = marks_of(view(top), 2, Box(170, top + 5, 195, top + 15))
        assert marks.column_heads == () and marks.column is None
        assert marks.row_heads == (Box(0, top, 100, top + 20),)


def test_what_is_no_record_is_marked_as_it_is() -> None:
    """A sentence, or a figure on another page than its box."""
    sentence = Box(10, 150, 290, 170)
    assert marks_of(view(), 1, sentence).cell == sentence and marks_of(view(), 1, sentence).record is None
    assert marks_of(view(), 2, Box(170, 150, 195, 160)).record is None


def test_a_record_without_its_table_is_still_marked() -> None:
    """The digits' own box."""
    alone = replace(view(), tables=())
    marks = marks_of(alone, 1, Box(170, 25, 195, 35))
    assert marks.cell == Box(170, 25, 195, 35) and marks.record is not None
