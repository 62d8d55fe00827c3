"""The five things that a chat model is asked, each with its prompt and its bounds.

Four answer by numbers of a list, or by words that are checked against what was given; the fifth
words an answer, and is checked sentence by sentence elsewhere.  What does not fit is ModelGarbled.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from prompts.loading import Prompt, Rendered, load
from service.frame import Basis, Operation
from service.model.chat import ChatOptions
from service.model.errors import ModelGarbled
from service.model.ledger import Call, Ledger
from service.model.shelf import Labels

_OPERATIONS = (Operation.VALUE, Operation.GROWTH, Operation.SHARE, Operation.COMPARISON, Operation.SUM)
_BASES = (Basis.FINAL, Basis.BUDGET)
_MOST_PICKED = 3
_LONGEST_QUESTION = 300


class Chat(Protocol):
    """What the assistant needs of `service.model.chat.ChatModel`."""

    @property
    def options(self) -> ChatOptions:
        """Which model, and its bounds."""
        ...

    def warm(self) -> None:
        """Load what the first call would otherwise wait for."""
        ...

    def data(self, prompt: Rendered, schema: Mapping[str, Any], seconds: float, call: Call) -> dict[str, Any]:
        """One reply as an object.  Raises ModelError."""
        ...

    def text(self, prompt: Rendered, seconds: float, call: Call) -> Iterator[str]:
        """One reply as it comes.  Raises ModelError."""
        ...


@dataclass(frozen=True, slots=True)
class Guess:
    """A question put in the report's own labels; empty where none is needed."""

    row: str
    column: str
    table: str
    operation: Operation
    basis: Basis

    @property
    def label(self) -> str:
        """What is meant, as the report calls it."""
        return "·".join(part for part in (self.row, self.column) if part)


class Assistant:
    """Asks a chat model; every method raises ModelError."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    def warm(self) -> None:
        """Load what the first call would otherwise wait for."""
        self._chat.warm()

    def ledger(self) -> Ledger:
        """The account of one answer."""
        options = self._chat.options
        return Ledger(options.model, options.seconds)

    def read(self, question: str, labels: Labels, ledger: Ledger) -> Guess | None:
        """The labels that a question means; None when it means none."""
        groups = (labels.rows, labels.columns, labels.tables)
        schema = _object(
            row=_whole(len(labels.rows)),
            column=_whole(len(labels.columns)),
            table=_whole(len(labels.tables)),
            operation=_one_of(_OPERATIONS),
            basis=_one_of(_BASES),
        )
        values = dict(zip(("rows", "columns", "tables"), map(_listed, groups), strict=True))
        found = self._data("read", schema, ledger, question=_inert(question), **values)
        row, column, table = (
            _label(found, name, group) for name, group in zip(("row", "column", "table"), groups, strict=True)
        )
        operation = _member(found, "operation", _OPERATIONS)
        basis = _member(found, "basis", _BASES)
        return Guess(row, column, table, operation, basis) if row or column else None

    def choose(self, question: str, candidates: Sequence[str], ledger: Ledger) -> int | None:
        """The place, from 0, of the candidate that is meant; None when the model cannot tell."""
        schema = _object(number=_whole(len(candidates)))
        found = self._data(
            "choose", schema, ledger, question=_inert(question), candidates=_listed(candidates)
        )
        number = _number(found.get("number"), len(candidates))
        return number - 1 if number else None

    def pick(self, question: str, passages: Sequence[str], ledger: Ledger) -> tuple[int, ...]:
        """The places, from 0, of the passages that bear on a question, best first."""
        items = {"type": "array", "items": _whole(len(passages), least=1), "maxItems": _MOST_PICKED}
        found = self._data(
            "pick", _object(numbers=items), ledger, question=_inert(question), passages=_listed(passages)
        )
        numbers = found.get("numbers")
        if not isinstance(numbers, list):
            raise ModelGarbled("numbers is no list")
        places = (_number(number, len(passages)) for number in numbers[: 2 * _MOST_PICKED])
        return tuple(dict.fromkeys(place - 1 for place in places if place))[:_MOST_PICKED]

    def condense(self, question: str, before: str, ledger: Ledger) -> str:
        """A follow-up as a question of its own."""
        found = self._data(
            "condense",
            _object(question={"type": "string"}),
            ledger,
            question=_inert(question),
            before=_inert(before),
        )
        full = found.get("question")
        if not isinstance(full, str) or not 0 < len(full.strip()) <= _LONGEST_QUESTION:
            raise ModelGarbled("no question")
        return full.strip()

    def word(self, question: str, evidence: str, ledger: Ledger) -> Iterator[str]:
        """An answer worded from evidence, as it comes; not checked yet."""
        prompt = load("word")
        rendered = _rendered(prompt, question=_inert(question), evidence=_inert(evidence))
        seconds = ledger.left()
        with ledger.call("word", prompt.version) as call:
            yield from self._chat.text(rendered, seconds, call)

    def _data(self, task: str, schema: Mapping[str, Any], ledger: Ledger, **values: str) -> dict[str, Any]:
        prompt = load(task)
        seconds = ledger.left()
        with ledger.call(task, prompt.version) as call:
            return self._chat.data(_rendered(prompt, **values), {"title": task, **schema}, seconds, call)


def _rendered(prompt: Prompt, **values: str) -> Rendered:
    """The messages, with the data between marks that nobody can know beforehand."""
    return prompt.render(fence=f"data-{secrets.token_hex(6)}", **values)


def _inert(text: str) -> str:
    """Text that cannot end the stretch that marks it as data."""
    return text.replace("<", "＜").replace(">", "＞")


def _listed(items: Sequence[str]) -> str:
    lines = (f"{number}. {_inert(' '.join(item.split()))}" for number, item in enumerate(items, 1))
    return "\n".join(lines) or "（无）"


def _object(**properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _whole(most: int, least: int = 0) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": max(least, most)}


def _one_of(members: Sequence[Operation] | Sequence[Basis]) -> dict[str, Any]:
    return {"type": "string", "enum": [member.value for member in members]}


def _number(value: object, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ModelGarbled("a number outside the list")
    return value


def _label(found: Mapping[str, Any], name: str, group: Sequence[str]) -> str:
    number = _number(found.get(name, 0), len(group))
    return group[number - 1] if number else ""


def _member(found: Mapping[str, Any], name: str, members: Sequence[Any]) -> Any:
    for member in members:
        if found.get(name, members[0].value) == member.value:
            return member
    raise ModelGarbled(f"an unknown {name}")
