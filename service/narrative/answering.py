"""Descriptive questions answered by the report's own sentences.

The kind of question decides where to look first (definitions, reasons, lost points,
passages under a heading of that kind); what finds nothing goes on to the words alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.text import fold
from corpus.view import DocumentView, Library
from corpus.vocabulary import load
from service.frame import Frame
from service.narrative.asks import has_quantity
from service.narrative.deductions import deducted
from service.narrative.evidence import Extract, NarrativeEvidence, StatedFigure
from service.narrative.figures import disputed, figures_beside, stated_of
from service.narrative.focus import Weighted, weigh
from service.narrative.glossary import asks_what_it_is, defined, is_all_asked
from service.narrative.headed import Piece, headed
from service.narrative.places import cut_source, source_of
from service.narrative.ranking import ranked
from service.narrative.reading import Reading, read, title_of
from service.narrative.reasons import explained
from service.narrative.topics import DEDUCTIONS, DEFINE, GENERAL, REASON, Wish, asked, wish_of

ENOUGH = 0.45  # below, the reports do not answer
_HITS = 24
_DEFINITIONS = 2
_MOST = 6000  # characters of one answer
_FEW_LINES = 6
_FIRM = 0.6
_FIRM_TOPIC = 0.5
_GENERAL = 0.25  # by how much words alone must be better than a passage of the wanted kind


@dataclass(frozen=True, slots=True)
class _Found:
    topic: str
    extracts: tuple[Extract, ...]
    score: float
    figures: tuple[StatedFigure, ...] = ()
    lines: frozenset[int] = frozenset()


def answer(frame: Frame, scope: Sequence[str], library: Library) -> NarrativeEvidence | None:
    """Ordered extracts of the reports in `scope` that answer a descriptive question.

    Of several reports the one that answers best speaks; when the frame names several bodies
    or years, the best of each.  None when nothing in scope supports an answer.
    """
    wish = wish_of(frame)
    hits = _hits(wish, scope, library)
    found: list[_Found] = []
    for document in scope:
        view = library.view(document)
        best = _best(wish, frame, view, hits.get(document, {}))
        if best is not None:
            found.append(best)
    if not found:
        return None
    found.sort(key=lambda f: -(f.score - (_GENERAL if f.topic == GENERAL else 0.0)))
    if wish.topics[0] == DEFINE and not frame.organisations:
        found = _agreed(found)
    several = len(frame.organisations) > 1 or len(frame.years) > 1
    open_define = wish.topics[0] == DEFINE and not frame.organisations
    kept = found if open_define or (several and wish.topics[0] != DEFINE) else found[:1]
    kept = [f for f in kept if f.score >= max(ENOUGH, kept[0].score - 0.25)]
    extracts = tuple(e for f in kept for e in f.extracts)
    text = fold(" ".join(e.text + e.heading + " ".join(e.source.section) for e in extracts))
    missing = tuple(t.forms[0] for t in wish.terms if not t.run and t.cover(text) < 0.5)
    figures = tuple(f for k in kept for f in k.figures)
    return NarrativeEvidence(kept[0].topic, extracts, round(kept[0].score, 4), figures, missing)


def explain(frame: Frame, scope: Sequence[str], library: Library) -> NarrativeEvidence | None:
    """What the reports in `scope` say that a thing is, for a question that asks just that (X是什么);
    None where it asks for more, or no report explains the thing."""
    wish = wish_of(frame)
    if not asks_what_it_is(wish.text):
        return None
    found = [
        f
        for document in scope
        if (reading := read(library.view(document))) and is_all_asked(wish.text, reading)
        for f in _define(wish, reading)
    ]
    if not found:
        return None
    kept = _agreed(found) if not frame.organisations else found[:1]
    extracts = tuple(e for f in kept for e in f.extracts)
    return NarrativeEvidence(DEFINE, extracts, round(kept[0].score, 4))


def _agreed(found: list[_Found]) -> list[_Found]:
    """Definitions that no particular report was asked for: the wording of most reports first, and
    one other where reports differ."""
    if found[0].topic != DEFINE:
        return found
    texts = {id(f): fold(" ".join(e.text for e in f.extracts)) for f in found if f.topic == DEFINE}
    counts = Counter(texts.values())
    ordered = sorted(
        (f for f in found if id(f) in texts), key=lambda f: (-len(f.extracts), -counts[texts[id(f)]])
    )
    kept: list[_Found] = []
    for one in ordered:
        if len(kept) < _DEFINITIONS and all(texts[id(one)] != texts[id(k)] for k in kept):
            kept.append(one)
    return kept


def _hits(wish: Wish, scope: Sequence[str], library: Library) -> Mapping[str, Mapping[int, float]]:
    query = " ".join(t.forms[0] for t in wish.terms) or wish.text.replace("|", " ")
    found: dict[str, dict[int, float]] = {}
    if not query.strip():
        return found
    for rank, hit in enumerate(library.search(query, list(scope), _HITS)):
        found.setdefault(hit.document_id, {}).setdefault(hit.passage, 1.0 / (1 + rank))
    return found


def _best(wish: Wish, frame: Frame, view: DocumentView, hits: Mapping[int, float]) -> _Found | None:
    """What one report has to say: the first topic that answers firmly, else the best of all."""
    reading = read(view)
    title = title_of(view)
    focus = weigh(wish.terms, reading.rarity, title)
    about = weigh([t for t in wish.terms if t.forms[0] not in title], reading.rarity)
    best: _Found | None = None
    firm: list[_Found] = []
    for topic in wish.topics:
        terms = focus if topic in (REASON, GENERAL, DEFINE) else about
        for found in _by_topic(topic, wish, terms, reading, hits):
            if _is_firm(found):
                firm.append(found)
            if best is None or found.score > best.score + _advantage(best, found):
                best = found
        if best is not None and best.score >= _FIRM and not _open_topics(wish, topic):
            break
    if best is not None and _is_firm(best):
        best = _together(best, firm, wish)
    if best is None or best.score < ENOUGH:
        return None
    if not best.figures and has_quantity(wish.text):
        best = replace(best, figures=tuple(figures_beside(frame, view, best.lines)))
    if not best.figures and len(best.lines) <= _FEW_LINES:
        best = replace(best, figures=tuple(disputed(view, best.lines)))
    return best


def _is_firm(found: _Found) -> bool:
    return found.topic in load("narrative")["firm"]["topics"] and found.score >= _FIRM_TOPIC


def _open_topics(wish: Wish, topic: str) -> bool:
    """Whether the question names further topics outright after `topic`."""
    firm = load("narrative")["firm"]["topics"]
    return topic in firm and any(t in firm for t in wish.topics[wish.topics.index(topic) + 1 :])


def _together(best: _Found, firm: list[_Found], wish: Wish) -> _Found:
    """Problems and measures asked for in one question: both, in the order of the question."""
    parts: list[_Found] = []
    for found in firm:
        apart = all(not _overlap(found, p) for p in parts)
        if found.score >= best.score - _GENERAL and apart:
            parts.append(found)
    if len(parts) < 2 or best not in parts:
        return best
    parts.sort(key=lambda f: min((p for w in asked(f.topic) if (p := wish.text.find(w)) >= 0), default=999))
    return replace(
        best,
        extracts=tuple(e for p in parts for e in p.extracts),
        lines=frozenset(n for p in parts for n in p.lines),
    )


def _overlap(one: _Found, other: _Found) -> bool:
    """Whether two passages share words: the problem and the measure of one paragraph do not."""
    return any(
        a.source.page == b.source.page and (a.text in b.text or b.text in a.text)
        for a in one.extracts
        for b in other.extracts
    )


def _advantage(best: _Found, found: _Found) -> float:
    """By how much `found` must be better than what an earlier topic found."""
    if found.topic != GENERAL:
        return 0.0
    return 1.0 if _is_firm(best) else _GENERAL


def _by_topic(
    topic: str, wish: Wish, focus: Weighted, reading: Reading, hits: Mapping[int, float]
) -> Iterator[_Found]:
    if topic == DEFINE:
        yield from _define(wish, reading)
    elif topic == DEDUCTIONS:
        yield from _deductions(focus, reading)
    elif topic == REASON:
        yield from _reasons(wish, focus, reading)
    elif topic == GENERAL:
        yield from _general(wish, focus, reading, hits)
    else:
        for stretch in headed(topic, focus, reading, wish.text)[:1]:
            extracts = _extracts(stretch.pieces, reading, stretch.score, stretch.heading)
            yield _Found(topic, extracts, stretch.score, lines=_numbers(stretch.pieces))


def _numbers(pieces: Sequence[Piece]) -> frozenset[int]:
    return frozenset(p.line.number for p in pieces)


def _define(wish: Wish, reading: Reading) -> Iterator[_Found]:
    found = defined(wish.text, wish.terms, reading)
    if found:
        pieces = [d.piece for _, d in found]
        score = max(score for score, _ in found)
        yield _Found(DEFINE, _extracts(pieces, reading, score), score, lines=_numbers(pieces))


def _deductions(focus: Weighted, reading: Reading) -> Iterator[_Found]:
    found = deducted(focus, reading)
    if found:
        score = max(0.65, *(s for s, _ in found))
        extracts = tuple(
            e
            for _, d in found
            for e in _extracts(
                [d.piece], reading, score, d.given.line.titles[-1] if d.given.line.titles else ""
            )
        )
        figures = tuple(stated_of(reading.view, d.given, score) for _, d in found)
        yield _Found(DEDUCTIONS, extracts, score, figures, _numbers([d.piece for _, d in found]))


def _reasons(wish: Wish, focus: Weighted, reading: Reading) -> Iterator[_Found]:
    found = explained(wish.text, focus, reading)
    if not found:
        return
    score, best = found[0]
    source = cut_source(reading.view, best.line, best.start, best.end)
    extract = Extract(source.quote, source, score=round(score, 4))
    yield _Found(REASON, (extract,), score, lines=frozenset({best.line.number}))


def _general(wish: Wish, focus: Weighted, reading: Reading, hits: Mapping[int, float]) -> Iterator[_Found]:
    found = ranked(wish, focus, reading, hits)
    if found:
        close = [r for r in found if r.score >= found[0].score - 0.05][:2]
        extracts = tuple(e for r in close for e in _extracts(r.pieces, reading, r.score))
        lines = _numbers([p for r in close for p in r.pieces])
        yield _Found(GENERAL, extracts, found[0].score, lines=lines)


def _extracts(
    pieces: Sequence[Piece], reading: Reading, score: float, heading: str = ""
) -> tuple[Extract, ...]:
    found: list[Extract] = []
    length = 0
    if len(pieces) > 1 and pieces[-1].line.heading and not pieces[-2].line.heading:
        pieces = pieces[:-1]  # a title with nothing under it
    for piece in pieces:
        text = piece.text.strip()
        if not text or length > _MOST:
            continue
        length += len(text)
        source = source_of(reading.view, piece.line, *piece.sentences)
        found.append(Extract(text, source, piece.label or heading, round(min(score, 1.0), 4)))
    return tuple(found)
