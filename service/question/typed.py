"""The question as typed, before anybody tries to understand it: cleaned, and neither empty nor endless."""

from __future__ import annotations

import unicodedata

from corpus.errors import QuestionEmpty, QuestionTooLong

INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def cleaned(text: str, limit: int) -> str:
    """The question without control characters, halves of surrogate pairs and invisible marks.

    `limit` counts characters as typed.  Raises QuestionEmpty and QuestionTooLong.
    """
    if len(text) > limit:
        raise QuestionTooLong(f"{len(text)} > {limit}")
    visible = "".join(" " if unicodedata.category(char) in INVISIBLE else char for char in text)
    question = " ".join(visible.split())
    if not question:
        raise QuestionEmpty()
    return question
