"""The child process that reads: its limits, its typed outcomes, and that the parent is unhurt."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.errors import FileDamaged, FileEncrypted, LimitExceeded, ReadError
from ingest.parallel import Readers
from ingest.sandbox import Limits, Worker
from tests.corpus.invented import made_report

ROOT = Path(__file__).parents[2]
LIMITS = Limits(
    memory_bytes=1 << 30, page_cpu_seconds=2, cpu_seconds=4, wall_seconds=60, result_bytes=1 << 20
)


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child imports the readers of the tests from the checkout."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture
def worker():
    worker = Worker(LIMITS, "tests.ingest.misbehaving:read")
    yield worker
    worker.close()


def test_a_report_comes_back_whole_and_pages_are_told(worker: Worker) -> None:
    """What the child read arrives unchanged, with each page told as it was read."""
    pages: list[tuple[int, int | None]] = []
    report = worker.read(Path("fine.pdf"), "fine.pdf", lambda page, total: pages.append((page, total)))
    assert report == made_report(source="fine.pdf")
    assert pages == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        ("memory", LimitExceeded),
        ("abort", FileDamaged),
        ("spin", LimitExceeded),
        ("many slow pages", LimitExceeded),
        ("huge", LimitExceeded),
        ("segfault", FileDamaged),
        ("raise", FileDamaged),
        ("intruder", FileDamaged),
        ("typed", FileEncrypted),
    ],
)
def test_each_way_to_fail_has_its_error_and_the_next_file_is_read(
    worker: Worker, behaviour: str, error: type[ReadError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too much, a crash, a fault, a forged result: each ends in its typed error; work goes on."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error) as caught:
        worker.read(Path(f"{behaviour}.pdf"), f"{behaviour}.pdf")
    assert type(caught.value) is error
    assert not (tmp_path / "intruded").exists()
    assert worker.read(Path("fine.pdf"), "fine.pdf").source == "fine.pdf"


def test_a_child_that_hangs_is_ended_by_the_clock() -> None:
    """A file that takes no processor time but never ends is given up after the wall time."""
    worker = Worker(Limits(wall_seconds=1.0), "tests.ingest.misbehaving:read")
    began = time.monotonic()
    with pytest.raises(LimitExceeded):
        worker.read(Path("sleep.pdf"), "sleep.pdf")
    assert time.monotonic() - began < 5
    worker.close()


def test_one_child_reads_many_files() -> None:
    """A child that does well is kept: it reads the next file too."""
    worker = Worker(LIMITS, "tests.ingest.misbehaving:process_id")
    titles = {worker.read(Path(f"{n}.pdf"), f"{n}.pdf").facts.title for n in range(3)}
    worker.close()
    assert len(titles) == 1


def test_files_in_parallel_each_have_their_outcome(tmp_path: Path) -> None:
    """Good and bad files mixed: every file has one outcome, its own."""
    names = ["a.pdf", "raise.pdf", "b.pdf", "typed.pdf", "c.pdf", "d.pdf"]
    paths = [tmp_path / name for name in names]
    with Readers(2, LIMITS, entry="tests.ingest.misbehaving:read") as readers:
        outcomes = dict(readers.read(paths))
    assert set(outcomes) == set(paths)
    kinds = {path.name: type(outcome).__name__ for path, outcome in outcomes.items()}
    assert kinds == {
        "a.pdf": "Report",
        "b.pdf": "Report",
        "c.pdf": "Report",
        "d.pdf": "Report",
        "raise.pdf": "FileDamaged",
        "typed.pdf": "FileEncrypted",
    }


_COPIES = """
import json, os, sys
from pathlib import Path
from ingest.parallel import Readers
from ingest.sandbox import Limits

limits = Limits(
    memory_bytes=1 << 30, page_cpu_seconds=2, cpu_seconds=4, wall_seconds=60, result_bytes=1 << 20
)
begun, wanted = json.loads(sys.argv[2]), json.loads(sys.argv[3])
with Readers(2, limits, sys.argv[1], forked=True) as readers:
    readers.begin(map(Path, begun))
    outcomes = dict(readers.read(list(map(Path, wanted))))
told = {
    path.name: getattr(getattr(outcome, "facts", None), "title", type(outcome).__name__)
    for path, outcome in outcomes.items()
}
print(json.dumps([told, os.getpid()]))
"""


def _by_copies(entry: str, begun: Sequence[str], wanted: Sequence[str]) -> tuple[dict[str, str], str]:
    """What copies of a small process make of the files named `wanted`, and that process' id."""
    command = [
        sys.executable,
        "-c",
        _COPIES,
        f"tests.ingest.misbehaving:{entry}",
        *map(json.dumps, (begun, wanted)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    told, parent = json.loads(done.stdout)
    return told, str(parent)


def test_a_copy_is_held_to_the_same_limits(tmp_path: Path) -> None:
    """Readers that are copies of the command end each bad file in its typed error, and read the others."""
    bad = {
        "memory.pdf": "LimitExceeded",
        "abort.pdf": "FileDamaged",
        "spin.pdf": "LimitExceeded",
        "huge.pdf": "LimitExceeded",
        "segfault.pdf": "FileDamaged",
        "raise.pdf": "FileDamaged",
        "intruder.pdf": "FileDamaged",
        "typed.pdf": "FileEncrypted",
    }
    names = [name for pair in zip(bad, (f"{n}.pdf" for n in range(len(bad))), strict=True) for name in pair]
    told, _ = _by_copies("read", [], names)
    title = made_report(source="fine.pdf").facts.title
    assert told == {name: bad.get(name, title) for name in names}


def test_a_copy_is_another_process() -> None:
    """Two copies share the files; none is read by the command itself."""
    told, parent = _by_copies("process_id", [], [f"{n}.pdf" for n in range(8)])
    assert 1 <= len(set(told.values())) <= 2
    assert parent not in told.values()


def test_what_was_begun_is_not_read_again_and_what_nobody_wants_is_dropped() -> None:
    """Files begun beforehand come as if they had been asked for; one that is not asked for does not come."""
    told, _ = _by_copies("read", ["a.pdf", "b.pdf", "typed.pdf"], ["b.pdf", "c.pdf", "typed.pdf"])
    assert set(told) == {"b.pdf", "c.pdf", "typed.pdf"}
    assert told["typed.pdf"] == "FileEncrypted"


def test_a_library_that_aborts_for_want_of_memory_was_over_the_limit(worker: Worker) -> None:
    """An abort near the limit is one of memory (any other is damage, see above)."""
    if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 500 << 10:
        pytest.skip("what this process held once counts as its child's, and is as much")
    with pytest.raises(LimitExceeded):
        worker.read(Path("starve.pdf"), "starve.pdf")
