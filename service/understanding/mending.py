"""Words of a question put right after a report's own: 绿化面机 where the report says 绿化面积."""

from __future__ import annotations

import threading
from collections import OrderedDict

from corpus.view import DocumentView
from service.understanding.sounds import sound
from service.understanding.words import plain

_KEPT = 64
_LONGEST, _SHORTEST = 5, 3
_texts: OrderedDict[str, tuple[DocumentView, str, str]] = OrderedDict()
_lock = threading.Lock()


def _text_of(view: DocumentView) -> tuple[str, str]:
    """All words of a report, plain, and how they sound; kept for the same view."""
    key = view.entry.document_id
    with _lock:
        kept = _texts.get(key)
    if kept is not None and kept[0] is view:
        return kept[1], kept[2]
    labels = {part for record in view.records for part in (*record.row_path, *record.column_path)}
    text = "|".join((*(plain(p.text) for p in view.passages), *map(plain, sorted(labels))))
    heard = sound(text)
    with _lock:
        _texts[key] = (view, text, heard)
        while len(_texts) > _KEPT:
            _texts.popitem(last=False)
    return text, heard


def words_of(view: DocumentView) -> str:
    """All words of a report's passages and labels, plain."""
    return _text_of(view)[0]


def mend(text: str, view: DocumentView) -> str:
    """Plain `text` with stretches that sound like the report's words, one character off, written as there.

    As long as `text`; what the report says word for word stays.
    """
    words, heard = _text_of(view)
    characters = list(text)
    for size in range(_LONGEST, _SHORTEST - 1, -1):
        for start in range(len(text) - size + 1):
            written = "".join(characters[start : start + size])
            if written in words or not all("\u4e00" <= c <= "\u9fff" for c in written):
                continue
            at = heard.find(sound(written))
            if at < 0:
                continue
            said = words[at : at + size]
            if sum(a != b for a, b in zip(written, said, strict=True)) == 1:
                characters[start : start + size] = said
    return "".join(characters)
