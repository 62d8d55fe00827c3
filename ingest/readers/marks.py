"""Raised characters: marks of notes, which are no part of what they stand behind, and powers."""

from __future__ import annotations

import re

_NOTE = re.compile(r"[\[【（(]?(?:注|备注)?[\d①-⑳*＊†‡,，、]{0,6}[\]】）)]?$")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def raised(text: str, before: str) -> str:
    """What raised `text` behind `before` adds to it: nothing for a note's mark behind words; behind
    figures and letters raised digits, which no reader takes for digits of the number."""
    stripped = text.strip()
    if not _NOTE.match(stripped):
        return text
    last = before.rstrip()[-1:]
    if not last or (last.isascii() and last.isalnum()):
        return stripped.translate(_RAISED)
    return ""


_MARKUP = re.compile(r"<sup(?:\s[^<>]*)?>(.*?)</sup>", re.I | re.S)
_STRUCK = re.compile(r"<(del|s|strike)(?:\s[^<>]*)?>.*?</\1>", re.I | re.S)


def without_raised(text: str) -> str:
    """Text with its markup of raised characters turned into what they add, and without what is struck
    out."""
    text = _STRUCK.sub("", text)
    return _MARKUP.sub(lambda match: raised(match[1], text[: match.start()]), text)
