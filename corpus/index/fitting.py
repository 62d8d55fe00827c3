"""A small embedding fitted on the corpus itself: latent semantic analysis of its own words.

Passages × words, weighted by tf·idf, is decomposed; a word's vector is its row in the word
space times its idf, so that the mean of a text's word vectors is the text's own projection.
Deterministic: the same passages give the same vectors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

DIMENSIONS = 256
MOST_WORDS = 60_000
MOST_PASSAGES = 20_000
"""More passages than this add no words worth having; every n-th is taken."""

_MORE_ROWS = 16  # of a sketch, beside those that are wanted
_ROUNDS = 4
_DENSE_BELOW = 1_200  # passages or words up to which the exact decomposition is the faster one


@dataclass(frozen=True)
class WordVectors:
    """Words in the order of their rows; row 0 is the zero vector of unknown words."""

    words: tuple[str, ...]
    rows: NDArray[np.float32]


def fit(passages: Sequence[Sequence[str]], dimensions: int = DIMENSIONS) -> WordVectors:
    """Word vectors for `passages`, each given as its words.  `passages` must hold some word."""
    import numpy as np

    step = -(-len(passages) // MOST_PASSAGES)
    sample = [Counter(passage) for passage in passages[::step]]
    holding: Counter[str] = Counter(word for counts in sample for word in counts)
    words = sorted(holding, key=lambda word: (-holding[word], word))[:MOST_WORDS]
    weights = np.array([np.log((1 + len(sample)) / (1 + holding[word])) + 1 for word in words])
    matrix = _weighted(sample, words, weights)
    space = _word_space(matrix, min(dimensions, *matrix.shape))
    rows = np.zeros((len(words) + 1, space.shape[1]), dtype=np.float32)
    rows[1:] = space * weights[:, None]
    return WordVectors(("[UNK]", *words), rows)


def _weighted(
    sample: Sequence[Counter[str]], words: Sequence[str], weights: NDArray[np.float64]
) -> csr_matrix:
    """tf·idf with rows of length one: a long passage weighs no more than a short one."""
    import numpy as np
    from scipy.sparse import csr_matrix

    place = {word: column for column, word in enumerate(words)}
    starts, columns, values = [0], [], []
    for counts in sample:
        entries = [(place[word], count) for word, count in counts.items() if word in place]
        row = np.array([count * weights[column] for column, count in entries])
        columns += [column for column, _ in entries]
        values += list(row / (np.linalg.norm(row) or 1.0))
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(sample), len(words)))


def _word_space(matrix: csr_matrix, dimensions: int) -> NDArray[np.float64]:
    """Words × dimensions: the right singular vectors of the largest singular values."""
    import numpy as np
    from scipy.sparse.linalg import ArpackError, svds

    if min(matrix.shape) <= _DENSE_BELOW or dimensions >= min(matrix.shape):
        return right_vectors(matrix.toarray(), dimensions)
    start = np.full(min(matrix.shape), 1.0)  # a given start makes the iteration repeatable
    try:
        _, _, right = svds(matrix, k=dimensions, v0=start)
        found = np.asarray(right[::-1].T)
    except ArpackError:  # did not converge, or broke down
        return _sketched(matrix, dimensions)
    return found if np.isfinite(found).all() else _sketched(matrix, dimensions)


def right_vectors(dense: NDArray[np.float64], dimensions: int) -> NDArray[np.float64]:
    """The first right singular vectors of a matrix, as columns.

    LAPACK's divide and conquer may not converge, on some machines and with some numbers of threads, for a
    matrix that is nothing out of the ordinary: then its other ways are gone, the last of which iterates
    over nothing and always ends.
    """
    import numpy as np

    for way in (_divided, _by_qr_steps, _of_the_smaller_product):
        try:
            found = way(dense)[:, :dimensions]
        except np.linalg.LinAlgError:
            continue
        if np.isfinite(found).all():
            return found
    return _orthonormal(dense.T)[:, :dimensions]


def _divided(dense: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    return np.asarray(np.linalg.svd(dense, full_matrices=False)[2].T)


def _by_qr_steps(dense: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np
    from scipy.linalg import svd

    return np.asarray(svd(dense, full_matrices=False, lapack_driver="gesvd")[2].T)


def _of_the_smaller_product(dense: NDArray[np.float64]) -> NDArray[np.float64]:
    """By the eigenvectors of A·Aᵀ or Aᵀ·A: half the digits, which is plenty for searching."""
    import numpy as np

    wide = dense.shape[0] < dense.shape[1]
    values, vectors = np.linalg.eigh(dense @ dense.T if wide else dense.T @ dense)
    order = np.argsort(values)[::-1]
    vectors = vectors[:, order]
    if not wide:
        return np.asarray(vectors)
    lengths = np.sqrt(np.clip(values[order], 0.0, None))
    # A direction without weight is none: it comes out as zeros, not as noise blown up.
    worth = lengths > lengths[:1] * 1e-7
    return np.asarray((dense.T @ vectors) * np.where(worth, 1.0 / np.where(worth, lengths, 1.0), 0.0))


def _orthonormal(columns: NDArray[np.float64]) -> NDArray[np.float64]:
    """An orthonormal base of the space of the columns, by reflections: no iteration, no failure."""
    import numpy as np

    return np.asarray(np.linalg.qr(columns)[0])


def _sketched(matrix: csr_matrix, dimensions: int) -> NDArray[np.float64]:
    """The same for a large sparse matrix, out of a small one: rows mixed at random (by one seed) and sent
    through the matrix a few times span the space of the largest singular values."""
    import numpy as np

    mixed = np.random.default_rng(0).standard_normal((dimensions + _MORE_ROWS, matrix.shape[0]))
    base = _orthonormal(matrix.T @ mixed.T)
    for _ in range(_ROUNDS):
        base = _orthonormal(matrix.T @ _orthonormal(matrix @ base))
    return np.asarray(base @ right_vectors(np.asarray(matrix @ base), dimensions))
