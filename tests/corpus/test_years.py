"""Years found in text and questions."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from corpus.years import YearKind, find_years, year_of, years_in

TODAY = date(2020, 6, 1)


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("某局2019三公经费", (2019,)),
        ("19年花了多少", (2019,)),
        ("请问，19年呢", (2019,)),
        ("一九年的决算", (2019,)),
        ("二〇一八年度", (2018,)),
        ("二零一八年", (2018,)),
        ("２０１８ 年", (2018,)),
        ("去年和今年", (2019, 2020)),
        ("大前年", (2017,)),
        ("2016-2018年", (2016, 2017, 2018)),
        ("2016年至2018年", (2016, 2017, 2018)),
        ("16到18年", (2016, 2017, 2018)),
        ("2016～2017", (2016, 2017)),
        ("十三五期间", (2016, 2017, 2018, 2019, 2020)),
        ("2018、2019两年", (2018, 2019)),
        ("2018/2019", (2018, 2019)),
        ("2018年12月31日", (2018,)),
        ("FY2018", (2018,)),
        ("in 2018 and last year", (2018, 2019)),
    ],
)
def test_years_are_read_however_they_are_written(sample: str, expected: tuple[int, ...]) -> None:
    """Digits of any script, short forms, ranges and words relative to today give the years."""
    assert years_in(sample, TODAY) == expected


@pytest.mark.parametrize(
    "sample",
    [
        "2018元",
        "2018万元",
        "文号〔2018〕12号",
        "2010301行政运行",
        "1,990.5",
        "2018.12万元",
        "为期10年",
        "第17年",
        "二十年",
        "编号20180101",
        "上年决算数，本年收入",
        "三年行动计划",
    ],
)
def test_what_is_no_year_is_left_alone(sample: str) -> None:
    """Amounts, codes, durations and column words are not years."""
    assert years_in(sample, TODAY) == ()


def test_a_stretch_says_how_many_years() -> None:
    """近三年 carries its count, so that the years held can be taken instead."""
    (mention,) = find_years("近三年来的变化", TODAY)
    assert (mention.kind, mention.count, mention.years) == (YearKind.STRETCH, 3, (2018, 2019, 2020))


def test_mentions_keep_their_place() -> None:
    """Positions are those of the text as given, and no mention lies within another."""
    sample = "比较２０１６—2018年与去年"
    mentions = find_years(sample, TODAY)
    assert [sample[m.start : m.end] for m in mentions] == [m.raw for m in mentions]
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


@pytest.mark.parametrize(
    ("written", "year"), [("98", 1998), ("05", 2005), ("60", None), ("二〇", 2020), ("203", None)]
)
def test_two_digits_stand_for_a_year_near_by(written: str, year: int | None) -> None:
    """Two digits from 90 on are of the last century, to 50 of this one, else of none."""
    assert year_of(written) == year
