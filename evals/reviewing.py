"""A chat model as a judge of descriptive answers.  Optional and off by default: what it says stands beside
the score, and never changes it.

A judge sees the question, the answer and what the answer cites.  Its verdict carries the model's name and the
version of the prompt, since another model or another wording judges otherwise.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from evals.running import Result
from evals.schema import QuestionType
from prompts.loading import Rendered, load
from service.model.chat import ChatOptions
from service.model.errors import ModelError, ModelGarbled
from service.model.ledger import Call

JUDGED = frozenset({QuestionType.DESCRIBE, QuestionType.DEFINE, QuestionType.LIST})
_LONGEST = 6_000  # characters of an answer or of its evidence
_SCHEMA: dict[str, Any] = {
    "title": "verdict",
    "type": "object",
    "properties": {
        "supported": {"type": "boolean"},
        "complete": {"type": "boolean"},
        "reason": {"type": "string"},
    },
    "required": ["supported", "complete", "reason"],
    "additionalProperties": False,
}


class Chat(Protocol):
    """What a judge needs of `service.model.chat.ChatModel`."""

    @property
    def options(self) -> ChatOptions:
        """Which model, and its bounds."""
        ...

    def data(self, prompt: Rendered, schema: Mapping[str, Any], seconds: float, call: Call) -> dict[str, Any]:
        """One reply as an object.  Raises ModelError."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """`supported`: all that the answer says stands in its evidence; `complete`: it answers the question.
    `error` is the code of the model's failure, where there is no verdict."""

    key: tuple[str, str]
    supported: bool = False
    complete: bool = False
    reason: str = ""
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """The verdicts of one judge; `judge` names the model and the version of its prompt."""

    judge: str
    verdicts: tuple[Verdict, ...]

    @property
    def given(self) -> tuple[Verdict, ...]:
        """Those that came to a verdict."""
        return tuple(verdict for verdict in self.verdicts if verdict.error is None)


def review(results: Sequence[Result], chat: Chat) -> Review:
    """The judge's verdict on each descriptive answer that was given; a call that fails gives none."""
    prompt = load("judge")
    wanted = [result for result in results if result.question.type in JUDGED and _answered(result)]
    verdicts = tuple(_verdict(result, chat) for result in wanted)
    return Review(f"{chat.options.model}, prompt {prompt.version}", verdicts)


def _answered(result: Result) -> bool:
    return result.crash is None and result.reply.get("route") not in ("refuse", "clarify")


def _verdict(result: Result, chat: Chat) -> Verdict:
    prompt = load("judge")
    evidence = "\n\n".join(f"[{c['number']}] {c['quote']}" for c in result.reply.get("citations") or ())
    rendered = prompt.render(
        question=" / ".join(result.question.turns),
        answer=str(result.reply.get("answer", ""))[:_LONGEST],
        evidence=evidence[:_LONGEST],
        fence=f"data-{secrets.token_hex(6)}",
    )
    try:
        found = chat.data(rendered, _SCHEMA, chat.options.seconds, Call("judge", prompt.version))
    except ModelError as error:
        return Verdict(result.key, error=error.code)
    if not isinstance(found.get("supported"), bool) or not isinstance(found.get("complete"), bool):
        return Verdict(result.key, error=ModelGarbled.code)
    return Verdict(result.key, found["supported"], found["complete"], str(found.get("reason", ""))[:500])
