"""A PDF page read once more by another engine, pdfplumber (pdfminer), for pages in doubt.

Its characters and lines go the same way as those of PDFium: words without a gap, rules.  It takes five
to ten times as long, so it is asked about few pages.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.report import Box
from ingest.content import PageContent, Rule
from ingest.faults import SHAPE_FAULTS
from ingest.readers.glyphs import DESCENT, Glyph, words_of

MOST_CHARACTERS, MOST_EDGES = 30_000, 12_000  # of one page
SHORTEST = 2.0  # points: shorter lines bound nothing
WHITE = 0.98  # of full brightness: the paper's colour
_BOLD = ("bold", "black", "heavy", "hei")
_UNMAPPED = "(cid:"


def read_again(path: Path, numbers: Sequence[int]) -> Iterator[PageContent]:
    """The pages with these numbers, as far as this engine can read them."""
    import pdfplumber
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    # What the engine raises on files that it was not made for; a page that fails is left out.
    odd = (TypeError, AttributeError, struct.error, zlib.error)
    faults = (*SHAPE_FAULTS, *odd, PSException, PdfminerException)
    try:
        with pdfplumber.open(path, pages=list(numbers)) as document:
            pages = list(document.pages)
            for page in pages:
                try:
                    content = _content(page)
                except faults:
                    continue
                finally:
                    page.close()
                if content is not None:
                    yield content
    except faults:
        return


def _content(page: Any) -> PageContent | None:
    """None for a page that holds more than any page of print, or characters that are not mapped."""
    characters = [char for char in page.chars if char["upright"]]
    if len(characters) > MOST_CHARACTERS or any(char["text"].startswith(_UNMAPPED) for char in characters):
        return None
    edges = page.edges
    if len(edges) > MOST_EDGES:
        return None
    rules = tuple(rule for edge in edges if (rule := _rule(edge)) is not None)
    words = words_of(map(_glyph, characters), rules)
    origin = "text-layer" if words else "none"
    return PageContent(page.page_number, float(page.width), float(page.height), words, rules, origin)


def _glyph(char: dict[str, Any]) -> Glyph:
    size = float(char["size"])
    above = float(char["matrix"][5]) - float(char["y0"])  # of its box's lower edge stands the line of print
    if not 0 <= above <= size:
        above = DESCENT * size
    bold = any(mark in str(char["fontname"]).lower() for mark in _BOLD)
    base = float(char["bottom"]) - above
    return Glyph(char["text"], float(char["x0"]), float(char["x1"]), base, size, bold)


def _rule(edge: dict[str, Any]) -> Rule | None:
    x0, x1, top, bottom = (float(edge[key]) for key in ("x0", "x1", "top", "bottom"))
    if max(x1 - x0, bottom - top) < SHORTEST or _is_paper(edge):
        return None
    return Rule(Box(x0, top, x1, bottom), edge["orientation"] == "h")


def _is_paper(edge: dict[str, Any]) -> bool:
    """An edge of a white area that is not outlined."""
    if edge["object_type"] != "rect_edge" or edge.get("stroke") or not edge.get("fill"):
        return False
    colour = edge.get("non_stroking_color")
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    numbers = [part for part in parts if isinstance(part, (int, float))]
    if len(numbers) == 4:  # cyan, magenta, yellow, black
        return not any(numbers)
    return bool(numbers) and min(numbers) >= WHITE
