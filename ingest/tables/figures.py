"""What a cell states: a figure, nothing (blank or a dash), or words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from ingest.content import Word
from ingest.tables.grid import Cell
from ingest.tables.terms import is_unit, unit_of, words

_MARKS = re.compile(r"[①-⑳⁰¹²³⁴-⁹*＊※†‡]+$|(?:\[\d{1,2}\]|【\d{1,2}】|[（(]注\d{0,2}[)）]|注\d{1,2})$")
_NUMBER = re.compile(
    r"^(?P<sign>[-−–—△▲+])?(?P<open>\()?(?P<inner>[-−–])?[¥￥$]?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?P<close>\))?(?P<unit>[^\d.,()+\-−–—]{0,6})$"
)
_NEGATIVE = "-−–—△▲"
_POINTS_FOR_THOUSANDS = re.compile(r"^[-−–—△▲+(]{0,2}\d{1,3}(?:\.\d{3})+,\d{1,2}\)?$")  # 1.286,40
_SWAPPED = str.maketrans(".,", ",.")
_DATED = re.compile(r"^(?:19|20)\d\d[.\-/](?:0?[1-9]|1[0-2])(?:[.\-/]\d{1,2})?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CODE = re.compile(r"^(?:0\d+|\(\d{1,2}\))$")  # 06, (1): a code, a list number
_BROKEN = re.compile(r"^[^\w]{0,2}\d[\d.,，．。:;'’\-−–—()（）\s]*[^\w]{0,2}$")  # digits and marks, no figure
WIDE_GAP = 0.8  # of the font size: two figures this far apart on a line are two


class Kind(Enum):
    """What a cell holds."""

    EMPTY = "empty"
    NIL = "nil"  # a dash, a stroke: nothing, said so
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Content:
    """A cell's kind; for a number its exact value and the unit printed behind it."""

    kind: Kind
    value: Decimal | None = None
    unit: str | None = None


EMPTY, NIL, TEXT = Content(Kind.EMPTY), Content(Kind.NIL), Content(Kind.TEXT)


@lru_cache(maxsize=20_000)
def read_figure(text: str) -> Content:
    """What a text states as a whole.  Codes with leading zeros, dates, years and texts with
    figures in them are words."""
    compact = re.sub(r"\s", "", text)
    if not compact:
        return EMPTY
    if compact in words("cells", "nil"):
        return NIL
    folded = unicodedata.normalize("NFKC", _MARKS.sub("", compact) or compact)
    if _POINTS_FOR_THOUSANDS.match(folded):
        folded = folded.translate(_SWAPPED)
    match = _NUMBER.match(folded)
    if not match or bool(match["open"]) != bool(match["close"]) or _CODE.match(folded):
        return TEXT
    unit = match["unit"]
    if unit and not _measures(unit):
        return TEXT
    value = Decimal(match["digits"].replace(",", ""))
    sign = match["sign"] or match["inner"] or ""
    if (match["open"] and not match["sign"]) or (sign and sign in _NEGATIVE):
        value = -value
    return Content(Kind.NUMBER, value, unit_of(unit) if unit else None)


@lru_cache(maxsize=20_000)
def is_broken_figure(text: str) -> bool:
    """Digits with the marks of a figure that make none (86.40-; 12,3456.7; 1.28.64): what stands there
    was meant as a figure.  Dates, codes and ranges of whole numbers are no broken figures."""
    compact = unicodedata.normalize("NFKC", re.sub(r"\s", "", text))
    if not _BROKEN.match(compact) or read_figure(text).kind is not Kind.TEXT:
        return False
    return ("." in compact or "," in compact or compact.endswith(tuple(_NEGATIVE))) and not _DATED.match(
        compact
    )


def _measures(unit: str) -> bool:
    return unit in ("%", "‰") or (is_unit(unit) and unit not in words("cells", "ordinal_units"))


def content_of(cell: Cell) -> Content:
    """What a cell states; several figures in one cell are words, not a figure."""
    if not cell.lines and not cell.parts:
        return EMPTY
    content = read_figure(cell.text)
    if content.kind is Kind.NUMBER and not _one_figure(cell.lines, cell):
        return TEXT
    return content


def _one_figure(lines: Sequence[Sequence[Word]], cell: Cell) -> bool:
    for line in lines:
        for left, right in pairwise(line):
            apart = right.box.x0 - left.box.x1
            if apart > WIDE_GAP * left.size and left.text[-1:].isdigit() and right.text[:1].isdigit():
                return False
    if len(lines) < 2 or cell.box is None:
        return True
    first = lines[0]
    return first[-1].box.x1 - first[0].box.x0 > 0.5 * (cell.box.x1 - cell.box.x0)


def is_year(text: str) -> bool:
    """A bare year, as headings print it."""
    return _YEAR.fullmatch(text.strip()) is not None
