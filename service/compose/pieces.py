"""What one thing asked contributes to an answer, and how its values are to be printed."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.plan.results import Found


@dataclass(slots=True)
class Print:
    """How a value is to be told: the unit and the decimals that were asked for."""

    unit: str | None = None
    decimals: int | None = None


@dataclass(slots=True)
class Piece:
    """What one thing asked contributes to the text; `quoted` is a report's own wording."""

    lead: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    behind: list[Found] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    quoted: bool = False
