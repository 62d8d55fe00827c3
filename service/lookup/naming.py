"""Tables that a question names by their titles, and labels whose words are not the question's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from corpus.view import DocumentView
from service.lookup.index import DocumentIndex, index_of
from service.lookup.matching import Words
from service.understanding.mending import words_of
from service.understanding.reader import Reader, Reading
from service.understanding.words import plain_label, span_mask

_WHOLE = 8  # characters from which a title that does not end in 表 is taken for one
_ENDING = 6  # characters of a title's end that name it
_MARKS = "看见按据查"
_DASHES = re.compile("[—–~至到]")
_SPAN_OF_YEARS = re.compile(r"(?:19|20)\d\d年?[-—~至到](?:19|20)?\d\d年?度?[\u4e00-\u9fff]{2}")


def with_names(reader: Reader, reading: Reading, views: Iterable[DocumentView]) -> Reading:
    """`reading` with the titles and labels of `views` that it says whole read as what they are; itself
    when there are none."""
    words = Words.of(reading.text, 0)
    titles: dict[str, int] = {}
    dated = labels = 0
    for view in views:
        index = index_of(view)
        titles.update(_titles(index, words, reading))
        dated |= _dated(index, view, words)
        own = {label.text for label in index.labels}
        for link in reading.links:
            if link.mention.name is None and plain_label(link.mention.text) in own:
                labels |= link.mask  # a shareholder, say: no body that is asked about
        for label in index.busy:
            if label in words.bare[0]:
                for start, end in words.spans(label):
                    labels |= span_mask(start, end)
    titles = {t: m for t, m in titles.items() if not any(m & o == m and m != o for o in titles.values())}
    elsewhere = [y for y in _year_places(reading) if not dated >> y & 1]
    dated = dated if elsewhere else 0
    return reader.quoting(reading, titles, dated, labels) if titles or dated or labels else reading


def _titles(index: DocumentIndex, words: Words, reading: Reading) -> Mapping[str, int]:
    """The titles said, with their positions; by their end too (基本支出决算表)."""
    found = {}
    for title in index.titles:
        shorter = title.replace("收入支出", "收支")
        if mask := _place(title, words, reading) or (shorter != title and _place(shorter, words, reading)):
            found[title] = int(mask)
    ends = {t: e for t in index.titles if (e := _ending(t, words.text))}
    longest = max(map(len, ends.values()), default=0)
    taken = 0
    for link in reading.links:
        taken |= link.mask
    for title, end in ends.items():
        mask = _place(end, words, reading) if len(end) == longest and title not in found else 0
        if mask and not mask & taken and all(mask & whole in (0, whole) for whole in found.values()):
            found[title] = mask
    return found


def _ending(title: str, text: str) -> str:
    """The longest end of a title, down to a certain length, that the text says."""
    if not title.endswith("表") or title[-_ENDING:] not in text:
        return ""
    return next((title[i:] for i in range(1, len(title) - _ENDING + 1) if title[i:] in text), "")


def _place(title: str, words: Words, reading: Reading) -> int:
    """The positions of a title in the question, with the 表 or the 看 that is said with it."""
    mask = 0
    for start, end in words.spans(title):
        table = words.text[end : end + 1] == "表"
        if not (table or title.endswith("表")) and (len(title) < _WHOLE or not reading.cues.numeric):
            continue
        lead = start > 0 and words.text[start - 1] in _MARKS
        mask |= span_mask(start - lead, end + table)
    return mask


def _dated(index: DocumentIndex, view: DocumentView, words: Words) -> int:
    """Years that belong to a label (2018年1-3月) or to a name of the report (2017-2019年度运维项目)."""
    mask = 0
    for label in index.dated:
        if label.strip("0123456789年度") and label in words.bare[0]:
            for start, end in words.spans(label):
                mask |= span_mask(start, end)
    for match in _SPAN_OF_YEARS.finditer(words.text):
        if _DASHES.sub("-", match.group()) in _DASHES.sub("-", words_of(view)):
            mask |= span_mask(*match.span())
    return mask


def _year_places(reading: Reading) -> list[int]:
    text = reading.text
    return [at for y in reading.frame.years for at in range(len(text)) if text.startswith(str(y), at)]
