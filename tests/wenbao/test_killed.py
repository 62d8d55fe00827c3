"""Ingest killed with `kill -9` at random moments: nothing half there, nothing lost, nothing double.

`WENBAO_TEST_KILLS` and `WENBAO_TEST_SEED` say how many moments, and which.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus import tokens
from corpus.index.lexical import LexicalIndex
from corpus.store.database import Database
from corpus.store.files import FileStore
from corpus.store.publishing import Publisher
from corpus.store.reading import Reader
from tests.wenbao.conftest import SAMPLES, environment, write_report

KILLS = int(os.environ.get("WENBAO_TEST_KILLS", "20"))
SEED = int(os.environ.get("WENBAO_TEST_SEED", "7"))
RUN_AFTER = 4  # kills after which a run may finish, and every file gets a new edition

pytestmark = pytest.mark.slow


class Corpus:
    """A folder of reports and the WENBAO_HOME that they go to."""

    def __init__(self, folder: Path) -> None:
        self.reports, self.home = folder / "reports", folder / "home"
        self.reports.mkdir()
        for path in SAMPLES.glob("*.pdf"):
            shutil.copy(path, self.reports)
        for year in range(2015, 2019):
            write_report(self.reports, year=year)

    def start(self) -> subprocess.Popen[bytes]:
        """Begin `wenbao ingest`."""
        return subprocess.Popen(
            [sys.executable, "-m", "wenbao", "ingest", str(self.reports)],
            env=environment(self.home),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def finish(self) -> float:
        """Ingest to the end; how long it took."""
        began = time.monotonic()
        with self.start() as running:
            said = running.communicate()[0].decode()
        assert running.returncode == 0, said
        return time.monotonic() - began

    def kill_after(self, seconds: float) -> None:
        """Ingest, ended without warning."""
        with self.start() as running:
            time.sleep(seconds)
            running.send_signal(signal.SIGKILL)

    def renew(self) -> None:
        """Every file in another edition, with as much in it."""
        for path in self.reports.iterdir():
            with path.open("ab") as file:
                file.write(b"\n%% another edition\n" if path.suffix == ".pdf" else "。\n".encode())

    def names(self) -> set[str]:
        """What is to be on the shelf in the end."""
        return {path.name for path in self.reports.iterdir()}

    def check_shelf(self) -> set[str]:
        """Whatever is visible is whole, once, findable, and has its file; the names of it."""
        database = Database(f"sqlite:///{self.home.absolute() / 'wenbao.db'}")
        try:
            reader, lexical = Reader(database), LexicalIndex(database)
            shelf = reader.shelf()[1]
            sources = [item.entry.source for item in shelf]
            counts = reader.counts()
            assert len(set(sources)) == len(sources)
            assert reader.miscounted() == []
            assert counts["passages"] == sum(item.entry.passages for item in shelf) == lexical.size()
            assert counts["records"] == sum(item.entry.records for item in shelf)
            assert lexical.sound()
            present = FileStore(self.home / "files").present()
            assert {item.sha256 for item in shelf} <= present
            assert Publisher(database, tokens.cut).keep("0" * 16, "none") is None
        finally:
            database.close()
        return set(sources)

    def doctor(self) -> None:
        """Everything agrees."""
        done = subprocess.run(
            [sys.executable, "-m", "wenbao", "doctor"],
            env=environment(self.home),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_killed_at_random_moments_nothing_is_lost(tmp_path: Path) -> None:
    """After every kill what is on the shelf is whole; after a run all is there, and doctor is content."""
    chance = random.Random(SEED)
    corpus = Corpus(tmp_path)
    whole = corpus.finish()
    shutil.rmtree(corpus.home)
    before: set[str] = set()
    seen: list[int] = []
    for kill in range(KILLS):
        # Records are written in the first half of a run, vectors in the second.
        corpus.kill_after(chance.uniform(0.2, whole / 2 if kill % 3 else whole))
        if (corpus.home / "wenbao.db").exists():
            after = corpus.check_shelf()
            assert before <= after
            seen.append(len(after))
            before = after
        if kill % RUN_AFTER == RUN_AFTER - 1:
            corpus.finish()
            assert corpus.check_shelf() == corpus.names()
            corpus.doctor()
            corpus.renew()
            before = corpus.names()
            if kill % (2 * RUN_AFTER) == 2 * RUN_AFTER - 1:
                shutil.rmtree(corpus.home)  # from nothing again
                before = set()
    corpus.finish()
    assert corpus.check_shelf() == corpus.names()
    corpus.doctor()
    print(json.dumps({"kills": KILLS, "seconds": round(whole, 1), "on the shelf after each": seen}))


def test_children_do_not_outlive_a_killed_ingest(tmp_path: Path) -> None:
    """The processes that read end by themselves when whoever started them is gone."""
    corpus = Corpus(tmp_path)
    marker = str(corpus.home)
    corpus.kill_after(1.5)
    end = time.monotonic() + 30
    while time.monotonic() < end and _processes_with(marker):
        time.sleep(0.2)
    assert _processes_with(marker) == []


def _processes_with(marker: str) -> list[int]:
    """Processes that have the marker in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            content = (folder / "environ").read_bytes()
        except OSError:
            continue
        if f"WENBAO_HOME={marker}".encode() in content:
            found.append(int(folder.name))
    return found
