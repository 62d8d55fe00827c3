"""What of a question each label of a report explains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.text import places_in
from service.lookup.index import DocumentIndex, Label
from service.lookup.terms import common_words, score_columns, spellings, telling_spellings
from service.understanding.sounds import sound
from service.understanding.words import find_mask, span_mask, squeezed, words_mask

_NEAR = 0.5
_BY_TERM = 0.93  # a spelling of the same term, not the words themselves
_NEAR_LONG = 0.34
_SPOKEN = 7
_TOPIC = 4  # characters by which a topic is named
_OF_YEARS = "0123456789年"
_LONG = 8  # characters from which commas inside a label no longer tell it from its neighbours


@dataclass(frozen=True, slots=True)
class Match:
    """The positions that a label explains, and how much of the label they account for (0–1);
    `spans` are the places where the question says it word for word, `loose` tells that it says
    something like it."""

    mask: int
    quality: float
    spans: tuple[tuple[int, int], ...] = ()
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A question ready for matching: plain, by sound, what of it is free (the rest blanked, but years) and
    its bigrams, the terms in it, and the text without joints (、－) and without any mark, each with the
    positions of its characters."""

    text: str
    free: str
    heard: str
    pairs: frozenset[str]
    terms: dict[int, int]
    tight: tuple[str, tuple[int, ...]]
    bare: tuple[str, tuple[int, ...]]

    def spans(self, label: str) -> tuple[tuple[int, int], ...]:
        """Where `label` (plain) is said, whatever joints the question writes inside it."""
        text, places = self.bare if len(label) >= _LONG else self.tight
        return tuple((places[at], places[at + len(label) - 1] + 1) for at in places_in(text, label))

    @classmethod
    def of(cls, text: str, free: int) -> Words:
        """The words of `text`; terms are looked for within `free`, the longest first."""
        found: dict[int, int] = {}
        left = free
        heard = sound(text)
        for exact in (True, False):
            for form, number in spellings():
                if not exact and len(form) < 3:
                    continue
                where, key = (text, form) if exact else (heard, sound(form))
                for at in places_in(where, key):
                    bits = span_mask(at, at + len(form))
                    if bits & left == bits:
                        found[number] = found.get(number, 0) | bits
                        left &= ~bits
        found.update({n: m for n, m in _spoken_loosely(text, free).items() if n not in found})
        kept = "".join(c if free >> i & 1 or c in _OF_YEARS else "\0" for i, c in enumerate(text))
        pairs = frozenset(kept[i : i + 2] for i in range(len(kept) - 1))
        return cls(text, kept, heard, pairs, found, squeezed(text, False), squeezed(text, True))


def _spoken_loosely(text: str, free: int) -> dict[int, int]:
    """Terms of some length that are said with 的 between their words (财政拨款的年初结转结余)."""
    found: dict[int, int] = {}
    if "的" not in text:
        return found
    places = [i for i, c in enumerate(text) if c != "的"]
    joined = "".join(text[i] for i in places)
    for form, number in spellings():
        at = joined.find(form) if len(form) >= _SPOKEN else -1
        if at >= 0:
            found.setdefault(number, span_mask(places[at], places[at + len(form) - 1] + 1) & free)
    return found


def match_label(label: Label, words: Words, free: int) -> Match | None:
    """What `label` explains of the question, or None."""
    if len(label.text) < 2:
        return None
    spans = words.spans(label.text)
    mask = 0
    for start, end in spans:
        mask |= span_mask(start, end) & free
    best = Match(mask, 1.0, spans) if mask else None
    spoken = (
        words.terms.get(label.term, 0) if label.term is not None else _score_asked(label.text, words, free)
    )
    if spoken.bit_count() > mask.bit_count():
        best = Match(spoken | mask, 1.0 if mask else _BY_TERM, spans)
    if best:
        return best
    if len(label.text) >= 3 and label.heard in words.heard:
        return Match(find_mask(words.heard, label.heard) & free, 0.95, loose=True)
    if label.stem and label.stem in words.text:
        return Match(find_mask(words.text, label.stem) & free, 0.9, loose=True)
    if len(label.text) >= 4:
        return _near(label, words, free)
    return None


def _score_asked(label: str, words: Words, free: int) -> int:
    """Where a column of a score table is asked for in other words (得了几分 for 得分)."""
    for labels, asked in score_columns():
        if label in labels:
            return words_mask(words.text, asked, free)
    return 0


def _near(label: Label, words: Words, free: int) -> Match | None:
    """A label whose pieces stand in the question, in order (a typo, a word left out)."""
    bar = _NEAR if len(label.text) < 6 else _NEAR_LONG
    if len(label.pairs & words.pairs) < bar * len(label.pairs):
        return None
    blocks = SequenceMatcher(None, words.free, label.text, autojunk=False).get_matching_blocks()
    mask, matched, last = 0, 0, None
    for block in blocks:
        if block.size < 2:
            continue
        if last is not None and 0 < block.a - last <= 1:
            mask |= span_mask(last, block.a)
        mask |= span_mask(block.a, block.a + block.size)
        matched += block.size
        last = block.a + block.size
    quality = matched / len(label.text)
    return Match(mask & free, quality * 0.9, loose=True) if quality >= bar and mask & free else None


def match_heading(heading: str, words: Words, free: int) -> int:
    """The positions of a question that a table's heading explains."""
    if not heading:
        return 0
    mask = 0
    for block in SequenceMatcher(None, words.text, heading, autojunk=False).get_matching_blocks():
        if block.size >= 2:
            mask |= span_mask(block.a, block.a + block.size)
    for form, number in telling_spellings():
        if number in words.terms and form in heading:
            mask |= words.terms[number]
    return mask & free


def topic_mask(topic: str, words: Words, free: int) -> int:
    """Where a question names a topic: whole or by its first words, with the common word behind it."""
    for size in range(len(topic), _TOPIC - 1, -1):
        at = words.free.find(topic[:size])
        if at >= 0:
            end = at + size
            behind = next((w for w in common_words() if words.free.startswith(w, end)), "")
            return span_mask(at, end + len(behind)) & free
    return 0


def match_words(text: str, words: Words, free: int) -> int:
    """The positions of a question whose words stand in `text`, in any order."""
    mask = 0
    for i in range(len(words.text) - 1):
        if words.text[i : i + 2] in text:
            mask |= 3 << i
    return mask & free


def match_all(index: DocumentIndex, words: Words, free: int) -> dict[int, Match]:
    """Every label of the report that explains something, by its number."""
    found = {}
    for number, label in enumerate(index.labels):
        match = match_label(label, words, free)
        if match and match.mask:
            found[number] = match
    return found


def said_alone(matches: Mapping[int, Match], labels: Sequence[int], free: int) -> dict[int, Match]:
    """The matches of one table's labels: what is said only inside a longer label of the table
    (其他 in 其他组织) is not said, nor what only looks like one that is said.  Only those that change
    are given."""
    exact = [(n, m) for n in labels if (m := matches.get(n)) is not None and m.spans]
    places = {span for _, match in exact for span in match.spans}
    covered = 0
    for start, end in places:
        covered |= span_mask(start, end)
    changed = {
        n: Match(0, 0.0) for n in labels if (m := matches.get(n)) and m.loose and m.mask & ~covered == 0
    }
    for number, match in exact:
        kept = tuple(
            (a, b) for a, b in match.spans if not any(c <= a and b <= d and d - c > b - a for c, d in places)
        )
        if len(kept) == len(match.spans):
            continue
        mask = 0
        for start, end in kept:
            mask |= span_mask(start, end) & free
        changed[number] = Match(mask, match.quality if mask else 0.0, kept)
    return changed
