"""The afternoon's recipe: text of pages, chunks, vectors, the nearest chunks as the answer.

Without a chat model its figure is the number that stands next to the words of the question in the first
chunk: what a reader of those chunks would take first.  With one, the model answers from the chunks, and
its figure is the first amount that it writes.  The text of formats other than PDF is read as it is.
"""

from __future__ import annotations

import re
import secrets
import tempfile
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from corpus import tokens
from corpus.index.embedding import FittedEmbeddings, load_model, save_fitted
from corpus.index.fitting import fit
from prompts.loading import Rendered, load
from service.answer import Answer, Citation, Figure, Route
from service.model.chat import ChatOptions
from service.model.errors import ModelError
from service.model.ledger import Call, Ledger

if TYPE_CHECKING:
    from langchain_chroma import Chroma

CHUNK, OVERLAP, NEAREST = 500, 50, 4
_CANNOT = "无法回答"
_MARK = re.compile(r"\[(\d{1,3})\]")
_NUMBER = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?")
_UNIT = re.compile(r"\s*([万亿]?元|万?人次|%|[个辆批次人件家项])")


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the corpus as the recipe sees it."""

    document_id: str
    path: Path
    source: str
    media_type: str


class Chat(Protocol):
    """What the recipe needs of `service.model.chat.ChatModel`."""

    @property
    def options(self) -> ChatOptions:
        """Which model, and its bounds."""
        ...

    def text(self, prompt: Rendered, seconds: float, call: Call) -> Iterator[str]:
        """One reply as it comes.  Raises ModelError."""
        ...


class Recipe:
    """Answers like `service.answering.Answering`, from the nearest chunks.  Holds no conversation."""

    def __init__(
        self, documents: Sequence[Document], model: str | None = None, chat: Chat | None = None
    ) -> None:
        """Reads and indexes `documents`; `model` as in `WENBAO_EMBEDDING_MODEL`."""
        self._chat = chat
        chunks = [chunk for document in documents for chunk in _chunks(document)]
        self._documents = {document.document_id: document for document in documents}
        self._store = _store([text for text, _ in chunks], [about for _, about in chunks], model)

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> Answer:
        """The nearest chunks, and the first chunk's number that stands by the question's words."""
        found = self._store.similarity_search(question, k=NEAREST)
        citations = tuple(
            self._citation(number, chunk.page_content, chunk.metadata)
            for number, chunk in enumerate(found, 1)
        )
        told: dict[str, Any] | None = {"chunks": [c.quote for c in citations]} if explain else None
        if self._chat is not None and citations:
            answer, account = _worded(self._chat, question, citations)
            told = {**told, "model": account.told()} if told is not None else None
            return replace(answer, conversation_id=conversation_id or "", explain=told)
        text = "\n\n".join(f"{citation.quote} [{citation.number}]" for citation in citations)
        figures = (_figure(question, citations[0].quote),) if citations else ()
        route = Route.NARRATIVE if citations else Route.REFUSE
        kept = tuple(figure for figure in figures if figure is not None)
        return Answer(text, route, kept, citations, conversation_id=conversation_id or "", explain=told)

    def _citation(self, number: int, text: str, about: Mapping[str, Any]) -> Citation:
        document = self._documents[str(about["document"])]
        return Citation(
            number,
            document.document_id,
            document.source,
            Path(document.source).stem,
            int(about["page"]),
            "text",
            text,
        )


def _chunks(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    for page, text in _pages(document):
        for chunk in splitter.split_text(text):
            yield chunk, {"document": document.document_id, "page": page}


def _pages(document: Document) -> Iterator[tuple[int, str]]:
    if document.media_type != "application/pdf":
        yield 1, document.path.read_text(encoding="utf-8", errors="replace")
        return
    import pdfplumber

    with pdfplumber.open(document.path) as pdf:
        for page in pdf.pages:
            yield page.page_number, page.extract_text() or ""


def _store(texts: list[str], about: list[dict[str, Any]], model: str | None) -> Chroma:
    """The chunks in a Chroma of this process.  Without a `model`, one is fitted on the chunks."""
    import chromadb
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    if model is None:
        with tempfile.TemporaryDirectory() as folder:
            save_fitted(fit([tokens.cut(text) for text in texts]), Path(folder) / "model")
            embeddings: Any = FittedEmbeddings(Path(folder) / "model", tokens.cut)
    else:
        embeddings = load_model(model)
    client = chromadb.EphemeralClient(settings=Settings(anonymized_telemetry=False))
    store = Chroma(
        client=client,
        collection_name=f"baseline-{uuid.uuid4().hex}",
        embedding_function=embeddings,
        collection_configuration={"hnsw": {"space": "cosine"}},
    )
    most = client.get_max_batch_size()
    for start in range(0, len(texts), most):
        store.add_texts(texts[start : start + most], about[start : start + most])
    return store


def _worded(chat: Chat, question: str, citations: tuple[Citation, ...]) -> tuple[Answer, Ledger]:
    """What the model makes of the chunks.  A call that fails is a refusal, as it would be in the recipe."""
    prompt = load("recipe")
    ledger = Ledger(chat.options.model, chat.options.seconds)
    chunks = "\n\n".join(f"[{citation.number}] {citation.quote}" for citation in citations)
    rendered = prompt.render(question=question, chunks=chunks, fence=f"data-{secrets.token_hex(6)}")
    try:
        with ledger.call("recipe", prompt.version) as call:
            text = "".join(chat.text(rendered, ledger.left(), call))
    except ModelError as error:
        return Answer(error.code, Route.REFUSE), ledger
    if _CANNOT in text:
        return Answer(text, Route.REFUSE), ledger
    found = next(
        (match for match in _NUMBER.finditer(_MARK.sub("", text)) if _UNIT.match(match.string, match.end())),
        None,
    )
    if found is None:
        return Answer(text, Route.NARRATIVE, (), citations), ledger
    marked = _MARK.search(text)
    unit = _UNIT.match(found.string, found.end())
    figure = Figure(
        value=Decimal(found.group().replace(",", "")),
        unit=unit[1] if unit else "",
        label="",
        organisation=None,
        fiscal_year=None,
        citation=int(marked[1]) if marked else 1,
        raw=found.group(),
    )
    return Answer(text, Route.NARRATIVE, (figure,), citations), ledger


def _figure(question: str, chunk: str) -> Figure | None:
    """The first number behind the longest stretch of words that chunk and question share."""
    block = SequenceMatcher(None, question, chunk, autojunk=False).find_longest_match()
    match = _NUMBER.search(chunk, block.b + block.size) if block.size >= 2 else None
    if match is None:
        return None
    unit = _UNIT.match(chunk, match.end())
    return Figure(
        value=Decimal(match.group().replace(",", "")),
        unit=unit[1] if unit else "",
        label=chunk[block.b : block.b + block.size],
        organisation=None,
        fiscal_year=None,
        citation=1,
        raw=match.group(),
    )
