"""From a sentence to the place that is cited: page, box, section."""

from __future__ import annotations

from corpus.view import DocumentView
from service.narrative.evidence import Source
from service.narrative.reading import Line, Sentence


def source_of(view: DocumentView, line: Line, *sentences: Sentence) -> Source:
    """The place of a line's sentences (of the whole line when none is given)."""
    if sentences:
        return cut_source(view, line, sentences[0].start, sentences[-1].end)
    return cut_source(view, line, 0, len(line.text))


def cut_source(view: DocumentView, line: Line, start: int, end: int) -> Source:
    """The place of the words from `start` to `end` of a line's text."""
    page, box = line.page, None
    if line.places:
        first = line.places[0]
        page, box = first.page, (first.box.x0, first.box.top, first.box.x1, first.box.bottom)
    cell = line.cell
    return Source(
        document_id=view.entry.document_id,
        passage=line.passage,
        page=page,
        section=line.section,
        quote=line.text[start:end].strip(),
        box=box,
        table=cell.table if cell else None,
        form=cell.form if cell else None,
        title=cell.title if cell else None,
    )
