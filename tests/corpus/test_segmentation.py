"""Chinese words, beside the tokenizer whose word list they are of."""

from __future__ import annotations

import random

import jieba
import pytest

from corpus import segmentation
from corpus.segmentation import Segmenter

TERMS = ("一般公共预算财政拨款", "公务用车运行维护费", "三公经费", "云溪")
IDEOGRAPHS = ("\u4e00", "\u9fd5")


@pytest.fixture(scope="module")
def both() -> tuple[Segmenter, jieba.Tokenizer]:
    jieba.setLogLevel(60)
    theirs = jieba.Tokenizer()
    for term in TERMS:
        theirs.add_word(term)
    return Segmenter(TERMS), theirs


def test_words_are_those_of_jieba(both: tuple[Segmenter, jieba.Tokenizer]) -> None:
    """Two thousand texts of words and single characters are cut as jieba cuts them, terms counted in."""
    ours, theirs = both
    dice = random.Random(7)
    words = [w for w in theirs.FREQ if all(IDEOGRAPHS[0] <= c <= IDEOGRAPHS[1] for c in w)]
    for _ in range(2_000):
        text = "".join(dice.choices(words, k=5)) + dice.choice(TERMS) + chr(dice.randrange(0x3400, 0x9FFF))
        assert ours.cut(text) == tuple(theirs.cut(text, HMM=False))


def test_words_are_known(both: tuple[Segmenter, jieba.Tokenizer]) -> None:
    """A word of the list and a term are known; the beginning of a word and nothing are not."""
    ours, _ = both
    assert ours.knows("预算") and ours.knows("云溪")
    assert not ours.knows("一般公共预算财政拨") and not ours.knows("") and not ours.knows("鑫垚")


def test_another_list_is_put_in_order_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what is known of the list, the same words come of sorting and counting it."""
    plain = Segmenter()
    monkeypatch.setattr(segmentation.vocabulary, "load", lambda name: {"bytes": 0})
    text = "机关服务中心事业运行一般行政管理事务"
    assert Segmenter().cut(text) == plain.cut(text)


def test_what_is_kept_is_bounded_and_terms_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any number of made-up pairs of characters is cut; terms are known after as before."""
    monkeypatch.setattr(segmentation, "_KEPT", 100)
    ours = Segmenter(TERMS)
    dice = random.Random(8)
    before = ours.cut("三公经费支出")
    for _ in range(50):
        ours.cut("".join(chr(dice.randrange(0x4E00, 0x9FD5)) for _ in range(40)))
    assert len(ours._alike) <= 100
    assert Segmenter(TERMS).cut("三公经费支出") == ours._cut("三公经费支出") == before == ("三公经费", "支出")
