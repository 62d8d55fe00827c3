"""Originals outlive the database: nothing is deleted that was not superseded, and all can be read again."""

from __future__ import annotations

from pathlib import Path

from tests.wenbao.conftest import Run, write_report


def originals(home: Path) -> set[str]:
    """The hashes in the folder."""
    return {path.name for path in (home / "files").iterdir() if len(path.name) == 64}


def test_another_database_and_a_lost_one_leave_the_originals(wenbao: Run, home: Path, tmp_path: Path) -> None:
    """Ingesting into an empty database over the same home deletes no original of the other; a lost
    database is made anew from the originals, under the names that they came with."""
    reports = tmp_path / "reports"
    reports.mkdir()
    paths = [write_report(reports, year=year) for year in (2018, 2019, 2020)]
    assert wenbao("ingest", reports).returncode == 0
    kept = originals(home)
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert wenbao("ingest", paths[0], WENBAO_DATABASE_URL=other).returncode == 0
    assert originals(home) == kept and len(kept) == 3
    (home / "wenbao.db").unlink()
    assert wenbao("ingest", paths[0]).returncode == 0
    assert originals(home) == kept
    (home / "wenbao.db").unlink()
    rebuilt = wenbao("doctor", "--rebuild")
    assert rebuilt.returncode == 0, rebuilt.stdout + rebuilt.stderr
    listed = wenbao("reports", "--format", "jsonl").stdout
    assert all(path.name in listed for path in paths) and len(listed.splitlines()) == 3
    assert originals(home) == kept


def test_a_missing_original_comes_back(wenbao: Run, home: Path, tmp_path: Path) -> None:
    """Doctor names it, and ingesting the same source restores it though the report is unchanged."""
    path = write_report(tmp_path)
    wenbao("ingest", path)
    (name,) = originals(home)
    (home / "files" / name).unlink()
    told = wenbao("doctor")
    assert told.returncode == 1 and path.name in told.stdout
    assert "unchanged" in wenbao("ingest", path).stdout
    assert originals(home) == {name} and wenbao("doctor").returncode == 0


def test_a_damaged_original_is_told(wenbao: Run, home: Path, tmp_path: Path) -> None:
    """As long as before, but other bytes; the same source mends it."""
    path = write_report(tmp_path)
    wenbao("ingest", path)
    (name,) = originals(home)
    (home / "files" / name).write_bytes(b"x" * path.stat().st_size)
    told = wenbao("doctor")
    assert told.returncode == 1 and "damaged" in told.stdout
    wenbao("ingest", path)
    assert wenbao("doctor").returncode == 0


def test_a_new_edition_replaces_the_original(wenbao: Run, home: Path, tmp_path: Path) -> None:
    """What this ingest supersedes goes; nothing piles up."""
    wenbao("ingest", write_report(tmp_path))
    before = originals(home)
    wenbao("ingest", write_report(tmp_path, reason="另有原因"))
    after = originals(home)
    assert len(before) == len(after) == 1 and before != after


def test_a_damaged_database_is_made_anew(wenbao: Run, home: Path, tmp_path: Path) -> None:
    """Reports come from the originals; keys are carried over as far as they can be read."""
    path = write_report(tmp_path)
    wenbao("ingest", path)
    wenbao("access", "key", "the portal")
    database = home / "wenbao.db"
    content = bytearray(database.read_bytes())
    content[:16] = b"no database, sir"
    database.write_bytes(content)
    assert wenbao("reports").returncode == 1
    rebuilt = wenbao("doctor", "--rebuild")
    assert rebuilt.returncode == 0, rebuilt.stdout + rebuilt.stderr
    assert path.name in wenbao("reports", "--format", "jsonl").stdout
    assert list(home.glob("wenbao.db.damaged-*"))


def test_spare_originals_go_when_told_to(wenbao: Run, home: Path, tmp_path: Path) -> None:
    """Only `--prune` removes what no report has."""
    wenbao("ingest", write_report(tmp_path))
    (home / "files" / ("0" * 64)).write_bytes(b"spare")
    told = wenbao("doctor")
    assert told.returncode == 0 and "1 without a report" in told.stdout
    wenbao("doctor", "--prune")
    assert len(originals(home)) == 1
