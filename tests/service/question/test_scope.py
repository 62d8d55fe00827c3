"""Which reports a question is about."""

import pytest

from service.question.operators import operators_in
from service.question.reading import read
from service.question.scope import Before, scope_of
from tests.service.question.reports import TODAY, read_of, reader, shelf
from tests.service.shelf import CITY, GARDEN, OFFICE


def scope(question, before=None, filters=None):
    q = read(question, reader().bodies(), TODAY)
    return scope_of(q, operators_in(q.text), shelf(), before or Before(), filters)


def targets(found):
    return [(t.body, t.year, [e.facts.report_type for e in t.entries]) for t in found.targets]


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("园林局2031年部门决算的基本支出", ["部门决算"]),
        ("园林局2031年单位决算的基本支出", ["单位决算"]),
        ("园林局2031年基本支出", ["部门决算", "单位决算"]),
        ("园林局2032年部门预算合计", ["部门预算"]),
    ],
)
def test_a_kind_of_report_that_is_named_is_the_one_in_scope(question, kinds):
    (target,) = scope(question).targets
    assert target.body == GARDEN
    assert [e.facts.report_type for e in target.entries] == kinds


def test_two_kinds_that_are_named_are_two_targets():
    assert targets(scope("园林局2031年部门决算和单位决算的基本支出")) == [
        (GARDEN, 2031, ["部门决算"]), (GARDEN, 2031, ["单位决算"]),
    ]  # fmt: skip


def test_a_year_that_is_not_held_has_no_report():
    found = scope("园林局2019年基本支出")
    assert found.targets == ()
    assert found.absent_years == (2019,)
    assert read_of("园林局2019年基本支出").planned.why == "year not held"


def test_of_two_years_the_one_that_is_not_held_is_told():
    found = scope("园林局2031年和2019年支出")
    assert [t.year for t in found.targets] == [2031]
    assert found.absent_years == (2019,)
    assert read_of("园林局2031年和2019年支出").planned.why == "a year is not held"


def test_a_region_alone_leaves_the_body_open():
    found = scope("青榆区2031年基本支出")
    assert found.open_body
    assert {t.body for t in found.targets} == {GARDEN, OFFICE}


def test_a_body_without_a_year_leaves_the_year_open():
    found = scope("园林局基本支出")
    assert (found.open_body, found.open_year) == (False, True)
    assert {t.year for t in found.targets} == {2031, 2032}


def test_all_bodies_that_are_asked_for_are_no_open_question():
    found = scope("各单位2031年基本支出谁最多")
    assert not found.open_body
    assert {t.body for t in found.targets} == {GARDEN, OFFICE, CITY}


@pytest.mark.parametrize(
    "question", ["洪泽区财政局2031年支出", "青榆区教育局2031年支出", "云州市财政局2031年支出"]
)
def test_a_body_that_is_not_held_is_absent(question):
    assert [m.text for m in scope(question).absent] == [question[: question.index("2031")]]
    assert read_of(question).planned.why == "body not held"


def test_a_body_that_is_not_held_beside_one_that_is():
    (absent,) = scope("洪泽区财政局和园林局2031年支出差多少").absent
    assert absent.text == "洪泽区财政局"


def test_a_body_that_is_not_held_behind_one_that_is():
    (absent,) = scope("园林局和洪泽区财政局2031年支出差多少").absent
    assert absent.text == "洪泽区财政局"


def test_what_was_said_before_and_filters_fill_what_is_left_open():
    assert targets(scope("基本支出", Before((GARDEN,), (2031,)))) == [
        (GARDEN, 2031, ["部门决算", "单位决算"])
    ]
    assert targets(scope("2031年基本支出", filters={"organisation": CITY})) == [(CITY, 2031, ["部门决算"])]
    assert targets(scope("市政府办公厅基本支出", filters={"fiscal_year": 2031})) == [
        (CITY, 2031, ["部门决算"])
    ]


def test_what_is_named_goes_before_what_was_said():
    found = scope("政府办公厅2031年基本支出", Before((GARDEN,), (2032,)))
    assert targets(found) == [(CITY, 2031, ["部门决算"])]


def test_targets_stand_in_the_order_of_the_question():
    years = [t.year for t in scope("园林局2032年和2031年部门决算").targets]
    assert years == [2032, 2031]
