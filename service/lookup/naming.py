"""Tables that a question names by their titles, and labels that carry a year of their own."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.view import DocumentView
from service.lookup.index import index_of
from service.lookup.matching import Words
from service.understanding.reader import Reader, Reading
from service.understanding.words import span_mask

_WHOLE = 8  # characters from which a title that does not end in 表 is taken for one
_MARKS = "看见按据查"


def with_names(reader: Reader, reading: Reading, views: Iterable[DocumentView]) -> Reading:
    """`reading` with the titles and dated labels of `views` that it says whole; itself when there are none."""
    words = Words.of(reading.text, 0)
    titles: dict[str, int] = {}
    dated = 0
    for view in views:
        index = index_of(view)
        for title in index.titles:
            if mask := _place(title, words, reading):
                titles[title] = mask
        for label in index.dated:
            if label.strip("0123456789年度") and label in words.bare[0]:
                for start, end in words.spans(label):
                    dated |= span_mask(start, end)
    titles = {t: m for t, m in titles.items() if not any(m & o == m and m != o for o in titles.values())}
    elsewhere = [y for y in _year_places(reading) if not dated >> y & 1]
    dated = dated if elsewhere else 0
    return reader.quoting(reading, titles, dated) if titles or dated else reading


def _place(title: str, words: Words, reading: Reading) -> int:
    """The positions of a title in the question, with the 表 or the 看 that is said with it."""
    mask = 0
    for start, end in words.spans(title):
        behind = words.text[end : end + 1]
        table = title.endswith("表") or behind == "表"
        if not table and (len(title) < _WHOLE or not reading.cues.numeric):
            continue
        end += behind == "表"
        start -= words.text[start - 1 : start] in _MARKS and start > 0
        mask |= span_mask(start, end)
    return mask


def _year_places(reading: Reading) -> list[int]:
    text = reading.text
    return [at for y in reading.frame.years for at in range(len(text)) if text.startswith(str(y), at)]
