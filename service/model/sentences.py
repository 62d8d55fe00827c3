"""A stream of text, sentence by sentence: nothing is looked at, or sent, before its sentence is whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from service.model.errors import ModelGarbled

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]+[”’』」）)]*(?:[ \t]*\[\d+\])*")
_MAY_GO_ON = re.compile(r"[ \t]*(?:\[\d*)?")
_THOUGHT = re.compile(r"(?s)\s*<think>.*?</think>")
_LONGEST = 2_000  # characters without an end


def sentences_of(stream: Iterable[str]) -> Iterator[str]:
    """The sentences of a stream, each with the citation marks that follow its full stop.

    What some models think aloud first is left out.  A last sentence without a full stop counts when
    the stream ends as it should; when that raises, it is lost.  Raises ModelError.
    """
    waiting, thought = "", False
    for piece in stream:
        waiting += piece
        if not thought and waiting.lstrip().startswith("<think>"[: len(waiting.lstrip())]):
            match = _THOUGHT.match(waiting)
            if match is None:
                continue
            waiting = waiting[match.end() :]
        thought = True
        yield from _whole(waiting)
        waiting = waiting[sum(map(len, _whole(waiting))) :]
        if len(waiting) > _LONGEST:
            raise ModelGarbled(f"no full stop in {_LONGEST} characters")
    if waiting.lstrip().startswith("<think>"):
        raise ModelGarbled("a thought without an end")
    if waiting.strip():
        yield waiting


def _whole(text: str) -> list[str]:
    """The sentences at the head of `text` that nothing can be added to any more."""
    found: list[str] = []
    at = 0
    while (match := _SENTENCE.match(text, at)) and not _MAY_GO_ON.fullmatch(text, match.end()):
        found.append(match.group())
        at = match.end()
    return found
