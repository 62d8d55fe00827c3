"""A file becomes a Report: the steps in their order, each a function of what came before.

read      file → pages of words and rules            (formats, readers)
tables    pages → tables and records                 (tables)
confirm   recognised figures against their sums      (confirm)
sections  pages without the tables → headings        (prose, sections)
facts     what the report says of itself             (facts)
passages  text and tables in words, to be searched   (passages)
checks    what the report states in two ways         (checks)
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from corpus.errors import NoContent
from corpus.findings import Finding
from corpus.report import CERTAIN, Page, Passage, Problem, Report, ReportFacts, Severity
from corpus.store.files import document_id_of, sha256_of
from corpus.text import numbers_in
from ingest.checks import Examined, findings_of
from ingest.confirm import confirmed, doubts, without_false_blanks
from ingest.content import PageContent
from ingest.facts import facts_of
from ingest.faults import Attempts
from ingest.formats import format_of, page_count_of, reader_of
from ingest.frames import OnPage
from ingest.passages import passages_of
from ingest.printed import text_of
from ingest.prose import read_prose
from ingest.second import settled
from ingest.sections import outline, with_sections
from ingest.sniff import Format
from ingest.tables import reconstruct
from ingest.titles import with_titles
from ingest.unplaced import without_places

_NO_PASSAGES = "passages_lost", "正文未能分段 / the text was not made into passages"
_NO_CHECKS = "checks_failed", "勾稽核对未完成 / the report's figures were not checked against each other"


def read_report(path: Path, source: str, on_page: OnPage = lambda page, pages: None) -> Report:
    """The report in the file at `path`, called `source`.

    Raises the ReadErrors of `ingest.sniff` and of the reader, and NoContent for a file in which
    there is nothing to read.  What is wrong with single pages is in the report's `problems`.
    """
    kind = format_of(path)
    sha256 = sha256_of(path)
    pages = list(_read(path, kind, on_page))
    if not any(page.words for page in pages):
        raise NoContent(source)

    def goes_on() -> None:  # a step is done: a long table takes as long over each as a page
        on_page(len(pages), len(pages))

    attempts = Attempts()
    read = reconstruct(pages)
    goes_on()
    if kind is Format.PDF:
        pages, read = settled(path, pages, read, reconstruct)
        goes_on()
    stated = without_false_blanks(read.records, pages)
    records = confirmed(stated, {page.number for page in pages if page.origin == "recognised"})
    prose = read_prose(pages, read.tables)
    found = outline(prose, read.tables)
    goes_on()
    facts = facts_of(prose, found, read.tables)
    tables, records = with_titles(with_sections(read.tables, found), records)
    passages = attempts.result(
        partial(passages_of, facts.title, prose, found, tables), tuple[Passage, ...](), *_NO_PASSAGES
    )
    goes_on()
    printed = tuple(map(_page, pages))
    examined = Examined(facts, tables, records, found.blocks, printed)
    findings = attempts.result(partial(findings_of, examined), tuple[Finding, ...](), *_NO_CHECKS)
    report = Report(
        document_id=document_id_of(sha256),
        source=source,
        sha256=sha256,
        media_type=_media_type(kind, path),
        facts=facts,
        pages=printed,
        sections=found.sections,
        passages=passages,
        tables=tables,
        records=records,
        findings=findings,
        problems=(
            *(problem for page in pages for problem in page.problems),
            *read.problems,
            *attempts.problems,
            *doubts(records),
            *_unsaid(facts),
        ),
    )
    return without_places(report, {page.number for page in pages if not page.placed})


def _read(path: Path, kind: Format, on_page: OnPage) -> Iterator[PageContent]:
    count = page_count_of(path, kind)
    for page in reader_of(kind)(path):
        on_page(page.number, count)
        yield page


def _page(page: PageContent) -> Page:
    unsure = {n for word in page.words if word.confidence < CERTAIN for n in numbers_in(word.text)}
    return Page(page.number, page.width, page.height, text_of(page), page.origin, tuple(sorted(unsure)))


def _unsaid(facts: ReportFacts) -> Iterator[Problem]:
    """What a question would be scoped by, and the report does not say."""
    for name, value in (("organisation", facts.organisation), ("fiscal_year", facts.fiscal_year)):
        if value is None:
            yield Problem(Severity.WARNING, f"{name}_unknown", f"the report does not say its {name}")


def _media_type(kind: Format, path: Path) -> str:
    if kind is not Format.IMAGE:
        return kind.value
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"
