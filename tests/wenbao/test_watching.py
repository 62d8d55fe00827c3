"""Probes tell the truth: damaged and missing files, a full disk, a database that is away, a home that may
only be read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.errors import StoreUnavailable
from service.http.collaborators import Check
from tests.service.http.fakes import FakeAnswers, FakeShelf, application, database, desk
from tests.wenbao.conftest import Run, environment, write_report
from wenbao.bootstrap import Corpus, corpus_of
from wenbao.settings import Settings
from wenbao.watching import Watch


@pytest.fixture
def corpus(wenbao: Run, home: Path, tmp_path: Path) -> Iterator[Corpus]:
    """One report, and room on the disk."""
    assert wenbao("ingest", write_report(tmp_path)).returncode == 0
    with corpus_of(Settings(home=home, vectors=False, disk_free_mb=0)) as opened:
        yield opened


def seen(corpus: Corpus) -> dict[str, Check]:
    """What a fresh look says."""
    return {check.name: check for check in Watch(corpus).checks()}


def test_all_is_well(corpus: Corpus) -> None:
    """Nothing is told that is not so."""
    assert all(check.ok for check in seen(corpus).values())


def test_originals_that_are_missing_cut_short_or_changed_are_told(corpus: Corpus) -> None:
    """The first two at once, the last once everything was read."""
    (item,) = corpus.library.shelved()
    path = corpus.files.path(item.sha256)
    content = path.read_bytes()
    path.unlink()
    assert seen(corpus)["originals"] == Check("originals", False, "1 missing", required=False)
    path.write_bytes(content[:-1])
    assert seen(corpus)["originals"].detail == "1 damaged"
    path.write_bytes(content[:-1] + b"?")
    watch = Watch(corpus)
    assert all(check.ok for check in watch.checks())
    watch._read_everything()
    watch._at = -100.0
    assert {check.name for check in watch.checks() if not check.ok} == {"originals"}


def test_a_full_disk_is_told(corpus: Corpus) -> None:
    """Before it is full."""
    settings = corpus.settings.model_copy(update={"disk_free_mb": 1 << 40})
    from dataclasses import replace

    check = seen(replace(corpus, settings=settings))["disk"]
    assert not check.ok and "MB free" in check.detail


def test_a_database_that_is_away_degrades_what_is_loaded(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Questions are answered from what is loaded; without anything loaded the service is not ready."""

    def away(*_: object, **__: object) -> None:
        raise StoreUnavailable("db.internal refused")

    corpus.library.reports()
    monkeypatch.setattr(corpus.database, "reading", away)
    check = seen(corpus)["store"]
    assert (check.ok, check.required, check.private) == (False, False, True)
    with corpus_of(corpus.settings) as unread:
        monkeypatch.setattr(unread.database, "reading", away)
        assert seen(unread)["store"].required


@pytest.mark.parametrize(("local", "told"), [(True, True), (False, False)])
def test_details_with_names_are_for_who_may_manage(local: bool, told: bool) -> None:
    """Everybody hears which part is poorly, not where it is."""
    database.cache_clear()  # keys that other tests made there close this machine's way in
    checks = [Check("store", False, "db.internal refused", private=True), Check("disk", False, "3 MB free")]
    app = application(FakeAnswers(), FakeShelf(), *checks, around=desk(), local=local)
    door = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000))
    reply = door.get("/readyz")
    assert reply.status_code == 503 and "3 MB free" in reply.text
    assert ("db.internal" in reply.text) is told


@pytest.mark.parametrize("log_left", [False, True])
def test_a_home_that_may_only_be_read_is_asked(
    wenbao: Run, home: Path, tmp_path: Path, log_left: bool
) -> None:
    """Also where a writer that was killed left its log beside the database."""
    assert wenbao("ingest", write_report(tmp_path)).returncode == 0
    if log_left:
        keep = (
            "import sqlite3,os,sys; c=sqlite3.connect(sys.argv[1]); c.execute('PRAGMA wal_autocheckpoint=0');"
        )
        keep += "c.execute(\"UPDATE reports SET title='改过的标题'\"); c.commit(); os._exit(0)"
        subprocess.run([sys.executable, "-c", keep, str(home / "wenbao.db")], check=True)
        assert (home / "wenbao.db-wal").stat().st_size
    for path in (home, *home.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    # Root may write what is not to be written, unless that right is taken from it.
    lowered = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if lowered and shutil.which("setpriv") is None:
        pytest.skip("run by root, and there is no setpriv")
    try:
        done = subprocess.run(
            [*lowered, sys.executable, "-m", "wenbao", "reports", "--format", "jsonl"],
            env=environment(home, WENBAO_VECTORS="false"),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        for path in (home, *home.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert done.returncode == 0, done.stderr
    assert ("改过的标题" in done.stdout) is log_left
