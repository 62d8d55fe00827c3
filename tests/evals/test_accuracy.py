"""The README's table of accuracy: made by `scripts/accuracy.py`, and never better than the truth."""

from __future__ import annotations

import json

from evals.metrics import measure
from evals.running import run
from evals.schema import read_set
from scripts.accuracy import BLOCK, OWN, README, row, table
from service.answering import Answering
from service.conversation import Conversations
from wenbao.bootstrap import Corpus


def share(right: int, count: int) -> dict[str, object]:
    return {"right": right, "count": count, "low": 0.9, "high": 1.0}


METRICS = {
    "Wenbao": {"passed": share(95, 100), "wrong": share(1, 100), "latency": {"median": 7.4}},
    "baseline": {"passed": share(19, 100), "wrong": share(60, 100), "latency": {"median": 1.0}},
}


def test_a_row_holds_shares_wrong_figures_and_the_ratio() -> None:
    """Of ours and of the baseline."""
    wanted = "| some set | 100 | **95.0%** (90.0% – 100.0%) | **1** | 19.0% | 60 | 5.0 | 7 ms |"
    assert row("some set", METRICS) == wanted
    faultless = {**METRICS, "Wenbao": METRICS["Wenbao"] | {"passed": share(100, 100)}}
    assert "| **100.0%** (100 of 100) |" in row("some set", faultless)


def test_rows_of_sets_that_are_not_at_hand_stay() -> None:
    """A run over one set replaces its row alone; run again, nothing changes."""
    both = table("", {"one": row("one", METRICS), "two": row("two", METRICS)})
    better = {**METRICS, "Wenbao": METRICS["Wenbao"] | {"passed": share(99, 100)}}
    now = table(both, {"one": row("one", better)})
    assert "| one | 100 | **99.0%**" in now and "| two | 100 | **95.0%**" in now
    assert table(now, {"one": row("one", better)}) == now


def test_the_readme_claims_no_more_than_a_run_gives(corpus: Corpus) -> None:
    """The row of the project's own set against that set asked anew."""
    found = BLOCK.search(README.read_text(encoding="utf-8"))
    assert found is not None
    (claimed,) = (line for line in found.group(2).splitlines() if line.startswith(f"| {OWN.title} |"))
    index = json.loads(OWN.index.read_text(encoding="utf-8"))
    files = {name: entry["file"] for name, entry in index.items()}
    answers = Answering(corpus.library, Conversations())
    metrics = measure(list(run("samples", read_set(OWN.questions), answers, files)))
    _, questions, right, wrong, *_ = (cell.strip(" *|") for cell in claimed.strip("|").split(" | "))
    assert int(questions) == metrics.passed.count
    assert float(right.split("%")[0]) <= round(100 * metrics.passed.value, 1) + 0.05
    assert int(wrong) >= metrics.wrong.right
