"""What is learned is better than nothing and the same for the same seed."""

import numpy as np
import pytest

from evals.training.concepts import learn
from evals.training.ranking import Example, fit, hardest
from service.evidence.concepts import Hearing
from service.evidence.features import NAMES
from service.evidence.ranker import Ranker
from service.evidence.sayings import Sayings

pytest.importorskip("torch")

EXAMPLES = 400
TELLS = NAMES.index("slot covered")
SAID = Sayings(
    [
        (("公务接待费",), ("请客吃饭", "招待客人", "接待客人", "接待费用")),
        (("会议费",), ("开会花销", "开会费用", "会议花销", "会议费用")),
        (("住房公积金",), ("公积金", "住房基金", "住房公积")),
    ]
)


def example(seed):
    random = np.random.default_rng(seed)
    features = random.normal(size=(90, len(NAMES))).astype(np.float32)
    right = np.zeros(90, bool)
    right[int(random.integers(90))] = True
    features[:, TELLS] = np.where(right, 3.0, random.normal(size=90) * 0.3)
    return Example(features, right)


@pytest.fixture(scope="module")
def ranker():
    return fit([example(seed) for seed in range(EXAMPLES)])


def test_the_hardest_places_hold_every_right_one_and_are_no_more_than_kept():
    one = example(1)
    features, right = hardest(one.features, one.right, np.random.default_rng(1))
    assert len(features) == len(right) == 64
    assert right.sum() == 1
    assert right[0]


def test_of_few_places_all_are_kept():
    features = np.zeros((5, len(NAMES)), np.float32)
    kept, right = hardest(features, np.array([False, True, False, False, False]), np.random.default_rng(1))
    assert len(kept) == 5
    assert right.sum() == 1


def test_a_fitted_ranker_puts_the_right_place_first_in_what_it_has_not_seen(ranker):
    unseen = [example(seed) for seed in range(1000, 1030)]
    first = [bool(one.right[ranker.scores(one.features).argmax()]) for one in unseen]
    assert sum(first) >= 0.8 * len(first)


def test_the_same_seed_gives_the_same_ranker(ranker):
    again = fit([example(seed) for seed in range(EXAMPLES)])
    features = example(5).features
    assert np.allclose(again.scores(features), ranker.scores(features), atol=1e-5)


def test_a_fitted_ranker_is_saved_and_comes_back(ranker):
    features = example(5).features
    assert (Ranker.load(ranker.save()).scores(features) == ranker.scores(features)).all()


def test_concepts_are_learned_from_sayings_and_told_in_a_framing():
    weights = learn(SAID)
    heard = Hearing(weights)
    assert len(heard.likely("会议")) == SAID.concepts
    assert [int(heard.likely(text).argmax()) for text in ("请客吃饭", "开会花销", "公积金")] == [0, 1, 2]
    again = learn(SAID)
    assert again.vocabulary == weights.vocabulary
    assert np.allclose(again.vectors, weights.vectors, atol=1e-3)
