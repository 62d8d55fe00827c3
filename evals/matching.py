"""When an answer holds what was expected of it: amounts in any unit, words in any width.

The answer is the public object of `POST /api/ask`, so that what is judged is what users get.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from evals.schema import ExpectedCitation, ExpectedFigure, ExpectedPlace

Amount = tuple[Decimal, str]
Reply = Mapping[str, Any]

_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_RELATIVE, _ABSOLUTE = Decimal("0.00005"), Decimal("0.0001")
_BOX_POINTS = 1.0


def plain(text: str | None) -> str:
    """`text` without differences of width, quotes, spaces, case and thousands separators."""
    folded = unicodedata.normalize("NFKC", text or "")
    folded = re.sub(r"(?<=\d),(?=\d{3})", "", folded)
    folded = re.sub(r"(?<=\d)\s+(?=\d)", "|", folded)  # two numbers stay two
    return re.sub(r"[\s“”\"'‘’《》]", "", folded).lower()


def amount_of(value: object, unit: str | None) -> Amount | None:
    """The value in the unit's base with that base (`404.40 万元` is 4044000 元); None for no number."""
    try:
        number = Decimal(str(value).replace(",", "").replace("%", "").strip())
    except InvalidOperation:
        return None
    written = (unit or "").strip()
    if written[:1] in _SCALES and written[1:]:
        return number * _SCALES[written[0]], written[1:]
    return number, written


def same_amount(expected: Amount | None, got: Amount | None) -> bool:
    """Whether two amounts agree, units included where both have one (人次 and 人 do)."""
    if expected is None or got is None:
        return False
    (value, unit), (other, of_other) = expected, got
    if unit and of_other and unit not in of_other and of_other not in unit:
        return False
    return abs(value - other) <= max(abs(value) * _RELATIVE, _ABSOLUTE)


def figure_matches(expected: ExpectedFigure, got: Reply) -> bool:
    """Whether a figure of the answer is the expected one: amount, year and owner."""
    unit = got.get("unit") if expected.unit else None  # not compared where none is expected
    if not same_amount(amount_of(expected.value, expected.unit), amount_of(got.get("value"), unit)):
        return False
    if expected.fiscal_year and got.get("fiscal_year") and int(got["fiscal_year"]) != expected.fiscal_year:
        return False
    owner = got.get("organisation")
    return not (expected.organisation and owner and plain(owner) != plain(expected.organisation))


def stands_in(expected: ExpectedFigure, text: str) -> bool:
    """Whether the amount stands in the answer's words, in its own unit or a larger or smaller one."""
    wanted = amount_of(expected.value, expected.unit)
    base = (expected.unit or "").lstrip("万亿")
    folded = plain(text)
    for match in _NUMBER.finditer(folded):
        printed = re.match(f"[万亿]?{re.escape(base)}", folded[match.end() :]) if base else None
        if same_amount(wanted, amount_of(match.group(), printed.group() if printed else expected.unit)):
            return True
    return False


def _stem(name: str) -> str:
    return plain(name).rsplit(".", 1)[0]


def is_of(citation: Reply, document: str, files: Mapping[str, str]) -> bool:
    """Whether a citation is of the document, which is named by its id in `files` or by its file."""
    names = {_stem(name) for name in (document, files.get(document, "")) if name}
    return _stem(str(citation.get("source", ""))) in names


def is_cited(expected: ExpectedCitation, citations: Sequence[Reply], files: Mapping[str, str]) -> bool:
    """Whether one of the citations is of the expected document, and of its form where one is named."""
    return any(
        is_of(citation, expected.document, files)
        and (not expected.form or plain(expected.form) == plain((citation.get("table") or {}).get("form")))
        for citation in citations
    )


def at_place(place: ExpectedPlace, citation: Reply) -> bool:
    """Whether a citation points at the expected cell: its page, and its box or its labels."""
    if citation.get("page") != place.page:
        return False
    box = citation.get("bbox")
    if place.bbox and box:
        return all(abs(a - b) <= _BOX_POINTS for a, b in zip(place.bbox, box, strict=True))
    table = citation.get("table") or {}
    return [plain(label) for label in place.row_path] == [
        plain(label) for label in table.get("row_path") or ()
    ] and [plain(label) for label in place.column_path] == [
        plain(label) for label in table.get("column_path") or ()
    ]


def mentioned(groups: Sequence[Collection[str]], text: str) -> list[Collection[str]]:
    """The groups of which no string stands in `text`."""
    folded = plain(text)
    return [group for group in groups if not any(plain(word) in folded for word in group)]
