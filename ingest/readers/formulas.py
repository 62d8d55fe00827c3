"""Formulas whose results a workbook does not hold: sums, differences, products and quotients of the
cells that they name, as any program shows them when it opens the file.

Exact in decimals; what is not understood, or names words, has no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any

Cells = Mapping[tuple[int, int], Any]  # row and column from 1 → a cell with its `value`
Place = tuple[str, int, int]  # sheet, row, column

DEEPEST = 60  # formulas that lead to one another
MOST_STEPS = 2_000_000  # cells that are looked at for all formulas of a file
LONGEST = 1_000  # characters of a formula
_TOKEN = re.compile(
    r"\s*(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d]\w*)!)?"
    r"(?:(?P<cell>\$?[A-Za-z]{1,3}\$?\d{1,7})(?![\w(])(?::(?P<to>\$?[A-Za-z]{1,3}\$?\d{1,7}))?"
    r"|(?P<name>[A-Za-z]+)\(|(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<mark>[-+*/(),%]))"
)
_EXACT = Context(prec=28)
_SHOWN = Context(prec=15, rounding=ROUND_HALF_UP)  # digits that a workbook keeps


class _NotUnderstood(Exception):
    """A formula has no value that can be told here."""


class Formulas:
    """The formulas of a workbook: `value(sheet, row, column)` gives what one comes to, or None."""

    def __init__(self, sheets: Mapping[str, Cells]) -> None:
        self._sheets = sheets
        self._known: dict[Place, Decimal | None] = {}
        self._steps = 0

    def value(self, sheet: str, row: int, column: int) -> Decimal | None:
        """What the formula in a cell comes to."""
        try:
            return _SHOWN.plus(self._number((sheet, row, column), 0))
        except _NotUnderstood:
            return None

    def _number(self, place: Place, depth: int) -> Decimal:
        """The number in a cell; a blank counts as nought."""
        self._steps += 1
        if depth > DEEPEST or self._steps > MOST_STEPS or place[0] not in self._sheets:
            raise _NotUnderstood
        if place not in self._known:
            self._known[place] = None  # what leads back to itself has no value
            self._known[place] = self._stated(place, depth)
        known = self._known[place]
        if known is None:
            raise _NotUnderstood
        return known

    def _stated(self, place: Place, depth: int) -> Decimal:
        sheet, row, column = place
        cell = self._sheets[sheet].get((row, column))
        value = None if cell is None else cell.value
        if value is None:
            return Decimal(0)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return Decimal(repr(value))
        if not isinstance(value, str) or not value.startswith("=") or len(value) > LONGEST:
            raise _NotUnderstood
        try:
            return _Reading(
                value[1:], sheet, lambda at: self._number(at, depth + 1), self._numbers_in
            ).result()
        except (DivisionByZero, InvalidOperation, Overflow) as error:
            raise _NotUnderstood from error

    def _numbers_in(self, sheet: str, rows: range, columns: range) -> Iterator[Place]:
        """The places of a range that hold no words, which a sum passes over."""
        self._steps += len(rows) * len(columns)
        if self._steps > MOST_STEPS or sheet not in self._sheets:
            raise _NotUnderstood
        cells = self._sheets[sheet]
        for row in rows:
            for column in columns:
                value = getattr(cells.get((row, column)), "value", None)
                if value is not None and (not isinstance(value, str) or value.startswith("=")):
                    yield sheet, row, column


class _Reading:
    """One formula, read from the left."""

    def __init__(
        self,
        text: str,
        sheet: str,
        number: Callable[[Place], Decimal],
        numbers_in: Callable[[str, range, range], Iterator[Place]],
    ) -> None:
        self._sheet, self._number, self._numbers_in = sheet, number, numbers_in
        self._tokens: list[re.Match[str]] = []
        at = 0
        while at < len(text.rstrip()):
            match = _TOKEN.match(text, at)
            if match is None:
                raise _NotUnderstood
            self._tokens.append(match)
            at = match.end()
        self._at = 0

    def result(self) -> Decimal:
        found = self._sum()
        if self._at < len(self._tokens):
            raise _NotUnderstood
        return found

    def _mark(self, *marks: str) -> str | None:
        """The next token, taken, where it is one of these marks."""
        if self._at < len(self._tokens) and self._tokens[self._at]["mark"] in marks:
            self._at += 1
            return self._tokens[self._at - 1]["mark"]
        return None

    def _needed(self, mark: str) -> None:
        if not self._mark(mark):
            raise _NotUnderstood

    def _sum(self) -> Decimal:
        found = self._product()
        while mark := self._mark("+", "-"):
            other = self._product()
            found = _EXACT.add(found, other) if mark == "+" else _EXACT.subtract(found, other)
        return found

    def _product(self) -> Decimal:
        found = self._factor()
        while mark := self._mark("*", "/"):
            other = self._factor()
            found = _EXACT.multiply(found, other) if mark == "*" else _EXACT.divide(found, other)
        return found

    def _factor(self) -> Decimal:
        if self._mark("-"):
            return -self._factor()
        if self._mark("+"):
            return self._factor()
        found = self._atom()
        while self._mark("%"):
            found = found / 100
        return found

    def _atom(self) -> Decimal:
        if self._mark("("):
            found = self._sum()
            self._needed(")")
            return found
        if self._at >= len(self._tokens):
            raise _NotUnderstood
        token = self._tokens[self._at]
        self._at += 1
        if token["number"]:
            return Decimal(token["number"])
        if token["cell"] and not token["to"]:
            return self._number((self._named(token), *_place(token["cell"])))
        if token["name"] and token["name"].upper() in ("SUM", "ROUND"):
            return self._total() if token["name"].upper() == "SUM" else self._rounded()
        raise _NotUnderstood

    def _named(self, token: re.Match[str]) -> str:
        said = token["sheet"]
        if said is None:
            return self._sheet
        return said[1:-1].replace("''", "'") if said.startswith("'") else said

    def _total(self) -> Decimal:
        found = Decimal(0)
        while True:
            token = self._tokens[self._at] if self._at < len(self._tokens) else None
            if token is not None and token["to"]:
                self._at += 1
                (top, left), (bottom, right) = _place(token["cell"]), _place(token["to"])
                rows = range(min(top, bottom), max(top, bottom) + 1)
                columns = range(min(left, right), max(left, right) + 1)
                for place in self._numbers_in(self._named(token), rows, columns):
                    found = _EXACT.add(found, self._number(place))
            else:
                found = _EXACT.add(found, self._sum())
            if not self._mark(","):
                self._needed(")")
                return found

    def _rounded(self) -> Decimal:
        found = self._sum()
        self._needed(",")
        places = self._sum()
        self._needed(")")
        if places != int(places) or not 0 <= places <= 10:
            raise _NotUnderstood
        return found.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)


def _place(reference: str) -> tuple[int, int]:
    """Row and column of A1, $B$2, from 1."""
    letters = re.sub(r"[^A-Z]", "", reference.upper())
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(re.sub(r"\D", "", reference)), column
