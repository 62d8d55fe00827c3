"""How a cell is named in a question: its table, its row and its column in words."""

from __future__ import annotations

import re
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from corpus.report import Record, Table
from corpus.text import fold
from corpus.view import DocumentView

T = TypeVar("T")

_NUMBERING = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]?\d{1,2}[)）、.．](?!\d)|其中[:：])\s*"
)
_TRAILING = re.compile(r"(?:[(（](?:单位[:：])?[^()（）]{0,6}元(?:/股)?[)）])?[:：]?$")
_YEAR = re.compile(r"^\d{4}年(?:度)?")


@cache
def phrases() -> dict[str, Any]:
    """The templates of `phrases.toml`."""
    return tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))


def chosen(options: Sequence[T], *key: object) -> T:
    """One of `options`, always the same for the same key."""
    return options[zlib.crc32(repr(key).encode()) % len(options)]


def spoken(label: str) -> str:
    """A label as one says it: without its numbering, unit note and line breaks."""
    text = re.sub(r"\s+", "", label)
    while (shorter := _NUMBERING.sub("", text)) and shorter != text:
        text = shorter
    return _TRAILING.sub("", text) or text


def table_words(table: Table) -> str:
    """A table by its title or form; one without either by the heading it stands under."""
    names = phrases()["names"]
    if table.title:
        title = _YEAR.sub("", re.sub(r"\s+", "", table.title))
        if not table.form:
            return title
        return str(chosen(names["form"], table.form, table.number)).format(title=title, form=table.form)
    if table.form:
        return table.form
    heading = spoken(table.section[-1]) if table.section else ""
    return heading if any(word in heading for word in names["with_table"]) else heading + str(names["table"])


def row_words(record: Record) -> Iterator[str]:
    """A row's names, the shortest first: its own label, then with what it stands under."""
    names = phrases()["names"]
    path = [spoken(label) for label in record.row_path if label.strip()]
    if not path:
        return
    own = path[-1]
    if record.row_code:
        template = str(chosen(names["coded"], record.table, record.row, record.column))
        own = template.format(label=own, code=record.row_code)
    yield own
    for start in range(len(path) - 2, -1, -1):
        yield names["under"].join([*path[start:-1], own])


def column_words(record: Record) -> str:
    """A column by all labels above it, from the outermost on."""
    names = phrases()["names"]
    labels = list(dict.fromkeys(spoken(label) for label in record.column_path if label.strip()))
    between = str(chosen(names["between"], record.table, record.row, record.column))
    words = ""
    for label in labels:
        words += label if not words or words in names["sides"] else between + label
    return words


class Naming:
    """Names the cells of one report so that no two are called the same."""

    def __init__(self, view: DocumentView) -> None:
        self._tables = {table.number: table_words(table) for table in view.tables}
        self._taken: Counter[tuple[str, str, str]] = Counter()
        for record in view.records:
            table, column = self._tables[record.table], column_words(record)
            for row in {fold(_uncoded(row, record)) for row in row_words(record)} or {""}:
                self._taken[table, row, _column_key(column)] += 1

    def of(self, record: Record) -> tuple[str, str, str] | None:
        """Table, row and column in words (a row or column without label is ""); None for a cell that
        its labels do not tell from another.
        """
        table, column = self._tables[record.table], column_words(record)
        for row in list(row_words(record)) or [""]:
            known = record.row_code is not None and len(record.row_code) > 2
            if self._taken[table, fold(_uncoded(row, record)), _column_key(column)] == 1 or (row and known):
                return table, row, column
        return None


def _uncoded(row: str, record: Record) -> str:
    path = [spoken(label) for label in record.row_path if label.strip()]
    own = path[-1] if path else ""
    under = str(phrases()["names"]["under"])
    return under.join([*row.split(under)[:-1], own]) if row else ""


def _column_key(column: str) -> str:
    for between in phrases()["names"]["between"]:
        column = column.replace(between, "/")
    return fold(column)
