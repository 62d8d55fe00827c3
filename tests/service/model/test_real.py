"""A real model behind a real server: tiny, with random weights.  What it says is noise; that noise
arrives over the true wire, and nothing of it gets through.

    pip install accelerate
    WENBAO_TEST_REAL_MODEL=1 python -m pytest tests/service/model/test_real.py
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from service.answering import Answering
from service.model.assistant import Assistant
from service.model.assisted import Assisted
from service.model.chat import ChatModel, ChatOptions, Output
from service.model.planner import Planner
from tests.service.model.library import DUTIES, QUESTIONS, library

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.environ.get("WENBAO_TEST_REAL_MODEL") or find_spec("accelerate") is None,
        reason="asked for with WENBAO_TEST_REAL_MODEL=1, needs accelerate",
    ),
]
TEMPLATE = "{% for m in messages %}{{ m['content'] }}\n{% endfor %}"


def saved(folder: Path) -> Path:
    """A Llama of two small layers over single characters, saved as any model is."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    characters = sorted(set("".join(DUTIES)) | set('0123456789.%[]（）万元{}":, rowcolumntable\n'))
    words = {word: number for number, word in enumerate(["<unk>", "</s>", *characters])}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="<unk>", eos_token="</s>")
    fast.chat_template = TEMPLATE
    fast.save_pretrained(folder)
    torch.manual_seed(1)
    config = LlamaConfig(
        vocab_size=len(words),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=4,
        max_position_embeddings=32768,
        eos_token_id=1,
        pad_token_id=1,
        bos_token_id=None,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """`transformers serve` over the saved model: its address and the model's name."""
    folder = saved(tmp_path_factory.mktemp("tiny"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = Path(sys.executable).with_name("transformers")
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    server = subprocess.Popen(
        [command, "serve", str(folder), "--host", "127.0.0.1", "--port", str(port), "--device", "cpu"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 120
        while not healthy(port):
            assert server.poll() is None and time.monotonic() < until, "the server did not come up"
            time.sleep(0.5)
        yield f"http://127.0.0.1:{port}/v1", str(folder)
    finally:
        server.terminate()
        server.wait(20)


def healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


@pytest.mark.parametrize("output", ["json_mode", "json_schema"])
@pytest.mark.parametrize(
    "question",
    [QUESTIONS[0], QUESTIONS[2], "青榆区园林局2031年请客吃饭花了多少", "青榆区园林局2031年为什么食堂关门"],
)
def test_noise_from_a_real_model_changes_nothing(
    endpoint: tuple[str, str], question: str, output: Output
) -> None:
    """Route, figures and quotes are those without it, and the call is in the account with its seconds."""
    url, name = endpoint
    shelf = library()
    options = ChatOptions(name, url, seconds=30, most_tokens=48, output=output)
    chat = ChatModel(options)
    answers = Assisted(Answering(shelf), shelf, Planner(chat, shelf), Assistant(chat))
    plain = answers.plain.ask(question)
    answer = answers.ask(question, explain=True)
    assert (answer.route, answer.figures) == (plain.route, plain.figures)
    assert plain.text in answer.text
    calls = (answer.explain or {})["model"]["calls"]
    assert calls and all(call["seconds"] > 0 for call in calls)
    assert {call["outcome"] for call in calls} <= {"ok", "cut", "garbled", "refused"}
