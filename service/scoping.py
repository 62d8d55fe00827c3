"""A question within the reports that it is about: their titles read as titles, and who holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from corpus.view import Library, ReportEntry
from service.lookup.index import index_of
from service.lookup.naming import with_names
from service.routing import LOOKED_INTO, Obstacle, Scope, likeliest, scope_of
from service.understanding.reader import Reader, Reading


def scoped(
    reader: Reader, reading: Reading, library: Library, filters: Mapping[str, Any] | None
) -> tuple[Reading, Scope]:
    """The scope of a question, and its reading with what is a title in those reports read as one.

    A form or a table that is named tells which of several reports is meant.  `filters` as for
    `scope_of`.
    """
    scope = scope_of(reading, library, filters)
    if len(scope.entries) > LOOKED_INTO or scope.obstacle not in (None, Obstacle.YEAR, Obstacle.BODY):
        return reading, scope
    named = with_names(reader, reading, [library.view(entry.document_id) for entry in scope.entries])
    if named is not reading:
        scope = scope_of(named, library, filters)
    return named, _holding(scope, named, library)


def owner_of(entry: ReportEntry) -> str:
    """Whose report it is and of what year, as a question begins."""
    year = entry.facts.fiscal_year
    return f"{entry.facts.organisation}{year}年" if year else str(entry.facts.organisation)


def likely(reading: Reading, scope: Scope, library: Library) -> Scope:
    """Of many reports that may be meant, those whose passages speak of what is asked."""
    found = likeliest(reading.phrase or reading.text, scope.entries, library)
    return replace(scope, entries=tuple(found)) if found else scope


def _holding(scope: Scope, reading: Reading, library: Library) -> Scope:
    """`scope` with the reports alone that hold the form or the titled table which the question names."""
    frame = reading.frame
    if scope.obstacle is not None or len(scope.entries) < 2 or not (frame.forms or frame.table_titles):
        return scope
    kept = []
    for entry in scope.entries:
        index = index_of(library.view(entry.document_id))
        titled = not frame.table_titles or any(t in index.titles for t in frame.table_titles)
        if titled and (not frame.forms or any(form in index.forms for form in frame.forms)):
            kept.append(entry)
    if not kept or len(kept) == len(scope.entries):
        return scope
    years = {e.facts.fiscal_year for e in kept}
    return replace(scope, entries=tuple(kept), missing_year=scope.missing_year and len(years) > 1)
