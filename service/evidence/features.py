"""How well each place of a report fits what a question asks for: features for the learned ranker.

A question is a string of plain characters with weights (how much a position tells) and a slot: the
positions that belong to one thing asked.  The other positions are its context.  Everything here is
arithmetic on arrays over all places of a report; the names of the features are in NAMES.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.evidence.concepts import hearing
from service.evidence.places import BASES, CLASSES, FLAGS, ROLES, Bools, Floats, PlaceIndex
from service.evidence.sayings import Sayings
from service.narrative.evidence import Role
from service.understanding.sounds import sound


@dataclass(frozen=True, eq=False)
class Asked:
    """One thing asked for, as a report's places are measured against it.

    `text` is the plain question, `slot` and `context` weigh its positions for this thing and for all the
    rest that is no body, year or word of asking; `codes`, `forms`, `titles` are named places;
    `classes` the classes of units asked for, `bases`, `roles`, `side` what is said of the account, of what a
    number tells, and of income or expense; `extra` are features of the question itself.
    """

    text: str
    slot: Floats
    context: Floats
    codes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    bases: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    side: int = 0
    years: tuple[int, ...] = ()
    extra: tuple[float, ...] = ()


FIELDS = ("own", "leaf", "columns", "above", "title")
PER_FIELD = ("cover", "whole", "run", "heard", "term", "slot", "context", "length", "concept")
CROSS = (
    "slot covered", "context covered", "slot by own", "slot by columns", "slot rest", "longest rest",
    "own is best",
    "best own cover", "covered is best", "best covered", "context is best", "named elsewhere",
    "code", "form", "class", "basis", "role", "side", "year", "term named elsewhere", "concept is best",
    "best concept", "left of own", "left of columns", "row unsaid", "account by default", "level by default",
)  # fmt: skip
EXTRA = (
    "asks how much", "asks how many", "asks a ratio", "asks change", "asks score", "codes", "forms", "length",
)  # fmt: skip
ONE_HOT = (
    *(f"class {c}" for c in CLASSES),
    *(f"basis {b.value}" for b in BASES),
    *(f"role {r.value}" for r in ROLES),
)
NAMES = (
    *(f"{field} {name}" for field in FIELDS for name in PER_FIELD), *CROSS, *FLAGS, *EXTRA, *ONE_HOT,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class _Matched:
    """What the texts of a report have in common with a question: one row a text."""

    cover: Floats
    whole: Floats
    run: Floats
    heard: Floats
    term: Floats
    mask: Bools
    length: Floats


def _hits(pairs: Sequence[str], lists: dict[str, np.ndarray], texts: int, width: int) -> tuple[Bools, Floats]:
    """Which positions of the question each text shares (as bigrams), and how many different bigrams."""
    starts = np.zeros((texts, width), bool)
    shared = np.zeros(texts, np.float32)
    seen: set[str] = set()
    for at, pair in enumerate(pairs):
        held = lists.get(pair)
        if held is None:
            continue
        starts[held, at] = True
        if pair not in seen:
            seen.add(pair)
            shared[held] += 1
    return starts, shared


def _longest_run(starts: Bools) -> Floats:
    """The longest stretch of neighbouring positions, in characters."""
    best = np.zeros(len(starts), np.float32)
    run = np.zeros(len(starts), np.float32)
    for at in range(starts.shape[1]):
        run = (run + 1) * starts[:, at]
        np.maximum(best, run, out=best)
    return best + (best > 0)


class Matcher:
    """A question against the texts of one report; `place_features` then weighs every place for a slot."""

    def __init__(self, places: PlaceIndex, text: str, free: Bools, sayings: Sayings) -> None:
        self.places, self.text, self.sayings = places, text, sayings
        width = len(text)
        self.kept = kept = "".join(c if free[i] else "\0" for i, c in enumerate(text))
        words, heard = places.words, places.heard
        count = len(places.texts)
        pairs = [kept[i : i + 2] for i in range(max(width - 1, 0))]
        starts, shared = _hits(pairs, words.lists, count, width)
        mask = starts.copy()
        mask[:, 1:] |= starts[:, :-1]
        spoken = sound(kept)
        _, shared_heard = _hits(
            [spoken[i : i + 2] for i in range(max(width - 1, 0))], heard.lists, count, width
        )
        length = np.array([len(t) for t in places.texts], np.float32)
        whole = np.zeros(count, np.float32)
        for n in np.flatnonzero(shared >= words.sizes - 1e-6):
            if places.texts[n] and places.texts[n] in kept:
                whole[n] = 1.0
        term, term_mask = sayings.matched(places, kept)
        mask |= term_mask
        self.matched = _Matched(
            shared / words.sizes, whole, _longest_run(starts), shared_heard / heard.sizes, term, mask, length
        )
        # Only texts that lie whole in the question name something else than what does not hold them.
        self.named = np.flatnonzero((whole > 0) & (length >= 2))

    def spoken(self) -> list[tuple[int, list[tuple[int, int]]]]:
        """Texts that the question says, by their own words or by what people call them: each with where."""
        found: list[tuple[int, list[tuple[int, int]]]] = []
        for number in self.named:
            label = self.places.texts[number]
            spans = [(at, at + len(label)) for at in range(len(self.text)) if self.text.startswith(label, at)]
            found.append((int(number), spans))
        owners, concepts = self.sayings.owners(self.places)
        for concept, (sure, positions) in self.sayings.heard_in(self.kept).items():
            if sure >= 1.0:
                span = (positions[0], positions[-1] + 1)
                found += [(int(n), [span]) for n in owners[concepts == concept]]
        return found

    def unwanted(self, words: Bools | None) -> Floats:
        """How much of what is not wanted each place is named by, 0–1."""
        p = self.places
        found = np.zeros(p.size, np.float32)
        if words is None or not words.any():
            return found
        said = "".join(c if words[i] else "\0" for i, c in enumerate(self.text))
        pairs = {said[i : i + 2] for i in range(len(said) - 1)} - {"\0\0"}
        shared = np.zeros(len(p.texts), np.float32)
        for pair in pairs:
            if (held := p.words.lists.get(pair)) is not None:
                shared[held] += 1
        cover = np.where(p.words.sizes >= 1, shared / p.words.sizes, 0)
        cover[0] = 0
        whole: Floats = np.maximum.reduce(
            [cover[p.own], cover[p.columns].max(axis=1), cover[p.title] * (cover[p.title] > 0.3)]
        )
        # What holds only the words that all titles hold is not meant.
        return np.where(whole >= 0.5, whole, 0).astype(np.float32)

    def place_features(self, asked: Asked) -> Floats:
        """One row a place, one column a name of NAMES."""
        p, m = self.places, self.matched
        concept = self._concepts(asked)
        total_slot = max(float(asked.slot.sum()), 1e-6)
        total_context = max(float(asked.context.sum()), 1e-6)
        in_slot = m.mask @ asked.slot / total_slot
        in_context = m.mask @ asked.context / total_context
        rows = [m.cover, m.whole, m.run, m.heard, m.term, in_slot, in_context, m.length, concept]
        per_text = np.stack(rows, axis=1)
        per_text[0] = 0
        fields = [
            per_text[p.own],
            per_text[p.columns[:, 0]],
            per_text[p.columns].max(axis=1),
            per_text[p.above].max(axis=1),
            per_text[p.title],
        ]
        own = m.mask[p.own]
        columns: Bools = np.asarray(m.mask[p.columns].any(axis=1))
        covered: Bools = np.asarray(own | columns | m.mask[p.above].any(axis=1) | m.mask[p.title])
        cross = self._cross(asked, concept, total_slot, total_context, own, columns, covered)
        extra = np.broadcast_to(np.array(asked.extra, np.float32), (p.size, len(EXTRA)))
        return np.concatenate([*fields, cross, p.flags, extra, _one_hot(p)], axis=1).astype(np.float32)

    def _concepts(self, asked: Asked) -> Floats:
        """How likely the slot speaks of the concept of each text, among those that the report prints."""
        owners, concepts = self.sayings.owners(self.places)
        found = np.zeros(len(self.places.texts), np.float32)
        heard = hearing()
        if heard is None or not len(owners):
            return found
        words = "".join(c if weight > 0 else " " for c, weight in zip(asked.text, asked.slot, strict=True))
        likely = heard.likely(words)[concepts]
        np.maximum.at(found, owners, likely)
        total = float(np.unique(found[found > 0]).sum())
        return found / total if total > 0 else found

    def _cross(
        self, asked: Asked, concept: Floats, total_slot: float, total_context: float,
        own: Bools, columns: Bools, covered: Bools,
    ) -> Floats:  # fmt: skip
        p, m = self.places, self.matched
        by_slot = covered @ asked.slot / total_slot
        by_context = covered @ asked.context / total_context
        own_slot, column_slot = own @ asked.slot / total_slot, columns @ asked.slot / total_slot
        rest = ~covered * (asked.slot > 0)
        strength = m.cover[p.own] + m.whole[p.own] + m.term[p.own]
        best = float(strength.max()) if p.size else 0.0
        named = m.mask[self.named] @ asked.slot if len(self.named) else np.zeros(0)
        elsewhere = np.zeros(p.size, np.float32)
        if len(named):
            # The longest label that the question says whole and that is none of the place's own words.
            own_texts = np.concatenate([p.own[:, None], p.columns, p.above, p.title[:, None]], axis=1)
            for n, size in sorted(zip(self.named, named, strict=True), key=lambda x: -x[1])[:12]:
                lacks = ~(own_texts == n).any(axis=1) & ~((m.mask[n] & ~covered).sum(axis=1) == 0)
                elsewhere = np.maximum(elsewhere, lacks * size / total_slot)
        terms = p.terms[p.own]
        said = m.term * (p.terms >= 0)
        top = float(said.max()) if len(said) else 0.0
        top_concept = float(concept.max(initial=0))
        lacking = np.where((terms >= 0) & (m.term[p.own] >= top - 1e-6), 0.0, top)
        return np.stack(
            [
                by_slot, by_context, own_slot, column_slot, rest @ asked.slot, _longest_run(rest),
                strength >= best - 1e-6, np.full(p.size, best), by_slot >= by_slot.max(initial=0) - 1e-6,
                np.full(p.size, by_slot.max(initial=0)),
                by_context >= by_context.max(initial=0) - 1e-6, elsewhere,
                _agrees(p.code, [p.codes.get(c, -1) for c in asked.codes]),
                _agrees(p.form, [p.forms.get(f, -1) for f in asked.forms]),
                _agrees(p.unit_class, [CLASSES.index(c) for c in asked.classes]),
                _agrees(p.basis, asked.bases), _agrees(p.role, asked.roles),
                _agrees(p.side, [asked.side] if asked.side else []),
                _agrees(p.year, asked.years), lacking,
                (concept[p.own] >= top_concept - 1e-6) & (top_concept > 0), np.full(p.size, top_concept),
                m.length[p.own] * (1 - np.minimum(m.cover[p.own], 1)),
                (m.length[p.columns] * (1 - np.minimum(m.cover[p.columns], 1))).sum(axis=1),
                (m.cover[p.own] < 0.3) & (m.term[p.own] < 0.5) & (concept[p.own] < 0.2),
                _by_default(p, asked.bases), _level_by_default(p, asked.roles),
            ],
            axis=1,
        )  # fmt: skip


def _agrees(values: np.ndarray, wanted: Sequence[int]) -> Floats:
    """1 where a value is wanted, -1 where another is, 0 where nothing is wanted."""
    if not wanted:
        return np.zeros(len(values), np.float32)
    return np.where(np.isin(values, wanted), 1.0, -1.0).astype(np.float32)


def _by_default(p: PlaceIndex, bases: Sequence[int]) -> Floats:
    """Where no account is named: 1 for a column of the report's own account, -1 for one of another."""
    if bases:
        return np.zeros(p.size, np.float32)
    return np.where(p.basis == BASES.index(p.index.basis), 1.0, np.where(p.basis >= 0, -1.0, 0.0)).astype(
        np.float32
    )


def _level_by_default(p: PlaceIndex, roles: Sequence[int]) -> Floats:
    """Where nothing is said of a change or a share: 1 for amounts themselves, -1 for what is said of them."""
    if roles:
        return np.zeros(p.size, np.float32)
    return np.where((p.role < 0) | (p.role == ROLES.index(Role.LEVEL)), 1.0, -1.0).astype(np.float32)


def _one_hot(p: PlaceIndex) -> Floats:
    kinds = [(p.unit_class, len(CLASSES)), (p.basis, len(BASES)), (p.role, len(ROLES))]
    return np.concatenate([values[:, None] == np.arange(n) for values, n in kinds], axis=1).astype(np.float32)
