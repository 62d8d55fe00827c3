"""A second opinion on pages in doubt: read again by another engine, and the better reading kept.

In doubt is a page whose table is less than certain, that could not be read, or that has lines and no
words.  Of two readings that passes which makes more sums hold, then the one that places more of its
figures; where they are alike, the first stays.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.report import Problem, Record, Severity, Table
from ingest.confirm import equations
from ingest.content import PageContent
from ingest.readers.damage import is_damaged
from ingest.readers.second import read_again
from ingest.tables import TableSet

MOST_PAGES, MOST_DAMAGED = 8, 3  # read again, of one report, and of one that has lost bytes
MOST_SECONDS = 10.0  # the page under way is finished
MOST_WORDS, MOST_RULES = 5_000, 6_000  # of a page that is read again
LINES = 8  # on a page without words: what is drawn there may be a table

Rebuild = Callable[[Sequence[PageContent]], TableSet]


def settled(
    path: Path, pages: Sequence[PageContent], read: TableSet, rebuild: Rebuild
) -> tuple[list[PageContent], TableSet]:
    """`pages` of the PDF at `path` with the better reading of those in doubt, and the tables of these.

    `read` are the tables of `pages` as they are, `rebuild` makes tables of others.  A page that was read
    again says so in its problems, and which reading was kept.
    """
    doubtful = in_doubt(pages, read)
    if not doubtful:
        return list(pages), read
    again = _again(path, doubtful[: MOST_DAMAGED if is_damaged(path) else MOST_PAGES])
    if not again:
        return list(pages), read
    other = rebuild(_with(pages, again))
    better = {n: page for n, page in again.items() if _worth(other, n) > _worth(read, n)}
    told = [_told(page, page.number in better) if page.number in again else page for page in pages]
    chosen = _with(told, better)
    if not better:
        return chosen, read
    return chosen, other if len(better) == len(again) else rebuild(chosen)


def _again(path: Path, numbers: Sequence[int]) -> dict[int, PageContent]:
    """The pages as the second engine reads them, until the time for that is used up."""
    found: dict[int, PageContent] = {}
    started = time.monotonic()
    for page in read_again(path, numbers):
        found[page.number] = page
        if time.monotonic() - started > MOST_SECONDS:
            break
    return found


def in_doubt(pages: Sequence[PageContent], read: TableSet) -> list[int]:
    """The numbers of the pages whose reading by the first engine is in doubt."""
    unsure = {number for table in read.tables if table.confidence < 1 for number in table.pages}
    found = []
    for page in pages:
        codes = {problem.code for problem in page.problems}
        unread = "page_unreadable" in codes
        silent = page.origin == "none" and len(page.rules) >= LINES
        small = (
            len(page.words) <= MOST_WORDS and len(page.rules) <= MOST_RULES and "page_too_dense" not in codes
        )
        asked = page.placed and small and page.origin != "recognised" and not page.turned
        if asked and (page.number in unsure or unread or silent):
            found.append(page.number)
    return found


def _with(pages: Sequence[PageContent], others: dict[int, PageContent]) -> list[PageContent]:
    """The pages, those of `others` in their places, with what was said about the first reading."""
    return [
        replace(others[page.number], problems=page.problems) if page.number in others else page
        for page in pages
    ]


def _worth(read: TableSet, number: int) -> tuple[int, float, int]:
    """What speaks for a reading of a page: sums that hold, the least certain table, figures with a place."""
    tables = {t.number: t for t in read.tables if number in t.pages}
    records = [r for r in read.records if r.table in tables]
    own = sum(r.page == number and r.value is not None for r in records)
    return _holding(records, number), min(map(_confidence, tables.values()), default=0.0), own


def _confidence(table: Table) -> float:
    return table.confidence


def _holding(records: Sequence[Record], number: int) -> int:
    """How many sums with a total on the page hold to the last digit."""
    held = 0
    for equation in equations(records):
        total = records[equation.total]
        made = sum(value for part in equation.parts if (value := records[part].value) is not None)
        held += total.page == number and total.value == made
    return held


def _told(page: PageContent, kept: bool) -> PageContent:
    which = "second" if kept else "first"
    zh = "采用第二次读法" if kept else "仍用原读法"
    message = f"第 {page.number} 页存疑，由 pdfplumber 重读，{zh} / read again, the {which} reading is kept"
    note = Problem(Severity.NOTE, f"{which}_reading_kept", message, page.number)
    return replace(page, problems=(*page.problems, note))
