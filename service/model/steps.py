"""The reply of the chat model that writes plans: its schema, and what each part may hold.

Flat and small, so that small models keep to it: `asks` name what is asked, `steps` how it is made of places
(`r1.t5.x12.c3`, `s17.2`, `s17`), of numbers of the question (`=500万元`) and of other steps; `more` asks for
other outlines or another search instead.  `service.model.translating` makes a Plan of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.model.errors import ModelGarbled
from service.plan.types import MOST_ITEMS

Op = Literal[
    "values", "series", "sum", "difference", "product", "ratio", "share", "growth", "mean", "median",
    "before", "convert", "max", "min", "rank", "filter", "count", "same", "holds", "rows",
    "why", "how", "define", "list", "describe", "find", "help", "corpus",
    "missing", "ambiguous", "absent", "unclear",
]  # fmt: skip
OPERATIONS: tuple[str, ...] = get_args(Op)
_MOST_FAULTS = 6


class Reply(BaseModel):
    """Common to all parts: strangers are passed over, as models like to add some."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Ask(Reply):
    """One thing asked: the question's own words for it, and the place or step that answers it."""

    asked: str = Field(default="", max_length=400)
    is_: str = Field(alias="is", max_length=80)


class Step(Reply):
    """One operation; which of the arguments count depends on it."""

    id: str = Field(max_length=20)
    op: Op
    of: tuple[str, ...] = Field(default=(), max_length=MOST_ITEMS)
    about: str = Field(default="", max_length=200)
    what: Literal["measure", "body", "year", "report", "operand", ""] = ""
    than: str = Field(default="", max_length=80)
    comparison: Literal[">", ">=", "<", "<=", "=", "!=", ""] = ""
    direction: Literal["high", "low", ""] = ""
    n: int | None = Field(default=None, ge=0, le=MOST_ITEMS)
    place: int | None = Field(default=None, ge=0, le=MOST_ITEMS)
    unit: str = Field(default="", max_length=12)
    decimals: int | None = Field(default=None, ge=0, le=8)
    over: Literal["years", "bodies", ""] = ""
    absolute: bool = False


class More(Reply):
    """What the model wants to see before it answers."""

    outlines: tuple[str, ...] = Field(default=(), max_length=8)
    search: tuple[str, ...] = Field(default=(), max_length=6)

    @property
    def wanted(self) -> bool:
        """Whether anything is."""
        return any(text.strip() for text in (*self.outlines, *self.search))


class Written(Reply):
    """The whole reply."""

    asks: tuple[Ask, ...] = Field(default=(), max_length=20)
    steps: tuple[Step, ...] = Field(default=(), max_length=60)
    more: More | None = None


def schema() -> dict[str, Any]:
    """The JSON schema that goes with the call; written out, as some endpoints resolve no references."""
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    choice = {
        name: {"type": "string", "enum": [c for c in get_args(Step.model_fields[name].annotation) if c]}
        for name in ("op", "what", "comparison", "direction", "over")
    }
    step = {
        "id": text, "op": choice["op"], "of": texts, "about": text, "what": choice["what"], "than": text,
        "comparison": choice["comparison"], "direction": choice["direction"], "n": {"type": "integer"},
        "place": {"type": "integer"}, "unit": text, "decimals": {"type": "integer"}, "over": choice["over"],
        "absolute": {"type": "boolean"},
    }  # fmt: skip
    return {
        "title": "plan",
        "type": "object",
        "properties": {
            "asks": {"type": "array", "items": _object({"asked": text, "is": text}, "asked", "is")},
            "steps": {"type": "array", "items": _object(step, "id", "op", "of")},
            "more": _object({"outlines": texts, "search": texts}),
        },
        "required": ["asks", "steps"],
        "additionalProperties": False,
    }


def _object(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def written(reply: Mapping[str, Any]) -> Written:
    """The reply, as far as its form goes.  Raises ModelGarbled with what is wrong, for another attempt."""
    bare = {key: value for key, value in reply.items() if value is not None}
    for key in ("steps", "asks"):
        if isinstance(bare.get(key), list):
            bare[key] = [_bare(item) for item in bare[key]]
    try:
        found = Written.model_validate(bare)
    except ValidationError as error:
        faults = [
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()[:_MOST_FAULTS]
        ]
        raise ModelGarbled("; ".join(faults)) from error
    if not found.asks and not (found.more and found.more.wanted):
        raise ModelGarbled("asks: empty")
    return found


def _bare(item: object) -> object:
    if isinstance(item, str):
        return {"is": item}
    if isinstance(item, dict):
        return {key: value for key, value in item.items() if value is not None}
    return item
