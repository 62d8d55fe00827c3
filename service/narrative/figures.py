"""Figures that sentences state, found for what a question asks and bound to what they count."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.text import fold
from corpus.view import DocumentView
from corpus.vocabulary import load
from service.frame import Frame, Metric
from service.narrative.asks import Ask, asks_of, class_of
from service.narrative.evidence import Role, StatedFigure
from service.narrative.focus import Term, Weighted, terms_for, terms_of, weigh
from service.narrative.places import source_of
from service.narrative.reading import Reading, names_of, read, title_of
from service.narrative.statements import Statement, bare, statements_of

ENOUGH = 0.62  # a lower score is no answer
_BESIDE = 0.4  # within sentences that already answer
_SAME_SUBJECT = 0.12  # how much worse another statement may be and still speak of the same
_TIE = 0.04
_HEAD = 0.6
_LISTED = 4
_SAME_NOUN = 5  # characters of the name of a counted thing
_SAME_LINE, _NEXT = 0.04, 0.05


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An ask made ready for one report: its terms by where they stand."""

    ask: Ask
    own: Weighted
    head: Weighted
    shared: Weighted
    whole: Weighted  # of a share: what it is a share of
    names: tuple[str, ...]


def find_figures(frame: Frame, metric: Metric | None, view: DocumentView) -> list[StatedFigure]:
    """The figures that `view` states for what `frame` asks, in the order asked.

    With a `metric` only that measure is looked for, whatever else the question says; without
    one every 多少 of the question is.  Nothing is given back for an ask that no sentence
    answers by its own words.  Values stated otherwise for the same subject are in `others`.
    """
    if metric is not None:
        words = metric.text or (metric.terms[0] if metric.terms else "")
        frame = replace(frame, question=words, folded=fold(words), metrics=(metric,))
    return _find(frame, view, frozenset(), ENOUGH)


def figures_beside(frame: Frame, view: DocumentView, lines: Collection[int]) -> list[StatedFigure]:
    """The figures that a descriptive question asks for besides, from the `lines` (numbers in
    the reading) that describe; what they leave open comes from anywhere in the report."""
    return _find(frame, view, frozenset(lines), _BESIDE) or _find(frame, view, frozenset(), ENOUGH)


def _find(frame: Frame, view: DocumentView, lines: frozenset[int], enough: float) -> list[StatedFigure]:
    reading = read(view)
    found: list[StatedFigure] = []
    taken: list[Statement] = []
    for ask in asks_of(frame):
        wanted = _ready(ask, frame, reading)
        if wanted is None:
            continue
        everywhere = _ranked(wanted, reading, taken[-1] if taken else None, enough)
        ranked = [p for p in everywhere if p[1] not in taken and (not lines or p[1].line.number in lines)]
        for score, best in _heads(wanted, ranked):
            if (figure := _figure(wanted, (score, best), everywhere, view)) is not None:
                taken.append(best)
                found.append(figure)
    return found


@cache
def _plain() -> frozenset[str]:
    return frozenset(fold(w) for w in load("counting")["plain"]["words"])


@cache
def _role_words() -> frozenset[str]:
    """Words that say which kind of number is wanted, and not of what."""
    asked, change = load("counting")["asked"], load("counting")["change"]
    keys = ("up", "down", "ratio", "completion", "share", "full_score", "score")
    found = {fold(w) for key in keys for w in asked[key]} | {fold(w) for w in change["prior"]}
    return frozenset(found | {"分数", "决算", "等级", "预算", "年初预算", "预算数", "支出决算", "决算支出", "决算数"})


def _stretches(text: str, silent: frozenset[str]) -> tuple[Term, ...]:
    """Stretches of several words, cut where words stand that name nothing."""
    for word in sorted((w for w in silent if len(w) >= 2), key=len, reverse=True):
        text = text.replace(word, "|")
    return tuple(t for t in terms_of(text, frozenset(), runs=True) if t.run)


def _ends_in_role(before: str) -> bool:
    """Whether the last word before 多少 only says which kind of number is wanted (执行率, 得分)."""
    tail = before.rstrip("|是为有达到了的得共约大概")
    words = load("counting")["role"]
    ends = {fold(w) for key in ("completion", "full_score", "score", "budget") for w in words[key]}
    return any(tail.endswith(w) for w in (*ends, *_measures()))


@cache
def _measures() -> frozenset[str]:
    return frozenset(fold(w) for w in ("金额", "数额", "数量", "总数", "费用"))


def _ready(ask: Ask, frame: Frame, reading: Reading) -> _Wanted | None:
    """The ask with its terms weighed in a report; None when it names nothing."""
    lines = [line.folded for line in reading.lines]
    words = _plain() | _role_words()
    behind = terms_for(frame, ask.behind, words)
    own = (*terms_for(frame, ask.before, words), *behind)
    shared = tuple(t for t in terms_for(frame, ask.shared, words) if t not in own)
    if not own and not shared:
        return None
    if not own and ask.roles[0] is Role.LEVEL and not ask.unit:
        own = terms_for(frame, ask.before)  # 当年安排了多少: the verb is all there is
    own = tuple(t for t in own if t.forms[0] not in _measures()) or own  # 合计金额: the sum counts
    scored = ask.roles[0] in (Role.SCORE, Role.FULL_SCORE)
    head = behind or (() if scored or _ends_in_role(ask.before) else own[-2:])
    whole: tuple[Term, ...] = ()
    if Role.SHARE in ask.roles and "占" in ask.before:
        part, _, rest = ask.before.partition("占")
        whole = terms_for(frame, rest, words)
        head = terms_for(frame, part, words)[-2:]
    title = title_of(reading.view)
    own = (*own, *(t for t in _stretches(ask.before, words) if t not in own))
    own_, head_, shared_, whole_ = (weigh(t, lines, title) for t in (own, head, shared, whole))
    return _Wanted(ask, own_, head_, shared_, whole_, names_of(reading.view))


def _ranked(
    wanted: _Wanted, reading: Reading, earlier: Statement | None, enough: float
) -> list[tuple[float, Statement]]:
    scored = []
    for statement in statements_of(reading):
        fit = _fits(wanted.ask, statement)
        if fit:
            score = fit * _score(wanted, statement, earlier)
            score += _beside(statement, earlier)
            if score >= enough:
                scored.append((score, statement))
    scored.sort(key=lambda pair: -pair[0])
    return scored


def _beside(s: Statement, earlier: Statement | None) -> float:
    """What is asked together is mostly told together, and in the same order."""
    if earlier is None or s.line is not earlier.line:
        return 0.0
    between = s.order - earlier.order
    return _SAME_LINE + (_NEXT / between if between > 0 else 0.0)


def _fits(ask: Ask, s: Statement) -> float:
    """1 when unit, role and year are what is asked, less when nearly so, 0 when not."""
    if s.role not in ask.roles:
        return 0.0
    name = class_of(s.unit)
    fit = 1.0 if ask.roles[0] is s.role else 0.95
    if ask.classes:
        if name in ask.near_classes:
            fit *= 0.96
        elif name not in ask.classes:
            return 0.0
    elif name in ("ratio", "score", "") and s.role not in (Role.GROWTH, Role.COMPLETION, Role.SHARE):
        return 0.0
    if ask.unit and name not in ask.near_classes:
        fit *= 1.02 if fold(ask.unit) == fold(s.unit) else 0.94
    if s.year is not None and ask.years and s.year not in ask.years:
        return 0.0
    if ask.baseline and s.baseline and s.baseline != ask.baseline:
        return 0.0
    if ask.direction and s.value and (s.value > 0) != (ask.direction > 0):
        fit *= 0.9
    return fit


def _score(wanted: _Wanted, s: Statement, earlier: Statement | None) -> float:
    """How well a statement's words are those asked for, 0 to 1."""
    behind = 0.75 if s.after else 0.95
    depends = len(bare(s.label)) < 2  # 共支出 5 万元: what was paid for stands before
    points = s.role in (Role.SCORE, Role.FULL_SCORE)  # belong to what the title or the sentence names
    subject = "" if points else s.subject
    label = (s.label, _strength(s.label, 1.0)), (subject, _strength(subject, 0.97)), (s.behind, behind)
    title = fold(s.line.titles[-1]) if s.line.titles else ""
    near = s.near, _strength(s.near, 0.92 if depends else 0.8)
    around = near, (s.line.folded, 0.6), (s.line.context, 0.75), (title, 0.95)
    if not wanted.own.terms:
        close = earlier is not None and s.sentence is earlier.sentence
        base = wanted.shared.cover(*label, *around) - _unasked(wanted, s)
        return base if close or earlier is None or s.role is not Role.LEVEL else base * 0.75
    loose = (s.sentence.folded, 0.65) if wanted.ask.unit and not wanted.ask.behind else ("", 0.0)
    head = 1.0
    if wanted.head.terms:
        # 建成了几个: what was built stands nearby
        head = wanted.head.cover(*label, (s.near, 0.85 if depends else 0.6), loose)
        if head < _HEAD and not _follows(s, earlier):
            return 0.0
    if s.role is Role.SHARE and wanted.whole.terms and not _of_whole(wanted, s):
        return 0.0
    whole = wanted.own.cover(*label, *around)
    if wanted.shared.terms:
        # What was named before counts as much where the ask itself names next to nothing.
        share = 0.3 if sum(wanted.own.weights) > 0.8 else 0.5
        whole = (1 - share) * whole + share * wanted.shared.cover(*label, *around)
    adjacent = _adjacent(wanted, s) if wanted.head.terms else whole
    return 0.6 * whole + 0.25 * head + 0.15 * adjacent - _unasked(wanted, s)


def _strength(text: str, full: float) -> float:
    """A word that is one of many in a list says less of the number behind the list."""
    return full * 0.6 if text.count("、") >= _LISTED else full


def _of_whole(wanted: _Wanted, s: Statement) -> bool:
    """Whether a share is one of the whole asked about, said in its label or, left out there, above."""
    if len(bare(s.label)) >= 2:
        rest = s.label
        for term in wanted.whole.terms:
            for form in term.forms:
                rest = rest.replace(form, "")
        return wanted.whole.cover((s.label, 1.0)) >= _HEAD and len(bare(rest)) <= 2
    return wanted.whole.cover((s.near, 1.0), (s.line.folded, 0.9), (s.line.context, 0.9)) >= _HEAD


def _follows(s: Statement, earlier: Statement | None) -> bool:
    return earlier is not None and earlier.sentence is s.sentence


def _adjacent(wanted: _Wanted, s: Statement) -> float:
    """1 when the head word touches the number, falling with the distance."""
    best = 0.0
    for term in wanted.head.terms:
        for form in term.forms:
            label = s.label if len(bare(s.label)) >= 2 else s.subject
            position = label.rfind(form)
            if position >= 0:
                gap = len(bare(label[position + len(form) :]))
                best = max(best, 1.0 - 0.06 * gap)
            position = s.behind.find(form)
            if position >= 0:
                best = max(best, (0.95 if not s.after else 0.6) - 0.06 * position)
    return max(best, 0.0)


def _unasked(wanted: _Wanted, s: Statement) -> float:
    """A deduction for words of the label that the question does not have.

    Sums of money are told apart by every word of their names; counts are not named so strictly.
    """
    rest = s.label if len(bare(s.label)) >= 2 else s.subject
    if s.role in (Role.SCORE, Role.FULL_SCORE):
        rest = s.label
    for name in wanted.names:
        rest = rest.replace(name, "")
    for weighted in (wanted.own, wanted.shared):
        for term in weighted.terms:
            for form in term.forms:
                rest = rest.replace(form, "")
    if class_of(s.unit) == "money":
        return min(0.4, 0.03 * len(bare(rest)))
    return min(0.12, 0.012 * len(bare(rest)))


def _heads(wanted: _Wanted, ranked: Sequence[tuple[float, Statement]]) -> list[tuple[float, Statement]]:
    """The best statement for an ask; of 多了多少 the best amount and the best percentage."""
    if wanted.ask.roles == (Role.CHANGE, Role.GROWTH):
        firsts = [next((p for p in ranked if p[1].role is role), None) for role in wanted.ask.roles]
        return [p for p in firsts if p is not None]
    return list(ranked[:1])


def _figure(
    wanted: _Wanted, head: tuple[float, Statement], ranked: Sequence[tuple[float, Statement]], view: DocumentView
) -> StatedFigure | None:
    score, best = head
    alike = [(v, s) for v, s in ranked if s is not best and s.role is best.role and v >= score - _SAME_SUBJECT]
    same = [s for _, s in alike if _equal(s, best)]
    others = [(v, s) for v, s in alike if not _equal(s, best) and _comparable(s, best)]
    rivals = [(v, s) for v, s in others if v >= score - _TIE]
    if len({(s.value, s.unit) for _, s in rivals}) >= 2:  # the question's words fit several different numbers: none is the answer
        return None
    others = [(v, s) for v, s in others if _one_subject(wanted, s, best, v >= score - _TIE)]
    others += [(score, s) for s in _counted_otherwise(best, view) if all(s is not o for _, o in others)]
    stated = _stated(wanted, best, score, view)
    return replace(
        stated,
        same=tuple(_stated(wanted, s, score, view) for s in same),
        others=tuple(_stated(wanted, s, v, view) for v, s in others),
    )


def _one_subject(wanted: _Wanted, one: Statement, other: Statement, near: bool) -> bool:
    """Whether two statements speak of the same thing: the same words, or the same amount behind them.

    `near` tells that they fit the question about equally well.
    """
    a, b = (bare(s.label) if len(bare(s.label)) >= 2 else bare(s.subject) for s in (one, other))
    if a == b and a:
        return near or one.line.titles == other.line.titles
    if one.role in (Role.CHANGE, Role.GROWTH) and one.level is not None and one.level == other.level:
        return a in b or b in a
    counted = [any(s.behind.startswith(f) for t in wanted.head.terms for f in t.forms) for s in (one, other)]
    return all(counted) and one.role is Role.LEVEL


def _counted_otherwise(best: Statement, view: DocumentView) -> Iterator[Statement]:
    """Counts of the very same things, named in the same words behind the number, that differ."""
    noun = re.split(r"[，,。；;、(（]", best.behind)[0]
    if best.role is not Role.LEVEL or len(noun) < _SAME_NOUN:
        return
    for s in statements_of(read(view)):
        if s.role is Role.LEVEL and s.unit == best.unit and s.value != best.value:
            if s.behind[:_SAME_NOUN] == noun[:_SAME_NOUN] and (s.year is None or best.year in (None, s.year)):
                if len(os.path.commonprefix([s.behind, noun])) >= 0.6 * len(noun):
                    yield s


def _equal(one: Statement, other: Statement) -> bool:
    return one.value == other.value and class_of(one.unit) == class_of(other.unit)


def _comparable(one: Statement, other: Statement) -> bool:
    return class_of(one.unit) == class_of(other.unit) or {class_of(one.unit), class_of(other.unit)} <= {
        "generic", "matter", "place"
    }  # fmt: skip


def _stated(wanted: _Wanted, s: Statement, score: float, view: DocumentView) -> StatedFigure:
    known = (s.label, s.behind, s.near, s.line.folded, s.line.context, s.line.row, title_of(view))
    missing = [w for weighted in (wanted.own, wanted.shared) for w in weighted.missing(*known)]
    figure = stated_of(view, s, score)
    return replace(figure, ask=wanted.ask.order, asked=wanted.ask.text, unexplained=tuple(missing))


def stated_of(view: DocumentView, s: Statement, score: float) -> StatedFigure:
    """A statement as a figure that no particular 多少 asked for."""
    source = source_of(view, s.line, s.sentence)
    return StatedFigure(
        s.value, s.unit, label_of(s), s.raw, source, round(min(score, 1.0), 4), s.role, s.baseline, s.approximate
    )


def label_of(s: Statement) -> str:
    """What the number counts, in the report's words."""
    label = _trimmed(s.label)
    if len(bare(label)) >= 2:
        return label
    if s.role in _DERIVED and len(bare(s.subject)) >= 2:
        return _trimmed(s.subject) + label
    behind = re.split(r"[，,。；;、(（]", s.behind)[0]
    if len(bare(behind)) >= 2:
        return behind
    near = re.split(r"[，,。；;:：]", s.near.rstrip("，,。；;:："))[-1]
    return re.sub(r"[\d.,]+\S{0,3}$", "", near) + label


_DERIVED = (Role.CHANGE, Role.GROWTH, Role.COMPLETION, Role.SHARE, Role.BUDGET)


def _trimmed(label: str) -> str:
    """A label without numbering before it and linking words behind it."""
    label = re.sub(r"^(?:其中|[\d.()、]+)+[:：]?(?!年)|^年(?:度)?", "", label)
    return re.sub(r"(?:为|是|共|达到|达|约|[:：])+$", "", label).strip("，,、的 ")
