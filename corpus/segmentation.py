"""Chinese words, by the word list of jieba: the likeliest way to part a run of ideographs.

The list is jieba's, and so is what comes of it (a test holds the two together); but its 350,000
words are taken apart only for the characters that occur, so that the first text is cut after a
tenth of a second and the memory of the whole list is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path

from corpus import vocabulary

_LIST = "dict.txt"
_GROUP = re.compile(r"^(.).*\n(?:\1.*\n)*", re.MULTILINE)  # lines that begin with one character
_BLOCK = re.compile("([\u4e00-\u9fd5]+)")  # the ideographs that the list has words of

Group = dict[str, int]
"""Words that begin with one character, with how often they occur; 0: only the beginning of one."""


class Segmenter:
    """Parts text into words.  `terms` are taken for words even where their parts are likelier."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._text = _word_list()
        self._places: dict[str, list[tuple[int, int]]] = {}
        for match in _GROUP.finditer(self._text):
            self._places.setdefault(match[1], []).append(match.span())
        self._groups: dict[str, Group] = {}
        self._total = _total(self._text)
        for term in terms:
            self._add(term)
        self.cut = lru_cache(maxsize=1 << 14)(self._cut)

    def knows(self, word: str) -> bool:
        """Whether `word` is one of the list or of the terms."""
        return bool(word and self._group(word[0]).get(word))

    def _group(self, first: str) -> Group:
        group = self._groups.get(first)
        if group is None:
            group = {}
            for start, end in self._places.get(first, ()):
                for line in self._text[start:end].splitlines():
                    word, count, *_ = line.split(" ")
                    group[word] = int(count)
                    for length in range(1, len(word)):
                        group.setdefault(word[:length], 0)
            self._groups[first] = group
        return group

    def _add(self, term: str) -> None:
        """Make `term` at least as likely as the words that it would be cut into."""
        likely = 1.0
        for word in self._cut(term):
            likely *= self._group(word[0]).get(word, 1) / float(self._total)
        group = self._group(term[0])
        count = max(int(likely * self._total) + 1, group.get(term, 1))
        group[term] = count
        self._total += count
        for length in range(1, len(term)):
            group.setdefault(term[:length], 0)

    def _cut(self, text: str) -> tuple[str, ...]:
        """The words of `text` in order; characters of no known word stand alone."""
        return tuple(word for block in _BLOCK.split(text) for word in self._parted(block))

    def _parted(self, block: str) -> Iterator[str]:
        if not _BLOCK.match(block):
            yield from block
            return
        scale = log(self._total)
        # from the end: the best score of what follows each character, and where its word ends
        best = [(0.0, 0)] * (len(block) + 1)
        for at in range(len(block) - 1, -1, -1):
            group = self._group(block[at])
            ends = _ends(group, block, at)
            best[at] = max((log(group.get(block[at:end]) or 1) - scale + best[end][0], end) for end in ends)
        at = 0
        while at < len(block):
            end = best[at][1]
            yield block[at:end]
            at = end


def _ends(group: Group, block: str, at: int) -> list[int]:
    """Where words that begin at `at` may end; after the character itself where there is none."""
    ends = []
    end = at + 1
    while end <= len(block):
        count = group.get(block[at:end])
        if count is None:
            break
        if count:
            ends.append(end)
        end += 1
    return ends or [at + 1]


def _word_list() -> str:
    """Jieba's list: a word, its count and its kind on each line."""
    found = find_spec("jieba")  # importing it would load what we do not need
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(_LIST)
    return Path(found.submodule_search_locations[0], _LIST).read_text(encoding="utf-8")


def _total(text: str) -> int:
    """How often all words of the list occur together; counted where it is not the list we know."""
    known = vocabulary.load("words")
    if len(text) == known["characters"]:
        return int(known["occurrences"])
    return sum(int(line.split(" ")[1]) for line in text.splitlines())
