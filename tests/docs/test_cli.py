"""docs/cli.md against the real commands, and what `--help` costs."""

import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

from wenbao.cli import app

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
GROUP: Any = typer.main.get_command(app)
HEAVY = (
    "torch",
    "sentence_transformers",
    "chromadb",
    "jieba",
    "pdfplumber",
    "langchain_core",
    "sqlalchemy",
    "fastapi",
)


def section(command: str) -> str:
    """What the page says of a command."""
    found = re.search(rf"^## `wenbao {command}\b.*?(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"undocumented: wenbao {command}"
    return found.group()


def parameters(command: Any) -> list[Any]:
    """Those of a command and of the commands below it."""
    below = [part for child in getattr(command, "commands", {}).values() for part in parameters(child)]
    return [*command.params, *below]


@pytest.mark.parametrize("name", GROUP.commands)
def test_every_command_is_documented_with_all_its_options(name: str) -> None:
    """Each has a heading; each option, and each command of its own, stands below it."""
    said = section(name)
    command = GROUP.commands[name]
    options = [flag for part in parameters(command) for flag in part.opts if flag.startswith("--")]
    assert [flag for flag in options if f"`{flag}" not in said and f" {flag}" not in said] == []
    assert [child for child in getattr(command, "commands", ()) if child not in said] == []


def test_no_command_is_documented_that_is_not_there() -> None:
    """Headings name real commands only."""
    assert set(re.findall(r"^## `wenbao (\w+)", PAGE, re.MULTILINE)) == set(GROUP.commands)


def test_help_imports_nothing_heavy() -> None:
    """What is slow to import is imported by the command that needs it."""
    code = f"import sys, wenbao.cli; print([n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_is_quick() -> None:
    """Half a second of processor time for `wenbao --help`: what a machine that is free needs for it."""
    seconds = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "wenbao", "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(seconds) < 0.5
