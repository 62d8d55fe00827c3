"""Score the question sets, and put what comes of it into the README's table.

    python scripts/accuracy.py [--also TITLE SET INDEX REPORTS]… [--cards DIR]

Each set is asked over its reports in a corpus of its own, beside the baseline (`wenbao eval … --baseline`).
The project's own set is always among them; rows of other sets stay as they are when these are not at hand.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- accuracy -->\n)(.*?)(<!-- /accuracy -->)", re.DOTALL)
HEAD = (
    "| question set | questions | right (95 %) | wrong figures | baseline: right | baseline: wrong figures "
    "| right, times the baseline | answered in, median |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
)


@dataclass(frozen=True)
class Asked:
    """A question set and what it is asked of; `index` maps its ids of documents to files of `reports`."""

    title: str
    questions: Path
    index: Path
    reports: Path


OWN = Asked(
    "the samples ([evals/sets/samples.jsonl](evals/sets/samples.jsonl))",
    ROOT / "evals" / "sets" / "samples.jsonl",
    ROOT / "samples" / "reports" / "index.json",
    ROOT / "samples" / "reports",
)


def wenbao(home: Path, *words: str) -> None:
    """Run a command over the corpus at `home`; what it prints is shown."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WENBAO_")}
    environment = {**kept, "WENBAO_HOME": str(home), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "wenbao", *words], env=environment, check=True, stdout=sys.stderr)


def scored(asked: Asked, card: Path) -> Mapping[str, Any]:
    """The metrics of Wenbao and of the baseline over a set; the scorecard is left at `card`."""
    with tempfile.TemporaryDirectory() as home:
        wenbao(Path(home), "ingest", str(asked.reports))
        told = ["--index", str(asked.index), "--report", str(card), "--baseline"]
        wenbao(Path(home), "eval", str(asked.questions), *told)
    metrics: Mapping[str, Any] = json.loads((card / "run.json").read_text(encoding="utf-8"))["metrics"]
    return metrics


def row(title: str, metrics: Mapping[str, Any]) -> str:
    """A line of the table."""
    ours, plain = metrics["Wenbao"], metrics["baseline"]
    right, beside = ours["passed"], plain["passed"]
    ratio = f"{right['right'] / beside['right']:.1f}" if beside["right"] else "–"
    cells = (
        title,
        str(right["count"]),
        f"**{share(right)}** ({bounds(right)})",
        f"**{ours['wrong']['right']}**",
        share(beside),
        str(plain["wrong"]["right"]),
        ratio,
        f"{ours['latency']['median']:.0f} ms",
    )
    return f"| {' | '.join(cells)} |"


def bounds(told: Mapping[str, Any]) -> str:
    """The interval; the count where nothing was wrong, as a bootstrap of that has no width."""
    if told["right"] == told["count"]:
        return f"{told['right']} of {told['count']}"
    return f"{told['low']:.1%} – {told['high']:.1%}"


def share(told: Mapping[str, Any]) -> str:
    """`215 of 220` as a percentage."""
    return f"{told['right'] / told['count']:.1%}"


def table(shown: str, rows: Mapping[str, str]) -> str:
    """The table with these rows; those of other titles stay."""
    held = {
        line.split(" | ")[0].removeprefix("| "): line for line in shown.splitlines()[2:] if line[:2] == "| "
    }
    return "\n".join((*HEAD, *(held | rows).values())) + "\n"


def main() -> int:
    """Score, and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--also", nargs=4, action="append", default=[], metavar=("TITLE", "SET", "INDEX", "REPORTS")
    )
    parser.add_argument("--cards", type=Path, help="leave the scorecards in this folder")
    options = parser.parse_args()
    sets = [OWN, *(Asked(title, *map(Path, paths)) for title, *paths in options.also)]
    with tempfile.TemporaryDirectory() as folder:
        cards = options.cards or Path(folder)
        rows = {asked.title: row(asked.title, scored(asked, cards / asked.questions.stem)) for asked in sets}
    for readme in (README, README.with_suffix(".en.md")):
        text = readme.read_text(encoding="utf-8")
        found = BLOCK.search(text)
        if found is None:
            print(f"accuracy: no table in {readme.name}", file=sys.stderr)
            return 1
        now = table(found.group(2), rows)
        readme.write_text(text[: found.start(2)] + now + text[found.end(2) :], encoding="utf-8")
    print(now)
    return 0


if __name__ == "__main__":
    sys.exit(main())
