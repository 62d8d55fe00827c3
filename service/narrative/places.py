"""From a sentence to the place that is cited: page, box, section."""

from __future__ import annotations

from corpus.report import Box, Place
from corpus.view import DocumentView
from service.narrative.evidence import Source
from service.narrative.reading import Line, Sentence, width_of


def source_of(view: DocumentView, line: Line, *sentences: Sentence) -> Source:
    """The place of a line's sentences (of the whole line when none is given)."""
    if sentences:
        return cut_source(view, line, sentences[0].start, sentences[-1].end)
    return cut_source(view, line, 0, len(line.text))


def cut_source(view: DocumentView, line: Line, start: int, end: int) -> Source:
    """The place of the words from `start` to `end` of a line's text."""
    page, box = line.page, None
    places = _between(line, start, end)
    if places:
        page = places[0].page
        box = _around([p.box for p in places if p.page == page])
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


def _around(boxes: list[Box]) -> tuple[float, float, float, float]:
    return (
        min(b.x0 for b in boxes),
        min(b.top for b in boxes),
        max(b.x1 for b in boxes),
        max(b.bottom for b in boxes),
    )


def _between(line: Line, start: int, end: int) -> list[Place]:
    """The printed lines that hold a stretch of a paragraph, told by their share of its width."""
    places = line.places
    if len(places) <= 1 or line.cell is not None:
        return list(places)
    whole, total = width_of(line.text), sum(p.box.x1 - p.box.x0 for p in places)
    first, last = width_of(line.text[:start]) / whole * total, width_of(line.text[:end]) / whole * total
    kept, at = [], 0.0
    for place in places:
        width = place.box.x1 - place.box.x0
        # Half a character at either end is only the estimate's error.
        slack = 0.5 * (place.box.bottom - place.box.top)
        if at + width > first + slack and at < last - slack:
            kept.append(place)
        at += width
    return kept or list(places)
