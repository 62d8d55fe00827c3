"""The Frame: what a question asks, read off its words and off what the corpus holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Operation(StrEnum):
    """What is to be done with what the question names."""

    VALUE = "value"
    DIFFERENCE = "difference"
    SUM = "sum"
    SHARE = "share"
    AVERAGE = "average"
    GROWTH = "growth"
    MULTIPLE = "multiple"
    BACK_CALCULATION = "back_calculation"
    COMPARISON = "comparison"
    RANKING = "ranking"
    FILTER = "filter"
    TREND = "trend"
    LIST = "list"
    WHY = "why"
    HOW = "how"
    DEFINE = "define"
    DESCRIBE = "describe"
    YES_NO = "yes_no"


class Basis(StrEnum):
    """Which account of a figure is meant."""

    FINAL = "final"  # 决算数
    BUDGET = "budget"  # 预算数, 年初预算
    ADJUSTED = "adjusted"  # 调整预算
    PRIOR = "prior"  # 上年


@dataclass(frozen=True, slots=True)
class OrganisationMention:
    """A public body named in the question.  `name` is the full name that the corpus holds,
    or None for a body that is named but not held; `candidates` are the held names that the
    words could equally mean."""

    text: str
    name: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric:
    """A measure asked for: the words as typed and the field's terms that they stand for."""

    text: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything that the question fixes.  Empty tuples and None mean "not said"."""

    question: str
    folded: str
    language: str
    operation: Operation
    organisations: tuple[OrganisationMention, ...] = ()
    years: tuple[int, ...] = ()
    report_types: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    table_titles: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    metrics: tuple[Metric, ...] = ()
    side: str | None = None
    level: str | None = None
    bases: tuple[Basis, ...] = ()
    unit: str | None = None
    keywords: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
