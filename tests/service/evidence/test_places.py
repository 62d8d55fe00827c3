"""Places of a report and their features; the likeliest places for a thing asked."""

from decimal import Decimal

import numpy as np
import pytest

from service.evidence.features import NAMES, Asked, Matcher
from service.evidence.finding import Finder, agreed, readable, shares
from service.evidence.passages import Passages, nodes_of
from service.evidence.places import bigrams, places_of, postings
from service.evidence.sayings import sayings
from tests.service.shelf import GARDEN, Shelf, accounts

SENTENCES = [
    "全年组织植树活动 12 场，参加市民 4200 人次。",
    "公务接待费减少，主要原因是压缩了接待批次。",
]
VIEW = accounts(GARDEN, 2031, 3, SENTENCES)
SHELF = Shelf([VIEW])


def asked(text):
    slot = np.array([float(c.isalnum()) for c in text], np.float32)
    return Asked(text, slot, np.zeros(len(text), np.float32), extra=(0.0,) * 8)


def free(text):
    return np.array([c.isalnum() for c in text], bool)


def found(text):
    return Finder(SHELF, text, free(text)).candidates(asked(text), SHELF.reports())


def test_every_cell_and_every_statement_is_a_place_once():
    places = places_of(VIEW)
    assert places.size == len(places.cells) + len(places.statements)
    assert len(places.cells) == len(VIEW.records)
    assert {Decimal(12), Decimal(4200)} <= {s.value for s in places.statements}
    assert places_of(VIEW) is places


def test_the_texts_of_places_are_numbered_and_none_is_zero():
    places = places_of(VIEW)
    assert places.texts[0] == ""
    for row, cell in enumerate(places.cells):
        label = cell.record.row_label
        assert places.texts[places.own[row]] == (label or "")
        assert places.texts[places.columns[row, 0]] == cell.record.column_path[-1]


def test_features_have_a_row_a_place_and_are_steady():
    places = places_of(VIEW)
    text = "苗圃管护的项目支出"
    rows = [Matcher(places, text, free(text), sayings()).place_features(asked(text)) for _ in range(2)]
    assert rows[0].shape == (places.size, len(NAMES))
    assert np.isfinite(rows[0]).all()
    assert (rows[0] == rows[1]).all()


def test_the_share_of_a_slot_that_a_place_explains():
    places = places_of(VIEW)
    text = "苗圃管护的项目支出"
    features = Matcher(places, text, free(text), sayings()).place_features(asked(text))
    covered = features[:, NAMES.index("slot covered")]
    best = int(covered.argmax())
    assert places.cells[best].record.row_label == "苗圃管护"
    assert places.cells[best].record.column_path[-1] == "项目支出"
    assert 0 <= covered.min() <= covered.max() <= 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("苗圃管护的项目支出", "60"),
        ("苗圃管护的基本支出", "27"),
        ("公务接待费决算数", "3.75"),
        ("植树活动多少场", "12"),
    ],
)
def test_the_right_place_stands_first(text, value):
    candidates = found(text)
    assert candidates[0].value == Decimal(value)
    assert [c.score for c in candidates] == sorted((c.score for c in candidates), reverse=True)


def test_the_same_question_gives_the_same_scores_twice():
    first, second = found("苗圃管护的项目支出"), found("苗圃管护的项目支出")
    assert [(c.row, c.score) for c in first] == [(c.row, c.score) for c in second]


def test_what_is_not_wanted_stands_back():
    text = "苗圃管护,不要项目支出"
    unwanted = np.zeros(len(text), bool)
    unwanted[text.index("项目") :] = True
    finder = Finder(SHELF, text, free(text) & ~unwanted)
    wanted = Asked(text, asked(text).slot * ~unwanted, np.zeros(len(text), np.float32), extra=(0.0,) * 8)
    kept = finder.candidates(wanted, SHELF.reports(), unwanted=unwanted)
    free_of_it = finder.candidates(wanted, SHELF.reports())
    score = lambda found, row: next((c.score for c in found if c.row == row), -np.inf)  # noqa: E731
    (row,) = {c.row for c in free_of_it if c.signature[:2] == ("苗圃管护", "项目支出")}
    assert "项目支出" not in kept[0].signature[1]
    assert score(kept, row) < score(free_of_it, row)


def test_groups_hold_one_figure_and_their_shares_sum_to_one():
    groups = agreed(found("苗圃管护的项目支出"))
    assert all(len({(abs(c.value), c.unit) for c in group if c.value is not None}) <= 1 for group in groups)
    assert abs(sum(shares(groups)) - 1) < 1e-6
    assert shares([]) == []


def test_a_candidate_tells_its_unit_words_and_leaf():
    best = found("苗圃管护的项目支出")[0]
    assert best.is_cell
    assert best.unit == "万元"
    assert best.signature[0] == "苗圃管护"
    assert readable(best)
    leaf = best.leaf("苗圃管护")
    record = best.places.cells[best.row].record
    assert (leaf.table, leaf.row, leaf.column) == (record.table, record.row, record.column)


def test_passages_are_those_that_explain_most_and_a_reason_goes_first():
    text = "公务接待费为什么减少"
    weights = np.array([1.0] * len(text), np.float32)
    best = Passages(SHELF, text, weights).best(SHELF.reports(), ("主要原因",))
    assert "压缩了接待批次" in best[0].line.text
    assert [b.score for b in best] == sorted((b.score for b in best), reverse=True)
    nodes = nodes_of(best, whole=False)
    assert nodes[0].document == best[0].entry.document_id
    assert nodes_of([], whole=True) == ()
    assert Passages(SHELF, "xyz", np.ones(3, np.float32)).best(SHELF.reports()) == []


def test_bigrams_and_postings():
    assert bigrams("工会费") == ["工会", "会费"]
    assert bigrams("工") == ["工"]
    lists = postings(["", "工会", "工会费"])
    assert lists.lists["工会"].tolist() == [1, 2]
    assert lists.sizes.tolist() == [1, 1, 2]
