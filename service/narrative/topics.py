"""Which kind of description a question wants, read off its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.text import fold
from corpus.tokens import cut
from corpus.vocabulary import load
from service.frame import Frame, Operation
from service.narrative.focus import GAP, Term, terms_for, without_scope

REASON, DEFINE, DEDUCTIONS, GENERAL = "reason", "define", "deductions", "general"

_WHICH = re.compile(r"哪(?:几|[一二两三四五六七八九十]+|\d{1,2})(?:大)?(?:个|项|家|种|类|条|点|方面)")
_COMPOSED = re.compile(r"(?:包括|包含|含|由|有)(?:了)?(?:哪些|哪几|什么)")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a descriptive question wants: its topics in order of trial, and its content words.

    `text` is the folded question without bodies, `terms` its words without those that only
    name the topic, `listed` tells that members of a list are asked for.
    """

    text: str
    topics: tuple[str, ...]
    terms: tuple[Term, ...]
    listed: bool


@cache
def asked(topic: str) -> tuple[str, ...]:
    """Words of questions that name the topic, folded."""
    words = load("narrative")["define" if topic == DEFINE else "topics"]
    return tuple(fold(w) for w in (words["asked"] if topic == DEFINE else words[topic]["asked"]))


@cache
def heads(topic: str) -> tuple[str, ...]:
    """Words of the headings under which reports treat the topic, folded, longest first."""
    if topic == DEFINE:
        return tuple(fold(w) for w in load("narrative")["define"]["heads"])
    topics = load("narrative")["topics"]
    return tuple(sorted(map(fold, topics[topic]["heads"]), key=len, reverse=True)) if topic in topics else ()


def _said(word: str, text: str, tokens: frozenset[str]) -> bool:
    """Whether a question holds a word; a short one must stand there as a word (产出 is none of 资产出售)."""
    return word in text and (len(word) > 2 or word in tokens)


def wish_of(frame: Frame) -> Wish:
    """The wish behind a frame's question."""
    text = _WHICH.sub("哪些", without_scope(frame))
    tokens = frozenset(cut(text))
    named = [t for t in load("narrative")["topics"] if any(_said(w, text, tokens) for w in asked(t))]
    if not named and _COMPOSED.search(text) and not frame.organisations and not frame.years:
        named = [DEFINE, *named]  # X 包括哪些 of no body in particular: the term is to be explained
    elif frame.operation is Operation.DEFINE or any(w in text for w in asked(DEFINE)):
        named = [DEFINE, *named]
    if frame.operation is Operation.WHY and REASON not in named:
        named.append(REASON)
    if REASON in named and "problems" in named:  # 问题及原因 stand together
        named.remove(REASON)
        named.append(REASON)
    if "measures" in named and "problems" in named and text.startswith(("针对", GAP + "针对")):
        named.remove("problems")
    words = {w for topic in named for w in asked(topic) if _said(w, text, tokens)}
    bare = text
    for word in sorted((w for w in words if len(w) > 2), key=len, reverse=True):
        bare = bare.replace(word, GAP)
    terms = tuple(t for t in terms_for(frame, bare, runs=True) if t.forms[0] not in words)
    listed = frame.operation is Operation.LIST or any(
        w in text for w in ("哪些", "哪几", "列一下", "列出", "列举", "分别", "有谁", "哪家", "哪个")
    )
    # Words alone tell no reason: a question for one is answered by a stated reason or not at all.
    tail = () if named and named[0] in (REASON, DEDUCTIONS) else (GENERAL,)
    return Wish(text, (*named, *tail), terms, listed)
