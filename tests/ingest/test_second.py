"""Pages in doubt are read again by another engine, and the reading with more checks passed is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.report import Box, Problem, Severity
from ingest import pipeline
from ingest.content import PageContent, Rule
from ingest.readers.document import read_pages
from ingest.readers.second import read_again
from ingest.second import in_doubt, settled
from ingest.tables import reconstruct
from tests.ingest.tables.drawing import drawn
from tests.ingest.tables.pdf_print import print_pdf

ROWS = [
    "科目名称|合计|基本支出|项目支出",
    "教育支出|60.00|40.00|20.00",
    "卫生支出|40.00|30.00|10.00",
    "合计|100.00|70.00|30.00",
]


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    pages = [drawn(ROWS, number=n, above=[f"支出决算表之{n}", "单位：万元"]) for n in (1, 2)]
    print_pdf(pages, tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def told(read):
    return [(r.page, r.row_path, r.column_path, r.raw) for r in read.records]


def test_both_engines_read_the_same(printed: Path):
    """Words, rules and records of a sound print are alike, to half a point."""
    first, again = list(read_pages(printed)), list(read_again(printed, [1, 2]))
    assert told(reconstruct(first)) == told(reconstruct(again))
    for one, other in zip(first, again, strict=True):
        assert [w.text for w in one.words] == [w.text for w in other.words]
        ends = zip(one.words, other.words, strict=True)
        assert max(abs(a.box.x0 - b.box.x0) + abs(a.box.bottom - b.box.bottom) for a, b in ends) < 1


def without_headings(page: PageContent) -> PageContent:
    return replace(page, words=tuple(w for w in page.words if w.text not in ROWS[0].split("|")[1:]))


def misread(page: PageContent) -> PageContent:
    words = tuple(replace(w, text=w.text.replace("70.00", "7O.0-")) for w in page.words)
    return replace(page, words=words)


def wordless(page: PageContent) -> PageContent:
    return replace(page, words=(), origin="none")


def unreadable(page: PageContent) -> PageContent:
    problem = Problem(Severity.ERROR, "page_unreadable", "x", page.number)
    return PageContent(page.number, 0.0, 0.0, (), (), "none", (problem,))


@pytest.mark.parametrize("damage", [without_headings, misread, wordless, unreadable])
def test_the_better_reading_is_kept(printed: Path, damage):
    """A page that the first engine read in part, or not, is read by the second; the sound one is not."""
    sound = list(read_pages(printed))
    pages = [damage(sound[0]), sound[1]]
    read = reconstruct(pages)
    assert in_doubt(pages, read) == [1]
    kept, found = settled(printed, pages, read, reconstruct)
    assert told(found) == told(reconstruct(sound))
    assert [p.code for p in kept[0].problems][-1] == "second_reading_kept"
    assert kept[1].problems == ()


def test_a_reading_that_is_no_worse_stays(tmp_path: Path):
    """What neither engine can read stays as the first has it, and that is said."""
    rows = [ROWS[0], "教育支出|60.00-|40.00|20.00", *ROWS[2:]]
    print_pdf([drawn(rows, above=["支出决算表", "单位：万元"])], tmp_path / "a.pdf")
    report = pipeline.read_report(tmp_path / "a.pdf", "a.pdf")
    codes = {problem.code for problem in report.problems}
    assert {"first_reading_kept", "table_read_in_part"} <= codes
    assert [r.raw for r in report.records if r.unread] == ["60.00-"]


def test_sound_and_recognised_pages_are_not_read_again(printed: Path, monkeypatch):
    """Nothing is asked of the second engine where nothing is in doubt, nor of scans and dense pages."""
    pages = list(read_pages(printed))
    assert in_doubt(pages, reconstruct(pages)) == []
    scan = [replace(without_headings(page), origin="recognised") for page in pages]
    assert in_doubt(scan, reconstruct(scan)) == []
    lines = tuple(Rule(Box(0, y / 10, 9, y / 10), True) for y in range(7_000))
    dense = [replace(without_headings(page), rules=(*page.rules, *lines)) for page in pages]
    assert in_doubt(dense, reconstruct(dense)) == []


@pytest.mark.parametrize(("damaged", "most"), [(True, 3), (False, 8)])
def test_few_pages_are_read_again(damaged, most, monkeypatch, printed: Path):
    """Of a file that has lost bytes fewer still: it may take the second engine long."""
    import ingest.second as module

    asked: list[int] = []
    monkeypatch.setattr(module, "is_damaged", lambda path: damaged)
    monkeypatch.setattr(module, "read_again", lambda path, numbers: asked.extend(numbers) or iter(()))
    page = without_headings(next(iter(read_pages(printed))))
    pages = [replace(page, number=number) for number in range(1, 13)]
    read = reconstruct(pages)
    assert settled(printed, pages, read, reconstruct) == (pages, read)
    assert len(asked) == most


def test_the_time_for_it_ends(monkeypatch, printed: Path):
    """After so many seconds no further page is asked for."""
    import ingest.second as module

    monkeypatch.setattr(module, "MOST_SECONDS", -1.0)
    pages = [without_headings(page) for page in read_pages(printed)]
    kept, _ = settled(printed, pages, reconstruct(pages), reconstruct)
    assert [len(page.problems) for page in kept] == [1, 0]
