"""The learned ranker: features of a place → how well it fits, by a small network with shipped weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from service.evidence.features import NAMES
from service.evidence.places import Floats

_FAR = 6.0


@dataclass(frozen=True, eq=False)
class Ranker:
    """Two hidden layers beside a straight line; `mean` and `spread` bring the features to one scale."""

    names: tuple[str, ...]
    mean: Floats
    spread: Floats
    layers: tuple[tuple[Floats, Floats], ...]
    line: Floats

    def scores(self, features: Floats) -> Floats:
        """One number a row; larger fits better.  Differences are log-odds."""
        x = np.clip((features - self.mean) / self.spread, -_FAR, _FAR)
        hidden = x
        for weights, bias in self.layers[:-1]:
            hidden = np.maximum(hidden @ weights + bias, 0)
        weights, bias = self.layers[-1]
        found: Floats = (hidden @ weights + bias)[:, 0] + x @ self.line
        return found

    def save(self) -> bytes:
        """As a file of arrays."""
        held = BytesIO()
        arrays = {f"w{n}": w for n, (w, _) in enumerate(self.layers)} | {
            f"b{n}": b for n, (_, b) in enumerate(self.layers)
        }
        np.savez_compressed(
            held,
            names=np.array(self.names),
            mean=self.mean,
            spread=self.spread,
            line=self.line,
            **arrays,  # type: ignore[arg-type]
        )
        return held.getvalue()

    @classmethod
    def load(cls, data: bytes) -> Ranker:
        """From a file of arrays.  Raises ValueError where the features are not those of this code."""
        with np.load(BytesIO(data), allow_pickle=False) as held:
            names = tuple(held["names"].tolist())
            if names != NAMES:
                raise ValueError("the ranker was learned from other features: wenbao train")
            count = sum(key.startswith("w") for key in held.files)
            layers = tuple((held[f"w{n}"], held[f"b{n}"]) for n in range(count))
            return cls(names, held["mean"], held["spread"], layers, held["line"])


@cache
def ranker() -> Ranker:
    """The ranker that ships."""
    return Ranker.load((files("service.language") / "weights" / "ranker.npz").read_bytes())
