"""What is made of a model's reading: a question to be confirmed, and passages that may bear on one.

The answer made without the model stays what it is: its route, its figures and its words.  A model only
adds to it a question that the corpus can answer, or places to look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.report import Passage
from corpus.view import DocumentView
from service.answer import Answer, Warning
from service.compose.draft import Draft
from service.frame import Basis, Operation
from service.gate import Ungrounded, check
from service.model.assistant import Guess
from service.model.errors import ModelError
from service.narrative import Source

NOTICE = "model"
_ASKED = {
    Operation.VALUE: "是多少",
    Operation.GROWTH: "比上年增减多少",
    Operation.SHARE: "占比是多少",
    Operation.COMPARISON: "哪个更高",
    Operation.SUM: "加起来是多少",
}


def question_of(guess: Guess, subject: str) -> str:
    """The question that a guess stands for, in the report's own labels."""
    table = f"{guess.table}里" if guess.table else ""
    basis = "预算数" if guess.basis is Basis.BUDGET else ""
    of = "的" if guess.row and guess.column else ""
    return f"{subject}{table}{guess.row}{of}{guess.column}{basis}{_ASKED[guess.operation]}"


def offered(answer: Answer, question: str, english: bool) -> Answer:
    """The refusal, with a question that can be answered beside it."""
    told = (
        f"\n\nDid you mean: {question}? (suggested by a language model; ask it to get the figure)"
        if english
        else f"\n\n您要问的是否是：{question}？（语言模型的推测，确认后再问即可查到）"
    )
    others = tuple(other for other in answer.suggestions if other != question)
    return replace(answer, text=answer.text + told, suggestions=(question, *others))


def preferred(answer: Answer, place: int, english: bool) -> Answer:
    """The question back, with the likeliest of its candidates first."""
    chosen = answer.suggestions[place]
    others = tuple(other for other in answer.suggestions if other != chosen)
    told = (
        f"\n\nMost likely: {chosen} (suggested by a language model)"
        if english
        else f"\n\n最可能是：{chosen}（语言模型的推测）"
    )
    return replace(answer, text=answer.text + told, suggestions=(chosen, *others))


def beside(answer: Answer, passages: Sequence[tuple[DocumentView, Passage]], english: bool) -> Answer:
    """The refusal, with passages quoted that may bear on the question."""
    draft = Draft()
    lines = [
        "These passages may bear on it (chosen by a language model):"
        if english
        else "以下原文可能相关（语言模型挑选，未必回答所问）："
    ]
    for view, passage in passages:
        first = passage.places[0] if passage.places else None
        box = first.box if first else None
        source = Source(
            view.entry.document_id,
            passage.number,
            first.page if first else passage.page,
            passage.section,
            passage.text.strip(),
            (box.x0, box.top, box.x1, box.bottom) if box else None,
        )
        number = draft.cite_source(view, source)
        lines.append(f"> {' '.join(passage.text.split())} [{number}]")
    text = answer.text + "\n\n" + "\n\n".join(lines)
    return replace(answer, text=text, citations=tuple(draft.citations))


def taken(answer: Answer, label: str) -> Answer:
    """The answer to a question that a model put otherwise, which is said first."""
    message = f"按“{label}”理解，由语言模型选定，请核对是否即所问。"
    return replace(
        answer, text=f"（{message}）\n{answer.text}", warnings=(*answer.warnings, Warning("reading", message))
    )


def noticed(answer: Answer, error: ModelError) -> Answer:
    """The answer made without the model, with the reason."""
    message = (
        f"语言模型{error.zh}，以下为不经模型的回答。 / The language model {error.en}; answered without it."
    )
    return replace(answer, warnings=(*answer.warnings, Warning(NOTICE, message)))


def covered(answer: Answer, question: str, known: Sequence[str]) -> bool:
    """Whether the gate lets through what was added."""
    try:
        check(answer, question, known)
    except Ungrounded:
        return False
    return True
