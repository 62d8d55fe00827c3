"""`wenbao eval` over the samples: thresholds that hold, sets that it makes, the card that it writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.evals.conftest import REPORTS, ROOT
from wenbao.cli import app

Run = Callable[..., Result]
SETS = ROOT / "evals" / "sets"
INDEX = ["--index", str(REPORTS / "index.json")]


@pytest.fixture
def wenbao(home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("WENBAO_HOME", str(home))
    monkeypatch.setenv("WENBAO_VECTORS", "false")

    def run(*words: object) -> Result:
        return CliRunner().invoke(app, ["eval", *map(str, words)])

    return run


@pytest.fixture
def one_right_one_wrong(tmp_path: Path) -> Path:
    """The first question of the samples' set, and the same with another value."""
    line = json.loads((SETS / "samples.jsonl").read_text(encoding="utf-8").splitlines()[0])
    other = json.loads(json.dumps(line))
    other["id"], other["expect"]["figures"][0]["value"] = "other", "1.00"
    path = tmp_path / "two.jsonl"
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in (line, other)), encoding="utf-8")
    return path


def test_the_samples_pass_their_thresholds(wenbao: Run) -> None:
    """The project's own set: no fewer right answers and no more wrong figures than were reached."""
    done = wenbao(SETS / "samples.jsonl", *INDEX, "--min", 0.95, "--max-wrong", 0)
    assert done.exit_code == 0, done.output


def test_search_finds_the_passages_of_the_samples(wenbao: Run) -> None:
    """Nine of ten right passages are among the first five, by words alone."""
    done = wenbao("retrieval", SETS / "retrieval.jsonl", *INDEX, "--min", 0.9)
    assert done.exit_code == 0, done.output


def test_every_twin_of_the_samples_is_declined(wenbao: Run, tmp_path: Path) -> None:
    """Years and bodies that are not held never get a figure."""
    made = wenbao("make", "twins", SETS / "samples.jsonl", "-o", tmp_path / "twins.jsonl")
    assert made.exit_code == 0 and len((tmp_path / "twins.jsonl").read_text().splitlines()) > 300
    done = wenbao(tmp_path / "twins.jsonl", "--min", 1, "--max-wrong", 0)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("threshold", "code"),
    [
        (["--min", "0.5"], 0),
        (["--min", "0.6"], 1),
        (["--min-each", "0.6"], 1),
        (["--max-wrong", "1"], 0),
        (["--max-wrong", "0"], 1),
        ([], 0),
    ],
)
def test_the_exit_code_tells_whether_thresholds_hold(
    wenbao: Run, one_right_one_wrong: Path, threshold: list[str], code: int
) -> None:
    """One of two right, one wrong figure."""
    done = wenbao(one_right_one_wrong, *INDEX, *threshold)
    assert done.exit_code == code, done.output
    assert "passed 1 of 2" in done.output and "wrong figures 1" in done.output


def test_the_card_the_run_and_the_comparison(wenbao: Run, one_right_one_wrong: Path, tmp_path: Path) -> None:
    """The page holds the failure and the baseline beside it; the same run changed nothing."""
    card = tmp_path / "card"
    done = wenbao(one_right_one_wrong, *INDEX, "--report", card, "--baseline")
    assert done.exit_code == 0, done.output
    page = (card / "index.html").read_text(encoding="utf-8")
    assert "baseline" in page and page.count("<details") == 1 and "Candidates" in page
    assert {line["id"] for line in json.loads((card / "run.json").read_text())["results"]} >= {"other"}
    again = wenbao(one_right_one_wrong, *INDEX, "--report", tmp_path / "again", "--compare", card)
    assert "No question changed" in (tmp_path / "again" / "index.html").read_text(encoding="utf-8")
    assert again.exit_code == 0


def test_wrong_usage_is_told(wenbao: Run, tmp_path: Path) -> None:
    """A set that is not there, a run that is none."""
    assert wenbao(tmp_path / "absent.jsonl").exit_code != 0
    (tmp_path / "run.json").write_text("{}", encoding="utf-8")
    assert wenbao(SETS / "samples.jsonl", "--compare", tmp_path).exit_code != 0


def test_a_threshold_that_does_not_hold_is_named(wenbao: Run, one_right_one_wrong: Path) -> None:
    """With what was reached and what was asked."""
    done = wenbao(one_right_one_wrong, *INDEX, "--min", "0.9", "--max-wrong", "0")
    assert "--min: 50.00% < 90.00%" in done.output and "--max-wrong: 1 > 0" in done.output
