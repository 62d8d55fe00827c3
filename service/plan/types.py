"""The Plan: what a question asks for, as a typed expression over places of the reports.

A plan is the same whether the reader, a chat model or somebody else's agent wrote it.  Leaves name
places (a cell of a table, a number in a sentence, words of a passage) or say that something asked for is
missing; inner nodes say what is to be done with them.  A plan holds no figure of a report: values are
taken from the store when it is executed.  The only numbers in it are constants, which must stand in
the question, and the ids of places.

    leaf        Cell, Rows, Stated, Passage, Constant, Slot, Missing
    several     Values, Series
    arithmetic  Sum, Difference, Product, Ratio, Share, Growth, Mean, Median, Before, Convert
    choosing    Max, Min, Rank, Filter, Count
    asking      Same, Holds                        (yes or no, with the figures)
    words       Why, How, Define, List, Describe
    other       Find, Help, Corpus
    no answer   Ambiguous, Absent, Unclear
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from service.plan.places import Cell, Constant, Leaf, Missing, Node, Number, Passage, Rows, Slot, Stated

__all__ = [
    "EXPRESSION", "MOST_ITEMS", "Absent", "Ambiguous", "Before", "Cell", "Comparison", "Constant",
    "Convert", "Corpus", "Count", "Define", "Describe", "Difference", "Direction", "Expression",
    "Filter", "Find", "Growth", "Help", "Holds", "How", "Items", "Leaf", "List", "Max", "Mean", "Median",
    "Min", "Missing", "Node", "Passage", "Plan", "Product", "Rank", "Ratio", "Rows", "Same", "Series",
    "Share", "Slot", "Stated", "Sum", "Unclear", "Values", "Why", "Words", "operands", "schema",
]  # fmt: skip

MOST_ITEMS = 200
"""Operands of one node at the most."""


Items = Annotated[tuple["Expression", ...], Field(min_length=1, max_length=MOST_ITEMS)]
Comparison = Literal[">", ">=", "<", "<=", "=", "!="]
Direction = Literal["high", "low"]


class Values(Node):
    """Several figures, each told."""

    op: Literal["values"] = "values"
    items: Items


class Series(Node):
    """One measure over years or bodies, in that order."""

    op: Literal["series"] = "series"
    over: Literal["years", "bodies"]
    items: Items


class Sum(Node):
    """All operands added up."""

    op: Literal["sum"] = "sum"
    items: Items


class Difference(Node):
    """`left` less `right`; `absolute` where the question asks only how far apart they are."""

    op: Literal["difference"] = "difference"
    left: Expression
    right: Expression
    absolute: bool = False


class Product(Node):
    """All operands multiplied; at most one of them has a unit."""

    op: Literal["product"] = "product"
    items: Items


class Ratio(Node):
    """`left` divided by `right`: a multiple of the same unit, or one unit for each of another."""

    op: Literal["ratio"] = "ratio"
    left: Expression
    right: Expression


class Share(Node):
    """What percentage of `whole` the `part` is."""

    op: Literal["share"] = "share"
    part: Expression
    whole: Expression


class Growth(Node):
    """By what percentage `new` lies above `old`."""

    op: Literal["growth"] = "growth"
    new: Expression
    old: Expression


class Mean(Node):
    """The mean of the operands."""

    op: Literal["mean"] = "mean"
    items: Items


class Median(Node):
    """The median of the operands."""

    op: Literal["median"] = "median"
    items: Items


class Before(Node):
    """The level before a change: `level` less `change` (an amount, or a percentage)."""

    op: Literal["before"] = "before"
    level: Expression
    change: Expression


class Convert(Node):
    """The same value told in `unit` (the money units and % only), rounded to `decimals`."""

    op: Literal["convert"] = "convert"
    item: Expression
    unit: str | None = None
    decimals: Annotated[int, Field(ge=0, le=8)] | None = None


class Max(Node):
    """The largest of the operands, and whose it is."""

    op: Literal["max"] = "max"
    items: Items


class Min(Node):
    """The smallest of the operands, and whose it is."""

    op: Literal["min"] = "min"
    items: Items


class Rank(Node):
    """The operands in order; `n` keeps the first few, `place` only the one at that place (from 1)."""

    op: Literal["rank"] = "rank"
    items: Items
    direction: Direction = "high"
    n: Annotated[int, Field(ge=1, le=MOST_ITEMS)] | None = None
    place: Annotated[int, Field(ge=1, le=MOST_ITEMS)] | None = None


class Filter(Node):
    """The operands that compare so with the threshold."""

    op: Literal["filter"] = "filter"
    items: Items
    comparison: Comparison
    threshold: Expression


class Count(Node):
    """How many operands there are (of a Filter: that are left)."""

    op: Literal["count"] = "count"
    items: Items


class Same(Node):
    """Whether two figures agree."""

    op: Literal["same"] = "same"
    left: Expression
    right: Expression


class Holds(Node):
    """Whether `left` compares so with `right`."""

    op: Literal["holds"] = "holds"
    left: Expression
    comparison: Comparison
    right: Expression


class Words(Node):
    """An answer in the report's own words: `about` names what is asked, `items` are passages (empty: to be
    searched for within `documents`)."""

    about: str = ""
    documents: tuple[str, ...] = ()
    items: tuple[Passage, ...] = ()


class Why(Words):
    """The reason that the report gives."""

    op: Literal["why"] = "why"


class How(Words):
    """How something is or was done."""

    op: Literal["how"] = "how"


class Define(Words):
    """What the report says that a term means."""

    op: Literal["define"] = "define"


class List(Words):
    """The things that the report lists."""

    op: Literal["list"] = "list"


class Describe(Words):
    """What the report says of something."""

    op: Literal["describe"] = "describe"


class Find(Node):
    """Where a figure of the question stands."""

    op: Literal["find"] = "find"
    value: Number
    unit: str = ""
    documents: tuple[str, ...] = ()


class Help(Node):
    """What may be asked; `topic` tells a greeting and thanks from a question about the service."""

    op: Literal["help"] = "help"
    topic: Literal["help", "greeting", "thanks"] = "help"


class Corpus(Node):
    """Which reports there are (of `body`, of `year`)."""

    op: Literal["corpus"] = "corpus"
    body: str | None = None
    year: int | None = None


class Ambiguous(Node):
    """Several things may be meant, and it must be asked which; `about` says what is open."""

    op: Literal["ambiguous"] = "ambiguous"
    about: Literal["body", "year", "report", "measure"] = "measure"
    choices: Annotated[tuple[Expression, ...], Field(max_length=20)] = ()


class Absent(Node):
    """The reports do not say it: the measure was understood and searched for, or its body, year or report
    is not held."""

    op: Literal["absent"] = "absent"
    kind: Literal["measure", "body", "year", "report"] = "measure"
    what: str = ""
    documents: tuple[str, ...] = ()


class Unclear(Node):
    """The question was not understood; `words` are those that carry what was not."""

    op: Literal["unclear"] = "unclear"
    words: tuple[str, ...] = ()


Expression = Annotated[
    Cell | Rows | Stated | Passage | Constant | Slot | Missing
    | Values | Series | Sum | Difference | Product | Ratio | Share | Growth | Mean | Median | Before | Convert
    | Max | Min | Rank | Filter | Count | Same | Holds
    | Why | How | Define | List | Describe | Find | Help | Corpus | Ambiguous | Absent | Unclear,
    Field(discriminator="op"),
]  # fmt: skip


class Plan(Node):
    """All that a question asks: one expression for each thing asked, in the order in which it was asked.

    `spans` are the stretches of the question that the plan answers, as [start, end) of its characters.
    """

    asks: Annotated[tuple[Expression, ...], Field(min_length=1, max_length=20)]
    spans: tuple[tuple[int, int], ...] = ()


for _name, _kind in list(globals().items()):
    if isinstance(_kind, type) and issubclass(_kind, Node):
        _kind.model_rebuild()

EXPRESSION: TypeAdapter[Any] = TypeAdapter(Expression)


def schema() -> dict[str, Any]:
    """The JSON schema of a Plan."""
    return Plan.model_json_schema()


def operands(node: Node) -> tuple[Node, ...]:
    """The operands of a node, in order; none of a leaf."""
    found: list[Node] = []
    for name in type(node).model_fields:
        value = getattr(node, name)
        if isinstance(value, Node):
            found.append(value)
        elif isinstance(value, tuple):
            found += [item for item in value if isinstance(item, Node)]
    return tuple(found)
