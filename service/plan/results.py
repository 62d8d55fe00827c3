"""What executing a plan gives: one outcome for each node, with the node, its operands and their places.

Figure of a report   Found           (a cell or a sentence)
of the question      Given           (a constant)
worked out           Worked
several              Several         (Values, Series, Rank, Filter, and Rows spread out)
chosen               Chosen          (Max, Min, the one at a place of a Rank)
told otherwise       Shown           (Convert: the print changes, not the value)
yes or no            Verdict
words                Told
about the corpus     Stands, Shelf, Passed
no value             Lack            (why there is none; never a number)
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.view import ReportEntry
from service.lookup.facts import Fact
from service.narrative import NarrativeEvidence
from service.plan import types as t


class Fault(StrEnum):
    """Why a node has no value."""

    MISSING = "missing"  # asked for, and in no report: a Missing leaf
    BLANK = "blank"  # the cell is there and empty
    DASH = "dash"  # the cell holds a stroke: it does not apply
    UNREAD = "unread"  # the cell holds something that cannot be read as a figure
    NOT_HELD = "not_held"  # no such report, table, cell, sentence or passage
    UNSTATED = "unstated"  # the sentence does not state that number with that unit
    INVENTED = "invented"  # a constant that does not stand in the question
    UNRESOLVED = "unresolved"  # nothing fits the description of a slot
    AMBIGUOUS = "ambiguous"  # several things fit it
    INCOMPLETE = "incomplete"  # an operand has no value
    DIVISION = "division"  # division by zero
    UNITS = "units"  # operands that do not measure the same
    NO_UNIT = "no_unit"  # a value cannot be told in the unit asked for
    EMPTY = "empty"  # nothing to choose from or to work with
    PLACE = "place"  # a rank that has no such place
    OPERAND = "operand"  # an operand that is of the wrong kind
    TOO_LARGE = "too_large"  # more operands or levels than are worked out


@dataclass(frozen=True, slots=True)
class Lack:
    """A node without a value: why, which operands are at fault, and those that have a value."""

    node: t.Node
    fault: Fault
    causes: tuple[Outcome, ...] = ()
    known: tuple[Outcome, ...] = ()
    fact: Fact | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of a report; `value` and `unit` are those that `fact` states."""

    node: t.Node
    fact: Fact
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Given:
    """A number of the question; a bare one takes the unit of what it meets."""

    node: t.Constant
    value: Decimal
    unit: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Worked:
    """A value worked out of `operands` in exact decimals (50 digits where a division does not end).

    `per` is what one of is meant where a ratio is over two kinds of things, `left_out` are the blanks
    of the rows that were spread out.
    """

    node: t.Node
    value: Decimal
    unit: str
    operands: tuple[Outcome, ...]
    per: str = ""
    left_out: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class Several:
    """Several outcomes in the order in which they are told; `of` is how many there were."""

    node: t.Node
    items: tuple[Outcome, ...]
    of: int = 0
    left_out: tuple[Lack, ...] = ()
    threshold: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The operand that was chosen (several where they are equal), and all of them in order."""

    node: t.Node
    winners: tuple[Outcome, ...]
    ranked: tuple[Outcome, ...]
    left_out: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """An outcome to be told in `unit`, with so many `decimals`."""

    node: t.Convert
    inner: Outcome
    unit: str | None
    decimals: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two figures compare so; `gap` is left less right in the unit of the left, `rounded` tells
    that they agree only as far as the coarser of them is printed."""

    node: t.Same | t.Holds
    holds: bool
    left: Outcome
    right: Outcome
    gap: Decimal
    unit: str
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Words of reports."""

    node: t.Node
    evidence: NarrativeEvidence


@dataclass(frozen=True, slots=True)
class Stands:
    """The places that state a figure; `of` is how many there are."""

    node: t.Find
    facts: tuple[Fact, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The reports that there are; `others` are all that are held where none fits."""

    node: t.Corpus | t.Help
    entries: tuple[ReportEntry, ...]
    others: tuple[ReportEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Passed:
    """A node that says that there is no answer, or asks back; `choices` are places to choose from, and
    are named only: their values are no answer."""

    node: t.Ambiguous | t.Absent | t.Unclear
    choices: tuple[Outcome, ...] = ()
    entries: tuple[ReportEntry, ...] = ()


Quantity = Found | Given | Worked
Outcome = Found | Given | Worked | Several | Chosen | Shown | Verdict | Told | Stands | Shelf | Passed | Lack


@dataclass(frozen=True, slots=True)
class Executed:
    """An executed plan: one outcome for each thing asked."""

    plan: t.Plan
    question: str
    outcomes: tuple[Outcome, ...]

    @property
    def complete(self) -> bool:
        """Whether everything that was asked has a value."""
        return not any(lacks(outcome) for outcome in self.outcomes)


def parts(outcome: Outcome) -> tuple[Outcome, ...]:
    """The outcomes that an outcome is made of."""
    match outcome:
        case Worked():
            return outcome.operands
        case Several():
            return (*outcome.items, *((outcome.threshold,) if outcome.threshold else ()))
        case Chosen():
            return outcome.ranked
        case Shown():
            return (outcome.inner,)
        case Verdict():
            return (outcome.left, outcome.right)
        case Lack():
            return (*outcome.causes, *outcome.known)
        case Passed():
            return outcome.choices
    return ()


def lacks(outcome: Outcome) -> tuple[Lack, ...]:
    """The nodes within an outcome that have no value; of an incomplete one what it lacks."""
    if isinstance(outcome, Lack):
        inner = tuple(lack for cause in outcome.causes for lack in lacks(cause))
        return inner or (outcome,)
    return tuple(lack for part in parts(outcome) for lack in lacks(part))


def found_in(outcome: Outcome) -> tuple[Found, ...]:
    """The figures of reports that an outcome rests on, each place once, in order."""
    if isinstance(outcome, Found):
        return (outcome,)
    seen: dict[object, Found] = {}
    for part in parts(outcome):
        for found in found_in(part):
            seen.setdefault(place_of(found.fact), found)
    return tuple(seen.values())


def place_of(fact: Fact) -> object:
    """What tells a place from another: the cell, or the number within its sentence."""
    document = fact.entry.document_id
    if fact.records:
        record = fact.records[0]
        return (document, record.table, record.row, record.column)
    stated = fact.stated[0]
    return (document, stated.source.page, stated.source.quote, stated.raw, stated.value)


def quantity_of(outcome: Outcome) -> Quantity | None:
    """The one value of an outcome: its own, or that of what was chosen."""
    match outcome:
        case Found() | Given() | Worked():
            return outcome
        case Shown():
            return quantity_of(outcome.inner)
        case Chosen():
            return quantity_of(outcome.winners[0])
    return None
