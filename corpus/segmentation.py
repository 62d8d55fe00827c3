"""Chinese words, by the word list of jieba: the likeliest way to part a run of ideographs.

The list is jieba's, and so is what comes of it (a test holds the two together); but its 350,000
words are taken apart only for the characters that occur, so that the first text is cut after a
tenth of a second and the memory of the whole list is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import NamedTuple

from corpus import vocabulary

_LIST = "dict.txt"
_GROUP = re.compile(r"^(.).*\n(?:\1.*\n)*", re.MULTILINE)  # lines that begin with one character
_BLOCK = re.compile("([\u4e00-\u9fd5]+)")  # the ideographs that the list has words of


class Group(NamedTuple):
    """Words that begin with one character, with how often they occur (as the list has it: most are
    never asked for), and how long the longest is of those that begin with two characters and go on."""

    counts: dict[str, str]
    longest: dict[str, int]


class Segmenter:
    """Parts text into words.  `terms` are taken for words even where their parts are likelier."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._text = _word_list()
        self._places: dict[str, list[tuple[int, int]]] = {}
        for match in _GROUP.finditer(self._text):
            self._places.setdefault(match[1], []).append(match.span())
        self._groups: dict[str, Group] = {}
        self._logs: dict[str, float] = {}  # of the counts of words that were met
        self._total = _total(self._text)
        for term in terms:
            self._add(term)
        self.cut = lru_cache(maxsize=1 << 14)(self._cut)

    def knows(self, word: str) -> bool:
        """Whether `word` is one of the list or of the terms."""
        return bool(word) and int(self._group(word[0]).counts.get(word, 0)) > 0

    def _group(self, first: str) -> Group:
        group = self._groups.get(first)
        if group is None:
            counts: dict[str, str] = {}
            for start, end in self._places.get(first, ()):
                fields = self._text[start:end].split()  # word, count and kind of each line
                counts.update(zip(fields[::3], fields[1::3], strict=True))
            longer = sorted([word for word in counts if len(word) > 2], key=len)
            begun = [word[:2] for word in longer]
            group = self._groups[first] = Group(counts, dict(zip(begun, map(len, longer), strict=True)))
        return group

    def _add(self, term: str) -> None:
        """Make `term` at least as likely as the words that it would be cut into."""
        likely = 1.0
        for word in self._cut(term):
            likely *= int(self._group(word[0]).counts.get(word, 1)) / float(self._total)
        counts, longest = self._group(term[0])
        count = max(int(likely * self._total) + 1, int(counts.get(term, 1)))
        counts[term] = str(count)
        longest[term[:2]] = max(longest.get(term[:2], 2), len(term))
        self._logs.pop(term, None)
        self._total += count

    def _cut(self, text: str) -> tuple[str, ...]:
        """The words of `text` in order; characters of no known word stand alone."""
        if _BLOCK.fullmatch(text):
            return self._parted(text)
        blocks = _BLOCK.split(text)
        return tuple(word for b in blocks for word in (self._parted(b) if _BLOCK.match(b) else b))

    def _parted(self, block: str) -> tuple[str, ...]:
        scale, logs, groups, size = log(self._total), self._logs, self._groups, len(block)
        # from the end: the best score of what follows each character, and where its word ends
        scores, ends = [0.0] * (size + 1), [0] * (size + 1)
        for at in range(size - 1, -1, -1):
            first = block[at]
            counts, longest = groups.get(first) or self._group(first)
            best, best_end = 0.0, 0
            for end in range(at + 1, min(at + longest.get(block[at : at + 2], 2), size) + 1):
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


def _word_list() -> str:
    """Jieba's list: a word, its count and its kind on each line."""
    found = find_spec("jieba")  # importing it would load what we do not need
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(_LIST)
    # Reading it as text would look for line ends of other systems, at twice the time.
    return Path(found.submodule_search_locations[0], _LIST).read_bytes().decode()


def _total(text: str) -> int:
    """How often all words of the list occur together; counted where it is not the list we know."""
    known = vocabulary.load("words")
    if len(text) == known["characters"]:
        return int(known["occurrences"])
    return sum(int(line.split(" ")[1]) for line in text.splitlines())
