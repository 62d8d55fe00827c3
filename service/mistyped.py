"""A question that finds nothing, or something doubtful, read again with its slip put right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from corpus.view import DocumentView, Library
from service.answer import Answer, Route
from service.narrative.focus import shared_start
from service.turns import Turn
from service.understanding.mending import mend, mended_words
from service.understanding.reader import Reader, Reading
from service.understanding.words import plain

_READ_AGAIN = 6  # reports by whose words a question is put right
_PLAIN, _AGAINST_ANSWER = 0.6, 0.95  # what a mend must save: more where there is an answer already
_LOOSE = ("narrative", "sentences", "computed", "each", "taken together")


def may_be_mistyped(turn: Turn) -> bool:
    """Whether a turn leaves room for a slip: no answer, or one that need not explain every word."""
    return turn.answer.route is Route.REFUSE or turn.why.startswith(_LOOSE)


def mended_turn(
    turn: Turn, reading: Reading, library: Library, reader: Reader, ask: Callable[[Reading], Turn]
) -> Turn | None:
    """The answer to the question with its slip put right in a report's words, which it tells."""
    general = turn.why.startswith("narrative general")
    least = _AGAINST_ANSWER if turn.answered and not general else _PLAIN
    regions = sum(link.mask for link in reading.links if link.region)
    for entry in turn.scope.entries[:_READ_AGAIN] if turn.scope else ():
        view = library.view(entry.document_id)
        text = mend(reading.text, view, ~reading.content & ~regions, least)
        if text == reading.text or (turn.answered and _stands(reading.text, text, view)):
            continue
        again = reader.read(text)
        other = ask(replace(again, frame=replace(again.frame, language=reading.frame.language)))
        if other.answered:
            meant = mended_words(reading.text, text, view)
            return replace(other, answer=_as_meant(other.answer, meant), known=(*other.known, meant))
    return None


def _stands(typed: str, mended: str, view: DocumentView) -> bool:
    """Whether the report itself writes what was typed where the mend writes otherwise: no slip."""
    start = shared_start(typed, mended)
    end = shared_start(typed[start:][::-1], mended[start:][::-1])
    word = typed[start : len(typed) - end]
    return len(word) > 1 and any(word in plain(p.text) for p in view.passages)


def _as_meant(answer: Answer, meant: str) -> Answer:
    """The answer, led by how a word that was mistyped is understood."""
    return replace(answer, text=f"（按“{meant}”理解）\n{answer.text}")
