"""The outline of a running text: how deep each paragraph stands, read off its marker.

第一部分 › 一、 › （一） › 1. › （1） › ①, in whatever order a report nests them: a marker that
goes on counting where an open one stopped belongs to that one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from corpus.vocabulary import load

_CHINESE = "零一二三四五六七八九十"
_MARKERS = (
    ("part", re.compile(r"第([一二三四五六七八九十]+)部分|(附件)(?=[\d一二三四五六七八九十：:\s]|$)")),
    ("comma", re.compile(r"([一二三四五六七八九十]{1,3})[、.．]")),
    ("bracket", re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]")),
    ("dot", re.compile(r"(\d{1,2})[.．、](?!\d)")),
    ("round", re.compile(r"[（(](\d{1,2})[）)]")),
    ("half", re.compile(r"(\d{1,2})[）)]")),
    ("circle", re.compile(r"([①-⑳])")),
)
_LONGEST_HEADING = 48
_LONGEST_MOTTO = 30  # two phrases in parallel, as in a motto


@dataclass(frozen=True, slots=True)
class Marker:
    """A paragraph's number: which kind of mark, the count, and where its words begin."""

    kind: str
    count: int
    end: int


def chinese_number(text: str) -> int:
    """十二 → 12 (up to 99)."""
    if "十" not in text:
        return _CHINESE.find(text)
    tens, _, ones = text.partition("十")
    return (_CHINESE.find(tens) if tens else 1) * 10 + (_CHINESE.find(ones) if ones else 0)


def marker_of(text: str) -> Marker | None:
    """The marker that `text` begins with, or None."""
    for kind, pattern in _MARKERS:
        if found := pattern.match(text):
            mark = found[1] or ""
            if not mark:
                return Marker(kind, 0, found.end())
            if mark.isdigit() and not "①" <= mark <= "⑳":
                return Marker(kind, int(mark), found.end())
            count = ord(mark) - ord("①") + 1 if "①" <= mark <= "⑳" else chinese_number(mark)
            return Marker(kind, count, found.end())
    return None


def is_heading(text: str, marker: Marker | None) -> bool:
    """Whether a marked paragraph is a title only: short, and no sentence."""
    if marker is None or len(text) > _LONGEST_HEADING:
        return False
    words = text[marker.end :].strip()
    if not words or re.search(r"[；;]|。.|[：:].|\d[\d,.]*\s*万?元", words):
        return False
    if words[-1] == "。" and not words.rstrip("。").endswith(_title_endings()):
        return False
    return not re.search("[，,]", words) or (len(words) <= _LONGEST_MOTTO and words[-1] not in "。：:")


@cache
def _title_endings() -> tuple[str, ...]:
    return tuple(load("narrative")["titles"]["endings"])


@dataclass
class Outline:
    """Walks down the paragraphs of one section and says how deep each stands."""

    open: list[Marker] = field(default_factory=list)
    bare: bool = False  # the last paragraph was a title and nothing else

    def enter(self, marker: Marker, heading: bool) -> int:
        """Depth (0 = outermost) of a paragraph that bears `marker`."""
        depth = self._place(marker)
        del self.open[depth:]
        self.open.append(marker)
        self.bare = heading
        return depth

    def body(self, opens_list: bool = False) -> int:
        """Depth of a paragraph without a marker; one that opens a list leaves its title bare."""
        self.bare = self.bare and opens_list
        return len(self.open)

    def _place(self, marker: Marker) -> int:
        same = [i for i, other in enumerate(self.open) if other.kind == marker.kind]
        if marker.kind == "part":
            return 0
        for i in reversed(same):
            if self.open[i].count == marker.count - 1:
                return i
        if not same:
            return len(self.open)
        if marker.count == 1 and self.bare and same[-1] == len(self.open) - 1:
            return len(self.open)  # a list right under a title with the same kind of mark
        return same[-1]
