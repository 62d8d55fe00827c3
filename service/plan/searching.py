"""Where a figure stands, and which reports there are."""

from __future__ import annotations

from corpus.view import Library, ReportEntry
from service.lookup.facts import Fact, fact_stated, unit_of
from service.narrative.figures import stated_of
from service.narrative.reading import read
from service.narrative.statements import statements_of
from service.plan import types as t
from service.plan.constants import given
from service.plan.leaves import fact_at, view_of
from service.plan.results import Fault, Given, Lack, Shelf, Stands
from service.plan.units import turned

MOST_PLACES = 20


def held(library: Library) -> tuple[ReportEntry, ...]:
    """Every report that is held."""
    return tuple(library.reports())


def stands(node: t.Find, library: Library, question: str) -> Stands | Lack:
    """The cells and sentences that state a figure of the question, cells first."""
    said = given(t.Constant(value=node.value, unit=node.unit), question)
    if isinstance(said, Lack):
        return Lack(node, Fault.INVENTED, what=said.what)
    found: list[Fact] = []
    for document in node.documents or [entry.document_id for entry in library.reports()]:
        found += _in_report(said, document, library)
    if not found:
        return Lack(node, Fault.MISSING, what=f"{node.value:f}{node.unit}")
    return Stands(node, tuple(found[:MOST_PLACES]), len(found))


def _in_report(said: Given, document: str, library: Library) -> list[Fact]:
    view = view_of(library, document)
    if view is None:
        return []
    value = abs(said.value)
    bare = abs(said.value) if not said.unit else None

    def same(number_value: object, unit: str) -> bool:
        if not hasattr(number_value, "as_tuple"):
            return False
        if bare is not None:
            return abs(number_value) == bare  # type: ignore[arg-type]
        here = turned(said.value, said.unit, unit)
        return here is not None and abs(here) == abs(number_value)  # type: ignore[arg-type]

    cells = [
        fact_at(view, r)
        for r in view.records
        if r.value is not None and (abs(r.value) == value or said.unit) and same(r.value, unit_of(view, r))
    ]
    sentences = [
        fact_stated(view, stated_of(view, s, 1.0))
        for s in statements_of(read(view))
        if s.line.cell is None and same(s.value, s.unit)
    ]
    return [*cells, *sentences]


def shelf(node: t.Corpus | t.Help, library: Library) -> Shelf:
    """The reports that are held, of the body and the year that the node names."""
    entries = held(library)
    if isinstance(node, t.Help):
        return Shelf(node, entries)
    kept = tuple(
        e
        for e in entries
        if (node.body is None or node.body in (e.facts.organisation, *e.facts.short_names))
        and (node.year is None or e.facts.fiscal_year == node.year)
    )
    return Shelf(node, kept, () if kept else entries)
