"""The learned parts: they load, are small and steady, and refuse what was learned from other features."""

from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from service.evidence.concepts import Hearing, Weights, grams, hearing
from service.evidence.features import NAMES
from service.evidence.ranker import Ranker, ranker
from service.evidence.sayings import Sayings, sayings
from service.language import load

MEGABYTES = 5


def some_features(rows=50):
    return np.random.default_rng(7).normal(size=(rows, len(NAMES))).astype(np.float32)


def test_the_weights_that_ship_are_small():
    folder = files("service.language") / "weights"
    sizes = {path.name: len(path.read_bytes()) for path in folder.iterdir()}
    assert {"ranker.npz", "concepts.npz", "decision.toml"} <= set(sizes)
    assert sum(sizes.values()) < MEGABYTES * 1024 * 1024


def test_the_ranker_is_of_the_features_of_this_code_and_steady():
    features = some_features()
    assert ranker().names == NAMES
    assert len(set(NAMES)) == len(NAMES)
    first = ranker().scores(features)
    assert first.shape == (50,)
    assert np.isfinite(first).all()
    assert (first == ranker().scores(features.copy())).all()


def test_a_score_does_not_depend_on_the_other_rows():
    features = some_features()
    assert np.allclose(ranker().scores(features)[7], ranker().scores(features[7:8])[0], atol=1e-4)


def test_a_ranker_comes_back_as_it_was_saved():
    features = some_features()
    back = Ranker.load(ranker().save())
    assert back.names == ranker().names
    assert (back.scores(features) == ranker().scores(features)).all()


@pytest.mark.parametrize("names", [NAMES[1:], (*NAMES[:-1], "other"), NAMES[::-1]])
def test_a_ranker_of_other_features_is_refused(names):
    with pytest.raises(ValueError, match="other features"):
        Ranker.load(replace(ranker(), names=names).save())


def test_what_is_heard_is_a_probability_and_steady():
    heard = hearing()
    first = heard.likely("公务接待花了多少")
    assert len(first) == sayings().concepts
    assert abs(float(first.sum()) - 1) < 1e-4
    assert (first == heard.likely("公务接待花了多少")).all()
    assert not heard.likely("").any()


@pytest.mark.parametrize("framing", ["{}", "大姐，{}到底是多少呀", "帮忙查一下{}，谢谢"])
def test_a_concept_is_heard_in_whatever_stands_around_it(framing):
    """The likeliest concept is one that the words are a label of."""
    for label in ("公务接待费", "因公出国（境）费用", "住房公积金"):
        right = sayings().labels.get(label.replace("（", "").replace("）", "")) or sayings().labels[label]
        likely = hearing().likely(framing.format(label))
        assert int(likely.argmax()) in right


def test_words_of_the_measure_weigh_more_than_what_is_said_around():
    text = "打扰一下公务接待费"
    weights = hearing().weight(text)
    assert len(weights) == len(text)
    assert weights[4:].max() > 3 * weights[:4].max()


def test_weights_come_back_as_they_were_saved():
    rng = np.random.default_rng(3)
    weights = Weights(
        ("工", "工会", "会"), rng.normal(size=(3, 4)).astype(np.float16), np.ones(3, np.float32),
        rng.normal(size=(2, 4)).astype(np.float16), np.zeros(2, np.float32),
    )  # fmt: skip
    back = Weights.load(weights.save())
    assert back.vocabulary == weights.vocabulary
    assert (Hearing(back).likely("工会") == Hearing(weights).likely("工会")).all()
    assert not Hearing(back).likely("水").any()


def test_grams_are_characters_and_pairs_without_marks():
    assert grams("工会,费") == ["工", "会", "费", "工会"]
    assert grams("") == []


def test_the_weights_of_the_decision_are_numbers():
    weights = load("weights/decision")
    assert {"bias", "chance", "covered", "named", "margin", "several", "computed"} <= set(weights)
    assert all(isinstance(value, int | float) for value in weights.values() if not isinstance(value, dict))


def test_sayings_are_heard_by_their_words_and_nearly():
    known = Sayings([(("公务接待费",), ("请客吃饭",)), (("会议费",), ("开会花销",))])
    (sure, positions) = known.heard_in("去年请客吃饭多少")[0]
    assert sure > 1
    assert positions == [2, 3, 4, 5]
    assert set(known.heard_in("开会的花销多少")) <= {1}
    assert known.heard_in("下雨了") == {}
    assert known.labels["会议费"] == [1]
