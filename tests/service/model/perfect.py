"""A scripted model without fault, for an invented shelf: it retells evidence sentence by sentence with its
marks, and plans by the words that a question shares with what it is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.text import sentences
from tests.service.model.wire import Say, system_of, user_of

_EVIDENCE = re.compile(r"^\[(\d+)\] [^\n]*\n(.*?)(?=\n\n\[\d+\] |\Z)", re.MULTILINE | re.DOTALL)
_FENCED = re.compile(r"(?s)<(data-\w+)>\n(.*)\n</\1>")
_TABLE = re.compile(r"(r\d+\.t\d+) ")
_ROW = re.compile(r"\s*(x\d+)(?: (\d+))?(.*)")
_LINE = re.compile(r"(s\d+) (r\d+) p\d+ (.*)")
_WORDS = {"why": "原因", "list": "问题", "describe": "职责"}


def fenced(request: Mapping[str, Any]) -> str:
    """What the request marks off as data."""
    match = _FENCED.search(user_of(request))
    assert match is not None
    return match[2]


def task_of(request: Mapping[str, Any]) -> str:
    """Which of the two things is asked."""
    heads = {"归纳的助手": "word", "负责读题的助手": "plan"}
    return next(task for words, task in heads.items() if words in system_of(request))


def question_in(request: Mapping[str, Any]) -> str:
    """The question that the request is about."""
    match = re.search(r"(?:问题|提问)：(.*)", user_of(request))
    assert match is not None
    return match[1]


def perfect(request: Mapping[str, Any]) -> Say:
    """The reply of a model that does what it is told."""
    if task_of(request) == "word":
        told = [
            f"{sentence.strip()}[{number}]"
            for number, quote in _EVIDENCE.findall(fenced(request))
            for sentence in sentences(quote)
            if sentence.strip()
        ]
        return Say("\n".join(told), usage=(400, 120))
    return Say(json.dumps(plan_for(request), ensure_ascii=False), usage=(900, 60))


def cells_in(data: str) -> Iterator[tuple[str, str, str]]:
    """Every cell of the outlines: its id, its row's label, its column's."""
    table, columns = "", list[tuple[str, str]]()
    for line in data.splitlines():
        if match := _TABLE.match(line):
            table = match[1]
        elif line.startswith("列 ") and table:
            columns = [(c.split(" ")[0], "".join(c.split(" ")[1:])) for c in line[2:].split(" | ")]
        elif table and (row := _ROW.fullmatch(line)):
            for column, label in columns:
                yield f"{table}.{row[1]}.{column}", row[3].strip(), label


def lines_in(data: str) -> list[tuple[str, str, str]]:
    """Every sentence that is shown: its id, its report, its text."""
    return [(m[1], m[2], m[3]) for m in map(_LINE.fullmatch, data.splitlines()) if m]


def plan_for(request: Mapping[str, Any]) -> dict[str, Any]:
    """The likeliest report's cell or sentences that share most with the question."""
    question, data = question_in(request), fenced(request)
    for op, word in _WORDS.items():
        if word in question:
            lines = [line for line in lines_in(data) if line[1] == "r1"]
            found = [key for key, _, text in lines if shared(text, question) > 2]
            step = {"id": "a", "op": op, "of": found[:4] or ["r1"], "about": word}
            return {"asks": [{"asked": word, "is": "a"}], "steps": [step]}
    cells = [c for c in cells_in(data) if c[0].startswith("r1.")]
    best = max(cells, key=lambda c: shared(c[1], question) + shared(c[2], question), default=None)
    if best is None or shared(best[1], question) + shared(best[2], question) < 2:
        step = {"id": "a", "op": "absent", "of": ["r1"], "about": question[:20]}
        return {"asks": [{"asked": "", "is": "a"}], "steps": [step]}
    return {"asks": [{"asked": best[2], "is": best[0]}], "steps": []}


def shared(text: str, question: str) -> int:
    """The pairs of characters that two texts share."""
    return sum(question.count(text[i : i + 2]) > 0 for i in range(len(text) - 1))
