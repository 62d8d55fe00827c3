"""The vector index: editions that are whole or not there, and that mend themselves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import tokens
from corpus.errors import StoreBusy
from corpus.index.editions import Editions
from corpus.index.embedding import save_fitted
from corpus.index.fitting import fit
from corpus.index.vectors import VectorIndex
from corpus.library import SqlLibrary
from corpus.store.lock import held
from tests.corpus.conftest import Store, open_store
from tests.corpus.invented import made_report

pytestmark = pytest.mark.slow

QUESTION = "教育支出为什么增加"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Three reports in SQLite."""
    opened = open_store(f"sqlite:///{tmp_path / 'wenbao.db'}", tmp_path)
    for year in (2018, 2019, 2020):
        opened.publisher.publish(made_report(year=year))
    return opened


@pytest.fixture
def vectors(store: Store, tmp_path: Path) -> VectorIndex:
    """A vector index that was never built."""
    return VectorIndex(tmp_path / "vectors", store.url, store.reader, tokens.cut)


def until(condition: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether `condition` comes true in time."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


def test_it_is_built_opened_and_kept_up(store: Store, vectors: VectorIndex) -> None:
    """From nothing to search; a replaced report makes it stale; built again it finds the new one."""
    assert vectors.state().fault == "missing"
    assert vectors.search(QUESTION, None, 3) == []
    assert vectors.open()
    assert vectors.state() == type(vectors.state())(9, None)
    rows = [item.report_id for item in store.reader.shelf()[1]]
    found = vectors.search(QUESTION, [rows[1]], 3)
    assert [(hit.report_id, hit.number) for hit in found[:1]] == [(rows[1], 1)]
    assert {hit.report_id for hit in found} == {rows[1]}

    store.publisher.publish(made_report(year=2018, salt="new", sentences=("新增古树名木保护项目。",)))
    assert vectors.state().fault == "stale"
    assert vectors.build() == 7
    assert vectors.state().fault is None
    newest = max(item.report_id for item in store.reader.shelf()[1])
    # The open index follows by itself, in the background.
    assert until(lambda: [hit.report_id for hit in vectors.search("古树名木", None, 1)] == [newest])


def test_nothing_is_built_when_nothing_changed(store: Store, vectors: VectorIndex) -> None:
    """Building twice publishes one edition."""
    vectors.build()
    edition = Editions(vectors.folder).current()
    assert vectors.build() == 9
    assert Editions(vectors.folder).current() == edition


@pytest.mark.parametrize("damage", ["garbage", "gone", "no pointer"])
def test_a_broken_index_is_noticed_and_mended_when_opened(
    store: Store, vectors: VectorIndex, damage: str
) -> None:
    """Whatever happened to its files, opening ends with an index that agrees with the records."""
    vectors.build()
    for path in vectors.folder.rglob("chroma.sqlite3"):
        if damage == "garbage":
            path.write_bytes(os.urandom(8192))
        elif damage == "gone":
            path.unlink()
    if damage == "no pointer":
        (vectors.folder / "current.json").write_text("{")
    assert vectors.state().fault is not None
    assert vectors.open()
    assert vectors.state().fault is None


def test_words_alone_answer_while_vectors_are_not_up(store: Store, vectors: VectorIndex) -> None:
    """Search works before the index is opened, and gives no fewer passages afterwards."""
    library = SqlLibrary(store.reader, store.files, store.lexical, tokens.cut, vectors)
    before = library.search(QUESTION)
    assert before[0].passage == 1
    vectors.open_soon()
    assert until(vectors.up)
    assert library.search(QUESTION)[0].passage == 1
    assert len(library.search(QUESTION)) >= len(before)


def test_a_second_builder_waits_and_is_refused(store: Store, vectors: VectorIndex) -> None:
    """While one process builds, another gives up with StoreBusy after its patience."""
    with held(vectors.folder / "lock"), pytest.raises(StoreBusy):
        vectors.build(wait_seconds=0.2)
    assert vectors.build() == 9


def test_a_killed_builder_leaves_the_edition_before_it(store: Store, vectors: VectorIndex) -> None:
    """Killed at any moment of building, the published edition opens; the next build succeeds."""
    vectors.build()
    published = Editions(vectors.folder).current()
    store.publisher.publish(made_report(year=2021))
    for seconds in (0.3, 1.0, 1.6):
        command = [sys.executable, "-m", "corpus.index.child"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as builder:
            assert builder.stdin is not None
            builder.stdin.write(vectors.job("build"))
            builder.stdin.close()
            time.sleep(seconds)
            builder.send_signal(signal.SIGKILL)
        current = Editions(vectors.folder).current()
        assert current is not None
        assert published is not None
        assert current.generation >= published.generation
        assert vectors.state().fault in (None, "stale")
    assert vectors.build() == 12
    assert vectors.state().fault is None
    folders = [path.name for path in vectors.folder.glob("edition-*")]
    assert len(folders) <= 2


def test_a_model_of_ones_own_is_used_and_reports_are_embedded_once(store: Store, tmp_path: Path) -> None:
    """A model folder named by the setting embeds the passages; a new report adds only its own."""
    folder = tmp_path / "own"
    words = [tokens.cut(text) for text in ("支出 增加 教育", "公务 接待费 减少", "车辆 购置 一辆")]
    save_fitted(fit(words), folder)
    fitted = VectorIndex(tmp_path / "vectors", store.url, store.reader, tokens.cut)
    own = VectorIndex(tmp_path / "vectors", store.url, store.reader, tokens.cut, str(folder))
    fitted.build()
    assert own.state().fault == "stale"
    assert own.build() == 9
    store.publisher.publish(made_report(year=2021))
    before = Editions(own.folder).current()
    assert own.build() == 12
    after = Editions(own.folder).current()
    assert before is not None
    assert after is not None
    assert after.model == f"model:{folder}"
    assert before.reports.items() <= after.reports.items()
    assert own.state().fault is None
