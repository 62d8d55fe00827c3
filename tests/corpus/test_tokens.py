"""Tokens of the lexical index."""

from __future__ import annotations

import subprocess
import sys

from corpus.tokens import cut


def test_a_term_gives_itself_and_the_words_within_it() -> None:
    """A term of the field is one token, and its shorter words are tokens too."""
    tokens = cut("公务用车运行维护费")
    assert "公务用车运行维护费" in tokens
    assert {"公务", "运行", "维护费"} & set(tokens)


def test_question_and_passage_meet_in_their_tokens() -> None:
    """Width, tradition and spaces of the question do not keep it from the passage."""
    passage = set(cut("2019年度“三公”经费财政拨款支出1,234.50万元"))
    assert set(cut("２０１９年 三公經費")) <= passage
    assert "1234点50" in passage


def test_unknown_names_give_pairs() -> None:
    """Ideographs without a known word are found by pairs of neighbours."""
    assert "鑫垚" in cut("鑫垚")


def test_words_that_say_nothing_are_left_out() -> None:
    """Function words and punctuation are no tokens."""
    assert cut("的、是（多少）？") == ()


def test_tokens_hold_no_punctuation() -> None:
    """A database's own tokenizer finds nothing to cut in a token."""
    assert all(token.isalnum() for token in cut("12.5%，A-4类（一）“三公”_x 3,000元"))


def test_the_word_list_is_read_when_first_used_without_the_library() -> None:
    """Cutting reads jieba's word list and never loads jieba, which would take half a second."""
    code = (
        "import sys, corpus.tokens as t; print(t._segmenter.cache_info().currsize);"
        "t.cut('预算'); print(t._segmenter.cache_info().currsize, 'jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.split(), done.stderr) == (["0", "1", "False"], "")
