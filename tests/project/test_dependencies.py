"""What the code imports is what the project declares."""

import ast
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.lock import declared

ROOT = Path(__file__).parents[2]
ROOMS = ("wenbao", "corpus", "ingest", "service", "prompts", "evals")
OURS = {*ROOMS, "samples", "scripts", "tests"}
BROUGHT_ALONG = {"starlette": "fastapi", "anyio": "fastapi", "packaging": "pytest", "fontTools": "fpdf2"}
"""From what is declared: FastAPI is Starlette with types on AnyIO, fpdf2 sets its fonts by fontTools."""


def imported(folder: str) -> Iterator[tuple[str, str]]:
    """Top-level names that are imported below `folder`, each with a file that does."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((alias.name.split(".")[0], str(path)) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0], str(path)


@pytest.mark.parametrize("folder", [*ROOMS, "scripts", "samples", "tests"])
def test_every_import_is_declared(folder: str) -> None:
    """A library that happens to be installed here is missing in a fresh environment."""
    asked_for = {canonicalize_name(Requirement(text).name) for text in declared()}
    owners = packages_distributions()
    missing = {}
    for name, where in imported(folder):
        if name in sys.stdlib_module_names or name in OURS or name == "__future__":
            continue
        distributions = {canonicalize_name(owner) for owner in owners.get(name, [name])}
        if BROUGHT_ALONG.get(name) not in asked_for and not distributions & asked_for:
            missing[name] = where
    assert missing == {}
