"""A chat model by settings alone: used where it helps, missed by nobody when it is not there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import SettingInvalid
from tests.service.model.perfect import perfect
from tests.service.model.wire import Wire, serving
from tests.wenbao.conftest import Run, write_report
from wenbao.settings import load

WHY = "云溪县林业局2020年支出增加的原因是什么"
REASONS = "新建了防火瞭望塔；" + "更换了巡护车辆，增聘了护林人员，" * 8 + "并补种了防火林带"


@pytest.fixture
def wire() -> Iterator[Wire]:
    with serving(perfect) as running:
        yield running


def explained(wenbao: Run, question: str, **settings: str) -> dict[str, Any]:
    done = wenbao("ask", question, "--json", "--explain", **settings)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_settings_alone_put_a_model_beside_the_answers(wenbao: Run, wire: Wire, tmp_path: Path) -> None:
    """Name, address and key are taken from the environment, the account is in the explanation; an
    endpoint that is not there costs a notice, and nothing else."""
    write_report(tmp_path, reason=REASONS)
    assert wenbao("ingest", tmp_path).returncode == 0
    plain = explained(wenbao, WHY)
    settings = {
        "WENBAO_CHAT_MODEL": "scripted",
        "WENBAO_CHAT_BASE_URL": wire.url,
        "WENBAO_CHAT_API_KEY": "mine",
    }
    told = explained(wenbao, WHY, **settings)
    assert told["answer"].endswith(plain["answer"]) and len(told["answer"]) > len(plain["answer"])
    assert [call["task"] for call in told["explain"]["model"]["calls"]] == ["plan", "word"]
    assert wire.keys == ["Bearer mine"] * 2 and wire.requests[0]["model"] == "scripted"

    lost = {"WENBAO_CHAT_MODEL": "m", "WENBAO_CHAT_BASE_URL": "http://127.0.0.1:9/v1"}
    without = explained(wenbao, WHY, **lost)
    assert without["answer"] == plain["answer"]
    assert [warning["kind"] for warning in without["warnings"]] == ["model"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIMEOUT", "0"),
        ("OUTPUT", "xml"),
        ("CERTAIN", "-1"),
        ("ROOM", "9"),
        ("LOOKUPS", "9"),
        ("CONCURRENCY", "0"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """Whoever mistypes a value is told which."""
    monkeypatch.setenv(f"WENBAO_CHAT_{name}", value)
    with pytest.raises(SettingInvalid, match=f"WENBAO_CHAT_{name}"):
        load()


def test_the_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printed settings hide it."""
    monkeypatch.setenv("WENBAO_CHAT_API_KEY", "very-secret")
    assert "very-secret" not in repr(load())
