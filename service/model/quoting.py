"""Words in plans: which sentences of a passage a line is, and what of a model's text is the asker's own."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from corpus.report import Passage
from corpus.text import fold, sentence_spans
from service.plan import types as t


def own_words(text: str, said: str) -> str:
    """The longest stretch of `text` that stands in what was `said`; empty where it is a single character."""
    match = SequenceMatcher(None, text, said, autojunk=False).find_longest_match()
    return text[match.a : match.a + match.size].strip() if match.size > 1 else ""


def sentences_within(passage: Passage, folded: str) -> tuple[int, ...]:
    """The sentences of a passage that a line (folded) is made of; all of them where it is the whole."""
    spans = [fold(passage.text[start:end]) for start, end in sentence_spans(passage.text)]
    whole = [n for n, text in enumerate(spans) if text and text in folded]
    if not whole:
        whole = [n for n, text in enumerate(spans) if folded and folded in text]
    return () if len(whole) == len(spans) else tuple(whole)


def merged(passages: Sequence[t.Passage]) -> tuple[t.Passage, ...]:
    """Sentences of one passage together, in the order of the passage."""
    found: dict[tuple[str, int], t.Passage] = {}
    for node in passages:
        key = (node.document, node.passage)
        other = found.get(key)
        if other is None:
            found[key] = node
        elif other.sentences and node.sentences:
            both = tuple(sorted({*other.sentences, *node.sentences}))
            found[key] = other.model_copy(update={"sentences": both})
        else:
            found[key] = other.model_copy(update={"sentences": ()})
    return tuple(found.values())
