"""Words of a question put right after a report's own: 绿化面机, 绿面化积 or 绿面积 for 绿化面积.

Three slips are known: a character written by its sound, two written in the wrong order, one left
out.  A slip is mended where one reading alone is in the report's words.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass

from corpus.view import DocumentView
from service.understanding.places import is_word
from service.understanding.sounds import sound
from service.understanding.spelling import field_words
from service.understanding.words import plain, plain_label

_KEPT = 64
_LONGEST, _SHORTEST = 6, 3
_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]+$")


@dataclass(frozen=True, slots=True)
class _Words:
    """All words of a report, plain; how they sound; and its labels, with the field's terms."""

    view: DocumentView
    text: str
    heard: str
    labels: frozenset[str]


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
    short = frozenset(word for label in labels if 3 <= len(word := plain_label(label)) <= 20)
    text = "|".join((*(plain(p.text) for p in view.passages), *sorted(short), *map(plain, sorted(labels))))
    words = _Words(view, text, sound(text), short | field_words())
    with _lock:
        _texts[key] = words
        while len(_texts) > _KEPT:
            _texts.popitem(last=False)
    return words


def words_of(view: DocumentView) -> str:
    """All words of a report's passages and labels, plain."""
    return _words_of(view).text


def mend(text: str, view: DocumentView) -> str:
    """Plain `text` with its slips put right as the report writes; what it says word for word stays."""
    words = _words_of(view)
    text = _in_order(_by_sound(text, words), words)
    return _complete(text, words)


def _by_sound(text: str, words: _Words) -> str:
    characters = list(text)
    for size in range(min(_LONGEST, 5), _SHORTEST - 1, -1):
        for start in range(len(text) - size + 1):
            written = "".join(characters[start : start + size])
            if written in words.text or not _IDEOGRAPHS.match(written):
                continue
            at = words.heard.find(sound(written))
            if at < 0:
                continue
            said = words.text[at : at + size]
            if _fragment(said, text[start - 1 : start], words):
                continue
            if sum(a != b for a, b in zip(written, said, strict=True)) == 1:
                characters[start : start + size] = said
    return "".join(characters)


def _fragment(said: str, before: str, words: _Words) -> bool:
    """Whether the report has the stretch only as the end of one longer word (公经费 of 三公经费), whose
    first character the question does not say."""
    left = {words.text[m.start() - 1 : m.start()] for m in re.finditer(re.escape(said), words.text)}
    return len(left) == 1 and before not in left and bool(_IDEOGRAPHS.match(next(iter(left)) or "|"))


def _in_order(text: str, words: _Words) -> str:
    """Two neighbours that were exchanged, put in the order in which the report has them."""
    for size in range(_LONGEST, _SHORTEST - 1, -1):
        for start in range(len(text) - size + 1):
            written = text[start : start + size]
            if not _IDEOGRAPHS.match(written) or _known(written, words):
                continue
            ways = {
                w for w in swapped(written) if w in words.labels or (size > _SHORTEST and w in words.text)
            }
            if len(ways) == 1:
                text = text[:start] + ways.pop() + text[start + size :]
    return text


def _complete(text: str, words: _Words) -> str:
    """A label with one character left out, written whole where no other word is as near."""
    for size in range(20, 1, -1):
        for start in range(len(text) - size + 1):
            written = text[start : start + size]
            if not _IDEOGRAPHS.match(written) or _known(written, words):
                continue
            whole = {w for w in words.labels if len(w) == size + 1 and _lacks_one(written, w)}
            if len(whole) != 1 or _otherwise(written, whole, words):
                continue
            (word,) = whole
            around = text[max(0, start - 1) : start + size + 1]
            if word in around or _part_of_label(text, start, size, words):
                continue
            return text[:start] + word + text[start + size :]
    return text


def _known(written: str, words: _Words) -> bool:
    return written in words.text or written in words.labels or is_word(written)


def _part_of_label(text: str, start: int, size: int, words: _Words) -> bool:
    """Whether the stretch runs into a neighbour with which it is a word of the report."""
    before = text[max(0, start - 2) : start + 2]
    behind = text[start + size - 2 : start + size + 2]
    return any(len(w) == 4 and w in words.labels for w in (before, behind))


def _otherwise(written: str, whole: set[str], words: _Words) -> bool:
    """Whether the report's sentences complete the stretch in another way."""
    if len(written) > 4:
        return False
    for i in range(1, len(written)):
        pattern = re.escape(written[:i]) + "[\u4e00-\u9fff]" + re.escape(written[i:])
        if any(found not in whole for found in re.findall(pattern, words.text)):
            return True
    return False


def _lacks_one(written: str, word: str) -> bool:
    """Whether `written` is `word` without one of its characters."""
    i = 0
    while i < len(written) and written[i] == word[i]:
        i += 1
    return written[i:] == word[i + 1 :]


def swapped(word: str) -> list[str]:
    """`word` with each two unlike neighbours exchanged."""
    return [
        word[:i] + word[i + 1] + word[i] + word[i + 2 :]
        for i in range(len(word) - 1)
        if word[i] != word[i + 1]
    ]
