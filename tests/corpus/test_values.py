"""Types whose objects never change."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.report import Box


def test_equal_values_are_one_to_sets_and_carry_no_dictionary() -> None:
    """A value is compared and hashed by its fields, and has slots."""
    one, same, other = Box(1, 2, 3, 4), Box(1, 2, 3, 4), Box(1, 2, 3, 5)
    assert {one, same, other} == {one, other}
    with pytest.raises(AttributeError):
        one.page = 1  # type: ignore[attr-defined]


@pytest.mark.slow
def test_the_type_checker_refuses_a_change(tmp_path: Path) -> None:
    """What keeps values as they are is the checker: an assignment to a field is an error to it."""
    module = tmp_path / "changing.py"
    module.write_text(
        "from corpus.report import Box\n\nbox = Box(1, 2, 3, 4)\nbox.x0 = 5\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "mypy", "--config-file=", "--strict", str(module)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    assert "read-only" in done.stdout, done.stdout + done.stderr
    assert "Found 1 error" in done.stdout
