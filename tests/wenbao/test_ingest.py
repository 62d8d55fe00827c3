"""`wenbao ingest`: what is read once, replaced whole, or refused with a reason."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from corpus.store.lock import held
from tests.wenbao.conftest import SAMPLES, Run, write_report


def shelf(wenbao: Run) -> list[dict[str, Any]]:
    """What `wenbao reports` lists."""
    listed = wenbao("reports", "--format", "jsonl")
    assert listed.returncode == 0, listed.stderr
    return [json.loads(line) for line in listed.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    write_report(folder, year=2020)
    write_report(folder, year=2021)
    return folder


def test_a_folder_is_read_and_read_again_changes_nothing(wenbao: Run, folder: Path) -> None:
    """Both reports stand on the shelf with their facts; the second run leaves them untouched."""
    first = wenbao("ingest", folder)
    assert first.returncode == 0, first.stderr
    before = shelf(wenbao)
    assert [(line["organisation"], line["fiscal_year"]) for line in before] == [
        ("云溪县林业局", 2020),
        ("云溪县林业局", 2021),
    ]
    again = wenbao("ingest", folder)
    assert again.returncode == 0
    assert again.stdout.count("unchanged") == 2
    assert shelf(wenbao) == before


def test_a_changed_file_takes_the_place_of_its_old_edition(wenbao: Run, folder: Path, home: Path) -> None:
    """One report of that name remains, with the new bytes; the old bytes are gone too."""
    wenbao("ingest", folder)
    before = {line["source"]: line["document_id"] for line in shelf(wenbao)}
    changed = write_report(folder, year=2021, reason="更换了巡护车辆")
    done = wenbao("ingest", changed)
    assert done.returncode == 0
    assert "replaced" in done.stdout
    after = {line["source"]: line["document_id"] for line in shelf(wenbao)}
    assert after.keys() == before.keys()
    assert after[changed.name] != before[changed.name]
    assert len(list((home / "files").glob("[0-9a-f]" * 64))) == 2
    assert wenbao("doctor").returncode == 0


def test_replace_reads_the_same_bytes_anew(wenbao: Run, folder: Path) -> None:
    """With --replace a file that is on the shelf is read again, and still there once."""
    wenbao("ingest", folder)
    done = wenbao("ingest", folder, "--replace")
    assert done.returncode == 0
    assert done.stdout.count("replaced") == 2
    assert len(shelf(wenbao)) == 2


def _encrypted(path: Path) -> None:
    # The standard security handler with a key that nothing opens.
    sample = next(SAMPLES.glob("*.pdf"))
    document = pdfium.PdfDocument(sample)
    document.save(path)
    content = path.read_bytes()
    end = content.rindex(b"trailer")
    entry = b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >>" % (
        b"41" * 32,
        b"42" * 32,
    )
    trailer = content[end:].replace(
        b"<<", b"<< " + entry + b" /ID [<%s> <%s>] " % (b"43" * 16, b"43" * 16), 1
    )
    path.write_bytes(content[:end] + trailer)


def _bad(kind: str, path: Path) -> None:
    if kind == "text":
        path.write_text("这只是一段文字，不是 PDF。\n" * 20, encoding="utf-8")
    elif kind == "empty":
        path.touch()
    elif kind == "encrypted":
        _encrypted(path)
    elif kind == "truncated":
        path.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    elif kind == "no pages":
        path.write_bytes(
            b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
            b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF"
        )


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("text", "known report format"),
        ("empty", "is empty"),
        ("encrypted", "encrypted"),
        ("truncated", "damaged"),
        ("no pages", "damaged"),
        ("missing", "No such file"),
    ],
)
def test_a_bad_file_fails_with_its_reason_and_changes_nothing(
    wenbao: Run, folder: Path, home: Path, tmp_path: Path, kind: str, says: str
) -> None:
    """Beside a bad file the good ones are read; the exit status says that one failed, and why."""
    bad = tmp_path / "坏文件.pdf"
    _bad(kind, bad)
    done = wenbao("ingest", bad, folder)
    assert done.returncode == 1
    assert says in "".join(done.stderr.split("\n"))
    assert "Traceback" not in done.stderr
    assert {line["source"] for line in shelf(wenbao)} == {path.name for path in folder.iterdir()}
    assert len(list((home / "files").glob("[0-9a-f]" * 64))) == 2


def test_a_failed_edition_leaves_the_old_one(wenbao: Run, folder: Path) -> None:
    """A report whose new file cannot be read stays as it was."""
    wenbao("ingest", folder)
    before = shelf(wenbao)
    next(folder.iterdir()).write_bytes(b"\x00\x01\x02" * 3000)
    assert wenbao("ingest", folder).returncode == 1
    assert shelf(wenbao) == before
    assert wenbao("doctor").returncode == 0


def test_a_folder_without_reports_is_said(wenbao: Run, tmp_path: Path) -> None:
    """Neither an empty folder nor one of other things is silently nothing."""
    folder = tmp_path / "empty"
    folder.mkdir()
    assert wenbao("ingest", folder).returncode == 1
    (folder / "noise.bin").write_bytes(os.urandom(3000))
    done = wenbao("ingest", folder)
    assert done.returncode == 1
    assert "no report" in done.stdout.replace("\n", "") + done.stderr


def test_files_of_one_name_and_other_content_do_not_replace_each_other(
    wenbao: Run, folder: Path, tmp_path: Path
) -> None:
    """In one run the second of two files of the same name fails; neither is lost unsaid."""
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    write_report(other, year=2021, reason="更换了巡护车辆")
    done = wenbao("ingest", folder, other)
    assert done.returncode == 1
    assert "same name" in done.stderr.replace("\n", "")
    assert len(shelf(wenbao)) == 2


def test_wrong_usage_has_its_own_exit_status(wenbao: Run) -> None:
    """No path, an unknown option and a setting that cannot be: exit status 2."""
    assert wenbao("ingest").returncode == 2
    assert wenbao("ingest", "--nonsense", ".").returncode == 2
    assert wenbao("reports", WENBAO_INGEST_PROCESSES="0").returncode == 2


def test_a_second_ingest_at_the_same_time_is_refused(wenbao: Run, folder: Path, home: Path) -> None:
    """While one process writes, another says so and changes nothing; afterwards it works."""
    with held(home / "writer.lock"):
        done = wenbao("ingest", folder)
        assert done.returncode == 1
        assert "Another process is writing" in done.stderr
        assert shelf(wenbao) == []
    assert wenbao("ingest", folder).returncode == 0


def test_a_file_over_the_limits_is_given_up(wenbao: Run, folder: Path) -> None:
    """A file whose reading would come to too much ends in its typed error, the others are read."""
    big = write_report(folder, "云溪县水务局", reason="一" * 400_000)
    done = wenbao("ingest", folder, WENBAO_INGEST_RESULT_MB="1")
    assert done.returncode == 1
    assert "exceeded the limit" in done.stderr.replace("\n", "")
    assert big.name not in {line["source"] for line in shelf(wenbao)}
    assert len(shelf(wenbao)) == 2
