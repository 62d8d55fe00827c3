"""What a cell's text states: figures, nothing, or words."""

from decimal import Decimal

import pytest

from ingest.tables.figures import Kind, read_figure
from ingest.tables.terms import enumerator_level, is_total, unit_named


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,234.50", "1234.50", None),
        ("－12", "-12", None),
        ("△3.2", "-3.2", None),
        ("(1,200.00)", "-1200.00", None),
        ("１２３．４", "123.4", None),
        ("99.53%", "99.53", "%"),
        ("7.5‰", "7.5", "‰"),
        ("14.33 万元", "14.33", "万元"),
        ("12人次", "12", "人次"),
        ("5.2①", "5.2", None),
        ("1234.5*", "1234.5", None),
    ],
)
def test_figures_are_read_exactly_with_sign_and_unit(text, value, unit):
    """Signs, brackets, width, separators, units and footnote marks."""
    content = read_figure(text)
    assert (content.kind, content.value, content.unit) == (Kind.NUMBER, Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    ["2021年", "2018-04-10", "12.0.1", "06", "（1）", "12,34", "某字〔2017〕3号", "3期", "上升5个百分点"],
)
def test_dates_codes_and_words_are_no_figures(text):
    """Dates, document numbers, codes with leading zeros and list numbers stay words."""
    assert read_figure(text).kind is Kind.TEXT


def test_a_dash_states_nothing_and_a_blank_is_empty():
    """The two are told apart."""
    assert read_figure("—").kind is Kind.NIL
    assert read_figure(" ").kind is Kind.EMPTY


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("支出总额(万元)", "万元"),
        ("收益（元/股）", "元/股"),
        ("增减%", "%"),
        ("出国(境)费", None),
        ("某类（款）", None),
    ],
)
def test_a_unit_inside_a_label_is_found(label, unit):
    """Only what is a unit counts, not any bracket."""
    assert unit_named(label) == unit


def test_list_numbers_have_levels_and_sums_are_known():
    """一、 stands over （一） over 1. over （1）; 合计 ends a sum's label."""
    assert [enumerator_level(t) for t in ("一、甲", "（一）甲", "1.甲", "（1）甲", "甲")] == [
        0,
        1,
        2,
        3,
        None,
    ]
    assert is_total("本年支出合计") and not is_total("合计数说明文字")
