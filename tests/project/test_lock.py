"""requirements.lock: what an installation gets."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.lock import declared

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = dict(line.split("==") for line in LOCK.splitlines() if line and not line.startswith("#"))


@pytest.mark.parametrize("text", declared())
def test_every_requirement_is_pinned_within_its_bounds(text: str) -> None:
    """The lock holds what pyproject.toml asks for."""
    requirement = Requirement(text)
    version = PINNED[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(version, prereleases=True)


def test_the_lock_resolves_anywhere() -> None:
    """No local labels, no addresses, no paths: versions alone."""
    assert not re.search(r"\+|@|://|^-", "\n".join(f"{n}=={v}" for n, v in PINNED.items()), re.MULTILINE)


def test_torch_is_held_below_an_open_range() -> None:
    """An open range takes gigabytes of libraries for graphics cards."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (torch,) = [Requirement(t) for t in project["project"]["dependencies"] if t.startswith("torch")]
    assert any(part.operator in ("<", "<=", "==") for part in torch.specifier)
    assert PINNED["torch"] == "2.13.0"
