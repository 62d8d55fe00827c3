"""Examples for the ranker: questions of sets whose figure is one place of one report, and made ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import numpy as np

from corpus.view import Library, ReportEntry
from evals.matching import figure_matches
from evals.schema import Behaviour, ExpectedFigure, Question
from evals.training.making import Made, Maker
from evals.training.ranking import Example, hardest
from service.evidence.features import Asked, Matcher
from service.evidence.places import Bools, PlaceIndex, places_of
from service.evidence.sayings import sayings
from service.lookup.facts import unit_of
from service.question.bodies import Bodies
from service.question.reading import extra_of, read, weights_of
from service.understanding.words import plain
from service.wire import decimal_text

_REAL = 4.0
_CELLS, _SEVERAL, _STATEMENTS = 140, 45, 80
_LEAST = 5


def of_sets(
    library: Library, questions: Sequence[Question], today: date
) -> Iterator[tuple[Question, Example]]:
    """Questions of one turn with one figure of one body, where a place of its reports states it."""
    bodies = Bodies(entry.facts for entry in library.reports())
    for question in questions:
        figures = question.expect.figures
        if question.expect.behaviour is not Behaviour.ANSWER or len(figures) != 1 or len(question.turns) != 1:
            continue
        entries = [e for e in library.reports() if _owns(e, figures[0])]
        parts = [_one(question.turns[0], library, e, figures[0], bodies, today) for e in entries]
        held = [part for part in parts if part is not None]
        if held and any(right.any() for _, right in held):
            features = np.concatenate([x for x, _ in held])
            yield question, Example(features, np.concatenate([right for _, right in held]), _REAL)


def _owns(entry: ReportEntry, figure: ExpectedFigure) -> bool:
    facts = entry.facts
    return facts.organisation == figure.organisation and figure.fiscal_year in (None, facts.fiscal_year)


def _one(
    text: str, library: Library, entry: ReportEntry, figure: ExpectedFigure, bodies: Bodies, today: date
) -> tuple[np.ndarray, Bools] | None:
    places = places_of(library.view(entry.document_id))
    if not places.size:
        return None
    features = _features(text, places, bodies, today)
    wanted = figure.model_copy(update={"organisation": None, "fiscal_year": None, "place": None})
    right = np.array([_states(wanted, value, unit) for value, unit in _figures(places)], bool)
    return features, right


def _figures(places: PlaceIndex) -> Iterator[tuple[Decimal | None, str]]:
    for cell in places.cells:
        yield cell.record.value, unit_of(places.view, cell.record)
    for statement in places.statements:
        yield statement.value, statement.unit


def _states(wanted: ExpectedFigure, value: Decimal | None, unit: str) -> bool:
    if value is None:
        return False
    told = abs(value) if Decimal(wanted.value) > 0 else value
    return figure_matches(wanted, {"value": decimal_text(told), "unit": unit})


def _features(text: str, places: PlaceIndex, bodies: Bodies, today: date, slot: str = "") -> np.ndarray:
    q = read(text, bodies, today)
    weights = weights_of(q)
    context = np.zeros_like(weights)
    if slot and (at := q.text.find(plain(slot))) >= 0:
        own = np.zeros_like(weights)
        own[at : at + len(plain(slot))] = weights[at : at + len(plain(slot))]
        weights, context = own, weights - own
    asked = Asked(
        q.text, weights, context, q.codes, q.forms, q.classes, q.bases, q.roles, q.side, q.years, extra_of(q)
    )
    return Matcher(places, q.text, q.free, sayings()).place_features(asked)


def made_of(library: Library, today: date, seed: int = 0) -> Iterator[Example]:
    """Examples made from every report of a library, cut to their hardest places."""
    bodies = Bodies(entry.facts for entry in library.reports())
    random = np.random.default_rng(seed)
    for entry in library.reports():
        places = places_of(library.view(entry.document_id))
        if places.size < _LEAST:
            continue
        maker = Maker(places, seed)
        for made in (*maker.cells(_CELLS), *maker.several(_SEVERAL), *maker.statements(_STATEMENTS)):
            if made.right:
                yield _made(made, places, bodies, today, random)


def _made(
    made: Made, places: PlaceIndex, bodies: Bodies, today: date, random: np.random.Generator
) -> Example:
    features = _features(made.text, places, bodies, today, made.slot)
    right = np.zeros(places.size, bool)
    right[list(made.right)] = True
    return Example(*hardest(features, right, random))
