"""Slips of a question put right by a report's own words: 绿化面机, 绿面化积 or 绿面积 for 绿化面积.

Three slips are known: a character written by its sound, two in the wrong order, one left out.  A slip is
mended where the text is then made of known words, and where no other mend does nearly as well; never
inside what is made of known words already.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.view import DocumentView
from service.understanding.lexicon import TAKEN, Cut, Lexicon, lexicon_of
from service.understanding.places import is_word
from service.understanding.sounds import sound
from service.understanding.words import plain

_KEPT = 64
_GUESSED = 0.2  # what counts against a word of which one character alone was typed
_MARGIN = 0.25  # by how much a mend must do better than the next best
_WIDEST = 12
_MOST_TEXT, _MOST_MENDS = 160, 400
_WHOLE = (3, 4)
_PARTICLES = "的了里是有在和吗呢年月共"


@dataclass(frozen=True, slots=True)
class _Words:
    """A report's words: all of its text (plain), and its lexicon."""

    view: DocumentView
    text: str
    lexicon: Lexicon


_texts: OrderedDict[str, _Words] = OrderedDict()
_lock = threading.Lock()


def _words_of(view: DocumentView) -> _Words:
    """The words of a report; kept for the same view."""
    key = view.entry.document_id
    with _lock:
        kept = _texts.get(key)
    if kept is not None and kept.view is view:
        return kept
    labels = {part for record in view.records for part in (*record.row_path, *record.column_path)}
    labels |= {table.title for table in view.tables if table.title}
    text = "|".join((*(plain(p.text) for p in view.passages), *map(plain, sorted(labels))))
    words = _Words(view, text, lexicon_of(view))
    with _lock:
        _texts[key] = words
        while len(_texts) > _KEPT:
            _texts.popitem(last=False)
    return words


def words_of(view: DocumentView) -> str:
    """All words of a report's passages and labels, plain."""
    return _words_of(view).text


def mend(text: str, view: DocumentView, taken: int = 0, least: float = 0.6) -> str:
    """Plain `text` with its likeliest slip put right as the report writes.

    `taken` are positions that are understood already (bodies, years); `least` is what the mend must save, in
    characters that then belong to a word.
    """
    if len(text) > _MOST_TEXT:
        return text
    lexicon = _words_of(view).lexicon
    hidden = "".join(TAKEN if taken >> i & 1 else c for i, c in enumerate(text))
    now = lexicon.cut(hidden)
    now = replace(now, weak=now.weak - _whole_words(hidden))
    if not now.weak:
        return text
    best: dict[str, float] = {}
    for n, (start, end, written) in enumerate(_mends(hidden, now, lexicon)):
        if n >= _MOST_MENDS:
            return text
        mended = text[:start] + written + text[end:]
        if mended not in best:
            cost = lexicon.cut(hidden[:start] + written + hidden[end:]).cost
            # One character may begin many words.
            best[mended] = now.cost - cost - (_GUESSED if end - start == 1 < len(written) else 0.0)
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < least:
        return text
    if len(ranked) > 1 and ranked[1][1] > ranked[0][1] - _MARGIN:
        return text
    return ranked[0][0]


def _whole_words(text: str) -> frozenset[int]:
    """The positions of words of the language that are long enough not to come of a slip (离退休), though a
    word of the report may be a part of them."""
    spans = (range(start, start + size) for size in _WHOLE for start in range(len(text) - size + 1))
    return frozenset(at for span in spans if is_word(text[span.start : span.stop]) for at in span)


def mended_words(typed: str, mended: str, view: DocumentView) -> str:
    """The words of `mended` in which it differs from `typed`."""
    start, end = 0, 0
    while start < min(len(typed), len(mended)) and typed[start] == mended[start]:
        start += 1
    while end < min(len(typed), len(mended)) - start and typed[-1 - end] == mended[-1 - end]:
        end += 1
    ends = _words_of(view).lexicon.cut(mended).ends
    first = max((e for e in ends if e <= start), default=0)
    last = min((e for e in ends if e >= len(mended) - end), default=len(mended))
    return mended[first:last].strip(" ,，。?？")


def _mends(text: str, now: Cut, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Stretches of `text` that may be a slip, each with what may have been meant."""
    for i in sorted({max(0, j - d) for j in now.weak for d in (0, 1)}):
        if i + 1 < len(text) and text[i] != text[i + 1] and TAKEN not in text[i : i + 2]:
            yield i, i + 2, text[i + 1] + text[i]
    heard = sound(text)
    for i in now.weak:
        for particle in _PARTICLES:
            if text[i] != particle and sound(particle) == heard[i]:
                yield i, i + 1, particle
    spans = {
        (start, start + size)
        for i in now.weak
        for size in range(1, _WIDEST)
        for start in range(max(0, i - size + 1), min(i, len(text) - size) + 1)
    }
    for start, end in sorted(spans):
        written = text[start:end]
        if TAKEN in written:
            continue
        for word in lexicon.by_sound.get(heard[start:end], ()):
            if sum(a != b for a, b in zip(word, written, strict=True)) == 1:
                yield start, end, word
        for word in lexicon.without_one.get(written, ()):
            yield start, end, word
