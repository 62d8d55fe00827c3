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
    from scipy.sparse.linalg import svds

    if min(matrix.shape) <= _DENSE_BELOW or dimensions >= min(matrix.shape):
        _, _, right = np.linalg.svd(matrix.toarray(), full_matrices=False)
        return np.asarray(right[:dimensions].T)
    start = np.full(min(matrix.shape), 1.0)  # a given start makes the iteration repeatable
    _, _, right = svds(matrix, k=dimensions, v0=start)
    return np.asarray(right[::-1].T)
