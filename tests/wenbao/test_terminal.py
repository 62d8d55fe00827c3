"""What the terminal shows."""

from __future__ import annotations

import pytest

from tests.wenbao.conftest import Run
from wenbao.commands.ask import unmarked


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("合计为 **12.50 万元**[1]。", "合计为 12.50 万元[1]。"),
        ("### 依据\n- `2010301` 行政运行", "依据\n- 2010301 行政运行"),
        ("见[原文](/documents/a#page=3)", "见原文"),
        (r"3 \* 4 = 12，1\_2", "3 * 4 = 12，1_2"),
        ("a ** b", "a ** b"),
    ],
)
def test_answers_show_no_marks(marked: str, shown: str) -> None:
    """A terminal is no page: bold, heads, code, links and escapes are told as text."""
    assert unmarked(marked) == shown


def test_audit_of_an_empty_corpus_says_so(wenbao: Run) -> None:
    """On standard error, so that what is exported stays empty."""
    done = wenbao("audit")
    assert (done.returncode, done.stdout) == (0, "") and "没有报告" in done.stderr
