"""The command line in a process of its own, over small text reports of our own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "reports"
Run = Callable[..., "subprocess.CompletedProcess[str]"]

TEXT = """{organisation}{year}年度部门决算

目录
第一部分 部门概况
第二部分 情况说明

第一部分 部门概况
一、主要职责
{organisation}负责云溪县的山林保护与防火工作。

第二部分 情况说明
一、支出情况
{year}年度支出增加，主要原因是{reason}。
"""


def write_report(
    folder: Path, organisation: str = "云溪县林业局", year: int = 2020, reason: str = "新建了防火瞭望塔"
) -> Path:
    """A small report as a text file."""
    path = folder / f"{organisation}{year}年度部门决算.txt"
    path.write_text(TEXT.format(organisation=organisation, year=year, reason=reason), encoding="utf-8")
    return path


def environment(home: Path, **more: str) -> dict[str, str]:
    """That of a user who has set nothing but the folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WENBAO_")}
    return {**kept, "WENBAO_HOME": str(home), **more}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty WENBAO_HOME."""
    return tmp_path / "home"


@pytest.fixture
def wenbao(home: Path, tmp_path: Path) -> Run:
    """Runs `wenbao`; vectors are left out unless a test asks for them."""

    def run(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "wenbao", *map(str, words)],
            env=environment(home, **{"WENBAO_VECTORS": "false", **more}),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    return run
