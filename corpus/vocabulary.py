"""The field's vocabulary: data files beside this module, read once.

Every list of words that the project knows stands in `corpus/vocabulary/*.toml`; code asks
for a file by its name and for nothing else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@cache
def load(name: str) -> Mapping[str, Any]:
    """The tables of `corpus/vocabulary/<name>.toml`, read once and not to be changed.

    Raises FileNotFoundError for a name without a file: a fault of the installation.
    """
    source = files("corpus").joinpath("vocabulary", f"{name}.toml")
    return MappingProxyType(tomllib.loads(source.read_text(encoding="utf-8")))


@cache
def names() -> tuple[str, ...]:
    """The names that `load` takes, sorted."""
    folder = files("corpus").joinpath("vocabulary")
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))
