"""What a reading child and its parent say to each other.

parent → child (stdin)   one JSON line for each file: {"path", "source", "memory"}
child → parent (pipe)    frames: kind (1 byte), length (8 bytes), body
`p` [page, pages]   `r` pickled Report   `e` [code, detail]   `m` [source, MB]: more memory is needed
"""

from __future__ import annotations

import io
import json
import pickle
import struct
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from corpus.errors import FileDamaged
from corpus.report import Box, Place, Record, Report, TableCell

HEADER = struct.Struct(">cQ")
PROGRESS, RESULT, ERROR, SHORT = b"p", b"r", b"e", b"m"

OnPage = Callable[[int, int | None], None]
"""Called with the page that was read and how many there are (None: not known)."""

_ALLOWED_MODULES = {
    "corpus.report": None,
    "corpus.findings": {"Category", "Finding", "Side"},
    "decimal": {"Decimal"},
}


def _by_fields(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[Any, ...]]]:
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda value: (kind, values(value))


class ReportPickler(pickle.Pickler):
    """Writes the types of which a report holds thousands by their fields: twice as fast, both ways."""

    dispatch_table = {kind: _by_fields(kind) for kind in (Box, Place, TableCell, Record)}  # noqa: RUF012


def dumped(report: Report) -> bytes:
    """A report as the parent takes it."""
    body = io.BytesIO()
    ReportPickler(body, protocol=pickle.HIGHEST_PROTOCOL).dump(report)
    return body.getvalue()


class _ReportUnpickler(pickle.Unpickler):
    """Takes report types only: the child has seen hostile bytes and is not believed."""

    def find_class(self, module: str, name: str) -> Any:
        names = _ALLOWED_MODULES.get(module, set())
        if names is None or name in names:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def loaded(body: bytes) -> Report:
    """The report that a child wrote.  Raises FileDamaged where it is none."""
    try:
        report = _ReportUnpickler(io.BytesIO(body)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise FileDamaged(f"the result is not a report: {error}") from error
    if not isinstance(report, Report):
        raise FileDamaged(f"the result is a {type(report).__name__}")
    return report


def pair(body: bytes, source: str) -> tuple[Any, Any]:
    """The two values of a page or an error.  Raises FileDamaged where they are none."""
    try:
        first, second = json.loads(body)
    except (ValueError, TypeError) as error:
        raise FileDamaged(f"{source}: {error}") from error
    return first, second
