"""Runs: crashes are failures, metrics count them, runs are compared, the page shows them."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import FileMissing
from evals import recording
from evals.card.page import page
from evals.comparing import Change, compare
from evals.metrics import measure, share
from evals.recording import RunInvalid
from evals.running import Result, run
from evals.schema import Expectation, ExpectedFigure, Question, QuestionType
from service.answer import Answer, Figure, Route


class Scripted:
    """Answers each question with the value it is given for it; None refuses, "!" crashes."""

    def __init__(self, values: dict[str, str | None]) -> None:
        self.values = values

    def ask(
        self, question: str, conversation_id: str | None = None, filters: Any = None, explain: bool = False
    ) -> Answer:
        value = self.values.get(question)
        if value == "!":
            raise ZeroDivisionError("a bug")
        if value is None:
            return Answer(
                "没有", Route.REFUSE, explain={"frame": {"question": question}} if explain else None
            )
        figure = Figure(Decimal(value), "万元", "", None, None, None)
        return Answer(f"{value}万元", Route.LOOKUP, (figure,), explain={} if explain else None)


def asked(*names: str) -> list[Question]:
    expect = Expectation.model_validate(
        {"behaviour": "answer", "figures": [ExpectedFigure(value="1", unit="万元")]}
    )
    return [Question(id=name, type=QuestionType.LOOKUP, turns=[name], expect=expect) for name in names]


def results(explain: bool = False, **values: str | None) -> list[Result]:
    return list(run("set", asked(*values), Scripted(values), {}, explain))


def test_a_crash_is_a_failure_with_its_reason_and_the_run_goes_on() -> None:
    """The question fails, its traceback is kept, the ones after it are asked."""
    found = results(a="1", b="!", c="1")
    assert [result.passed for result in found] == [True, False, True]
    assert found[1].crash and "ZeroDivisionError: a bug" in found[1].crash
    assert measure(found).crashed == 1


def test_metrics_tell_wrong_from_missing() -> None:
    """One right, one wrong, one refused: each counted as what it is."""
    metrics = measure(results(a="1", b="2", c=None))
    assert (metrics.passed.right, metrics.passed.count) == (1, 3)
    assert metrics.wrong.right == 1
    assert (metrics.exact.right, metrics.missing) == (1, 2)
    assert metrics.over_refused.right == 1
    assert metrics.routes == {"lookup": {"lookup": 2, "refuse": 1}}


def test_intervals_hold_the_share_and_narrow_with_more_questions() -> None:
    """Bounds lie on both sides, are the same every time, and closer for more marks."""
    few, many = share([True] * 8 + [False] * 2), share([True] * 800 + [False] * 200)
    assert few.low < 0.8 < few.high and many.low < 0.8 < many.high
    assert many.high - many.low < few.high - few.low
    assert share([True] * 8 + [False] * 2) == few
    assert share([]).value == 0.0


def test_a_run_without_results_is_refused() -> None:
    """There is nothing to measure."""
    with pytest.raises(ValueError, match="no results"):
        measure([])


def test_two_runs_are_compared_question_by_question(tmp_path: Path) -> None:
    """A new wrong figure first, then what broke, what was mended, what came and went."""
    before = results(a="1", b="1", c=None, d="1", gone="1")
    recording.write(tmp_path / "run.json", before, {"about": {}})
    after = recording.recorded(results(a="2", b=None, c="1", d="1", new="1"))
    found = [
        (difference.key[1], difference.change) for difference in compare(recording.read(tmp_path), after)
    ]
    assert found == [
        ("a", Change.WRONG),
        ("b", Change.BROKEN),
        ("c", Change.MENDED),
        ("new", Change.NEW),
        ("gone", Change.GONE),
    ]


def test_the_run_on_disk_is_the_run(tmp_path: Path) -> None:
    """What was written is what is read; no file and no run are told apart."""
    found = results(a="1", b="2")
    recording.write(tmp_path / "run.json", found, {})
    assert recording.read(tmp_path / "run.json") == recording.recorded(found)
    with pytest.raises(FileMissing):
        recording.read(tmp_path / "absent.json")
    (tmp_path / "other.json").write_text(json.dumps({"results": [{}]}), encoding="utf-8")
    with pytest.raises(RunInvalid):
        recording.read(tmp_path / "other.json")


def test_the_page_shows_each_failure_and_needs_nothing_beside_it() -> None:
    """Failures unfold to answer and Frame, text is escaped, and nothing is fetched."""
    found = results(explain=True, right="1", wrong="2", refused=None, **{"<i>": None})
    text = page("t", {"reports": "2"}, {"Wenbao": measure(found), "baseline": measure(found)}, found, [])
    assert text.count("<details") == 3
    assert text.index("<b>wrong</b>") < text.index("<b>refused</b>")
    assert "2万元" in text and "<b>&lt;i&gt;</b>" in text and "Frame" in text and "baseline" in text
    assert "<b>right</b>" not in text
    assert not [mark for mark in ("<script", "http://", "https://", "src=", "$") if mark in text]


def test_another_question_under_the_same_id_is_neither_mended_nor_broken(tmp_path: Path) -> None:
    """Whether its words changed or what is expected of it."""
    recording.write(tmp_path / "run.json", results(a=None, b=None), {"about": {}})
    before = dict(recording.read(tmp_path))
    after = dict(recording.recorded(results(a="1", b="1")))
    after["set", "a"] = replace(after["set", "a"], turns=("otherwise",))
    after["set", "b"] = replace(after["set", "b"], expect='{"behaviour": "refuse"}')
    assert {found.change for found in compare(before, after)} == {Change.CHANGED}


@pytest.mark.parametrize("count", [1, 2, 3, 19, 20, 21, 100])
def test_the_95th_percentile_is_no_smaller_than_the_median(count: int) -> None:
    """By nearest rank: 95 % took so long or less."""
    results = [_timed(seconds / 1000) for seconds in (99, *range(count, 0, -1))]
    latency = measure(results).latency
    assert latency is not None and latency.median <= latency.p95 <= latency.worst == count
    took = [seconds for seconds in range(1, count + 1) if seconds <= latency.p95]
    assert len(took) / count >= 0.95


def _timed(seconds: float) -> Result:
    (result,) = results(a="1")
    return replace(result, seconds=(seconds,))
