"""The encoding of a text is told by its bytes where no mark says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import FormatUnknown
from ingest.pipeline import read_report
from ingest.readers.decoding import decode

SAID = "云海市星桥区档案馆2031年度部门决算\n支出决算表\n单位：万元\n项目,预算数,决算数\n教育,12.50,13.75\n"
MARKUP = "<html><body><table><tr><td>项目</td><td>金额</td></tr><tr><td>教育</td><td>12.50</td></tr></table>"
WORDS = "本单位按照年度计划安排各项工作。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("text", [SAID, MARKUP, WORDS + "\n" + WORDS, "项目\t金额\n教育\t12.50\n"])
def test_a_text_comes_back_from_each_encoding(encoding: str, text: str):
    """With a mark or without, of tables, markup and running text."""
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("encoding", ["gbk", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_a_table_without_a_mark_is_read(tmp_path: Path, encoding: str, name: str):
    """The figures of an export in GBK, or in UTF-16 without its mark."""
    (tmp_path / name).write_bytes(SAID.replace(",", "," if name == "a.csv" else "\t").encode(encoding))
    report = read_report(tmp_path / name, name)
    assert [(r.column_path, r.raw, r.unit) for r in report.records] == [
        (("预算数",), "12.50", "万元"),
        (("决算数",), "13.75", "万元"),
    ]


def test_bytes_that_could_be_both_are_chinese():
    """联通 in GBK is well-formed UTF-8 of letters that nobody writes."""
    assert decode("联通".encode("gbk"), "a.txt") == "联通"
    assert decode("Münster, Jérôme".encode(), "a.txt") == "Münster, Jérôme"


def test_a_last_character_that_is_cut_costs_no_more_than_itself():
    """A copy that stops amid a character is read up to it."""
    for encoding in ("utf-8", "gb18030"):
        assert decode(SAID.encode(encoding) + "决".encode(encoding)[:1], "a.csv") == SAID


def test_what_is_no_text_is_refused():
    """Bytes amid the text that are in no encoding are not guessed at."""
    with pytest.raises(FormatUnknown):
        decode(b"\xff\xff\xff" + SAID.encode() * 2, "a.csv")
