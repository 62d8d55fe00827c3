"""A corpus opened for measuring, and grown with made reports."""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from corpus import tokens
from corpus.index.lexical import LexicalIndex
from corpus.library import SqlLibrary
from corpus.report import Passage, Record, Report, ReportFacts
from corpus.store.database import Database
from corpus.store.files import FileStore
from corpus.store.publishing import Publisher
from corpus.store.reading import Reader
from corpus.view import DocumentView, ReportEntry

_FIRST, _SECOND = "云溪林海松桥梅岭竹沙柳泉枫湖", "阳川原安宁浦台溪陵丰和庆州源"
_OFFICES = ("财政局", "教育局", "水务局", "民政局", "林业局", "审计局", "人民政府办公室", "卫生健康局")
_YEARS = (2012, 2013, 2014, 2015)
_SEED = 7


def open_library(home: Path) -> tuple[Database, SqlLibrary]:
    """The corpus in `home`, searched by words."""
    database = Database(f"sqlite:///{home.absolute() / 'wenbao.db'}")
    reader = Reader(database)
    files = FileStore(home / "files")
    return database, SqlLibrary(reader, files, LexicalIndex(database), tokens.cut)


def grow(database: Database, library: SqlLibrary, records: int) -> Iterator[int]:
    """Publish made reports until the corpus holds `records`; yields the number after each.

    A made report has the tables, labels and sentences of one that is there (so that it is as
    hard to tell from others as reports of one form are), another body and year, other figures.
    """
    dice = random.Random(_SEED)  # noqa: S311  not for secrets
    models = [library.view(entry.document_id) for entry in library.reports() if entry.records > 100]
    held = sum(entry.records for entry in library.reports())
    publisher = Publisher(database, _cut)
    for number, (body, year) in enumerate(itertools.product(_bodies(), _YEARS)):
        if held >= records or not models:
            return
        report = _made(models[number % len(models)], body, year, dice)
        publisher.publish(report)
        held += len(report.records)
        yield held


def _bodies() -> Iterator[str]:
    for city, district in itertools.product(_places("市"), _places("区")):
        if city[:2] != district[:2]:
            yield from (city + district + office for office in _OFFICES)


def _places(level: str) -> list[str]:
    return [first + second + level for first, second in itertools.product(_FIRST, _SECOND)]


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(tokens.cut(text))


def _cut(text: str) -> list[str]:
    """The words of a made passage: its first line is its report's, the rest is cut once for each model.
    Cutting a hundred thousand passages is not what is measured.
    """
    name, _, rest = text.partition("\n")
    return [*_words(name), *_words(rest)]


def _made(model: DocumentView, body: str, year: int, dice: random.Random) -> Report:
    name = f"{body}{year}年部门决算"
    digest = hashlib.sha256(name.encode()).hexdigest()
    facts = ReportFacts(name, body, year, model.entry.facts.report_type, ())
    return Report(
        document_id=digest[:16],
        source=f"{name}.pdf",
        sha256=digest,
        media_type="application/pdf",
        facts=facts,
        pages=(),
        sections=model.sections,
        passages=tuple(_passage(passage, model.entry, name) for passage in model.passages),
        tables=model.tables,
        records=tuple(_record(record, dice) for record in model.records),
    )


def _passage(passage: Passage, entry: ReportEntry, name: str) -> Passage:
    own = passage.index_text.replace(entry.facts.title, "")
    return replace(passage, index_text=f"{name}\n{own}")


def _record(record: Record, dice: random.Random) -> Record:
    if record.value is None:
        return record
    value = Decimal(dice.randrange(0, 10_000_000)).scaleb(-2)
    return replace(record, value=value, raw=f"{value:,}")
