"""Many rows into a table at once: what SQLAlchemy does for each single row takes longer than the database.

The statement and the conversion of each column are SQLAlchemy's own; they are asked for once, and
applied column by column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, Table


class _Prepared(NamedTuple):
    """A statement with the columns that it takes, in its order, and what each makes of a value (None:
    nothing)."""

    statement: str
    names: tuple[str, ...]
    conversions: tuple[Callable[[Any], Any] | None, ...]


def insert_rows(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    known: bool = False,
    **shared: Any,
) -> None:
    """Insert `rows`, which have the same columns, each with the `shared` values too.

    `known`: a row that stands in the table already (by a unique column) is left as it is.
    """
    if not rows:
        return
    own = tuple(rows[0])
    statement, names, conversions = _prepared(connection.dialect, table, own + tuple(shared), known)
    columns = dict(zip(own, zip(*map(_getter(own), rows), strict=True), strict=True))
    columns |= {name: (value,) * len(rows) for name, value in shared.items()}
    converted = (
        columns[name] if convert is None else map(convert, columns[name])
        for name, convert in zip(names, conversions, strict=True)
    )
    connection.exec_driver_sql(statement, list(zip(*converted, strict=True)))


def _getter(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """What gives the values of a row; `itemgetter` gives a single one bare."""
    return itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)


@lru_cache(maxsize=64)
def _prepared(dialect: Dialect, table: Table, names: tuple[str, ...], known: bool) -> _Prepared:
    # The one dialect that is in use is loaded already; the other takes a tenth of a second.
    statement = import_module(f"sqlalchemy.dialects.{dialect.name}").insert(table)
    if known:
        statement = statement.on_conflict_do_nothing()
    kind: Any = type(dialect)
    by_place = kind(paramstyle="qmark" if dialect.paramstyle == "qmark" else "format")
    compiled = statement.compile(dialect=by_place, column_keys=names)
    types = (table.c[name].type.dialect_impl(dialect) for name in compiled.positiontup)
    conversions = tuple(type_.bind_processor(dialect) for type_ in types)
    return _Prepared(str(compiled), tuple(compiled.positiontup), conversions)
