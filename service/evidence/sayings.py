"""What people call things: concepts with the labels that reports print and the words that people say.

The concepts are data (`service/language/*/sayings.toml` and the field's terms); a question is met with all of
them at once by their bigrams.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from weakref import WeakKeyDictionary

import numpy as np

from corpus.text import fold
from corpus.vocabulary import load
from service.evidence.places import Bools, Floats, PlaceIndex, postings
from service.understanding.words import plain_label

_ENOUGH = 0.6
_LANGUAGES = ("zh", "en")


class Sayings:
    """All sayings, and which concept each belongs to."""

    def __init__(self, concepts: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> None:
        self.labels: dict[str, list[int]] = {}
        said: list[str] = []
        owner: list[int] = []
        for number, (labels, says) in enumerate(concepts):
            for label in labels:
                self.labels.setdefault(plain_label(label), []).append(number)
            for saying in dict.fromkeys(plain_label(fold(s)) for s in (*labels, *says)):
                if len(saying) >= 2:
                    said.append(saying)
                    owner.append(number)
        self.concepts = len(concepts)
        self.said, self.owner = said, np.array(owner, np.int32)
        self._words = postings(said)
        self._of: WeakKeyDictionary[PlaceIndex, tuple[np.ndarray, np.ndarray]] = WeakKeyDictionary()

    def heard_in(self, text: str) -> dict[int, tuple[float, list[int]]]:
        """The concepts that a text speaks of: how surely (0–1), and at which positions."""
        width = len(text)
        shared = np.zeros(len(self.said), np.float32)
        places: dict[str, list[int]] = {}
        for at in range(width - 1):
            places.setdefault(text[at : at + 2], []).append(at)
        for pair in places:
            held = self._words.lists.get(pair)
            if held is not None:
                shared[held] += 1
        cover = shared / self._words.sizes
        found: dict[int, tuple[float, list[int]]] = {}
        for n in np.flatnonzero(cover >= _ENOUGH):
            saying = self.said[n]
            at = text.find(saying)
            if at >= 0:
                strength, positions = 1.0 + min(len(saying), 8) / 100, list(range(at, at + len(saying)))
            elif cover[n] < 1.0 and len(saying) < 4:
                continue
            else:
                starts = [
                    i
                    for pair in {saying[k : k + 2] for k in range(len(saying) - 1)}
                    for i in places.get(pair, ())
                ]
                spread = max(starts) - min(starts) + 2
                if spread > 2 * len(saying) + 2:
                    continue
                strength, positions = float(cover[n]) * 0.9, sorted({q for i in starts for q in (i, i + 1)})
            concept = int(self.owner[n])
            if strength > found.get(concept, (0.0, []))[0]:
                found[concept] = (strength, positions)
        return found

    def matched(self, places: PlaceIndex, text: str) -> tuple[Floats, Bools]:
        """For each text of a report how surely the question speaks of its concept, and at which positions."""
        owners, concepts = self.owners(places)
        count = len(places.texts)
        strength = np.zeros(count, np.float32)
        mask = np.zeros((count, len(text)), bool)
        for concept, (sure, positions) in self.heard_in(text).items():
            for number in owners[concepts == concept]:
                strength[number] = max(strength[number], sure)
                mask[number, positions] = True
        return strength, mask

    def owners(self, places: PlaceIndex) -> tuple[np.ndarray, np.ndarray]:
        """Pairs (text, concept): which texts of a report are labels of which concepts."""
        held = self._of.get(places)
        if held is None:
            pairs = [(n, c) for n, t in enumerate(places.texts) for c in self.labels.get(t, ())]
            held = np.array([n for n, _ in pairs], np.int32), np.array([c for _, c in pairs], np.int32)
            self._of[places] = held
        return held


@cache
def sayings() -> Sayings:
    """The sayings of all languages and the field's terms."""
    concepts: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
        ((term["name"], *term["also"]), tuple(term.get("short", ()))) for term in load("finance")["term"]
    ]
    for language in _LANGUAGES:
        path = files("service.language") / language / "sayings.toml"
        if path.is_file():
            for entry in tomllib.loads(path.read_text(encoding="utf-8"))["concept"]:
                says = (*entry.get("says", ()), *entry.get("traditional", ()))
                concepts.append((tuple(entry["labels"]), says))
    return Sayings(concepts)
