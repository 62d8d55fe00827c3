"""Prompts: one TOML file a task, with its variables declared and its version taken from its content.

A file holds `description` (what the task is, for people), `variables` (the names that stand as {{name}}
in the texts), and the two messages `system` and `user`.

PromptError
├── PromptUnknown      no file of that name
├── PromptMalformed    a file lacks a part, or its text and its variables disagree
├── VariableMissing    rendered without a value that is declared
└── VariableUnknown    rendered with a value that is not
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_HOLE = re.compile(r"\{\{(\w+)\}\}")
_VERSION_DIGITS = 12


class PromptError(Exception):
    """A fault in a prompt or in how it is used: the project's own, never a user's."""


class PromptUnknown(PromptError):
    """There is no prompt of that name."""


class PromptMalformed(PromptError):
    """A prompt's file cannot be used."""


class VariableMissing(PromptError):
    """A declared variable was given no value."""


class VariableUnknown(PromptError):
    """A value was given for a variable that is not declared."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The two messages of one call."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One task's texts.  `version` is the head of the SHA-256 of the file: another text, another version."""

    name: str
    description: str
    variables: tuple[str, ...]
    system: str
    user: str
    version: str

    def render(self, **values: str) -> Rendered:
        """The messages with `values` in place; what a value holds is never filled in again.

        Raises VariableMissing and VariableUnknown.
        """
        if missing := [name for name in self.variables if name not in values]:
            raise VariableMissing(f"{self.name}: {', '.join(missing)}")
        if unknown := [name for name in values if name not in self.variables]:
            raise VariableUnknown(f"{self.name}: {', '.join(unknown)}")

        def filled(text: str) -> str:
            return _HOLE.sub(lambda hole: values[hole[1]], text)

        return Rendered(filled(self.system), filled(self.user))


@cache
def load(name: str) -> Prompt:
    """The prompt of `prompts/<name>.toml`.  Raises PromptUnknown and PromptMalformed."""
    if name not in names():
        raise PromptUnknown(name)
    return parsed(name, files("prompts").joinpath(f"{name}.toml").read_bytes())


@cache
def names() -> tuple[str, ...]:
    """The names that `load` takes, sorted."""
    found = (file.name for file in files("prompts").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def parsed(name: str, content: bytes) -> Prompt:
    """A prompt from the content of its file.  Raises PromptMalformed."""
    try:
        held = tomllib.loads(content.decode())
        description, system, user = (str(held[part]).strip() for part in ("description", "system", "user"))
        variables = tuple(str(variable) for variable in held["variables"])
    except (KeyError, TypeError, ValueError) as error:
        raise PromptMalformed(f"{name}: {error!r}") from error
    used = set(_HOLE.findall(system + user))
    if used != set(variables) or not all((description, system, user)):
        raise PromptMalformed(f"{name}: declares {sorted(variables)}, uses {sorted(used)}")
    version = hashlib.sha256(content).hexdigest()[:_VERSION_DIGITS]
    return Prompt(name, description, variables, system, user, version)
