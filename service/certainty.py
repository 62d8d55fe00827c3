"""Whether the digits behind a figure were read with certainty, and what is said where they were not.

Recognised digits may be misread.  A figure that no sum and no certain cell confirms is not told: the
answer names the page, so that the reader can look.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.report import CERTAIN, Record
from corpus.text import numbers_in
from corpus.view import DocumentView
from service.answer import Answer, Citation, Route, Warning
from service.narrative import Source, StatedFigure

ILLEGIBLE = "□"  # what print puts for a character that cannot be read
KIND = "uncertain"
_ZH = "所问数字由图像识别，没有十足把握，请打开原页核对。"
_ZH_PRINTED = "所问一格所印的不能读作确切数字，请打开原页核对。"
_EN_PRINTED = "What stands in that cell cannot be read as a figure; please look at the page."
_EN = "The figure was recognised from a scan without certainty; please look at the page."


def certain(record: Record) -> bool:
    """Whether a cell's digits are as printed: from a text layer, or recognised and confirmed."""
    return record.confidence >= CERTAIN


def certainly_stated(view: DocumentView, figure: StatedFigure) -> bool:
    """Whether a sentence's number was read with certainty, or a certain cell holds the same."""
    if _unsure_near(view, figure.source.page).isdisjoint(numbers_in(figure.raw)):
        return True
    value = abs(figure.value)
    return any(r.value is not None and abs(r.value) == value and certain(r) for r in view.records)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that is not told: what it is of, the report's title, and its citation; `printed` where it
    is no recogniser's doubt, but what stands in the cell cannot be read as a figure."""

    name: str
    title: str
    page: int
    raw: str
    citation: int
    printed: bool = False


def certain_place(view: DocumentView, place: Record | Source) -> bool:
    """Whether all the digits of a cell or a quoted sentence were read with certainty."""
    if isinstance(place, Record):
        return certain(place)
    return _unsure_near(view, place.page).isdisjoint(numbers_in(place.quote))


def _unsure_near(view: DocumentView, first: int) -> set[str]:
    """The uncertain numbers of a page and of the next, onto which its last sentence may run."""
    return {n for page in view.pages if page.number in (first, first + 1) for n in page.unsure}


def unsure(view: DocumentView, records: Iterable[Record], stated: Iterable[StatedFigure]) -> bool:
    """Whether none of the places of a figure was read with certainty."""
    return not any(map(certain, records)) and not any(certainly_stated(view, figure) for figure in stated)


def withheld(doubts: Sequence[Doubt], citations: Iterable[Citation], english: bool) -> Answer:
    """The refusal to tell figures whose digits may be misread, with the places to look at."""
    raws = {doubt.citation: doubt.raw for doubt in doubts}
    kept = tuple(_illegible(c, raws[c.number]) for c in citations if c.number in raws)
    places = {c.number: number for number, c in enumerate(kept, 1)}
    kept = tuple(replace(c, number=places[c.number]) for c in kept)
    lines = [_told(doubt, places[doubt.citation], english) for doubt in dict.fromkeys(doubts)]
    text = "\n".join(lines)
    printed = all(doubt.printed for doubt in doubts)
    said = (_EN_PRINTED if english else _ZH_PRINTED) if printed else _EN if english else _ZH
    warning = Warning(KIND, said, tuple(places.values()))
    return Answer(text, Route.REFUSE, (), kept, (warning,))


def _told(doubt: Doubt, number: int, english: bool) -> str:
    if doubt.printed and english:
        return (
            f"Sorry, what stands under “{doubt.name}” ({doubt.title}, page {doubt.page}) cannot be read as a"
            f" figure: none is given. [{number}]"
        )
    if doubt.printed:
        return (
            f"抱歉，“{doubt.name}”在《{doubt.title}》第{doubt.page}页，该格所印的不能读作确切数字，"
            f"因此不作答，请打开原页核对。[{number}]"
        )
    if english:
        return (
            f"Sorry, “{doubt.name}” stands on a scanned page ({doubt.title}, page {doubt.page}) and its"
            f" digits could not be read with certainty (识别不确定): no figure is given. [{number}]"
        )
    return (
        f"抱歉，“{doubt.name}”在《{doubt.title}》第{doubt.page}页，该页由图像识别，数字没有十足把握，"
        f"因此不作为确切数字给出，请打开原页核对。[{number}]"
    )


def _illegible(citation: Citation, raw: str) -> Citation:
    return replace(citation, quote=citation.quote.replace(raw, ILLEGIBLE)) if raw else citation
