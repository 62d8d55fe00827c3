"""Words of each language, as data: templates of answers, and the numbers and units that questions say."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@cache
def load(path: str) -> Mapping[str, Any]:
    """The tables of `service/language/<path>.toml` (`zh/answers`), read once and not to be changed.

    Raises FileNotFoundError for a path without a file: a fault of the installation.
    """
    source = files("service").joinpath("language", *f"{path}.toml".split("/"))
    return MappingProxyType(tomllib.loads(source.read_text(encoding="utf-8")))
