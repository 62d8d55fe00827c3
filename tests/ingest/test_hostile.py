"""Bombs and mutants: each ends in a report or a typed error, and the process that asked is unhurt."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from corpus.errors import ReadError
from corpus.report import Report
from evals.bombs import BOMBS
from evals.mutants import mutants
from ingest.sandbox import Limits, Worker

ROOT = Path(__file__).parents[2]
SLOW = {
    "many-pages.pdf", "crossing-lines.pdf", "million-rectangles.pdf", "million-words.pdf",
    "huge-raster.pdf", "endless-content.pdf", "form-in-form.pdf", "nested-streams.pdf", "huge-page.pdf",
    "deep.html", "unclosed.html", "giant.csv", "zip-bomb.docx",
}  # fmt: skip
SECONDS = 60


@pytest.fixture(scope="module")
def worker():
    worker = Worker(Limits())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        yield worker
    worker.close()


def read(worker: Worker, path: Path) -> Report | ReadError:
    start = time.monotonic()
    try:
        return worker.read(path, path.name)
    except ReadError as error:
        return error
    finally:
        assert time.monotonic() - start - worker.waited < SECONDS


@pytest.mark.parametrize("name", sorted(set(BOMBS) - SLOW))
def test_bombs(name: str, worker: Worker, tmp_path: Path):
    """A file that is made to hurt is refused with a typed error, or read as far as it goes."""
    BOMBS[name](tmp_path / name)
    outcome = read(worker, tmp_path / name)
    assert isinstance(outcome, Report) or type(outcome) is not ReadError


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SLOW))
def test_slow_bombs(name: str, worker: Worker, tmp_path: Path):
    """The large ones too, within a minute each."""
    BOMBS[name](tmp_path / name)
    outcome = read(worker, tmp_path / name)
    assert isinstance(outcome, Report) or type(outcome) is not ReadError


def test_an_entity_reads_no_file(worker: Worker, tmp_path: Path):
    """A document cannot make the reader open a file of the machine."""
    BOMBS["outside-entity.docx"](tmp_path / "a.docx")
    outcome = read(worker, tmp_path / "a.docx")
    told = "" if isinstance(outcome, ReadError) else "".join(page.text for page in outcome.pages)
    assert "root:" not in told


@pytest.mark.slow
def test_mutants(worker: Worker, tmp_path: Path):
    """Sixty damaged copies of the samples are read or refused, each within a minute; the reader stays
    usable after each."""
    samples = sorted((ROOT / "samples" / "reports").glob("*.pdf"))
    outcomes = [read(worker, path) for path in mutants(samples, 60, tmp_path)]
    assert all(isinstance(outcome, Report) or type(outcome) is not ReadError for outcome in outcomes)
    assert isinstance(read(worker, samples[0]), Report)


def test_mutants_are_the_same_for_a_seed(tmp_path: Path):
    """The table of outcomes can be made again: mutants follow from their number."""
    source = tmp_path / "a.pdf"
    source.write_bytes(bytes(range(256)) * 9)
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    first = [path.read_bytes() for path in mutants([source], 5, tmp_path / "x")]
    assert first == [path.read_bytes() for path in mutants([source], 5, tmp_path / "y")]
    assert len(set(first)) == 5
