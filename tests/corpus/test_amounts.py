"""Amounts found in text, converted and written out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import amounts
from corpus.amounts import find_amounts


def read(sample: str) -> list[tuple[str, str]]:
    return [(format(a.value, "f"), a.unit) for a in find_amounts(sample)]


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("支出 1,234.50 万元，完成预算的 98.7%", [("1234.50", "万元"), ("98.7", "%")]),
        ("增加２，３６０．４８万元", [("2360.48", "万元")]),
        ("结余3.5亿", [("3.5", "亿")]),
        ("花了一百二十万元", [("120", "万元")]),
        ("壹仟贰佰元整", [("1200", "元")]),
        ("百分之十五，千分之三", [("15", "%"), ("3", "‰")]),
        ("约三成五", [("35", "%")]),
        ("3亿5000万元", [("35000", "万元")]),
        ("净减少-12.5万元，△3.20元", [("-12.5", "万元"), ("-3.20", "元")]),
        ("15个团组、１２３人次，保有量3辆", [("15", "个"), ("123", "人次"), ("3", "辆")]),
        ("提高5.2个百分点，1.2万人次", [("5.2", "个百分点"), ("1.2", "万人次")]),
        ("10余万元，20余人", [("10", "万元"), ("20", "人")]),
        ("三个项目，两家单位", [("3", "个"), ("2", "家")]),
        ("支出0.00", [("0.00", "")]),
        ("3-5万元", [("3", ""), ("5", "万元")]),
    ],
)
def test_amounts_are_read_with_their_units(sample: str, expected: list[tuple[str, str]]) -> None:
    """Digits of any width and Chinese numerals give exact decimals with canonical units."""
    assert read(sample) == expected


@pytest.mark.parametrize(
    "sample",
    [
        "2019年12月31日",
        "2019年度，19年",
        "2018-2019年",
        "一次性补助，一是加强管理",
        "十二五期间",
        "文号〔2019〕12号",
        "联系电话020-12345678",
        "成立三成立",
        "单位：万元",
        "1.基本情况\n（2）支出情况",
    ],
)
def test_dates_ordinals_and_words_are_no_amounts(sample: str) -> None:
    """What measures nothing is not an amount."""
    assert read(sample) == []


def test_places_and_raw_text_are_those_of_the_text() -> None:
    """start, end and raw point into the text as given."""
    sample = "支出 １，２３４.50 万 元。"
    (found,) = find_amounts(sample)
    assert sample[found.start : found.end] == found.raw
    assert found.raw.startswith("１")


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("404.40", "万元", "元", "4044000"),
        ("1", "亿元", "万元", "10000"),
        ("3.5", "亿", "万元", "35000"),
        ("12", "万人次", "人次", "120000"),
        ("15", "%", "‰", "150"),
    ],
)
def test_units_of_one_measure_convert_exactly(value: str, source: str, target: str, expected: str) -> None:
    """Conversion is exact in decimals."""
    assert amounts.convert(Decimal(value), source, target) == Decimal(expected)


@pytest.mark.parametrize(("source", "target"), [("万元", "%"), ("个", "人"), ("元", "美元"), ("万元", "辆")])
def test_units_of_different_measures_do_not_convert(source: str, target: str) -> None:
    """There is no conversion between kinds, things or currencies."""
    assert amounts.convert(Decimal(1), source, target) is None


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["元", "万元", "亿元", "%", "人次", "辆"]),
)
def test_what_is_written_out_is_read_back(value: Decimal, unit: str) -> None:
    """format_amount and find_amounts are inverse, with and without separators."""
    for separators in (True, False):
        (found,) = find_amounts(f"合计{amounts.format_amount(value, unit, separators)}。")
        assert (found.value, found.unit) == (value, unit)


@given(st.integers(min_value=1, max_value=99_999_999))
def test_chinese_numerals_are_read_back(value: int) -> None:
    """Every number written in Chinese numerals is read as itself."""
    assert amounts.numeral(in_chinese(value)) == value


def in_chinese(value: int) -> str:
    def below(n: int) -> str:
        out, gap = "", False
        for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit, n = divmod(n, unit)
            if digit:
                out += ("零" if gap and out else "") + "零一二三四五六七八九"[digit] + name
            gap = not digit
        return out

    high, low = divmod(value, 10_000)
    if not high:
        return below(low)
    return below(high) + "万" + ("零" if 0 < low < 1000 else "") + (below(low) if low else "")


def test_rounding_is_half_up_as_in_accounts() -> None:
    """Half a cent goes up, in both directions from zero."""
    assert str(amounts.quantised(Decimal("1.005"))) == "1.01"
    assert str(amounts.quantised(Decimal("-1.005"))) == "-1.01"


def test_repeats_are_dropped_in_order() -> None:
    """The same value and unit stated twice is one."""
    found = amounts.distinct(find_amounts("3万元，5万元，3.00万元，3%"))
    assert [(a.raw) for a in found] == ["3万元", "5万元", "3%"]


@given(st.decimals())
def test_places_are_those_of_the_exponent(value: Decimal) -> None:
    """However a decimal is written out (0E-10, 1E+3, NaN), its places are those that it carries."""
    exponent = value.as_tuple().exponent
    assert amounts.places(value) == (max(0, -exponent) if isinstance(exponent, int) else 0)
