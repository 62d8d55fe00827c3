"""A question as it was meant: politeness taken off, words written by their sound put right."""

from __future__ import annotations

import re
from functools import cache

from corpus.vocabulary import load
from service.understanding.places import is_word
from service.understanding.sounds import sound
from service.understanding.words import longest_first, plain

_EDGE = " ,，。.?？!！~～、"
_OVER_AND_OVER = re.compile(r"(\D{1,40}?)\1{2,}")
_LONG = 120  # characters from which a question may repeat itself
_EXCHANGED, _LONGEST = 3, 12  # characters of a word in which an exchange is mended
_WHICH = re.compile(
    r"^(.{2,}?)[？?。,，;；\s]+(?:我)?(?:要问|想问|问|说|指|想查|要查|查)的(?:就)?是(.{2,}?)[。.？?]*$"
)


@cache
def _courtesy() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load("operations")["courtesy"]

    def ways(name: str) -> str:
        return "|".join(map(re.escape, sorted(data[name], key=len, reverse=True)))

    edge = re.escape(_EDGE)
    # A hesitation counts only where a comma follows it: 那个项目 is something else.
    before = rf"^(?:[{edge}]*(?:{ways('before')}|(?:{ways('hesitation')})(?=[{edge}]))[{edge}]*)+"
    behind = rf"(?:(?:[{edge}]+(?:{ways('behind')})|(?:{ways('particles')}))[{edge}]*)+$"
    return re.compile(before), re.compile(behind)


@cache
def field_words() -> frozenset[str]:
    """The field's terms and the common words of its questions, plain."""
    data = load("operations")
    terms = [form for term in load("finance")["term"] for form in (term["name"], *term["also"])]
    cues = [w for section in ("bases", "sides", "operations") for ws in data[section].values() for w in ws]
    words = longest_first([*data["spelling"]["words"], *terms, *cues])
    return frozenset(word for word in words if len(word) >= 2 and word.isalpha())


@cache
def _words() -> tuple[tuple[str, str], ...]:
    """The words that are put right, longest first, with their sound."""
    return tuple((word, sound(word)) for word in longest_first(field_words()))


@cache
def _exchanged() -> dict[str, str]:
    """The field's words with two neighbours exchanged, to the words; what is a word itself left out."""
    found: dict[str, str] = {}
    for word in sorted(field_words()):
        for i in range(len(word) - 1) if len(word) >= _EXCHANGED else ():
            form = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
            if form != word and form not in field_words() and not is_word(form):
                found[form] = word if found.get(form, word) == word else ""
    return found


def without_courtesy(question: str) -> str:
    """`question` without greetings, thanks and asking for a favour; whom it is about comes first
    (职责是什么？我问的是园林局 as 园林局职责是什么)."""
    before, behind = _courtesy()
    stripped = behind.sub("", before.sub("", question))
    if whose := _WHICH.match(stripped):
        stripped = f"{whose[2]}{'的' if whose[2][-1].isalpha() else ''}{whose[1]}"
    return stripped if len(plain(stripped)) >= 2 else question


@cache
def _wordings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(w["said"]), w["means"]) for w in load("operations")["wording"])


def worded_plainly(text: str) -> str:
    """Plain `text` with ways of asking that stand for a plainer one (结转了多少到下一年) put so."""
    for pattern, means in _wordings():
        text = pattern.sub(means, text)
    return text


def said_once(text: str) -> str:
    """A long `text` with what it says over and over said once."""
    return _OVER_AND_OVER.sub(r"\1", text) if len(text) > _LONG else text


def put_right(text: str) -> str:
    """Plain `text` with homophones of the field's words, and those with two characters exchanged, put
    right where they are no words themselves.

    As long as `text`, so that positions hold.
    """
    heard = sound(text)
    characters = list(text)
    free = [True] * len(text)
    for word, key in _words():
        at = heard.find(key)
        while at >= 0:
            span = range(at, at + len(word))
            written = text[at : at + len(word)]
            if all(free[i] for i in span):
                known = len(word) == 2 and (is_word(written) or _beside_word(text, at))
                wrong = sum(a != b for a, b in zip(written, word, strict=True))
                if written == word or (not known and wrong == 1):
                    for i in span:
                        characters[i], free[i] = word[i - at], False
            at = heard.find(key, at + 1)
    return _in_order("".join(characters), free)


def _beside_word(text: str, at: int) -> bool:
    """Whether one of two characters is a word with its other neighbour (化 of 文化 in 文化的)."""
    return (at > 0 and is_word(text[at - 1 : at + 1])) or is_word(text[at + 1 : at + 3])


def _in_order(text: str, free: list[bool]) -> str:
    """`text` with exchanged characters put back, longest words first, where nothing was recognised."""
    forms = _exchanged()
    for size in range(_LONGEST, _EXCHANGED - 1, -1):
        for start in range(len(text) - size + 1):
            word = forms.get(text[start : start + size])
            if word and not all(not free[i] for i in range(start, start + size)):
                text = text[:start] + word + text[start + size :]
    return text
