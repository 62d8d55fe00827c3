"""Figures that sentences state, found for what a question asks and bound to what they count."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.text import fold
from corpus.view import DocumentView
from service.frame import Frame, Metric
from service.narrative.asks import asks_of, class_of
from service.narrative.binding import rank
from service.narrative.evidence import Role, StatedFigure
from service.narrative.otherwise import counted_otherwise
from service.narrative.outline import marker_of
from service.narrative.places import source_of
from service.narrative.reading import names_of, read, title_of
from service.narrative.statements import Statement, bare, side_of, statements_of
from service.narrative.wanted import Wanted, made_ready

ENOUGH = 0.62  # a lower score is no answer
_BESIDE = 0.4  # within sentences that already answer
_SAME_SUBJECT = 0.12  # how much worse another statement may be and still speak of the same
_TIE = 0.04
_CLEARLY = 0.25
_HALF = Decimal("0.5")
_BOTH_SIDES = re.compile("收、?支|收入、?和?支出")


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
        wanted = made_ready(ask, frame, reading)
        if wanted is None:
            continue
        everywhere = rank(wanted, reading, taken[-1] if taken else None, enough)
        ranked = [p for p in everywhere if p[1] not in taken and (not lines or p[1].line.number in lines)]
        for score, best in _heads(wanted, ranked):
            if (figure := _figure(wanted, (score, best), everywhere, view)) is not None:
                taken.append(best)
                found.append(figure)
    return found


def _heads(wanted: Wanted, ranked: Sequence[tuple[float, Statement]]) -> list[tuple[float, Statement]]:
    """The best statement for an ask; of 多了多少 the best amount and the best percentage."""
    if wanted.ask.roles == (Role.CHANGE, Role.GROWTH):
        firsts = [next((p for p in ranked if p[1].role is role), None) for role in wanted.ask.roles]
        heads = [p for p in firsts if p is not None]
    else:
        heads = list(ranked[:1])
    pairs = ((head, *_other_side(wanted, head, ranked)) for head in heads)
    return [p for pair in pairs for p in sorted(pair, key=lambda p: p[1].order)]


def _other_side(
    wanted: Wanted, head: tuple[float, Statement], ranked: Sequence[tuple[float, Statement]]
) -> list[tuple[float, Statement]]:
    """收支总计增加多少: the same of the other side of the accounts, told in the same sentence."""
    if not re.search(_BOTH_SIDES, wanted.ask.before):
        return []
    own = side_of(head[1].subject)
    alike = (p for p in ranked if p[1].role is head[1].role and p[1].sentence is head[1].sentence)
    other = next((p for p in alike if own and side_of(p[1].subject) not in ("", own)), None)
    return [other] if other else []


def _figure(
    wanted: Wanted,
    head: tuple[float, Statement],
    ranked: Sequence[tuple[float, Statement]],
    view: DocumentView,
) -> StatedFigure | None:
    score, best = head
    alike = [
        (v, s) for v, s in ranked if s is not best and s.role is best.role and v >= score - _SAME_SUBJECT
    ]
    same = [s for _, s in alike if _equal(s, best)]
    others = [(v, s) for v, s in alike if not _equal(s, best) and _comparable(s, best)]
    own = wanted.own.cover((best.subject, 1.0), (best.label, 1.0)) - _CLEARLY
    rivals = [(v, s) for v, s in others if v >= score - _TIE]
    if best.role in _DERIVED:  # of a derived number the subject tells which is meant
        rivals = [p for p in rivals if wanted.own.cover((p[1].subject, 1.0), (p[1].label, 1.0)) >= own]
    if (
        len({(s.value, s.unit) for _, s in rivals}) >= 2
    ):  # the question's words fit several different numbers: none is the answer
        return None
    others = [(v, s) for v, s in others if _one_subject(wanted, s, best, v >= score - _TIE)]
    others += [(score, s) for s in counted_otherwise(best, read(view)) if all(s is not o for _, o in others)]
    stated = _stated(wanted, best, score, view)
    return replace(
        stated,
        same=tuple(_stated(wanted, s, score, view) for s in same),
        others=tuple(_stated(wanted, s, v, view) for v, s in others),
    )


def _one_subject(wanted: Wanted, one: Statement, other: Statement, near: bool) -> bool:
    """Whether two statements speak of the same thing: the same words, or the same amount behind them.

    `near` tells that they fit the question about equally well.
    """
    if one.line.titles != other.line.titles and _far(one, other):
        return False  # the same words under another heading, far from it: another account
    a, b = (bare(s.label) if len(bare(s.label)) >= 2 else bare(s.subject) for s in (one, other))
    if a == b and a:
        return near or one.line.titles == other.line.titles
    if one.role in (Role.CHANGE, Role.GROWTH) and one.level is not None and one.level == other.level:
        return a in b or b in a
    counted = [any(s.behind.startswith(f) for t in wanted.head.terms for f in t.forms) for s in (one, other)]
    return all(counted) and one.role is Role.LEVEL


def _far(one: Statement, other: Statement) -> bool:
    """Whether two amounts of money are too far apart to be two tellings of one."""
    low, high = sorted((abs(one.value), abs(other.value)))
    return class_of(one.unit) == "money" and one.unit == other.unit and low < high * _HALF


def _equal(one: Statement, other: Statement) -> bool:
    return one.value == other.value and class_of(one.unit) == class_of(other.unit)


def _comparable(one: Statement, other: Statement) -> bool:
    return class_of(one.unit) == class_of(other.unit) or {class_of(one.unit), class_of(other.unit)} <= {
        "generic", "matter", "place"
    }  # fmt: skip


def _stated(wanted: Wanted, s: Statement, score: float, view: DocumentView) -> StatedFigure:
    known = (s.label, s.behind, s.near, s.line.folded, s.line.context, s.line.row, title_of(view))
    missing = [w for weighted in (wanted.own, wanted.shared) for w in weighted.missing(*known)]
    figure = stated_of(view, s, score)
    return replace(figure, ask=wanted.ask.order, asked=wanted.ask.text, unexplained=tuple(missing))


def stated_of(view: DocumentView, s: Statement, score: float) -> StatedFigure:
    """A statement as a figure that no particular 多少 asked for."""
    source = source_of(view, s.line, s.sentence)
    return StatedFigure(
        s.value,
        s.unit,
        _own_name(label_of(s), view),
        s.raw,
        source,
        round(min(score, 1.0), 4),
        s.role,
        s.baseline,
        s.approximate,
    )


def _own_name(label: str, view: DocumentView) -> str:
    """A label without the report's own body and year before it."""
    for name in names_of(view):
        label = label.replace(name, "")
    shorter = re.sub(r"^.*?(?:19|20)\d\d年(?:度)?", "", label)
    return shorter if len(bare(shorter)) >= 2 else label


def label_of(s: Statement) -> str:
    """What the number counts, in the report's words."""
    label = _trimmed(s.label)
    if s.role in _POINTS and (title := _part_of(s)):
        return title + _kind_of(s)
    if len(bare(label)) >= 2:
        return _with_noun(s, label)
    if s.role in _DERIVED and len(bare(s.subject)) >= 2:
        return _trimmed(s.subject) + ("占比" if s.role is Role.SHARE and label == "占" else label)
    if s.role in _DERIVED and side_of(label):
        return label
    behind = re.split(r"[，,。；;、(（]", s.behind)[0]
    if len(bare(behind)) >= 2:
        return behind
    if len(bare(s.subject)) >= 2 and s.role is Role.LEVEL and "、" in s.clause:
        return f"{_trimmed(s.subject)}{label}"  # 团组 3 个、累计 9 人次
    near = re.split(r"[，,。；;:：]", s.near.rstrip("，,。；;:："))[-1]
    return re.sub(r"[\d.,]+\S{0,3}$", "", near) + label


def _part_of(s: Statement) -> str:
    """The part or indicator that points belong to, where their own words do not name it."""
    words = re.sub("该|部分|指标|本项|自评|得|共", "", bare(s.label))
    title = s.line.head or (s.line.titles[-1] if s.line.titles else "")
    marker = marker_of(title)
    return "" if len(words) >= 2 else re.sub("(?:情况)?分析$", "", title[marker.end if marker else 0 :])


def _kind_of(s: Statement) -> str:
    """Which kind of points a number gives, in the report's words."""
    if s.role is Role.SCORE:
        return "自评得分" if "自评" in s.label else "得分"
    if s.role is Role.DEDUCTED:
        return "扣"
    return "分值" if "分值" in s.label else "满分"


def _with_noun(s: Statement, label: str) -> str:
    """布设 23 台自助终端: what is counted stands behind the number."""
    noun = re.match(r"[\u4e00-\u9fff]{2,12}(?=[，,。；;、]|$)", s.behind)
    counted = s.role is Role.LEVEL and class_of(s.unit) not in ("money", "ratio", "score", "")
    return label + noun.group() if noun and counted and not s.behind.startswith(_AFTER) else label


def disputed(view: DocumentView, lines: Collection[int], limit: int = 2) -> list[StatedFigure]:
    """The counts in `lines` (numbers in the reading) that the report tells otherwise elsewhere."""
    reading = read(view)
    found: list[StatedFigure] = []
    for s in statements_of(reading):
        if s.line.number in lines and len(found) < limit:
            others = tuple(stated_of(view, o, 1.0) for o in counted_otherwise(s, reading))
            if others:
                found.append(replace(stated_of(view, s, 1.0), others=others))
    return found


_AFTER = ("以上", "左右", "以下", "以内")
_POINTS = (Role.SCORE, Role.FULL_SCORE, Role.DEDUCTED)
_DERIVED = (Role.CHANGE, Role.GROWTH, Role.COMPLETION, Role.SHARE, Role.BUDGET)


def _trimmed(label: str) -> str:
    """A label without numbering before it and linking words behind it."""
    label = re.sub(r"^(?:其中|[\d.()、]+(?![\d年]))+[:：]?|^年(?:度)?", "", label)
    return re.sub(r"(?:为|是|共|达到|达|约|[:：])+$", "", label).strip("，,、的 ")
