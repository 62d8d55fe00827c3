"""Questions back and refusals: what was looked for, what is missing, and what the corpus holds."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.view import ReportEntry
from service.answer import Answer, Route
from service.frame import Frame
from service.routing import Obstacle, Scope

_MOST = 8


def shelf(entries: Sequence[ReportEntry]) -> list[str]:
    """What is held, one line for each body: its years."""
    years: dict[str, set[int]] = {}
    for entry in entries:
        if entry.facts.organisation:
            years.setdefault(entry.facts.organisation, set())
            if entry.facts.fiscal_year:
                years[entry.facts.organisation].add(entry.facts.fiscal_year)
    return [f"{name}（{'、'.join(f'{y}年' for y in sorted(held))}）" for name, held in sorted(years.items())]


def _held(entries: Sequence[ReportEntry], english: bool) -> str:
    lines = shelf(entries)
    more = len(lines) - _MOST
    listed = "；".join(lines[:_MOST]) + ("；……" if more > 0 else "")
    if english:
        return f" Reports held: {listed}." if lines else " No report has been ingested yet."
    return f"目前库中有：{listed}。" if lines else "目前库中还没有任何报告，请先导入。"


_ZH = {
    Obstacle.CHAT: "抱歉，这个问题不属于已收录报告的范围，我只能根据公开的预算、决算和绩效报告回答。",
    Obstacle.OPINION: "抱歉，报告中没有评价或建议一类的内容，我无法发表看法，只能给出报告里的数字和原文。",
    Obstacle.FORECAST: "抱歉，报告只记载已经编报的预算和决算，无法据此预测以后的情况。",
    Obstacle.INJECTION: "抱歉，我不能编造数字，也不能绕开依据报告作答的规则。",
    Obstacle.EMPTY: "抱歉，没有可以查的报告。",
}
_EN = {
    Obstacle.CHAT: "Sorry, this is outside the published reports held here (抱歉，超出范围).",
    Obstacle.OPINION: "Sorry, the reports hold no opinions or advice, only figures and words (无法提供意见).",
    Obstacle.FORECAST: "Sorry, the reports do not forecast later years (无法预测).",
    Obstacle.INJECTION: "Sorry, figures cannot be invented, nor the rules of citing set aside (不能编造).",
    Obstacle.EMPTY: "Sorry, there is no report to look into (没有报告).",
}


def refuse_scope(scope: Scope, frame: Frame) -> Answer:
    """The refusal of a question that no report of the corpus is about."""
    english = frame.language == "en"
    obstacle = scope.obstacle or Obstacle.CHAT
    if obstacle in _ZH:
        text = (_EN if english else _ZH)[obstacle]
        if obstacle is not Obstacle.EMPTY:
            text += _held(scope.entries, english)
        return Answer(text, Route.REFUSE, suggestions=examples(scope.entries))
    who = "、".join(scope.named) or "、".join(scope.bodies[:3])
    if english:
        what = f"“{scope.subject}”"
        text = f"Sorry, no report held here covers {what} (没有收录).{_held(scope.entries, True)}"
        return Answer(text, Route.REFUSE, suggestions=examples(scope.entries))
    if obstacle is Obstacle.BODY:
        text = f"抱歉，库中没有收录“{scope.subject}”的报告，无法回答，也不能用其他单位的数字代替。"
    elif obstacle is Obstacle.YEAR:
        text = f"抱歉，没有收录{who}{scope.subject}的报告，不能用其他年度的数字代替。"
    elif obstacle is Obstacle.PERIOD:
        text = f"抱歉，没有收录{who}{scope.subject}口径的报告，现有报告的期间与所问不同，不能代替。"
    else:
        text = f"抱歉，没有收录{who}的{scope.subject}报告，不能用其他类型的报告代替。"
    return Answer(text + _held(scope.entries, False), Route.REFUSE, suggestions=examples(scope.entries))


def refuse_metric(scope: Scope, frame: Frame, looked_for: str) -> Answer:
    """The refusal of a measure that the reports in scope do not state."""
    titles = "、".join(f"《{e.facts.title}》" for e in scope.entries[:3])
    wanted = looked_for or frame.question
    if frame.language == "en":
        text = f"Sorry, the reports in question do not disclose “{wanted}” (没有披露): {titles}."
    else:
        more = "等报告" if len(scope.entries) > 3 else ""
        text = f"抱歉，在{titles}{more}中没有找到“{wanted}”的数字或说明，可能未披露，无法回答。"
    return Answer(text, Route.REFUSE, suggestions=examples(scope.entries))


def examples(entries: Sequence[ReportEntry]) -> tuple[str, ...]:
    """Questions that could be asked of what is held."""
    found = []
    for entry in entries:
        if entry.facts.organisation and entry.facts.fiscal_year and entry.records:
            found.append(f"{entry.facts.organisation}{entry.facts.fiscal_year}年本年支出合计是多少？")
    return tuple(dict.fromkeys(found))[:3]


def clarify(scope: Scope, frame: Frame, choices: Sequence[str] = ()) -> Answer:
    """The question back: which body, which year, or which of the items of that name."""
    english = frame.language == "en"
    if choices:
        listed = "；".join(choices)
        text = (
            f"Which one do you mean? The report has several (请明确): {listed}."
            if english
            else f"报告中有多项都符合，请明确具体是哪项：{listed}。"
        )
        return Answer(text, Route.CLARIFY, suggestions=tuple(f"{frame.question}（{c}）" for c in choices[:5]))
    lines = shelf(scope.entries)
    listed = "；".join(lines[:_MOST]) + ("；……" if len(lines) > _MOST else "")
    if english:
        missing = " and ".join(
            w for w, m in (("body", scope.missing_body), ("year", scope.missing_year)) if m
        )
        return Answer(
            f"Please say which {missing} (请说明是哪个单位、哪个年度). Held: {listed}.",
            Route.CLARIFY,
            suggestions=suggestions(scope, frame),
        )
    parts = []
    if scope.missing_body:
        parts.append("哪个单位")
    if scope.missing_year:
        parts.append("哪个年度")
    return Answer(
        f"请明确要问的是{'、'.join(parts) or '哪一项'}。库中可以查到的有：{listed}。",
        Route.CLARIFY,
        suggestions=suggestions(scope, frame),
    )


def suggestions(scope: Scope, frame: Frame) -> tuple[str, ...]:
    """The question again with each body and year that it may mean."""
    found = []
    for entry in scope.entries:
        name, year = entry.facts.organisation or "", entry.facts.fiscal_year
        dated = "" if year is None or str(year) in frame.folded else f"{year}年"
        found.append(f"{name}{dated}{frame.question}" if scope.missing_body else f"{dated}{frame.question}")
    return tuple(dict.fromkeys(found))[:_MOST]
