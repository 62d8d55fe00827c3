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


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`WENBAO_HOME` with the samples, without vectors."""
    folder = tmp_path_factory.mktemp("evals")
    settings = {"WENBAO_HOME": str(folder), "WENBAO_VECTORS": "false"}
    done = CliRunner().invoke(app, ["ingest", *map(str, sorted(REPORTS.glob("*.pdf")))], env=settings)
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="session")
def corpus(home: Path) -> Iterator[Corpus]:
    """The same, open."""
    with corpus_of(Settings(home=home, vectors=False)) as opened:
        yield opened
