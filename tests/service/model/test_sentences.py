"""Streams cut into whole sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.model.errors import ModelCut, ModelGarbled
from service.model.sentences import sentences_of

TEXT = "甲增加12.50万元。[1][2] 乙减少！\n丙（见下。）[3]\n丁没有句号[4]"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=40))
def test_the_cuts_of_a_stream_do_not_matter(sizes: list[int]) -> None:
    """However the text is cut into stretches, the same sentences come out, and join to it."""
    pieces, at = [], 0
    for size in sizes * len(TEXT):
        pieces.append(TEXT[at : at + size])
        at += size
    found = list(sentences_of(pieces))
    assert "".join(found) == TEXT
    assert [s.strip() for s in found if s.strip()] == [
        "甲增加12.50万元。[1][2]",
        "乙减少！",
        "丙（见下。）[3]",
        "丁没有句号[4]",
    ]


def test_a_sentence_waits_for_its_marks() -> None:
    """The mark behind the full stop belongs to the sentence before it."""
    assert list(sentences_of(["甲。", "[", "1", "]", "乙。"])) == ["甲。[1]", "乙。"]


def test_a_thought_is_left_out() -> None:
    """What a model thinks aloud first is no part of its answer."""
    assert list(sentences_of(["<thi", "nk>12.5 万", "元</think>\n甲。"])) == ["\n", "甲。"]


def test_half_a_sentence_is_lost_when_the_stream_breaks() -> None:
    """What was whole before the break has been said; the half is not."""

    def broken():
        yield "甲。乙增加了12"
        raise ModelCut()

    heard = []
    with pytest.raises(ModelCut):
        heard.extend(sentences_of(broken()))
    stream = sentences_of(broken())
    assert next(stream) == "甲。"
    with pytest.raises(ModelCut):
        next(stream)


@pytest.mark.parametrize("pieces", [["字" * 3000], ["<think>想"], ["<think>", "想" * 10]])
def test_a_stream_without_an_end_is_garbled(pieces: list[str]) -> None:
    """No full stop in thousands of characters, or a thought that is never finished."""
    with pytest.raises(ModelGarbled):
        list(sentences_of(pieces))
