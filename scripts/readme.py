"""Run the session that the README shows, and put its real output there.

    python scripts/readme.py [--check]

The block between the two `session` marks holds `$ wenbao …` lines with what they print; each is run
over the sample reports in a corpus of its own.  README.md and README.en.md show the same one.  `--check`
compares the numbers only, so that a change of wording alone does not fail.
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
READMES = (ROOT / "README.md", ROOT / "README.en.md")
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
    """Write the READMEs, or tell with exit code 1 that their numbers are no longer those."""
    texts = {readme: readme.read_text(encoding="utf-8") for readme in READMES}
    blocks = {readme: BLOCK.search(text) for readme, text in texts.items()}
    if lacking := [readme.name for readme, found in blocks.items() if found is None]:
        print(f"readme: no session in {', '.join(lacking)}", file=sys.stderr)
        return 1
    shown = {readme: found.group(2) for readme, found in blocks.items() if found}
    now = session(shown[READMES[0]])
    if "--check" in sys.argv:
        wrong = [readme.name for readme in READMES if NUMBER.findall(shown[readme]) != NUMBER.findall(now)]
        print(
            f"readme: {', '.join(wrong)}: the session now prints\n{now}"
            if wrong
            else "readme: its numbers are real"
        )
        return 1 if wrong else 0
    for readme, text in texts.items():
        readme.write_text(text.replace(shown[readme], now), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
