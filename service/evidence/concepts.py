"""Which concept a stretch of a question speaks of, however it is put: weights learned from the sayings.

`wenbao train --concepts` makes the weights; without them nothing is heard.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise

import numpy as np

from service.evidence.places import Floats


def grams(text: str) -> list[str]:
    """The characters and bigrams of a text, marks left out."""
    kept = [c if c.isalnum() else " " for c in text]
    pairs = [a + b for a, b in pairwise(kept) if a != " " and b != " "]
    return [c for c in kept if c != " "] + pairs


@dataclass(frozen=True, eq=False)
class Weights:
    """What was learned: a vector and a weight for each gram, a vector and a bias for each concept."""

    vocabulary: tuple[str, ...]
    vectors: np.ndarray
    weights: Floats
    concepts: np.ndarray
    bias: Floats

    def save(self) -> bytes:
        """As a file of arrays."""
        held = BytesIO()
        np.savez_compressed(
            held, vocabulary=np.array(self.vocabulary), vectors=self.vectors, weights=self.weights,
            concepts=self.concepts, bias=self.bias,
        )  # fmt: skip
        return held.getvalue()

    @classmethod
    def load(cls, data: bytes) -> Weights:
        """From a file of arrays."""
        with np.load(BytesIO(data), allow_pickle=False) as held:
            return cls(
                tuple(held["vocabulary"].tolist()),
                held["vectors"],
                held["weights"],
                held["concepts"],
                held["bias"],
            )


class Hearing:
    """Tells how likely each concept is that a text speaks of."""

    def __init__(self, weights: Weights) -> None:
        self._number = {g: n for n, g in enumerate(weights.vocabulary)}
        self._vectors = weights.vectors.astype(np.float32)
        self._weights = np.exp(weights.weights - weights.weights.max(initial=0))
        self._concepts = weights.concepts.astype(np.float32)
        self._bias = weights.bias

    def likely(self, text: str) -> Floats:
        """The probability of each concept; all 0 where the text holds nothing that was learned."""
        ids = [n for g in grams(text) if (n := self._number.get(g)) is not None]
        if not ids:
            return np.zeros(len(self._bias), np.float32)
        attention = self._weights[ids] / self._weights[ids].sum()
        scores = self._concepts @ (attention @ self._vectors[ids]) + self._bias
        spread = np.exp(scores - scores.max())
        found: Floats = (spread / spread.sum()).astype(np.float32)
        return found

    def weight(self, text: str) -> Floats:
        """How much each character of a text tells of any concept, 0–1."""
        found = np.zeros(len(text), np.float32)
        for at, character in enumerate(text):
            n = self._number.get(character)
            found[at] = self._weights[n] if n is not None else 0.0
            for start in (at - 1, at):
                pair = text[start : start + 2] if start >= 0 else ""
                if len(pair) == 2 and (n := self._number.get(pair)) is not None:
                    found[at] = max(found[at], self._weights[n])
        return found


@cache
def hearing() -> Hearing | None:
    """The hearing that ships; None before it was learned."""
    path = files("service.language") / "weights" / "concepts.npz"
    return Hearing(Weights.load(path.read_bytes())) if path.is_file() else None
