"""The one place that builds the collaborators and ties them together.

Tests hand in their own through the same doors.  Nothing here runs at import.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus import tokens
from corpus.index.lexical import LexicalIndex
from corpus.index.vectors import VectorIndex
from corpus.library import SqlLibrary
from corpus.store.database import Database
from corpus.store.files import FileStore
from corpus.store.publishing import Publisher
from corpus.store.reading import Reader
from wenbao.settings import Settings

if TYPE_CHECKING:
    from service.deciding import Deciding
    from service.model.assisted import Assisted
    from service.model.chat import ChatModel


@dataclass(frozen=True, slots=True)
class Corpus:
    """The corpus of one `WENBAO_HOME`, open for reading and writing."""

    settings: Settings
    database: Database
    files: FileStore
    reader: Reader
    publisher: Publisher
    lexical: LexicalIndex
    vectors: VectorIndex | None
    library: SqlLibrary

    def close(self) -> None:
        """Give back connections."""
        self.database.close()


def open_corpus(settings: Settings) -> Corpus:
    """Open the corpus that `settings` names, made or migrated where needed.

    Vectors are not opened here: `vectors.open_soon()` does it in the background, and search
    goes by words until they are up.

    Raises StoreUnavailable, StoreBusy, SettingInvalid.
    """
    database = Database(settings.sql_url)
    reader = Reader(database)
    files = FileStore(settings.home / "files")
    lexical = LexicalIndex(database)
    vectors = None
    if settings.vectors:
        vectors = VectorIndex(
            settings.home / "vectors", settings.sql_url, reader, tokens.cut, settings.embedding_model
        )
    return Corpus(
        settings=settings,
        database=database,
        files=files,
        reader=reader,
        publisher=Publisher(database, tokens.cut),
        lexical=lexical,
        vectors=vectors,
        library=SqlLibrary(reader, files, lexical, tokens.cut, vectors, settings.view_cache),
    )


@contextmanager
def corpus_of(settings: Settings) -> Iterator[Corpus]:
    """`open_corpus` for the length of a block."""
    corpus = open_corpus(settings)
    try:
        yield corpus
    finally:
        corpus.close()


def answering_of(corpus: Corpus) -> Deciding | Assisted:
    """Who answers questions over `corpus`: with a chat model beside, where the settings name one."""
    from service.deciding import Deciding

    settings = corpus.settings
    plain = Deciding(corpus.library, sure=settings.sure)
    if settings.chat_model is None:
        return plain
    from service.model.assistant import Assistant
    from service.model.assisted import Assisted
    from service.model.planner import Planner, Reach

    chat = chat_model_of(settings, settings.chat_model)
    planner = Planner(chat, corpus.library, Reach(settings.chat_room, settings.chat_lookups))
    return Assisted(plain, corpus.library, planner, Assistant(chat), settings.chat_certain, plain.left_open)


def chat_model_of(settings: Settings, name: str) -> ChatModel:
    """The chat model of that name at the endpoint of these settings."""
    from service.model.chat import ChatModel, ChatOptions

    key = settings.chat_api_key
    return ChatModel(
        ChatOptions(
            model=name,
            base_url=settings.chat_base_url,
            api_key=None if key is None else key.get_secret_value(),
            seconds=settings.chat_timeout,
            most_tokens=settings.chat_max_tokens,
            output=settings.chat_output,
            at_once=settings.chat_concurrency,
        )
    )
