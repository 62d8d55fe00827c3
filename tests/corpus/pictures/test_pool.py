"""Pages drawn and searched in a process of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import FileDamaged, NotFound
from corpus.pictures.pool import DrawingPool

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "reports"


@pytest.fixture(scope="module")
def pool() -> Iterator[DrawingPool]:
    """One process."""
    made = DrawingPool(1)
    yield made
    made.close()


@pytest.fixture(scope="module")
def report() -> Path:
    """A sample with text."""
    return next(SAMPLES.glob("*政府办公室2017年*.pdf"))


def test_a_page_is_a_picture_of_the_width_asked_for(pool: DrawingPool, report: Path) -> None:
    """A PNG, its width in its header."""
    picture = pool.draw(report, 1, 800)
    assert picture.startswith(b"\x89PNG") and int.from_bytes(picture[16:20]) == 800


def test_words_are_found_where_they_are_printed(pool: DrawingPool, report: Path) -> None:
    """One box for each line; spaces and widths of the quote do not matter, words that are not there do."""
    (line,) = pool.lines(report, 9, "住房公积金")
    x0, top, x1, bottom = line
    assert 0 < x0 < x1 < 842 and 0 < top < bottom < 595 and 5 < bottom - top < 20
    assert pool.lines(report, 9, " 住房 公积金\n") == [line]
    assert pool.lines(report, 9, "住房公积金没有") == [] and pool.lines(report, 9, " ") == []


def test_a_quote_over_two_lines_has_two_boxes(pool: DrawingPool, report: Path) -> None:
    """The second lies below the first, and begins further left."""
    first, second = pool.lines(report, 24, "其中因公出国（境）费增加57.56万元，增幅17.61%")
    assert second[1] > first[1] and second[0] < first[0]


def test_what_cannot_be_done_is_told_and_the_next_job_is_done(
    pool: DrawingPool, report: Path, tmp_path: Path
) -> None:
    """A page that is not there, a file that is none."""
    (broken := tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    for job in (lambda: pool.draw(report, 99, 800), lambda: pool.lines(report, 99, "年")):
        with pytest.raises(NotFound):
            job()
    with pytest.raises(FileDamaged):
        pool.lines(broken, 1, "年")
    assert pool.lines(report, 9, "住房公积金")
