"""Chinese words, by the word list of jieba: the likeliest way to part a run of ideographs.

The list is jieba's, and so is what comes of it (a test holds the two together); but of its 350,000
words only those are looked up that begin with a character that occurs, so that the first text is cut
after some milliseconds and the memory of the whole list is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import NamedTuple

from corpus import vocabulary

_LIST = "dict.txt"
_BLOCK = re.compile("([\u4e00-\u9fd5]+)")  # the ideographs that the list has words of


class Words(NamedTuple):
    """Words that begin alike, with how often they occur (as the list has it: most are never asked for),
    and the lengths that they have, from the shortest."""

    counts: Mapping[str, str]
    lengths: Sequence[int]


def _words_of(counts: Mapping[str, str]) -> Words:
    return Words(counts, sorted(set(map(len, counts))))


_NONE = _words_of({})
_KEPT = 1 << 18  # pairs of characters: more than reports have, fewer than anyone can make up


class Segmenter:
    """Parts text into words.  `terms` are taken for words even where their parts are likelier."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._list = _word_list()
        self._total = self._list.occurrences
        self._lines: dict[str, str] = {}  # of the words that begin with a character, after a line end
        self._alike: dict[str, Words] = {}  # by the two characters that they begin with; and single ones
        self._of_terms: dict[str, Words] = {}  # those of them that the list does not tell
        self._logs: dict[str, float] = {}  # of the counts of words that were met
        for term in terms:
            self._add(term)
        self.cut = lru_cache(maxsize=1 << 14)(self._cut)

    def knows(self, word: str) -> bool:
        """Whether `word` is one of the list or of the terms."""
        return bool(word) and self._count(word) > 0

    def _count(self, word: str, otherwise: int = 0) -> int:
        return int(self._words(word[:2]).counts.get(word, otherwise))

    def _words(self, beginning: str) -> Words:
        """The words that begin with two characters, or the word that a single one is."""
        words = self._alike.get(beginning)
        if words is None:
            first = beginning[0]
            if first not in self._lines:
                self._lines[first] = "\n" + self._list.beginning_with(first)
            lines, mark = self._lines[first], f"\n{beginning}" if beginning[1:] else f"\n{first} "
            counts: dict[str, str] = {}
            at = lines.find(mark)
            while at >= 0:
                end = lines.index("\n", at + 1)
                word, count, _ = lines[at + 1 : end].split(" ")
                counts[word] = count
                at = lines.find(mark, end)
            words = _words_of(counts) if counts else _NONE
            if len(self._alike) >= _KEPT:
                self._alike = self._of_terms.copy()
            self._alike[beginning] = words
        return words

    def _add(self, term: str) -> None:
        """Make `term` at least as likely as the words that it would be cut into."""
        likely = 1.0
        for word in self._cut(term):
            likely *= self._count(word, 1) / float(self._total)
        count = max(int(likely * self._total) + 1, self._count(term, 1))
        words = _words_of({**self._words(term[:2]).counts, term: str(count)})
        self._alike[term[:2]] = self._of_terms[term[:2]] = words
        self._logs.pop(term, None)
        self._total += count

    def _cut(self, text: str) -> tuple[str, ...]:
        """The words of `text` in order; characters of no known word stand alone."""
        if _BLOCK.fullmatch(text):
            return self._parted(text)
        blocks = _BLOCK.split(text)
        return tuple(word for b in blocks for word in (self._parted(b) if _BLOCK.match(b) else b))

    def _parted(self, block: str) -> tuple[str, ...]:
        scale, logs, alike, size = log(self._total), self._logs, self._alike, len(block)
        # from the end: the best score of what follows each character, and where its word ends
        scores, ends = [0.0] * (size + 1), [0] * (size + 1)
        for at in range(size - 1, -1, -1):
            best, best_end = 0.0, 0
            for beginning in (block[at], block[at : at + 2]):
                counts, lengths = alike.get(beginning) or self._words(beginning)
                for length in lengths:
                    end = at + length
                    if end > size:
                        break
                    word = block[at:end]
                    likely = logs.get(word)
                    if likely is None:
                        count = int(counts.get(word, 0))
                        if not count:
                            continue
                        likely = logs[word] = log(count)
                    score = likely - scale + scores[end]
                    if not best_end or score >= best:  # of equal ones the longer word
                        best, best_end = score, end
            if not best_end:
                best, best_end = scores[at + 1] - scale, at + 1
            scores[at], ends[at] = best, best_end
        words, at = [], 0
        while at < size:
            words.append(block[at : ends[at]])
            at = ends[at]
        return tuple(words)


class WordList(NamedTuple):
    """Lines of a word, its count and its kind, in UTF-8: `lines` in the order of their bytes, before
    them the few of `head` in no order.  `occurrences` is what all counts come to."""

    head: bytes
    lines: bytes
    occurrences: int

    def beginning_with(self, first: str) -> str:
        """The lines of the words that begin with the character `first`."""
        key = first.encode()
        head = self.head.splitlines(keepends=True) if key in self.head else []
        strays = [line for line in head if line.startswith(key)]
        own = self.lines[self._place(key) : self._place(key + b"\xff")]  # a byte beyond those of UTF-8
        return b"".join([*strays, own]).decode()

    def _place(self, key: bytes) -> int:
        """Where the first line starts that does not stand before `key`."""
        low, high = 0, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            start = self.lines.rfind(b"\n", 0, middle) + 1
            if self.lines[start : start + len(key)] >= key:
                high = start
            else:
                low = self.lines.index(b"\n", middle) + 1
        return low


def _word_list() -> WordList:
    """Jieba's list.  One that is not the list we know is put in order and counted, which takes longer."""
    found = find_spec("jieba")  # importing it would load what we do not need
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(_LIST)
    content = Path(found.submodule_search_locations[0], _LIST).read_bytes()
    known = vocabulary.load("words")
    if len(content) == known["bytes"]:
        at = int(known["in_order_from"])
        return WordList(content[:at], content[at:], int(known["occurrences"]))
    lines = sorted(content.splitlines(keepends=True))
    return WordList(b"", b"".join(lines), sum(int(line.split(b" ")[1]) for line in lines))
