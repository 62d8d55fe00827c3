"""Answers in a report's own words: passages that the plan names, or those that the narrative finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.report import Passage
from corpus.text import sentence_spans
from corpus.view import DocumentView, Library
from service.frame import Operation
from service.narrative import Extract, NarrativeEvidence, Source, answer, explain
from service.narrative.places import source_of
from service.narrative.reading import read
from service.plan import types as t
from service.plan.leaves import view_of
from service.plan.results import Fault, Lack, Told
from service.understanding.linking import Linker
from service.understanding.reader import Reader

_OPERATIONS = {
    "why": Operation.WHY,
    "how": Operation.HOW,
    "define": Operation.DEFINE,
    "list": Operation.LIST,
    "describe": Operation.DESCRIBE,
}


def told(node: t.Words, question: str, library: Library) -> Told | Lack:
    """The words that a node asks for: its passages, or what is found within its documents."""
    if node.items:
        return passages(node, node.items, library)
    evidence = searched(node, question, library)
    return (
        Told(node, evidence) if evidence and evidence.extracts else Lack(node, Fault.MISSING, what=node.about)
    )


def searched(node: t.Words, question: str, library: Library) -> NarrativeEvidence | None:
    """What the narrative finds for a question; the only way from plans to it."""
    operation = _OPERATIONS[getattr(node, "op", "describe")]
    frame = replace(_reader(library).read(question or node.about).in_chinese, operation=operation)
    held = [entry.document_id for entry in library.reports()]
    scope = [d for d in held if d in node.documents] if node.documents else held
    if not scope:
        return None
    if operation is Operation.DEFINE and (evidence := explain(frame, scope, library)):
        return evidence
    return answer(frame, scope, library)


_readers: dict[int, tuple[Library, int, Reader]] = {}


def _reader(library: Library) -> Reader:
    """The reader of questions over a library, as it is now."""
    kept = _readers.get(id(library))
    if kept is None or kept[0] is not library or kept[1] != library.generation():
        linker = Linker(entry.facts for entry in library.reports())
        kept = (library, library.generation(), Reader(linker, date.today()))
        _readers.clear()
        _readers[id(library)] = kept
    return kept[2]


def passages(node: t.Node, items: Sequence[t.Passage], library: Library) -> Told | Lack:
    """The passages that a plan names, in its order."""
    extracts = []
    for item in items:
        view = view_of(library, item.document)
        if view is not None and item.line is not None:
            reading = read(view)
            if item.line >= len(reading.lines):
                return Lack(node, Fault.NOT_HELD, what=item.asked)
            line = reading.lines[item.line]
            extracts.append(
                Extract(line.text, source_of(view, line), line.titles[-1] if line.titles else "", 1.0)
            )
            continue
        passage = next((p for p in view.passages if p.number == item.passage), None) if view else None
        if view is None or passage is None:
            return Lack(node, Fault.NOT_HELD, what=item.asked)
        extracts += _cut(view, passage, item.sentences)
    if not extracts:
        return Lack(node, Fault.NOT_HELD)
    return Told(node, NarrativeEvidence(getattr(node, "op", "describe"), tuple(extracts), 1.0))


def _cut(view: DocumentView, passage: Passage, sentences: Sequence[int]) -> list[Extract]:
    spans = sentence_spans(passage.text)
    chosen = [spans[i] for i in sentences if 0 <= i < len(spans)] if sentences else [(0, len(passage.text))]
    box = passage.places[0].box if passage.places else None
    found = []
    for start, end in chosen:
        text = passage.text[start:end].strip()
        source = Source(
            view.entry.document_id, passage.number, passage.page, passage.section, text,
            (box.x0, box.top, box.x1, box.bottom) if box else None,
        )  # fmt: skip
        found.append(
            Extract(text, source, passage.section[-1] if passage.section and not sentences else "", 1.0)
        )
    return found
