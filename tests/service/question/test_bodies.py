"""Which bodies a question names: short names, sounds, other regions, and offices that are not held."""

from itertools import pairwise

import pytest

from service.question.bodies import Kind, abbreviations
from service.understanding.words import plain
from tests.service.question.names import (
    CITY_RULE,
    MONEY,
    OFFICE,
    OTHER_MONEY,
    PLANNING,
    SOCIAL,
    asked,
    bodies,
)


def mentions(question):
    return bodies().mentions(plain(question))


def held(question):
    return [m.holders for m in mentions(question) if m.kind is Kind.BODY]


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("社工部2031年收入", SOCIAL),
        ("青榆区社工部2031年收入", SOCIAL),
        ("规资局2031年支出", PLANNING),
        ("青榆规资局2031年支出", PLANNING),
        ("区城管局2031年支出", CITY_RULE),
        ("青榆区政府办2031年支出", OFFICE),
        ("区府办2031年支出", OFFICE),
        ("白桦区财政局2031年支出", OTHER_MONEY),
        (f"{MONEY}2031年支出", MONEY),
    ],
)
def test_a_body_is_met_by_its_short_names(question, body):
    assert held(question) == [(body,)]


@pytest.mark.parametrize(
    ("question", "body"),
    [("青榆区才政局2031年支出", MONEY), ("青瑜区规化和自然资源局2031年支出", PLANNING)],
)
def test_a_body_is_met_by_its_sound(question, body):
    assert held(question) == [(body,)]


def test_a_name_that_two_bodies_hold_stays_open_and_a_region_elsewhere_narrows_it():
    assert held("区财政局2031年支出") == [tuple(sorted((MONEY, OTHER_MONEY)))]
    assert held("白桦区2031年财政局收入") == [(OTHER_MONEY,)]
    assert held("白桦区财政局和青榆区财政局比") == [(OTHER_MONEY,), (MONEY,)]


@pytest.mark.parametrize(
    "question",
    [
        "洪泽区财政局2031年支出",
        "普陀区财政局",
        "天河区财政局2031年支出",
        "宜川市财政局2031年支出",
        "青榆区教育局2031年支出",
        "教育局2031年支出",
        "水务局的支出",
        "宜川市人民政府办公厅2031年支出",
        "广州市人民政府办公厅2031年支出",
    ],
)
def test_what_is_not_held_is_never_mended_into_what_is(question):
    """Another region, another level, or another office: a mention of its own, and of no held body."""
    found = mentions(question)
    assert Kind.UNHELD in {m.kind for m in found}
    assert Kind.BODY not in {m.kind for m in found}


@pytest.mark.parametrize("before", ["请问", "帮我查", "大姐，我想知道"])
@pytest.mark.parametrize(
    "region",
    [
        "洪泽区",
        pytest.param(
            "碧螺区",
            marks=pytest.mark.xfail(
                strict=True, reason="a place in no list whose name is a word of the language"
            ),
        ),
    ],
)
def test_words_before_another_region_do_not_make_it_a_held_one(before, region):
    assert not held(f"{before}{region}财政局2031年支出")


def test_a_region_alone_names_all_of_its_bodies():
    (region,) = mentions("青榆区2031年收入")
    assert region.kind is Kind.REGION
    assert set(region.holders) == {SOCIAL, PLANNING, MONEY, OFFICE, CITY_RULE}


@pytest.mark.parametrize("office", ["审计局", "财政局"])
def test_where_somebody_is_from_is_no_body_asked_about(office):
    """我是审计局的 tells who asks; the body asked about stands behind it."""
    assert held(f"我是{office}的，青榆区规资局2031年支出多少") == [(PLANNING,)]
    assert not [m for m in mentions(f"我是{office}的，青榆区规资局2031年支出") if m.kind is Kind.UNHELD]


def test_mentions_stand_in_order_and_none_lies_over_another():
    found = mentions("青榆区社工部、洪泽区水务局和白桦区财政局2031年支出")
    assert [m.kind for m in found] == [Kind.BODY, Kind.UNHELD, Kind.BODY]
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_abbreviations_are_made_of_the_beginnings_of_words():
    assert {"社工部", "青榆区社工部", "区社工部"} <= abbreviations(SOCIAL)
    assert {"规自局", "规资局"} & abbreviations(PLANNING)
    assert not any(len(name) < 3 for name in abbreviations(SOCIAL) | abbreviations(PLANNING))


def test_a_name_is_taken_from_what_is_left_to_be_explained():
    """What names the body says nothing of the measure."""
    q = asked("青榆区社工部2031年的基本支出")
    left = "".join(c for c, free in zip(q.text, q.free, strict=True) if free)
    assert left == "的基本支出"
