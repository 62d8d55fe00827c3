"""Run the session that the README shows, and put its real output there.

    python scripts/readme.py [--check]

The block between the two `session` marks holds `$ wenbao …` lines with what they print; each is run
over the sample reports in a corpus of its own.  `--check` compares the numbers only, so that a change
of wording alone does not fail.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- session -->\n```console\n)(.*?)(```\n<!-- /session -->)", re.DOTALL)
NUMBER = re.compile(r"\d[\d,.]*")


def run(command: str, home: str) -> str:
    """What a command of the session prints on standard output."""
    words = shlex.split(command)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WENBAO_")}
    done = subprocess.run(
        [sys.executable, "-m", "wenbao", *words[1:]],
        cwd=ROOT,
        env={**kept, "WENBAO_HOME": home, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=True,
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())


def session(shown: str) -> str:
    """The block with the output that its commands have now."""
    commands = re.findall(r"^\$ (wenbao .+)$", shown, re.MULTILINE)
    with tempfile.TemporaryDirectory() as home:
        return "\n".join(f"$ {command}\n{run(command, home)}\n" for command in commands)


def main() -> int:
    """Write the README, or tell with exit code 1 that its numbers are no longer those."""
    text = README.read_text(encoding="utf-8")
    found = BLOCK.search(text)
    if found is None:
        print("readme: no session in README.md", file=sys.stderr)
        return 1
    now = session(found.group(2))
    if "--check" in sys.argv:
        same = NUMBER.findall(found.group(2)) == NUMBER.findall(now)
        print("readme: its numbers are real" if same else f"readme: the session now prints\n{now}")
        return 0 if same else 1
    README.write_text(text[: found.start(2)] + now + text[found.end(2) :], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
