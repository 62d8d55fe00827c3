"""The HTTP service over a real corpus: shelf, health and start, built for `service.http`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus import tokens
from corpus.pictures.cache import PagePictures
from corpus.pictures.pool import DrawingPool
from corpus.store.access import AccessBook
from corpus.store.finding import RecordFinder
from corpus.store.findings import FindingStates
from corpus.store.opinions import Opinions, SharedAnswers
from corpus.view import ReportEntry
from service.answering import Answering
from service.executing import PlanDoor
from service.http.collaborators import Answers, Options, Original, RecordPage, RecordQuery
from service.http.desk import Desk
from service.http.speaking import unassisted
from service.mcp import HttpDoor, Tools, server_of
from service.model.assisted import Assisted
from wenbao import __version__
from wenbao.bootstrap import Corpus, answering_of, open_corpus
from wenbao.checking import Checking
from wenbao.intake import CorpusIntake
from wenbao.settings import Settings
from wenbao.watching import Watch

if TYPE_CHECKING:
    from fastapi import FastAPI


LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class CorpusShelf:
    """`service.http.collaborators.Shelf` over the store."""

    def __init__(self, corpus: Corpus) -> None:
        self._library, self._finder = corpus.library, RecordFinder(corpus.database)

    def reports(self) -> Sequence[ReportEntry]:
        """Every visible report."""
        return self._library.reports()

    def report(self, document_id: str) -> ReportEntry:
        """One report.  Raises NotFound."""
        return self._library.find(document_id)

    def records(self, query: RecordQuery) -> RecordPage:
        """A page of records.  Raises NotFound for an unknown report."""
        document = None if query.document_id is None else self.report(query.document_id).document_id
        found = self._finder.find(document, query.form, query.label, query.offset, query.limit)
        entries = {entry.document_id: entry for entry in self.reports()}
        # A report withdrawn between the two looks is left out.
        items = [(entries[owner], record) for owner, record in found.items if owner in entries]
        return RecordPage(items, found.total)

    def away(self) -> str | None:
        """Why the store cannot be asked just now; None while it can."""
        return self._library.away()

    def original(self, document_id: str) -> Original:
        """The file as it was ingested.  Raises NotFound."""
        stored = self._library.file(document_id)
        return Original(stored.path, stored.source, stored.media_type)


def options_of(settings: Settings) -> Options:
    """What the door needs of the settings."""
    return Options(
        question_limit=settings.question_limit,
        body_limit=settings.body_limit_kb * 1024,
        traces=settings.traces,
        trace_seconds=settings.trace_seconds,
        log_questions=settings.log_questions,
        version=__version__,
        private=settings.private,
        local=settings.host in LOOPBACK,
        upload_limit=settings.upload_limit_mb << 20,
        token_seconds=settings.token_seconds,
    )


def tools_of(corpus: Corpus, answering: Answers) -> Tools:
    """The tools that other software's models are given."""
    return Tools(answering, unassisted(answering), corpus.library, corpus.settings.question_limit)


def application(settings: Settings) -> FastAPI:
    """The service of these settings, with the corpus open and vectors to come up beside it.

    Raises StoreUnavailable, StoreBusy, SettingInvalid.
    """
    from service.http.app import create_app

    corpus = open_corpus(settings)
    answering = answering_of(corpus)
    pictures = PagePictures(
        settings.home / "pictures", DrawingPool(settings.page_processes), settings.page_cache_mb << 20
    )
    intake, watch = CorpusIntake(corpus, settings, pictures), Watch(corpus)
    checking = Checking(settings)
    desk = Desk(
        view=corpus.library.view,
        pictures=pictures,
        intake=intake,
        opinions=Opinions(corpus.database),
        shares=SharedAnswers(corpus.database),
        access=AccessBook(corpus.database),
        plans=PlanDoor(corpus.library),
        states=FindingStates(corpus.database),
        checks=checking,
    )

    def warm() -> None:
        """What the first questions would otherwise wait for."""
        intake.start()
        tokens.cut("预热")
        plain = answering.plain if isinstance(answering, Assisted) else answering
        if isinstance(plain, Answering):
            plain.warm()
        pictures.warm()
        if isinstance(answering, Assisted):
            answering.warm()
        if corpus.vectors is not None:
            corpus.vectors.open_soon()
        watch.start()

    def close() -> None:
        watch.stop()
        intake.stop()
        checking.close()
        pictures.close()
        corpus.close()

    return create_app(
        answering,
        CorpusShelf(corpus),
        desk=desk,
        companion=HttpDoor(lambda: server_of(tools_of(corpus, answering), __version__)),
        checks=watch.checks,
        options=options_of(settings),
        warm=warm,
        close=close,
    )
