"""The sample reports in a corpus of their own, read once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from wenbao.bootstrap import Corpus, corpus_of
from wenbao.cli import app
from wenbao.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "samples" / "reports"
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`WENBAO_HOME` with the samples, without vectors."""
    return read_in(tmp_path_factory.mktemp("evals"), sorted(REPORTS.glob("*.pdf")))


@pytest.fixture(scope="session")
def corpus(home: Path) -> Iterator[Corpus]:
    """The same, open."""
    with corpus_of(Settings(home=home, vectors=False)) as opened:
        yield opened


def read_in(folder: Path, files: list[Path]) -> Path:
    """A corpus of these files at `folder`."""
    settings = {"WENBAO_HOME": str(folder), "WENBAO_VECTORS": "false"}
    done = CliRunner().invoke(app, ["ingest", *map(str, files)], env=settings)
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="session")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The original reports in a corpus of their own; whoever asks for them skips without them."""
    files = sorted((SHARED / "reports" / "pdf").glob("*.pdf"))
    home = read_in(tmp_path_factory.mktemp("originals"), files)
    with corpus_of(Settings(home=home, vectors=False)) as opened:
        yield opened


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """Other bodies' reports, without those that are scans: recognising them takes minutes."""
    files = sorted(path for path in (SHARED / "reports" / "real").glob("*.pdf") if "扫描" not in path.name)
    home = read_in(tmp_path_factory.mktemp("others"), files)
    with corpus_of(Settings(home=home, vectors=False)) as opened:
        yield opened
