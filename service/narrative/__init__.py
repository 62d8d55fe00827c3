"""Descriptive questions, and figures that sentences state: answered by the report's own words."""

from service.narrative.answering import answer, explain
from service.narrative.evidence import Extract, NarrativeEvidence, Role, Source, StatedFigure
from service.narrative.figures import find_figures

__all__ = [
    "Extract",
    "NarrativeEvidence",
    "Role",
    "Source",
    "StatedFigure",
    "answer",
    "explain",
    "find_figures",
]
