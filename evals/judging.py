"""One answer against what was expected of it: what is missing, what is wrong, what is cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evals.matching import Reply, at_place, figure_matches, is_cited, is_of, mentioned, stands_in
from evals.schema import Behaviour, ExpectedFigure, Question

WRONG_FIGURE = "WRONG FIGURE"
_DECLINING = ("refuse", "clarify")


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of what was wanted: `right` of `given` (precision) and of `wanted` (recall)."""

    right: int = 0
    given: int = 0
    wanted: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """`faults` is empty when the answer passes.  `exact`, `missing` count expected figures; citations are
    counted by report, by page and by cell, the last two where a place is expected.
    """

    faults: tuple[str, ...]
    wrong_figure: bool
    exact: int
    missing: int
    reports: Hits = field(default_factory=Hits)
    pages: Hits = field(default_factory=Hits)
    cells: Hits = field(default_factory=Hits)
    warned: bool = False

    @property
    def passed(self) -> bool:
        """Whether everything that was expected holds."""
        return not self.faults


def behaviour_of(route: str) -> str:
    """What became of the question, of `answer`, `refuse`, `clarify`."""
    return route if route in _DECLINING else "answer"


def behaves(expected: Behaviour, route: str) -> bool:
    """Whether that is what was to become of it."""
    shown = behaviour_of(route)
    return shown in _DECLINING if expected is Behaviour.ABSTAIN else shown == expected.value


def judge(question: Question, reply: Reply, files: Mapping[str, str]) -> Judgement:
    """`reply` is the object of `POST /api/ask`; `files` maps a document's id to its file name."""
    expect = question.expect
    wrong = gave_wrong_figure(question, reply)
    faults = [*_faults(question, reply, files), *([WRONG_FIGURE] if wrong else [])]
    figures = reply.get("figures") or []
    exact = sum(any(figure_matches(wanted, got) for got in figures) for wanted in expect.figures)
    return Judgement(
        tuple(faults),
        wrong,
        exact,
        len(expect.figures) - exact,
        _reports(question, reply, files),
        *_places(question, reply),
        _warned(reply),
    )


def gave_wrong_figure(question: Question, reply: Reply) -> bool:
    """Whether it answered with figures of which none is expected, or that it should have kept back."""
    figures = reply.get("figures") or []
    if behaviour_of(str(reply.get("route", ""))) != "answer" or not figures:
        return False
    if question.expect.behaviour is not Behaviour.ANSWER:
        return True
    wanted = question.expect.figures
    return bool(wanted) and not any(figure_matches(one, got) for one in wanted for got in figures)


def _faults(question: Question, reply: Reply, files: Mapping[str, str]) -> Iterator[str]:
    expect = question.expect
    text = str(reply.get("answer") or "")
    route = str(reply.get("route", ""))
    if not behaves(expect.behaviour, route):
        yield f"behaviour {route!r}, wanted {expect.behaviour.value}"
    for wanted in expect.figures:
        yield from _figure_faults(wanted, reply, text)
    yield from (f"none of {list(group)} mentioned" for group in mentioned(expect.mentions, text))
    for word in expect.forbids:
        if not mentioned([[word]], text):
            yield f"{word!r} must not stand in the answer"
    for citation in expect.citations:
        if not is_cited(citation, reply.get("citations") or [], files):
            yield f"not cited: {citation.document} {citation.form or ''}".rstrip()
    if expect.discrepancy and not _warned(reply):
        yield "no discrepancy warning"


def _figure_faults(wanted: ExpectedFigure, reply: Reply, text: str) -> Iterator[str]:
    told = f"{wanted.value} {wanted.unit or ''}".rstrip()
    found = [got for got in reply.get("figures") or [] if figure_matches(wanted, got)]
    if not found:
        yield f"figure {told} not in figures"
    elif not stands_in(wanted, text):
        yield f"figure {told} not in the answer text"
    elif wanted.place is not None and not any(_cited_right(wanted, got, reply) for got in found):
        yield f"figure {told} cited from another place"


def _cited_right(wanted: ExpectedFigure, got: Reply, reply: Reply) -> bool:
    """Whether the figure's own citation is the place, or one beside it of the same table: entries that
    are called the same and have the same value are cited together.
    """
    citations = {citation["number"]: citation for citation in reply.get("citations") or []}
    own = citations.get(got.get("citation"))
    if own is None or wanted.place is None:
        return False
    beside = [c for c in citations.values() if c["kind"] == "table" and _table_of(c) == _table_of(own)]
    return any(at_place(wanted.place, citation) for citation in (own, *beside))


def _table_of(citation: Reply) -> tuple[object, ...]:
    table = citation.get("table") or {}
    return citation.get("source"), table.get("form"), table.get("title")


def _warned(reply: Reply) -> bool:
    return any(warning.get("kind") == "discrepancy" for warning in reply.get("warnings") or [])


def _reports(question: Question, reply: Reply, files: Mapping[str, str]) -> Hits:
    wanted = {citation.document for citation in question.expect.citations}
    if not wanted:
        return Hits()
    citations = reply.get("citations") or []
    given = {str(citation.get("source")) for citation in citations}
    right = sum(any(is_of({"source": name}, document, files) for name in given) for document in wanted)
    return Hits(right, len(given), len(wanted))


def _places(question: Question, reply: Reply) -> tuple[Hits, Hits]:
    """Pages and cells of the figures that are expected from a place."""
    wanted = [figure for figure in question.expect.figures if figure.place is not None]
    if not wanted:
        return Hits(), Hits()
    given: Sequence[Reply] = [c for c in reply.get("citations") or [] if c.get("kind") == "table"]
    pages = sum(any(c.get("page") == f.place.page for c in given) for f in wanted if f.place)
    cells = sum(any(at_place(f.place, c) for c in given) for f in wanted if f.place)
    shown = {c.get("page") for c in given}
    return Hits(pages, len(shown), len(wanted)), Hits(cells, len(given), len(wanted))
