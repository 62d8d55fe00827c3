"""Texts to vectors: the model fitted on the corpus, or any sentence-transformers model.

The fitted model is saved as an ordinary SentenceTransformer folder.  It is a table of word
vectors, so reading it needs neither torch nor sentence-transformers: a service that uses it
starts seconds earlier and hundreds of megabytes lighter.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from corpus.errors import SettingInvalid
from corpus.index.editions import FITTED, Edition, Editions

if TYPE_CHECKING:
    from corpus.index.fitting import WordVectors

Cut = Callable[[str], Sequence[str]]


_TYPE = "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"
_MODULES = [{"idx": 0, "name": "0", "path": "", "type": _TYPE}]


def save_fitted(vectors: WordVectors, folder: Path) -> None:
    """Write `vectors` as a SentenceTransformer: a StaticEmbedding over words parted by spaces.

    The files are those that the library itself would save; importing it to save a table would
    add four seconds to every ingest.
    """
    from safetensors.numpy import save_file
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    folder.mkdir(parents=True)
    vocabulary = {word: row for row, word in enumerate(vectors.words)}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token=vectors.words[0]))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.save(str(folder / "tokenizer.json"))
    save_file({"embedding.weight": vectors.rows}, folder / "model.safetensors")
    made_for = {"sentence_transformers": version("sentence-transformers")}
    config = {
        "__version__": made_for,
        "model_type": "SentenceTransformer",
        "default_prompt_name": None,
        "prompts": {},
        "similarity_fn_name": "cosine",
    }
    (folder / "config_sentence_transformers.json").write_text(json.dumps(config, indent=2))
    (folder / "modules.json").write_text(json.dumps(_MODULES, indent=2))


class FittedEmbeddings(Embeddings):
    """The fitted model of `folder`, read as the table that it is.

    Texts are cut into words first (the tokenizer of the folder only looks words up).
    """

    def __init__(self, folder: Path, cut: Cut) -> None:
        import numpy as np
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        self._rows = np.ascontiguousarray(load_file(folder / "model.safetensors")["embedding.weight"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._cut = cut

    def embed_words(self, words: str) -> list[float]:
        """The vector of words that are parted by spaces: the mean of theirs, of length one."""
        import numpy as np

        ids = self._tokenizer.encode(words, add_special_tokens=False).ids
        if not ids:
            return [0.0] * self._rows.shape[1]
        mean = self._rows[ids].mean(axis=0)
        vector: list[float] = (mean / (np.linalg.norm(mean) or 1.0)).tolist()
        return vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector for each text."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a text; zeros when none of its words is known."""
        return self.embed_words(" ".join(self._cut(text)))


def load_model(name: str) -> Embeddings:
    """The sentence-transformers model called `name`, or in the folder `name`.

    Raises SettingInvalid when there is none.
    """
    from langchain_huggingface import HuggingFaceEmbeddings

    options: dict[str, Any] = {"encode_kwargs": {"normalize_embeddings": True, "batch_size": 32}}
    try:
        return HuggingFaceEmbeddings(model_name=name, **options)
    except (OSError, ValueError) as error:
        raise SettingInvalid(f"WENBAO_EMBEDDING_MODEL: {name} ({error})") from error


def embeddings_of(editions: Editions, edition: Edition, cut: Cut) -> Embeddings:
    """The model that an edition was made with."""
    if edition.model == FITTED:
        return FittedEmbeddings(editions.model(edition), cut)
    return load_model(edition.model.removeprefix("model:"))
