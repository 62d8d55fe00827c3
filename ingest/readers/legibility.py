"""Can a page's own text be believed, or must the page be recognised from its picture?"""

from __future__ import annotations

import unicodedata
from collections import Counter
from enum import IntEnum, StrEnum

from corpus.text import Characters
from ingest.content import PageContent
from ingest.readers.pdf_images import Layers

MOSTLY = 0.5  # of the page or of its text
SOME_PICTURE = 0.15  # of the page: smaller ones are logos and seals
SPARSE = 150  # characters: a header, a page number, a stamp over a scan
FEW = 20  # characters that say too little about an encoding
UNMAPPED = 0.08  # share of characters without a meaning that a good text layer never has
RARE = 0.4  # share of Chinese characters outside the 3,755 common ones
WESTERN = 0.3  # share of Western letters with accents: Chinese bytes read as Latin
OUTLINES = 150  # drawn shapes on a page without text: letters drawn as shapes


class Reason(StrEnum):
    """Why a page is recognised anew."""

    NO_TEXT = "no_text_layer"
    FOREIGN = "foreign_text_layer"
    GARBLED = "garbled_text_layer"


def reason_to_recognise(content: PageContent, layers: Layers) -> Reason | None:
    """Why the page's text layer is not to be used; None where it is good, or the page is blank."""
    text = "".join(word.text for word in content.words)
    if not text:
        pictured = layers.pictured >= SOME_PICTURE or layers.paths >= OUTLINES
        return Reason.NO_TEXT if pictured else None
    if layers.pictured >= MOSTLY and layers.hidden >= MOSTLY:
        return Reason.FOREIGN
    if layers.pictured >= MOSTLY and len(text) < SPARSE:
        return Reason.NO_TEXT
    return Reason.GARBLED if garbled(text) else None


def garbled(text: str) -> bool:
    """Characters that no report is written in: unmapped glyphs, or Chinese under a wrong encoding."""
    counts = Counter(map(_KINDS.__getitem__, text))
    letters = counts.total() - counts[_Kind.SPACE]
    if letters < FEW:
        return False
    if counts[_Kind.UNMAPPED] > UNMAPPED * letters or counts[_Kind.WESTERN] > WESTERN * letters:
        return True
    chinese = counts[_Kind.COMMON] + counts[_Kind.RARE]
    return chinese >= FEW and counts[_Kind.RARE] > RARE * chinese


class _Kind(IntEnum):
    SPACE, UNMAPPED, WESTERN, COMMON, RARE, OTHER = range(6)


def _kind(char: str) -> _Kind:
    if char.isspace():
        return _Kind.SPACE
    if unicodedata.category(char) in ("Co", "Cn", "Cc") or char == "\ufffd":
        return _Kind.UNMAPPED
    if "\u0080" <= char <= "\u024f" and char not in "×÷·°±§":
        return _Kind.WESTERN
    if "\u3400" <= char <= "\u9fff" or char >= "\U00020000":
        return _Kind.COMMON if _common(char) else _Kind.RARE
    return _Kind.OTHER


_KINDS = Characters(_kind)


def _common(char: str) -> bool:
    """In the first level of GB 2312 (rows 16–55), or its traditional form would be in Big5's first."""
    try:
        return 0xB0 <= char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        pass
    try:
        return 0xA4 <= char.encode("big5")[0] <= 0xC6
    except UnicodeEncodeError:
        return False
