"""All places of a report that state a figure, cells and sentences alike, ready to be matched.

The words around a figure are fields: its own label, the columns over it (for a sentence: the words behind
the number), what stands above it (ancestors; the sentence's subject and earlier words), and the titles.
Every distinct text is folded once and listed by its bigrams, so that a question meets thousands of
places in a few array operations.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.text import fold
from corpus.view import DocumentView
from service.frame import Basis
from service.lookup.index import Cell, DocumentIndex, index_of
from service.lookup.terms import term_of, total_columns
from service.narrative.asks import class_of
from service.narrative.evidence import Role
from service.narrative.reading import Reading, read
from service.narrative.statements import Statement, statements_of
from service.understanding.sounds import sound
from service.understanding.words import plain_label

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

COLUMNS, ABOVE = 4, 6
BASES = (Basis.FINAL, Basis.BUDGET, Basis.ADJUSTED, Basis.PRIOR)
ROLES = tuple(Role)
CLASSES = (
    "money", "ratio", "score", "visit", "person", "vehicle", "device", "event", "matter", "copy", "place",
    "generic", "surface", "span", "weight", "energy", "data",
)  # fmt: skip
_KEPT = 256
_LONGEST = 160
_NUMBERING = re.compile(r"0\d(?![\d.])")  # (03项) is a code, no count
_WORDS = re.compile(r"[^\w]+")


class Texts:
    """Distinct plain texts, numbered from 1; 0 stands for none."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": 0}
        self.texts: list[str] = [""]

    def number(self, text: str | None) -> int:
        """The number of a text; what is too long is cut."""
        plain = plain_label(text) if text else ""
        plain = plain[:_LONGEST]
        if plain not in self.numbers:
            self.numbers[plain] = len(self.texts)
            self.texts.append(plain)
        return self.numbers[plain]


def bigrams(text: str) -> list[str]:
    """The pairs of neighbours in a text; a text of one character is its own."""
    return [text[i : i + 2] for i in range(len(text) - 1)] if len(text) != 1 else [text]


@dataclass(frozen=True, slots=True)
class Postings:
    """Bigrams with the texts that hold them, and how many different ones each text has."""

    lists: dict[str, Ints]
    sizes: Floats


def postings(texts: list[str]) -> Postings:
    """The postings of texts (by their places in the list)."""
    found: dict[str, list[int]] = {}
    sizes = np.ones(len(texts), np.float32)
    for number, text in enumerate(texts):
        pairs = set(bigrams(text)) if text else set()
        sizes[number] = max(len(pairs), 1)
        for pair in pairs:
            found.setdefault(pair, []).append(number)
    return Postings({pair: np.array(numbers, np.int32) for pair, numbers in found.items()}, sizes)


@dataclass(frozen=True, eq=False)
class PlaceIndex:
    """The places of one report as arrays, one row a place: first the cells, then the statements.

    `own`, `columns` (n × 4), `above` (n × 6), `title` number `texts`; `unit_class` numbers CLASSES
    (-1: none), `basis` BASES, `role` ROLES (-1 for cells), `side` is 0 none, 1 income, 2 expense.
    """

    view: DocumentView
    index: DocumentIndex
    reading: Reading
    cells: tuple[Cell, ...]
    statements: tuple[Statement, ...]
    texts: list[str]
    own: Ints
    columns: Ints
    above: Ints
    title: Ints
    code: Ints
    form: Ints
    table: Ints
    unit_class: Ints
    basis: Ints
    side: Ints
    role: Ints
    year: Ints
    flags: Floats
    codes: dict[str, int]
    forms: dict[str, int]

    @property
    def size(self) -> int:
        """How many places there are."""
        return len(self.own)

    @cached_property
    def words(self) -> Postings:
        """Texts by their bigrams."""
        return postings(self.texts)

    @cached_property
    def heard(self) -> Postings:
        """Texts by the bigrams of what they sound like."""
        return postings([sound(text) for text in self.texts])

    @cached_property
    def terms(self) -> Ints:
        """The field's term that each text is a spelling of (-1: none)."""
        return np.array([-1 if (t := term_of(text)) is None else t for text in self.texts], np.int32)


FLAGS = (
    "stated", "blank", "zero", "total row", "total column", "rank of total column", "alone", "depth", "coded",
    "in a form", "order of table", "order in line", "approximate", "whole table", "columns",
    "figures in clause",
)  # fmt: skip
"""What `PlaceIndex.flags` holds, in order."""


def _cell_row(index: DocumentIndex, cell: Cell, texts: Texts, tables: int) -> tuple[list[int], list[float]]:
    record = cell.record

    def label(number: int) -> int:
        return texts.number(index.labels[number].text)

    columns = [label(n) for n in cell.columns[-COLUMNS:]][::-1]
    above = [label(n) for n in cell.ancestors[-ABOVE:]][::-1]
    leaf = index.labels[cell.columns[-1]].text if cell.columns else ""
    numbers = [
        label(cell.row) if cell.row is not None else 0,
        texts.number(
            cell.facts.heading or (cell.facts.table.section[-1] if cell.facts.table.section else "")
        ),
        record.table,
        CLASSES.index(cell.unit_class) if cell.unit_class in CLASSES else -1,
        BASES.index(cell.basis) if cell.basis else -1,
        {"收入": 1, "支出": 2}.get(cell.side or "", 0),
        -1,
        cell.year or 0,
        *(columns + [0] * (COLUMNS - len(columns))),
        *(above + [0] * (ABOVE - len(above))),
    ]
    flags = [
        0.0,
        record.value is None,
        record.value == 0,
        cell.total_row,
        not leaf or leaf in total_columns(),
        min(total_columns().get(leaf, 20), 20),
        index.alone(cell),
        len(cell.ancestors),
        record.row_code is not None,
        record.form is not None,
        record.table / max(tables, 1),
        0,
        0,
        cell.facts.whole,
        len(cell.columns),
        1,
    ]
    return numbers, [float(flag) for flag in flags]


def _statement_row(s: Statement, texts: Texts) -> tuple[list[int], list[float]]:
    line = s.line
    behind = re.split(r"[，。；;：:]", s.behind)[0]
    near = _WORDS.split(s.near)
    titles = [*line.titles[-3:]][::-1]
    above = [s.subject if s.subject != s.label else "", s.clause, *near[::-1][:2], *titles[1:3]][:ABOVE]
    unit = class_of(s.unit)
    numbers = [
        texts.number(s.label or s.clause),
        texts.number(titles[0] if titles else line.head),
        0 if line.cell is None else line.cell.table,
        CLASSES.index(unit) if unit in CLASSES else -1,
        -1,
        {"收": 1, "支": 2}.get(next((c for c in s.label if c in "收支"), ""), 0),
        ROLES.index(s.role),
        s.year or 0,
        *([texts.number(t) for t in (behind, line.head, line.row, fold(s.sentence.text))]),
        *([texts.number(t) for t in above] + [0] * (ABOVE - len(above))),
    ]
    flags = [1, 0, s.value == 0, 0, 0, 20, 0, 0, 0, 0, 0, s.order, s.approximate, 0, 0, s.after]
    return numbers, [float(flag) for flag in flags]


def build(view: DocumentView) -> PlaceIndex:
    """The places of a report; one pass over its records and statements."""
    index, reading = index_of(view), read(view)
    statements = tuple(
        s for s in statements_of(reading) if (s.unit or s.label or s.clause) and not _NUMBERING.match(s.raw)
    )
    texts = Texts()
    rows, flags = [], []
    for cell in index.cells:
        numbers, flag = _cell_row(index, cell, texts, len(view.tables))
        rows.append(numbers)
        flags.append(flag)
    for statement in statements:
        numbers, flag = _statement_row(statement, texts)
        rows.append(numbers)
        flags.append(flag)
    table = np.array(rows, np.int32).reshape(len(rows), 8 + COLUMNS + ABOVE)
    codes = {code: n + 1 for n, code in enumerate(sorted(index.codes))}
    forms = {form: n + 1 for n, form in enumerate(sorted(index.forms))}
    code = [codes.get(c.record.row_code or "", 0) for c in index.cells] + [0] * len(statements)
    form = [forms.get(c.record.form or "", 0) for c in index.cells] + [0] * len(statements)
    return PlaceIndex(
        view, index, reading, index.cells, statements, texts.texts,
        own=table[:, 0], title=table[:, 1], table=table[:, 2], unit_class=table[:, 3], basis=table[:, 4],
        side=table[:, 5], role=table[:, 6], year=table[:, 7],
        columns=table[:, 8 : 8 + COLUMNS], above=table[:, 8 + COLUMNS :],
        code=np.array(code, np.int32), form=np.array(form, np.int32),
        flags=np.array(flags, np.float32).reshape(len(rows), len(FLAGS)), codes=codes, forms=forms,
    )  # fmt: skip


_indexes: OrderedDict[str, PlaceIndex] = OrderedDict()
_lock = threading.Lock()


def places_of(view: DocumentView) -> PlaceIndex:
    """The places of `view`, built once for the same view."""
    key = view.entry.document_id
    with _lock:
        kept = _indexes.get(key)
        if kept is not None and kept.view is view:
            _indexes.move_to_end(key)
            return kept
    built = build(view)
    with _lock:
        _indexes[key] = built
        while len(_indexes) > _KEPT:
            _indexes.popitem(last=False)
    return built
