"""Text made comparable, and cut into sentences.

`fold` is what two texts are compared by: width, CJK radicals, traditional forms, quotes,
brackets, dashes, case and needless spaces no longer tell them apart.  `level` does the same
character by character, so that positions hold.  `tidy` is for people: it mends what readers
of files damage and leaves the wording and punctuation as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, wraps
from typing import NamedTuple, TypeVar

from corpus import vocabulary

T = TypeVar("T")

# What may stand in a word written without spaces: ideographs, kana, and CJK punctuation in full width.
_WIDE = (
    "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uffee"
    "\U00020000-\U0003ffff“”‘’…—"
)
_WORD = 64  # characters up to which a text is taken for a label or a term
_SPACE = re.compile(r"\s+")
_SPACE_BESIDE_WIDE = re.compile(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}])")
_SPACE_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])\s+(?=[{_WIDE}])")
_SPACE_BY_DIGIT = re.compile(rf"(?<=[{_WIDE}])\s+(?=[\d+\-−△(（%])|(?<=[\d%）)])\s+(?=[{_WIDE}])")
_ONLY_WIDTH = re.compile("[\t-\r -~\u2014\u2018-\u201d\u3000-\u3002\u3008-\u3011\u4e00-\u9fff\uff01-\uff5e]*")
_FULL_WIDTH = re.compile("[\u3000\uff01-\uff5e]")
_WIDTH_APART = ord("！") - ord("!")
_CLOSERS = "”’」』）)】》〉\"'"
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SENTENCE_END = re.compile(rf"[。！？!?]+[{_CLOSERS}]*|\.(?=\s+[A-Z])|\n+|[…]{{2}}(?=[{_WIDE}]*\n)")
_CLAUSE_END = re.compile(rf"[。！？!?；;]+[{_CLOSERS}]*|\.(?=\s+[A-Z])|\n+")
_OPENING, _CLOSING = "（(「『《【", "）)」』》】"


@cache
def _pairs(name: str) -> Mapping[int, str]:
    rows = vocabulary.load("characters")[name]
    return {ord(a): b for above, below in rows for a, b in zip(above, below, strict=True)}


class Characters(dict[str, T]):
    """What `find` says of each character, asked once."""

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, character: str) -> T:
        found = self[character] = self._find(character)
        return found


class Table(NamedTuple):
    """A translation of characters, and a pattern that finds `any` of them."""

    to: Mapping[int, str]
    any: re.Pattern[str]


def _table(to: Mapping[int, str]) -> Table:
    return Table(to, re.compile(f"[{re.escape(''.join(map(chr, to)))}]"))


@cache
def _radicals() -> Table:
    """Radical forms and compatibility ideographs, each to the plain character."""
    blocks = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))
    plain = {code: unicodedata.normalize("NFKC", chr(code)) for code in blocks}
    groups = vocabulary.load("radicals").values()
    return _table(plain | {ord(form): meant for group in groups for form, meant in group.items()})


@cache
def _folding() -> Table:
    """Every single character's folded form, where NFKC gives another or none."""
    simplified = _pairs("simplified")
    plain = {code: simplified.get(ord(to), to) for code, to in _radicals().to.items() if len(to) == 1}
    return _table({**_pairs("punctuation"), **simplified, **plain})


def mend_radicals(text: str) -> str:
    """`text` with CJK radicals and compatibility ideographs as the characters they stand for."""
    return _translated(text, _radicals())


def _without_marks(text: str) -> str:
    """Without zero-width and control characters (line and space characters stay)."""
    if "".join(text.split()).isprintable():
        return text
    return "".join(
        c for c in text if unicodedata.category(c) not in ("Cf", "Co") and (c >= " " or c.isspace())
    )


def _kept_for_words(make: Callable[[str], str]) -> Callable[[str], str]:
    """Keeps what is made of labels and terms, which come again and again; passages do not."""
    kept = lru_cache(maxsize=1 << 16)(make)

    @wraps(make)
    def of(text: str) -> str:
        return kept(text) if len(text) <= _WORD else make(text)

    return of


@_kept_for_words
def fold(text: str) -> str:
    """`text` as two texts are compared: see the module.  Idempotent."""
    plain = _translated(_closed_up(_without_marks(text)), _radicals())
    folded = _translated(_normal(plain), _folding())
    return _closed_up(folded).strip().lower()


def _normal(text: str) -> str:
    """`text` in NFKC.  Where only characters of full width change, which is nearly always, it takes a
    third of the time to exchange those."""
    if not _ONLY_WIDTH.fullmatch(text):
        return unicodedata.normalize("NFKC", text)
    for wide in set(_FULL_WIDTH.findall(text)):
        text = text.replace(wide, " " if wide == "\u3000" else chr(ord(wide) - _WIDTH_APART))
    return text


def _closed_up(text: str) -> str:
    """Without spaces beside wide characters, other space being one space."""
    if "".join(text.split()) == text:
        return text
    return _SPACE_BESIDE_WIDE.sub("", _SPACE.sub(" ", text))


def _translated(text: str, table: Table) -> str:
    # Most texts hold nothing that is translated: to see that costs a quarter of translating.
    return text.translate(table.to) if table.any.search(text) else text


def _level_one(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character.translate(_radicals().to))
    folded = plain.translate(_folding().to).lower()
    return folded if len(folded) == 1 else character


_LEVELLED = Characters(_level_one)


@lru_cache(maxsize=1 << 10)
def level(text: str) -> str:
    """`text` folded one character at a time: as long as `text`, so that positions hold.

    Spaces stay, and a character whose folded form is longer than one stays as it is.
    """
    return text if text.isascii() and text.islower() else "".join(map(_LEVELLED.__getitem__, text))


def simplify(text: str) -> str:
    """`text` with traditional and variant characters in their simplified form."""
    return text.translate(_pairs("simplified"))


def numbers_in(text: str) -> list[str]:
    """The numbers that `text` prints in digits, without separators: `1,204.50人` → `1204.50`."""
    return [found.replace(",", "") for found in _NUMBER.findall(fold(text))]


@_kept_for_words
def tidy(text: str) -> str:
    """`text` as it should be read: radicals mended, marks without width dropped, spaces between
    ideographs and beside their figures gone.  Line ends count as spaces; a lone space between
    two words of several ideographs each (as in a spaced title) goes too."""
    mended = mend_radicals(_SPACE.sub(" ", _without_marks(text)).strip())
    return _SPACE_BY_DIGIT.sub("", _SPACE_BETWEEN_WIDE.sub("", mended))


def places_in(text: str, part: str) -> Iterator[int]:
    """Where `part` stands in `text`, from the left; one place may run into the next."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def joint(before: str, after: str) -> str:
    """What stands between two lines of one paragraph: a space between Latin words, else nothing."""
    if not before or not after:
        return ""
    latin = before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()
    return " " if latin else ""


def _cut(text: str, ends: re.Pattern[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for end in ends.finditer(text):
        piece = text[start : end.end()]
        depth = sum(piece.count(o) for o in _OPENING) - sum(piece.count(c) for c in _CLOSING)
        if depth > 0 and "\n" not in end.group() and _closes_soon(text, end.end()):
            continue
        spans.append((start, end.end()))
        start = end.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))[0] < trimmed[1]]


def _closes_soon(text: str, position: int) -> bool:
    """Whether the bracket left open is closed within the next sentences of the same line."""
    ahead = text[position : position + 120].split("\n", 1)[0]
    closings = [ahead.find(c) for c in _CLOSING if c in ahead]
    openings = [ahead.find(o) for o in _OPENING if o in ahead]
    return bool(closings) and (not openings or min(closings) < min(openings))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence; a full stop inside brackets ends none, a line end does."""
    return _cut(text, _SENTENCE_END)


def sentences(text: str) -> list[str]:
    """The sentences of `text`, with their end marks."""
    return [text[a:b] for a, b in sentence_spans(text)]


def clause_spans(text: str) -> list[tuple[int, int]]:
    """As `sentence_spans`, cut at semicolons too."""
    return _cut(text, _CLAUSE_END)


def clauses(text: str) -> list[str]:
    """The clauses of `text`: sentences, cut at semicolons too."""
    return [text[a:b] for a, b in clause_spans(text)]
