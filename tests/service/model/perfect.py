"""A scripted model without fault: it retells the evidence that it is given, sentence by sentence with
its marks, and names a label only where the question holds its words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from corpus.text import sentences
from tests.service.model.wire import Say, system_of, user_of

_EVIDENCE = re.compile(r"^\[(\d+)\] [^\n]*\n(.*?)(?=\n\n\[\d+\] |\Z)", re.MULTILINE | re.DOTALL)
_FENCED = re.compile(r"(?s)<(data-\w+)>\n(.*)\n</\1>")


def fenced(request: Mapping[str, Any]) -> str:
    """What the request marks off as data."""
    match = _FENCED.search(user_of(request))
    assert match is not None
    return match[2]


def task_of(request: Mapping[str, Any]) -> str:
    """Which of the five things is asked."""
    heads = {"归纳的助手": "word", "没有照原样出现": "read", "几项都符合": "choose",
             "在公共财政报告里找依据": "pick", "承接上文": "condense"}  # fmt: skip
    return next(task for words, task in heads.items() if words in system_of(request))


def question_in(request: Mapping[str, Any]) -> str:
    """The question that the request is about."""
    match = re.search(r"(?:问题|提问|追问)：(.*)", user_of(request))
    assert match is not None
    return match[1]


def perfect(request: Mapping[str, Any]) -> Say:
    """The reply of a model that does what it is told."""
    task = task_of(request)
    if task == "word":
        told = [
            f"{sentence.strip()}[{number}]"
            for number, quote in _EVIDENCE.findall(fenced(request))
            for sentence in sentences(quote)
            if sentence.strip()
        ]
        return Say("\n".join(told), usage=(400, 120))
    replies: dict[str, Any] = {
        "read": {"row": 0, "column": 0, "table": 0, "operation": "value", "basis": "final"},
        "choose": {"number": 0},
        "pick": {"numbers": []},
        "condense": {"question": question_in(request)},
    }
    if task == "read":
        replies["read"] |= _named(request)
    return Say(json.dumps(replies[task], ensure_ascii=False))


def _named(request: Mapping[str, Any]) -> dict[str, int]:
    groups = re.split(r"^(?:行|列|表)：$", fenced(request), flags=re.MULTILINE)[1:]
    question, found = question_in(request), {}
    for name, group in zip(("row", "column"), groups, strict=False):
        labels = re.findall(r"^(\d+)\. (.*)$", group, re.MULTILINE)
        held = [(len(label), int(number)) for number, label in labels if len(label) > 3 and label in question]
        found[name] = max(held, default=(0, 0))[1]
    return found
