"""The things asked for, as stretches of a question: quantities, lists, parts and wholes, rows and columns."""

import numpy as np
import pytest

from service.evidence.finding import Finder
from service.question.reading import weights_of
from service.question.slots import (
    Segment,
    lists,
    masked,
    mentions,
    parts,
    quantities,
    split,
    taken_off,
    together,
)
from tests.service.question.reports import read_of, shelf


def all_of(text):
    return np.array([float(c.isalnum()) for c in text], np.float32)


def words(text, segments):
    return [text[s.start : s.end] for s in segments]


def named(question):
    reading = read_of(question)
    q = reading.question
    finder = Finder(shelf(), q.text, q.free)
    found = mentions(q.text, [finder.matcher(e) for e in reading.scope.entries], weights_of(q))
    return q.text, found


def test_two_quantities_have_a_stretch_each():
    text = "基本支出多少万元,项目支出多少万元"
    assert words(text, quantities(text, all_of(text))) == ["基本支出多少万元", "项目支出多少万元"]
    text = "来了多少人次,办了几场活动"
    assert words(text, quantities(text, all_of(text))) == ["来了多少人次", "办了几场活动"]


def test_one_quantity_is_no_list_of_them():
    text = "基本支出多少万元"
    assert quantities(text, all_of(text)) == []


def test_a_list_is_cut_at_its_marks():
    text = "货物、工程、服务"
    assert words(text, lists(text, all_of(text))) == ["货物", "工程", "服务"]
    assert lists("货物", all_of("货物")) == []


def test_no_joint_cuts_a_label():
    text = "卫生和健康支出、住房支出"
    free = words(text, parts(text, all_of(text)))
    assert free == ["卫生", "健康支出", "住房支出"]
    assert words(text, parts(text, all_of(text), [(0, 7)])) == ["卫生和健康支出", "住房支出"]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("公务接待费占三公经费的百分之几", "公务接待费", "三公经费的"),
        ("支出里面公务接待费占几成", "公务接待费", "支出"),
        ("公务接待费占了三公经费多少", "公务接待费", "三公经费"),
    ],
)
def test_a_share_has_a_part_and_a_whole(text, part, whole):
    found = split(text, all_of(text))
    assert found is not None
    assert words(text, found) == [part, whole]


@pytest.mark.parametrize("text", ["公务接待费多少", "占百分之几", "公务接待费占百分之几"])
def test_a_share_without_a_whole_is_none(text):
    assert split(text, all_of(text)) is None


@pytest.mark.parametrize(
    ("text", "off"),
    [
        ("去掉公务接待费和会议费之后还有多少", "公务接待费和会议费"),
        ("本年支出扣除基本支出后是多少", "基本支出"),
        ("剔除会议费,还剩多少", "会议费"),
    ],
)
def test_what_is_taken_off(text, off):
    start, end = taken_off(text)
    assert text[start:end] == off


def test_nothing_is_taken_off_where_nobody_says_so():
    assert taken_off("基本支出多少") is None


def test_rows_and_columns_are_known_by_the_reports_own_labels():
    text, found = named("园林局2031年苗圃管护和行政运行的基本支出")
    assert [(text[s.start : s.end], s.column) for s in found] == [
        ("苗圃管护", False), ("行政运行", False), ("基本支出", True),
    ]  # fmt: skip


def test_rows_that_are_joined_are_slots():
    text, found = named("园林局2031年苗圃管护和行政运行的基本支出")
    assert words(text, together(text, found, each=False, forced=False)) == ["苗圃管护", "行政运行"]


def test_columns_that_are_joined_are_slots():
    text, found = named("园林局2031年苗圃管护的基本支出和项目支出")
    assert words(text, together(text, found, each=False, forced=False)) == ["基本支出", "项目支出"]


def test_rows_and_columns_of_different_number_are_all_pairs():
    rows = [Segment(0, 2), Segment(3, 5)]
    columns = [Segment(6, 8, True), Segment(9, 11, True)]
    text = "甲乙、丙丁、戊己、庚辛"
    assert [(s.start, s.also) for s in together(text, rows + columns, each=False, forced=False)] == [
        (0, (6, 8)), (3, (9, 11)),
    ]  # fmt: skip
    assert len(together(text, rows + columns, each=True, forced=False)) == 4


def test_what_is_not_joined_makes_no_slots():
    text, found = named("园林局2031年苗圃管护的项目支出")
    assert together(text, found, each=False, forced=False) == []


def test_masked_weights_are_those_of_the_segment_and_its_other_stretch():
    weights = np.ones(8, np.float32)
    assert masked(weights, Segment(1, 3, also=(5, 6))).tolist() == [0, 1, 1, 0, 0, 1, 0, 0]
    assert weights.all()


def test_segments_overlap_where_they_share_a_position():
    assert Segment(0, 3).overlaps(Segment(2, 4))
    assert not Segment(0, 3).overlaps(Segment(3, 4))
