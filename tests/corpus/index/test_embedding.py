"""The fitted embedding: an ordinary sentence-transformers model, repeatable, and of some use."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus import tokens
from corpus.errors import SettingInvalid
from corpus.index.embedding import FittedEmbeddings, load_model, save_fitted
from corpus.index.fitting import fit
from tests.corpus.invented import SENTENCES

TEXTS = [
    *SENTENCES,
    *(f"第{n}中学的教学楼维修工程已经完工，教育经费按进度支付。" for n in range(6)),
    *(f"第{n}护林站的防火车辆按时年检，公务用车运行费下降。" for n in range(6)),
    *(f"第{n}批外来考察人员的接待按标准执行，公务接待费下降。" for n in range(6)),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model fitted on the texts."""
    folder = tmp_path_factory.mktemp("fitted") / "model"
    save_fitted(fit([tokens.cut(text) for text in TEXTS]), folder)
    return folder


def test_sentence_transformers_loads_it_and_agrees(folder: Path) -> None:
    """The saved folder is a SentenceTransformer that gives the vectors that our reading of it gives."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu")
    words = [" ".join(tokens.cut(text)) for text in TEXTS]
    theirs = model.encode(words, normalize_embeddings=True)
    ours = np.array(FittedEmbeddings(folder, tokens.cut).embed_documents(TEXTS))
    assert ours.shape == (len(TEXTS), model.get_embedding_dimension())
    assert np.abs(theirs - ours).max() < 1e-5


def test_the_same_texts_give_the_same_vectors() -> None:
    """Fitting twice gives bit for bit the same table."""
    words = [tokens.cut(text) for text in TEXTS]
    first, second = fit(words), fit(words)
    assert first.words == second.words
    assert np.array_equal(first.rows, second.rows)


def test_texts_about_one_thing_are_near_each_other(folder: Path) -> None:
    """A question is nearer to the texts of its subject than to the others."""
    embeddings = FittedEmbeddings(folder, tokens.cut)
    rows = np.array(embeddings.embed_documents(TEXTS[3:]))
    near = np.argsort(-rows @ np.array(embeddings.embed_query("护林站的车辆运行情况")))[:6]
    assert set(near) == set(range(6, 12))


@pytest.mark.parametrize("text", ["", "xyzzy", "。。。"])
def test_a_text_without_known_words_has_no_direction(folder: Path, text: str) -> None:
    """Nothing is near to what is not understood: the vector is zero."""
    assert not any(FittedEmbeddings(folder, tokens.cut).embed_query(text))


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_corpus_of_a_few_passages_can_be_fitted(count: int) -> None:
    """However small the corpus, each text is nearest to itself."""
    words = [tokens.cut(text) for text in TEXTS[:count]]
    vectors = fit(words)
    assert np.isfinite(vectors.rows).all()
    assert len(vectors.words) == len(vectors.rows) == len({word for text in words for word in text}) + 1


def test_many_passages_are_fitted_by_the_iterative_decomposition(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sparse way spans the same space as the exact one."""
    words = [tokens.cut(text) for text in TEXTS]
    exact = fit(words, dimensions=4).rows
    monkeypatch.setattr("corpus.index.fitting._DENSE_BELOW", 0)
    sparse = fit(words, dimensions=4).rows
    assert np.allclose(exact @ exact.T, sparse @ sparse.T, atol=1e-3)


def test_a_model_that_is_not_there_is_a_wrong_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder without a model is told as a setting that is wrong, without asking the network."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(SettingInvalid, match="EMBEDDING_MODEL"):
        load_model(str(tmp_path / "none"))
