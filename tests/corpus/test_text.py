"""Folding, tidying and cutting of text."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("２０１７ 年 度", "2017年度"),
        ("⻋辆购置，⻝堂，⼾数，⺠政", "车辆购置，食堂，户数，民政"),
        ("廣州市財政決算報告", "广州市财政决算报告"),
        ("因公出囯（境）费", "因公出国(境)费"),
        ("「三公」經費", "“三公”经费"),
        ("〔2020〕5号", "【2020】5号"),
        ("甲——乙", "甲－－乙"),
        ("Total  Budget", "total budget"),
        ("收入\u200b总表\ufeff", "收入总表"),
    ],
)
def test_ways_of_writing_the_same_fold_together(one: str, other: str) -> None:
    """Width, radicals, traditional forms, quotes, brackets, case and spaces tell nothing apart."""
    assert text.fold(one) == text.fold(other)


@pytest.mark.parametrize(("one", "other"), [("收入", "支出"), ("1.5万元", "15万元"), ("2016年", "2017年")])
def test_what_means_something_else_stays_apart(one: str, other: str) -> None:
    """Folding never makes two different statements one."""
    assert text.fold(one) != text.fold(other)


def test_numbers_apart_stay_apart() -> None:
    """A space or comma between two numbers is kept: 2017, 100 is not 2017100."""
    assert text.fold("in 2017, 100 units and 20 30") == "in 2017, 100 units and 20 30"


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(sample: str) -> None:
    """`fold` is idempotent on any text that it has made."""
    once = text.fold(sample)
    assert text.fold(once) == once


@given(
    st.text(
        st.one_of(st.characters(), st.sampled_from("，（１２％Ａ　。“—、预算a 1〔㎡①é\u0301ﬁ｡")), max_size=60
    )
)
def test_the_short_way_to_the_normal_form_leads_there(sample: str) -> None:
    """Where only characters of full width are exchanged, the text comes out as NFKC has it."""
    assert text._normal(sample) == unicodedata.normalize("NFKC", sample)


@given(st.text(max_size=60))
def test_levelling_holds_positions(sample: str) -> None:
    """`level` gives exactly one character for each."""
    assert len(text.level(sample)) == len(sample)


def test_tidy_keeps_the_print_and_mends_the_reader() -> None:
    """Needless spaces and radicals go; punctuation, width and Latin words stay as printed."""
    assert text.tidy(
        "本 年⻋辆 支出 12.50 万元 ，\n增长 （ 3% ）"
    ) == "本年车辆支出12.50万元，增长（ 3%）".replace("（ 3", "（3")
    assert text.tidy("Open  Data 平台") == "Open Data 平台"


def test_simplify_leaves_what_is_simplified() -> None:
    """Traditional characters change, everything else stays."""
    assert text.simplify("經費支出，著作权") == "经费支出，著作权"


def test_sentences_end_at_marks_and_lines_and_not_inside_brackets() -> None:
    """A full stop within brackets ends no sentence; a closing quote belongs to its sentence."""
    sample = "一是甲乙（丙。丁）完成。“好！”二是戊？\n己庚"
    assert text.sentences(sample) == ["一是甲乙（丙。丁）完成。", "“好！”", "二是戊？", "己庚"]


def test_a_bracket_never_closed_does_not_swallow_the_text() -> None:
    """A stray opening bracket leaves the following sentences apart."""
    assert text.sentences("甲（乙。丙丁。戊己。") == ["甲（乙。", "丙丁。", "戊己。"]


def test_decimal_points_end_nothing() -> None:
    """Numbers are not cut at their point."""
    assert text.sentences("支出12.50万元，增长3.1%。") == ["支出12.50万元，增长3.1%。"]


def test_clauses_cut_at_semicolons() -> None:
    """Clauses are the parts between semicolons as well."""
    assert text.clauses("甲；乙；丙。丁") == ["甲；", "乙；", "丙。", "丁"]


@given(st.text(alphabet="甲乙（）。；！？\n “”12.", max_size=80))
def test_cutting_loses_nothing(sample: str) -> None:
    """Every character that is not a space is in exactly one sentence."""
    spans = text.sentence_spans(sample)
    assert "".join("".join(sample[a:b].split()) for a, b in spans) == "".join(sample.split())
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))


def test_lines_join_without_a_space_unless_latin() -> None:
    """Chinese lines join directly, Latin words keep their space."""
    assert text.joint("支出", "决算") == ""
    assert text.joint("Open", "Data") == " "
    assert text.joint("2017", "年") == ""


def test_numbers_are_read_off_without_separators() -> None:
    """Full-width digits, separators and units around a number are taken away; the order is kept."""
    assert text.numbers_in("共１，２０４．５０万元，3.5%、第12次") == ["1204.50", "3.5", "12"]
