"""Old workbooks (.xls): as the new ones, by their content and not their name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.errors import FileDamaged, FormatUnknown, ReadError
from ingest.pipeline import read_report
from ingest.sniff import Format, sniff

xlwt = pytest.importorskip("xlwt")


def made(path: Path, hidden: bool = False) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("支出")
    money = xlwt.easyxf(num_format_str="#,##0.00")
    share = xlwt.easyxf(num_format_str="0.00%")
    sheet.write_merge(0, 0, 0, 3, "云海市星桥区档案馆2031年度部门决算")
    sheet.write(1, 0, "支出决算表")
    sheet.write(2, 0, "单位：万元")
    sheet.write_merge(3, 4, 0, 0, "科目")
    sheet.write_merge(3, 3, 1, 2, "本年支出")
    sheet.write_merge(3, 4, 3, 3, "执行率")
    sheet.write(4, 1, "基本支出")
    sheet.write(4, 2, "项目支出")
    for at, (name, one, other, rate) in enumerate(
        [("教育支出", 1060.5, 40, 0.9125), ("卫生支出", -10.25, 5, 1)], 5
    ):
        sheet.write(at, 0, name)
        sheet.write(at, 1, one, money)
        sheet.write(at, 2, other, money)
        sheet.write(at, 3, rate, share)
    sheet.write(8, 0, date(2031, 3, 5), xlwt.easyxf(num_format_str="yyyy年m月d日"))
    sheet.row(6).hidden = hidden
    out = book.add_sheet("草稿")
    out.write(0, 0, "不公开的内容")
    out.visibility = 1
    book.save(str(path))
    return path


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.xlsx", "renamed.bin"])
def test_figures_are_as_their_formats_show_them(tmp_path: Path, name: str):
    """Merged headings, thousands, percent, dates; a hidden sheet is not read; the name does not matter."""
    path = made(tmp_path / name)
    assert sniff(path) is Format.XLS
    report = read_report(path, name)
    assert report.facts.organisation == "云海市星桥区档案馆"
    assert [(r.row_label, r.column_path, r.raw, r.unit) for r in report.records] == [
        ("教育支出", ("本年支出", "基本支出"), "1,060.50", "万元"),
        ("教育支出", ("本年支出", "项目支出"), "40.00", "万元"),
        ("教育支出", ("执行率",), "91.25%", "%"),
        ("卫生支出", ("本年支出", "基本支出"), "-10.25", "万元"),
        ("卫生支出", ("本年支出", "项目支出"), "5.00", "万元"),
        ("卫生支出", ("执行率",), "100.00%", "%"),
    ]
    text = "".join(page.text for page in report.pages)
    assert "2031年3月5日" in text
    assert "草稿" not in text
    assert "不公开" not in text


def test_a_hidden_row_is_left_out(tmp_path: Path):
    """What a sheet hides is no part of the report."""
    report = read_report(made(tmp_path / "a.xls", hidden=True), "a.xls")
    assert {record.row_label for record in report.records} == {"教育支出"}


def test_other_old_files_are_named(tmp_path: Path):
    """An old Word document is refused with what to do; a damaged workbook with a typed error."""
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le") * 9)
    with pytest.raises(FormatUnknown, match="docx"):
        sniff(path)
    whole = made(tmp_path / "b.xls").read_bytes()
    cut = tmp_path / "c.xls"
    cut.write_bytes(whole[:512] + "Workbook\0".encode("utf-16-le"))
    with pytest.raises(FileDamaged):
        read_report(cut, "c.xls")


@pytest.mark.parametrize("at", range(600, 3_600, 300))
def test_changed_bytes_end_in_a_report_or_a_typed_error(tmp_path: Path, at: int):
    """Whatever a changed byte does to the file, no other error comes out."""
    data = bytearray(made(tmp_path / "a.xls").read_bytes())
    data[at : at + 8] = b"\xff" * 8
    (tmp_path / "b.xls").write_bytes(data)
    try:
        read_report(tmp_path / "b.xls", "b.xls")
    except ReadError as error:
        assert type(error) is not ReadError
