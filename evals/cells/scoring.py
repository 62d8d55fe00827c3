"""Records beside the cells that somebody looked up in the print.

A cell is found when a record of its form (or title) has its value, row label, code and columns,
compared without spaces, quotes, brackets and list numbers, and as far as the print states them.  A
record that claims the place of a cell with another value is wrong; where it says itself that it is
not certain, it is `unsure` instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from corpus.report import CERTAIN, Record

Cell = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """Cells found of `total`; records in a cell's place that are `wrong`, or `unsure` and not right."""

    found: int
    total: int
    wrong: int
    unsure: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found,
            self.total + other.total,
            self.wrong + other.wrong,
            self.unsure + other.unsure,
        )


def score(cells: Sequence[Cell], records: Sequence[Record]) -> Score:
    """How many of `cells` are among `records`, each record standing for one cell at most."""
    by_leaf: dict[str, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        by_leaf[_plain(record.row_label)].append(index)
    used: set[int] = set()
    found = wrong = unsure = 0
    for cell in cells:
        near = by_leaf.get(_plain(cell["row_label"]), range(len(records)))
        places = [i for i in near if i not in used and _same_place(cell, records[i])]
        exact = [i for i in places if records[i].value == Decimal(str(cell["value"]).rstrip("%"))]
        if exact:
            used.add(exact[0])
            found += 1
        elif places:
            certain = any(records[i].confidence >= CERTAIN for i in places)
            wrong, unsure = wrong + certain, unsure + (not certain)
    return Score(found, len(cells), wrong, unsure)


def _plain(text: object) -> str:
    folded = re.sub(r"[\s“”\"'‘’()（）、,，:：]", "", unicodedata.normalize("NFKC", str(text or "")))
    return re.sub(r"^(?:[一二三四五六七八九十]+|\d+\.)(?=\D)", "", folded)


def _same_place(cell: Cell, record: Record) -> bool:
    codes = _plain(cell["row_code"]), _plain(record.row_code)
    return (
        _same_table(cell, record)
        and _same_column(cell, record)
        and (not all(codes) or codes[0] == codes[1])
        and (not cell["row_label"] or _plain(cell["row_label"]) == _plain(record.row_label))
    )


def _same_table(cell: Cell, record: Record) -> bool:
    if cell["form"]:
        return _plain(cell["form"]) == _plain(record.form)
    wanted, title = _plain(cell["title"]), _plain(record.title)
    return not wanted or (bool(title) and (wanted in title or title in wanted))


def _same_column(cell: Cell, record: Record) -> bool:
    """Equal, or the same leaf where one path leaves out a side or a group of the other."""
    wanted, path = (
        [plain for label in labels or () if (plain := _plain(label)) and not plain.isdigit()]
        for labels in (cell["column_path"], record.column_path)
    )
    if wanted == path or not wanted:
        return True
    if not path or wanted[-1] != path[-1]:
        return False
    return set(path) <= set(wanted) or set(wanted) <= set(path)
