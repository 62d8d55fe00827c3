"""Damaged files: noticed, and given little time for recognition."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from ingest.content import PageContent
from ingest.readers import document, recognition
from ingest.readers.damage import is_damaged

SAMPLES = Path(__file__).parents[3] / "samples" / "reports"
SAMPLE = min(SAMPLES.glob("*.pdf"), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf")), ids=lambda path: path.stem)
def test_whole_files_are_sound(path: Path) -> None:
    """No report as it was published is taken for damaged."""
    assert not is_damaged(path)


def _length(match: re.Match[bytes]) -> int:
    return len(match[1])


@pytest.mark.parametrize("damage", ["changed", "cut out", "cut off", "doubled"])
def test_damage_is_noticed(damage: str, tmp_path: Path) -> None:
    """One byte of a compressed stream changed, a few lost or doubled in the middle, or the end lost."""
    data = bytearray(SAMPLE.read_bytes())
    stream = max(re.finditer(rb"FlateDecode[^>]*>>\s*stream(.*?)endstream", data, re.DOTALL), key=_length)
    at = (stream.start(1) + stream.end(1)) // 2
    if damage == "changed":
        data[at] ^= 0x55
    elif damage == "cut out":
        del data[at : at + 8]
    elif damage == "doubled":
        data[at:at] = data[at : at + 8]
    else:
        del data[len(data) // 2 :]
    path = tmp_path / "damaged.pdf"
    path.write_bytes(data)
    assert is_damaged(path)


@pytest.mark.parametrize(("damaged", "recognised"), [(True, 1), (False, 3)])
def test_a_damaged_file_is_not_recognised_for_long(
    damaged: bool, recognised: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scan of three pages is recognised whole; one that lost its end as far as its time allows, and
    each page beyond that is a problem of its own."""
    path = tmp_path / "scan.pdf"
    pages = [Image.new("L", (400, 600), shade) for shade in (255, 254, 253)]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    if damaged:
        path.write_bytes(path.read_bytes()[:-10])
    monkeypatch.setattr(document, "DAMAGED_SECONDS", 0.0)
    monkeypatch.setattr(
        recognition,
        "recognise",
        lambda picture, number, w, h: PageContent(number, w, h, (), (), "recognised"),
    )
    read = list(document.read_pages(path))
    assert [page.origin for page in read].count("recognised") == recognised
    problems = [problem.code for page in read for problem in page.problems]
    assert problems.count("page_not_recognised") == 3 - recognised
