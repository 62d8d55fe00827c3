"""The decomposition behind the fitted vectors gives a result whatever fails to converge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.linalg
import scipy.sparse.linalg
from scipy.sparse.linalg import ArpackNoConvergence

from corpus.index import fitting


def passages(count: int = 60) -> list[list[str]]:
    """Passages on a few topics, each with its own words beside common ones."""
    chance = np.random.default_rng(3)
    found = []
    for number in range(count):
        own = [f"t{number % 6}w{word}" for word in chance.integers(0, 12, 20)]
        found.append(own + [f"c{word}" for word in chance.integers(0, 9, 5)])
    return found


def nearest_topics(vectors: fitting.WordVectors, texts: list[list[str]]) -> float:
    """How often a passage's nearest neighbour is of its own topic."""
    place = {word: row for row, word in enumerate(vectors.words)}
    means = np.array([vectors.rows[[place[word] for word in text]].mean(axis=0) for text in texts])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    near = means @ means.T
    np.fill_diagonal(near, -2)
    topics = np.arange(len(texts)) % 6
    return float((topics[near.argmax(axis=1)] == topics).mean())


def unconverged(*_: Any, **__: Any) -> None:
    raise np.linalg.LinAlgError("SVD did not converge")


def no_numbers(dense: Any, *_: Any, **__: Any) -> Any:
    return None, None, np.full((min(dense.shape), dense.shape[1]), np.nan)


@pytest.mark.parametrize("failing", [1, 2, 3])
@pytest.mark.parametrize("how", [unconverged, no_numbers])
def test_a_decomposition_that_does_not_converge(
    monkeypatch: pytest.MonkeyPatch, failing: int, how: Callable[..., Any]
) -> None:
    """With the first way gone, with the first two, with all that iterate: vectors that still find."""
    monkeypatch.setattr(np.linalg, "svd", how)
    if failing > 1:
        monkeypatch.setattr(scipy.linalg, "svd", how)
    if failing > 2:
        monkeypatch.setattr(np.linalg, "eigh", unconverged)
    texts = passages()
    vectors = fitting.fit(texts, 16)
    assert np.isfinite(vectors.rows).all()
    assert nearest_topics(vectors, texts) > (0.9 if failing < 3 else 0.5)


def test_the_ways_agree() -> None:
    """Each spans the same space as the first."""
    dense = np.random.default_rng(1).standard_normal((30, 80))
    first = fitting._divided(dense)[:, :10]
    for way in (fitting._by_qr_steps, fitting._of_the_smaller_product):
        for matrix, base in ((dense, first), (dense.T, fitting._divided(dense.T)[:, :10])):
            other = way(matrix)[:, :10]
            assert np.allclose(base @ base.T, other @ other.T, atol=1e-6)


def test_a_large_matrix_that_does_not_converge(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sparse iteration gives up; the sketch spans nearly the same space."""
    monkeypatch.setattr(fitting, "_DENSE_BELOW", 10)
    texts = passages(200)
    whole = fitting.fit(texts, 12)

    def unconverging(*_: Any, **__: Any) -> None:
        raise ArpackNoConvergence("No convergence", np.zeros(0), np.zeros((0, 0)))

    monkeypatch.setattr(scipy.sparse.linalg, "svds", unconverging)
    sketched = fitting.fit(texts, 12)
    assert np.isfinite(sketched.rows).all()
    assert abs(nearest_topics(sketched, texts) - nearest_topics(whole, texts)) < 0.05
