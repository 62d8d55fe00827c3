"""Whole answers: one figure, several, a computation, a comparison, a description."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.view import DocumentView, Library
from service.answer import Answer, Figure, Route
from service.certainty import KIND, certainly_stated
from service.compose.disparities import noted
from service.compose.draft import Draft
from service.composing.computed import computation
from service.composing.phrases import converted, sentence, spaced, warn_rivals
from service.composing.suggesting import follow_ups
from service.frame import Frame
from service.gate import Ground
from service.lookup.facts import Fact
from service.narrative import NarrativeEvidence

__all__ = ["computation", "description", "figures"]


def figures(facts: Sequence[Fact], frame: Frame, quoted: bool = False) -> Answer:
    """An answer that states one or several figures."""
    draft = Draft(frame.language == "en")
    lines, notes = [], ""
    for fact in facts:
        line = sentence(draft, fact, frame)
        if fact.value is not None and fact.unit:
            own = next((f for f in draft.figures if f.value == abs(fact.value) and f.raw == fact.raw), None)
            line += converted(draft, fact.value, fact.unit, own, frame)
        if quoted and fact.stated:
            line += f"原文：“{fact.stated[0].source.quote}”"
        lines.append(line)
        notes += warn_rivals(draft, fact, frame)
    text = "\n".join(lines) if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
    answer = draft.finish(text + noted(draft, facts, notes), Route.LOOKUP)
    ground = Ground(answer, frame.question)
    return replace(answer, suggestions=tuple(s for s in follow_ups(facts, frame) if not ground.uncovered(s)))


def _begins(text: str, heading: str) -> bool:
    """Whether a passage says its heading itself (主要措施：一是…)."""
    start = text[: len(heading) + 8]
    return re.sub(r"\W", "", heading) in re.sub(r"\W", "", start)


def description(evidence: NarrativeEvidence, library: Library, frame: Frame) -> Answer:
    """The report's own sentences, each cited."""
    draft = Draft(frame.language == "en")
    views: dict[str, DocumentView] = {}
    lines: list[str] = []
    heading = ""
    several = len({e.source.document_id for e in evidence.extracts}) > 1
    for extract in evidence.extracts:
        view = views.setdefault(extract.source.document_id, library.view(extract.source.document_id))
        number = draft.cite_source(view, extract.source)
        head = f"{view.entry.facts.title}：" if several else ""
        if extract.heading and head + extract.heading != heading:
            heading = head + extract.heading
            if several or not _begins(extract.text, extract.heading):
                lines.append(f"**{heading}**")
        lines.append(f"{extract.text} [{number}]")
    for stated in evidence.figures:
        view = views.setdefault(stated.source.document_id, library.view(stated.source.document_id))
        number = draft.cite_source(view, stated.source)
        facts = view.entry.facts
        if not certainly_stated(view, stated):
            draft.warn(KIND, _doubtful(stated.label, draft.english), (number,))
            continue
        draft.figure(
            Figure(
                stated.value,
                stated.unit,
                stated.label,
                facts.organisation,
                facts.fiscal_year,
                number,
                stated.raw,
            )
        )
        for rival in stated.others[:2]:
            other = draft.cite_source(view, rival.source)
            unit = "" if rival.raw.endswith(rival.unit) else spaced(rival.unit)
            own = "" if stated.raw.endswith(stated.unit) else spaced(stated.unit)
            here = f"第{stated.source.page}页写作 {stated.raw}{own}[{number}]"
            there = f"第{rival.source.page}页写作 {rival.raw}{unit}[{other}]"
            message = f"报告内前后不一致：{stated.label}{here}，{there}。"
            draft.warn("discrepancy", message, (number, other))
            lines.append(f"> 注意：{message}")
    return draft.finish("\n\n".join(lines), Route.NARRATIVE)


def _doubtful(label: str, english: bool) -> str:
    if english:
        return f"The number of “{label}” was recognised from a scan without certainty; check the page."
    return f"“{label}”的数字由图像识别，没有十足把握，请打开原页核对。"
