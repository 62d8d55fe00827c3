"""From scored cells to facts: equal cells are one, rivals are named, what is unsure is nobody's.

Never a guess: a cell counts only when it explains the whole question; two that explain it
alike and differ are a choice for whoever asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.view import DocumentView
from service.frame import Basis
from service.lookup.candidates import Candidate
from service.lookup.facts import Fact, fact_of
from service.lookup.index import Cell, DocumentIndex, index_of
from service.lookup.query import query_of
from service.lookup.scoring import Scorer
from service.understanding.reader import Reading
from service.understanding.words import plain_label

_JOINT = re.compile("[和与及跟、，,;；]")
_TIE, _CITED, _POOL = 0.16, 3, 40


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a report's tables say to a question: facts in the order asked, or the choice that is
    left (`choices`: what would have to be said), and the candidates that were looked at."""

    facts: tuple[Fact, ...]
    choices: tuple[str, ...]
    candidates: tuple[Candidate, ...]

    @property
    def sure(self) -> bool:
        """Whether there is an answer."""
        return bool(self.facts)


def look_up(
    reading: Reading,
    view: DocumentView,
    bases: tuple[Basis, ...] | None = None,
    beside: Cell | None = None,
) -> Outcome:
    """What the tables of `view` hold for `reading`.

    `bases` overrides the account asked for; `beside` prefers the table (then the scope) of
    another cell, so that parts and wholes are of one account.
    """
    index = index_of(view)
    wanted = reading.frame.bases if bases is None else bases
    if len(wanted) > 1 and bases is None:
        return _by_basis(reading, view, wanted, beside)
    query = query_of(reading, index, wanted)
    if reading.frame.codes and not query.codes and not _other_digits(reading):
        return Outcome((), (), ())
    if reading.frame.table_titles and not any(t in index.titles for t in reading.frame.table_titles):
        return Outcome((), (), ())
    candidates = Scorer(index, query).score()
    candidates = [c for c in candidates if _form_fits(reading, c.cell)]
    if beside is not None:
        candidates = _near(candidates, beside)
    sure = [c for c in candidates if c.confident]
    if sure:
        return _one(index, sure, candidates)
    several = _several(reading, index, candidates[:_POOL])
    return Outcome(several, (), tuple(candidates[:8]))


def _other_digits(reading: Reading) -> bool:
    """Digits that are no code of a budget item (a hotline's number)."""
    return all(
        not code.startswith(("1", "2", "3", "5")) or len(code) not in (3, 5, 7)
        for code in reading.frame.codes
    )


def _by_basis(reading: Reading, view: DocumentView, bases: Sequence[Basis], beside: Cell | None) -> Outcome:
    outcomes = [look_up(reading, view, (basis,), beside) for basis in bases]
    candidates = tuple(c for o in outcomes for c in o.candidates)
    if not all(o.facts for o in outcomes):
        return Outcome((), (), candidates)
    facts = tuple(f for o in outcomes for f in o.facts)
    return Outcome(facts, (), candidates)


def _form_fits(reading: Reading, cell: Cell) -> bool:
    forms = reading.frame.forms
    if not forms:
        return True
    printed = cell.record.form or ""
    return any(printed == form or printed.endswith(form.removeprefix("公开")) for form in forms)


def _near(candidates: list[Candidate], beside: Cell) -> list[Candidate]:
    def bonus(c: Candidate) -> float:
        if c.cell.record.table == beside.record.table:
            return 1.0
        return 0.5 if c.cell.scopes == beside.scopes else 0.0

    moved = [replace(c, score=c.score + bonus(c)) for c in candidates]
    return sorted(moved, key=lambda c: -c.score)


def _same_account(one: Candidate, other: Candidate) -> bool:
    return one.cell.row == other.cell.row and one.cell.ancestors[-1:] == other.cell.ancestors[-1:]


def _stated_before_blank(sure: list[Candidate]) -> Candidate:
    """The best cell; where it is blank, one of the same name that states a figure goes before it."""
    first = sure[0]
    if first.cell.record.value is not None:
        return first
    name = plain_label(first.cell.record.row_label or "")
    alike = (c for c in sure if c.score >= first.score - _TIE and c.cell.record.value is not None)
    return next((c for c in alike if plain_label(c.cell.record.row_label or "") == name), first)


def _one(index: DocumentIndex, sure: list[Candidate], candidates: list[Candidate]) -> Outcome:
    best = _stated_before_blank(sure)
    close = [c for c in sure if c is not best and c.score >= best.score - _TIE]
    differing = [c for c in close if c.cell.record.value != best.cell.record.value]
    twins = [c for c in differing if _called_alike(index, best, c)]
    if twins:
        in_print = sorted([best, *twins], key=lambda c: c.cell.record.column)
        facts = tuple(fact_of(index, c, (), (), False) for c in in_print)
        return Outcome(facts, (), tuple(candidates[:8]))
    if differing and not all(_rival(best, c) for c in differing):
        choices = tuple(dict.fromkeys(_choice(index, c) for c in (best, *differing)))
        if len(choices) > 1:
            return Outcome((), choices, tuple(candidates[:8]))
    same = [
        c for c in sure[1:]
        if c.cell.record.value == best.cell.record.value and c.score >= best.score - 2.0
        and c.cell.basis == best.cell.basis
        and (c.cell.record.table != best.cell.record.table or c.score >= best.score - _TIE)
    ]  # fmt: skip
    rivals = [c for c in sure[1:] if _rival(best, c) and c.cell.record.value != best.cell.record.value]
    conflict = any(contradicts(best.cell, c.cell) for c in rivals)
    fact = fact_of(index, best, tuple(same[: _CITED - 1]), tuple(rivals[:2]), conflict)
    return Outcome((fact,), (), tuple(candidates[:8]))


def _called_alike(index: DocumentIndex, best: Candidate, other: Candidate) -> bool:
    """Whether two columns of a row are headed by the same words: which of them is meant cannot be said."""
    a, b = best.cell.record, other.cell.record
    return (a.table, a.row, a.column_path) == (b.table, b.row, b.column_path) and a.column != b.column


def _rival(best: Candidate, other: Candidate) -> bool:
    """Whether the other cell gives the same measure in another table."""
    a, b = best.cell, other.cell
    return (
        a.record.table != b.record.table and a.row is not None and a.row == b.row
        and a.side == b.side and a.basis == b.basis and not a.total_row
    )  # fmt: skip


def contradicts(best: Cell, other: Cell) -> bool:
    """A part of the accounts cannot be more than the whole, nor one account be two."""
    if best.record.value is None or other.record.value is None:
        return False
    codes = best.record.row_code, other.record.row_code
    if best.scopes < other.scopes:
        return other.record.value > best.record.value and all(codes)
    return best.scopes == other.scopes and codes[0] == codes[1]


def _choice(index: DocumentIndex, candidate: Candidate) -> str:
    cell = candidate.cell
    parts = [index.labels[a].text for a in cell.ancestors[-1:]]
    parts += [index.labels[cell.row].text] if cell.row is not None else []
    parts += [index.labels[c].text for c in cell.columns[-2:]]
    return "·".join(dict.fromkeys(parts))


def _several(reading: Reading, index: DocumentIndex, pool: Sequence[Candidate]) -> tuple[Fact, ...]:
    """Cells of one table that together explain a question which names several."""
    for first in pool:
        if not first.head or not first.exact or first.score + sum(map(len, first.unexplained)) < -2.5:
            continue
        kept = [first]
        cover = first.cover
        for other in pool:
            if other.cell.record.table != first.cell.record.table or not (other.head and other.exact):
                continue
            if (
                other.score + sum(map(len, other.unexplained)) < -2.5
                or not other.cover & ~cover & reading.content
            ):
                continue
            if reading.residue(cover | other.cover) == reading.residue(cover):
                continue
            if any(_entwined(other, one, reading.text) for one in kept):
                continue
            kept.append(other)
            cover |= other.cover
        if len(kept) > 1 and not reading.residue(cover):
            ordered = _in_order(kept)
            return tuple(fact_of(index, c, (), (), False) for c in ordered)
    return ()


def _entwined(one: Candidate, other: Candidate, text: str) -> bool:
    """Whether the words of one of two cells stand round those of the other, so that they are no two things
    that are named: 其他支出 and 城乡社区支出 in 其他城乡社区支出."""
    for outer, inner in ((one.cover, other.cover), (other.cover, one.cover)):
        own, shared = outer & ~inner, outer & inner
        start, end = (own & -own).bit_length() - 1, shared.bit_length()
        between = (1 << end) - (1 << start) if own and start < end else 0
        if inner & ~outer & between and not _JOINT.search(text, start, end):
            return True
    return False


def _in_order(kept: Sequence[Candidate]) -> list[Candidate]:
    """Cells in the order in which the question names what tells them apart."""

    def place(c: Candidate) -> int:
        others = 0
        for o in kept:
            others |= o.cover if o is not c else 0
        own = c.cover & ~others
        return (own & -own).bit_length() or c.cover.bit_length()

    return sorted(kept, key=place)


def view_index(view: DocumentView) -> DocumentIndex:
    """The index of a report's records."""
    return index_of(view)
