"""A chat model reads a question: it is shown outlines and sentences, and writes a plan of ids.

One call, as a rule; it may ask for more to be shown (`lookups` times), and may write once more what could not
be used.  Each call is whole in itself: what was shown stands in it again, with what was added.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from corpus.view import Library
from prompts.loading import Rendered, load
from service.model.chat import ChatOptions
from service.model.errors import ModelGarbled
from service.model.ledger import Call, Ledger, Repair
from service.model.material import Material
from service.model.outlines import inert
from service.model.retelling import Turn, retold
from service.model.steps import More, schema, written
from service.model.translating import plan_of
from service.plan.types import Plan, operands

PROMPT = "plan"
REPAIRS = 1
_MOST_ADDED = 8  # outlines and searches in one reply
_LONGEST_FAULT = 600
_ADDED, _ASKED = "\n补充材料", "（按索取：{wanted}）：\n"
_LEFT = "还可以索取 {left} 次材料。"
_NONE_LEFT = "不能再索取材料：请用现有材料写出计划；没有的写 absent 或 missing。"
_AGAIN = "上一次的答复不能用：{fault}。请改正后重写完整的 JSON。"
Tell = Callable[[str], None]
READING, LOOKING_UP = "reading", "looking up"


class Chat(Protocol):
    """What is needed of `service.model.chat.ChatModel`."""

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
class Reach:
    """How much a model is shown: characters of outlines and sentences, and how often it may ask for more."""

    room: int = 20_000
    lookups: int = 2


class Planner:
    """Has a chat model write plans; every method that asks raises ModelError."""

    def __init__(
        self,
        chat: Chat,
        library: Library,
        reach: Reach | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._chat, self._library = chat, library
        self._reach, self._today = reach or Reach(), today

    def plan(
        self,
        question: str,
        before: Sequence[Turn],
        ledger: Ledger,
        filters: Mapping[str, Any] | None = None,
        tell: Tell = lambda _: None,
    ) -> Plan:
        """The plan of a question.  `filters` confine it to a body and a year; `tell` gets the stages:
        reading, looking up.  Raises ModelError."""
        tell(READING)
        material = Material(
            self._library,
            question,
            self._today(),
            self._reach.room,
            before[-1].question if before else "",
            _named(before),
            dict(filters or {}),
        )
        request = _Request(question, material, before)
        lookups, repairs = self._reach.lookups, REPAIRS
        while True:
            reply: dict[str, Any] = {}
            try:
                reply = self._asked(request, lookups, ledger)
                if not reply:
                    raise ModelGarbled("an empty object")
                found = written(reply)
                if not found.asks and found.more is not None:
                    if lookups <= 0:
                        raise ModelGarbled("more: nothing more can be shown")
                    lookups -= 1
                    tell(LOOKING_UP)
                    request.add(found.more)
                    continue
                return plan_of(found, material, question)
            except ModelGarbled as error:
                ledger.repairs.append(Repair("plan", error.detail[:_LONGEST_FAULT]))
                if repairs <= 0 or not reply:
                    raise
                repairs -= 1
                request.fault = error.detail

    def _asked(self, request: _Request, lookups: int, ledger: Ledger) -> dict[str, Any]:
        prompt = load(PROMPT)
        seconds = ledger.left()
        with ledger.call(PROMPT, prompt.version) as call:
            rendered = prompt.render(fence=f"data-{secrets.token_hex(6)}", **request.values(lookups))
            return self._chat.data(rendered, schema(), seconds, call)


class _Request:
    """What is asked: the same again with each call, and what was added."""

    def __init__(self, question: str, material: Material, before: Sequence[Turn]) -> None:
        self._question, self._material = question, material
        self._shown = {
            "shelf": material.shelf(),
            "before": retold(before, material),
            "outlines": material.outlines(),
            "sentences": material.sentences(),
        }
        self._added: list[str] = []
        self.fault = ""

    def values(self, lookups: int) -> dict[str, str]:
        """The values of the prompt's variables, the fence apart."""
        left = _LEFT.format(left=lookups) if lookups > 0 else _NONE_LEFT
        if self.fault:
            left = f"{left}\n{_AGAIN.format(fault=inert(self.fault)[:_LONGEST_FAULT])}"
        return {**self._shown, "question": inert(self._question), "more": "".join(self._added), "left": left}

    def add(self, more: More) -> None:
        """Show what was asked for."""
        self.fault = ""
        wanted = [*more.outlines, *more.search][:_MOST_ADDED]
        texts = [self._material.outline(name.strip()) for name in more.outlines][:_MOST_ADDED]
        texts += [self._material.search(query) for query in more.search][: _MOST_ADDED - len(texts)]
        head = _ASKED.format(wanted="、".join(inert(w)[:60] for w in wanted))
        self._added.append(_ADDED + head + "\n".join(dict.fromkeys(texts)) + "\n")


def _named(before: Sequence[Turn]) -> tuple[str, ...]:
    """The reports that the turn before was about: they come first again."""
    found: list[str] = []
    for turn in before[-1:]:
        if turn.plan is not None:
            for ask in turn.plan.asks:
                found += _documents(ask)
    return tuple(dict.fromkeys(found))


def _documents(node: Any) -> Iterator[str]:
    if isinstance(document := getattr(node, "document", None), str):
        yield document
    yield from getattr(node, "documents", ())
    for item in operands(node):
        yield from _documents(item)
