"""One question for each cell that holds a number: its value and its place are the answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePath

from corpus.report import Record
from corpus.view import DocumentView, Library
from evals.making.wording import Naming, chosen, phrases
from evals.schema import (
    Behaviour,
    Expectation,
    ExpectedCitation,
    ExpectedFigure,
    ExpectedPlace,
    Question,
    QuestionType,
)
from service.wire import decimal_text


def cell_questions(library: Library, sources: Collection[str] = ()) -> Iterator[Question]:
    """Questions over the whole corpus, or over the reports whose file names or ids are `sources`.

    Left out are blanks, reports without a known body and year, and cells that their labels do not
    tell from another.
    """
    for entry in library.reports():
        if sources and not {entry.source, entry.document_id} & set(sources):
            continue
        if entry.facts.organisation and entry.facts.fiscal_year:
            yield from _of_report(library.view(entry.document_id), _names(library, entry.facts.organisation))


def _names(library: Library, organisation: str) -> list[str]:
    """What the body is called: its full name twice as often as a short one that is nobody else's."""
    holders: dict[str, set[str | None]] = {}
    for entry in library.reports():
        for name in entry.facts.short_names:
            holders.setdefault(name, set()).add(entry.facts.organisation)
    short = [
        name
        for name, owners in sorted(holders.items())
        if owners == {organisation} and len(name) >= 5 and name not in organisation
    ]
    return [organisation, organisation, *short[:1]]


def _of_report(view: DocumentView, names: list[str]) -> Iterator[Question]:
    naming = Naming(view)
    stem = PurePath(view.entry.source).stem
    for record in view.records:
        if record.value is None or (words := naming.of(record)) is None:
            continue
        text = _worded(record, words, chosen(names, record.row, record.table, record.column), view)
        yield Question(
            id=f"{stem}/{record.table}/{record.row}/{record.column}",
            type=QuestionType.LOOKUP,
            turns=[text],
            expect=_expected(record, view, stem),
        )


def _worded(record: Record, words: tuple[str, str, str], body: str, view: DocumentView) -> str:
    table, row, column = words
    kind = "both" if row and column else "row" if row else "column"
    template = str(chosen(phrases()["cell"][kind], record.row, record.column, record.table))
    year = view.entry.facts.fiscal_year
    return template.format(body=body, year=year, table=table, row=row, column=column)


def _expected(record: Record, view: DocumentView, stem: str) -> Expectation:
    place = ExpectedPlace(
        page=record.page,
        bbox=None
        if record.box is None
        else (record.box.x0, record.box.top, record.box.x1, record.box.bottom),
        row_path=record.row_path,
        column_path=record.column_path,
    )
    figure = ExpectedFigure(
        value="" if record.value is None else decimal_text(record.value),
        unit=record.unit,
        organisation=view.entry.facts.organisation,
        fiscal_year=view.entry.facts.fiscal_year,
        place=place,
    )
    citation = ExpectedCitation(document=stem, form=record.form)
    return Expectation(behaviour=Behaviour.ANSWER, figures=[figure], citations=[citation])
