"""Two rankings made one."""

from corpus.index.fusion import fuse
from corpus.view import Hit


def hits(*passages: int) -> list[Hit]:
    return [Hit("report", passage, 1.0) for passage in passages]


def ranked(*sides: list[Hit]) -> list[int]:
    return [hit.passage for hit in fuse(*sides)]


def test_what_both_find_leads() -> None:
    """Of near ranks by words, the one that vectors find too goes first."""
    assert ranked(hits(1, 2, 3), hits(2, 9)) == [2, 1, 3, 9]


def test_words_go_before_vectors() -> None:
    """The first that vectors alone find stands behind the last of the first ranks by words."""
    assert ranked(hits(*range(1, 11)), hits(50))[-1] == 50


def test_vectors_alone_are_enough() -> None:
    """What shares no word with the query is found by its vector, in the vectors' order."""
    assert ranked([], hits(4, 5)) == [4, 5]
