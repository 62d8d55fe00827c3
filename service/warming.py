"""What the first questions would otherwise wait for, loaded before they come."""

from __future__ import annotations

from corpus.errors import NotFound
from corpus.view import Library
from service.lookup.index import index_of
from service.narrative import answer as describe
from service.understanding.mending import words_of
from service.understanding.reader import Reader

_REPORTS = 48  # indexed before they are asked about; the rest when they are


def warm_up(library: Library, reader: Reader) -> None:
    """Word lists, sounds, and the reports' indexes.  May run in a thread beside the first questions."""
    reading = reader.read("主要职责是什么")
    for entry in library.reports()[:_REPORTS]:
        try:
            view = library.view(entry.document_id)
        except NotFound:  # withdrawn meanwhile
            continue
        index_of(view)
        words_of(view)
        describe(reading.in_chinese, [entry.document_id], library)
