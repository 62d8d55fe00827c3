"""A run on disk, as JSON, so that another run can be compared with it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from corpus.errors import FileMissing, InputError
from evals.metrics import Metrics
from evals.running import Result

NAME = "run.json"


class RunInvalid(InputError):
    """A file that should hold a run does not."""

    code: ClassVar[str] = "run_invalid"
    zh: ClassVar[str] = "评测记录不正确"
    en: ClassVar[str] = "The file does not hold a run"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is kept of one question of a run: whether it passed, why not, what was asked and expected (as
    JSON; empty where it was not kept), and what came."""

    passed: bool
    wrong_figure: bool
    faults: tuple[str, ...]
    turns: tuple[str, ...]
    answer: str
    expect: str = ""


Run = Mapping[tuple[str, str], Recorded]


def write(
    path: Path, results: Sequence[Result], about: Mapping[str, Any], runs: Mapping[str, Metrics] | None = None
) -> None:
    """The run with `about` (versions, corpus) and the metrics of all `runs` as one JSON object at `path`."""
    lines = [
        {
            "set": result.question_set,
            "id": result.question.id,
            "type": result.question.type.value,
            "turns": result.question.turns,
            "expect": result.question.expect.model_dump(mode="json"),
            "passed": result.passed,
            "judgement": asdict(result.judgement),
            "seconds": [round(seconds, 6) for seconds in result.seconds],
            "crash": result.crash,
            "spent": asdict(result.spent),
            "reply": result.reply,
        }
        for result in results
    ]
    run = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        **about,
        "metrics": {name: asdict(metrics) for name, metrics in (runs or {}).items()},
        "results": lines,
    }
    path.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> Run:
    """A run from its file or its folder.  Raises FileMissing, RunInvalid."""
    file = path / NAME if path.is_dir() else path
    try:
        run = json.loads(file.read_text(encoding="utf-8"))
        return {
            (line["set"], line["id"]): Recorded(
                line["passed"],
                line["judgement"]["wrong_figure"],
                tuple(line["judgement"]["faults"]),
                tuple(line["turns"]),
                str(line["reply"].get("answer", "")),
                _canonical(line.get("expect")),
            )
            for line in run["results"]
        }
    except FileNotFoundError:
        raise FileMissing(str(file)) from None
    except (ValueError, KeyError, TypeError) as error:
        raise RunInvalid(f"{file}: {error}") from error


def recorded(results: Sequence[Result]) -> Run:
    """The results as they would be read from disk."""
    return {
        result.key: Recorded(
            result.passed,
            result.judgement.wrong_figure,
            result.judgement.faults,
            tuple(result.question.turns),
            str(result.reply.get("answer", "")),
            _canonical(result.question.expect.model_dump(mode="json")),
        )
        for result in results
    }


def _canonical(expect: Any) -> str:
    return "" if expect is None else json.dumps(expect, ensure_ascii=False, sort_keys=True)
