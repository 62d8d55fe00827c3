"""Full text: words of Chinese are found, within a scope, rare ones first."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from corpus import tokens
from tests.corpus.conftest import Store
from tests.corpus.invented import SENTENCES, made_report


def _numbers(store: Store, query: str) -> list[int]:
    return [found.number for found in store.lexical.search(tokens.cut(query), None, 10)]


@pytest.mark.parametrize(
    ("query", "first"), [("教育", 1), ("教育支出", 1), ("接待费", 2), ("公务用车购置", 3), ("幼儿园", 1)]
)
def test_two_character_words_are_found(store: Store, query: str, first: int) -> None:
    """Words that the databases' own tokenizers miss are found, in the right passage first."""
    store.publisher.publish(made_report())
    assert _numbers(store, query)[0] == first


def test_a_rare_word_weighs_more_than_a_common_one(store: Store) -> None:
    """Of two passages the one with the word that few others have comes first."""
    sentences = ("本年支出情况说明。",) * 6 + ("本年支出用于古树名木保护。", *SENTENCES)
    store.publisher.publish(made_report(sentences=sentences))
    assert _numbers(store, "本年支出古树名木")[0] == 7


@pytest.mark.parametrize("query", ['"', 'a" OR tokens:b', "NEAR(教育 支出)", "*", "'; DROP TABLE x", "（）"])
def test_a_query_is_words_whatever_it_looks_like(store: Store, query: str) -> None:
    """Operators and quotes of the query language are only text."""
    store.publisher.publish(made_report())
    store.lexical.search([query], None, 10)
    store.lexical.search(tokens.cut(query), None, 10)
    assert store.reader.counts()["passages"] == 3


def test_a_word_in_every_passage_still_finds_when_it_is_all_there_is(store: Store) -> None:
    """Common words are left out beside rarer ones only."""
    store.publisher.publish(made_report())
    assert sorted(_numbers(store, "林业局")) == [1, 2, 3]


def test_an_index_that_lost_a_passage_is_noticed_and_made_again(store: Store) -> None:
    """An index that disagrees is unsound until it is rebuilt, and finds again afterwards."""
    if not store.database.sqlite:
        pytest.skip("a generated column cannot disagree")
    store.publisher.publish(made_report())
    assert store.lexical.sound()
    with store.database.writing() as connection:
        connection.execute(text("INSERT INTO passage_index(passage_index) VALUES ('delete-all')"))
    assert not store.lexical.sound()
    assert store.lexical.size() == 0
    store.lexical.rebuild()
    assert store.lexical.sound()
    assert _numbers(store, "教育")[0] == 1


def test_a_few_reports_rank_as_the_whole_corpus_does(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranking in memory and ranking in the database put the same passage first."""
    reports = [made_report(year=year) for year in range(2010, 2020)]
    for report in reports:
        store.publisher.publish(report)
    rows = [store.reader.find(report.document_id).report_id for report in reports[2:5]]
    for query in ("教育支出幼儿园", "接待费为什么减少", "公务用车"):
        few = store.lexical.search(tokens.cut(query), rows, 9)
        with monkeypatch.context() as patch:
            patch.setattr("corpus.index.lexical.FEW", 0)
            many = store.lexical.search(tokens.cut(query), rows, 9)
        assert {found.report_id for found in few} == {found.report_id for found in many} == set(rows)
        assert [found.number for found in few[:3]] == [found.number for found in many[:3]]


def test_counts_of_words_follow_the_passages(store: Store) -> None:
    """A word that comes with a later report is found though it was asked for before."""
    store.publisher.publish(made_report())
    assert _numbers(store, "古树名木") == []
    store.publisher.publish(made_report(year=2021, sentences=("登记古树名木三百株。",)))
    assert _numbers(store, "古树名木") == [1]
