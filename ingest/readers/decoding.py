"""The bytes of a text file → text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import FormatUnknown

HEAD = 4_096  # bytes in which markup states its encoding
_BIG5 = re.compile(rb"<meta[^<>]{1,200}charset\s*=\s*[\"']?big5", re.I)
ENCODINGS = ("utf-8-sig", "gb18030")
CUT = 4  # bytes: as many may be left of a last character that a copy cut
LIKELY = 0.95  # share of the characters that texts of these reports are made of
_USUAL = re.compile(r"[\t\n\r -~\u2010-\u203f\u2460-\u249b\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_TWO_BYTES = re.compile(r"[\x80-\u07ff]")
_AMID_LATIN = re.compile(r"[A-Za-z][\x80-\u07ff]|[\x80-\u07ff][A-Za-z]")
_WIDE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")


def decoded_text(path: Path) -> str:
    """The file as text: UTF-8, UTF-16, or GB 18030.  Raises FormatUnknown."""
    return decode(path.read_bytes(), path.name)


def decode(data: bytes, name: str) -> str:
    """`data`, the content of the file `name`, as text.  Raises FormatUnknown.

    Markup that says that it is in Big5 is; what else it says of itself is seldom right.
    """
    encodings: Sequence[str] = ENCODINGS
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    elif unmarked := utf16_without_mark(data[:HEAD]):
        encodings = (unmarked,)
    elif _BIG5.search(data, 0, HEAD):
        encodings = ("big5hkscs", *ENCODINGS)
    for encoding in encodings:
        text = _decoded(data, encoding)
        if text is not None:
            other = _decoded(data, "gb18030") if encoding == "utf-8-sig" and _TWO_BYTES.search(text) else None
            better = other is not None and _rather(other, text)
            return (other if better and other else text).replace("\r\n", "\n").replace("\r", "\n")
    raise FormatUnknown(name)


def utf16_without_mark(head: bytes) -> str | None:
    """The UTF-16 that a text's beginning is in though no mark says so: every second byte of its digits
    and line ends is nought, and its characters are likely ones."""
    if b"\0" not in head:
        return None
    even = head[: len(head) - len(head) % 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = even.decode(encoding, errors="ignore")
        if text and len(_USUAL.findall(text)) >= LIKELY * (len(even) // 2):
            return encoding
    return None


def _decoded(data: bytes, encoding: str) -> str | None:
    """`data` in an encoding, without a last character that is cut; None where it is in another."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < max(1, len(data) - CUT):
            return None
        return data[: error.start].decode(encoding)


def _rather(chinese: str, other: str) -> bool:
    """Is a text in Chinese rather what is meant, where the same bytes are letters of other scripts?"""
    letters = _TWO_BYTES.findall(other)
    wide = _WIDE.findall(chinese)
    others = [char for char in chinese if not char.isascii()]
    if _WIDE.search(other) or _AMID_LATIN.search(other):
        return False
    return len(letters) >= len(wide) and len(wide) >= LIKELY * len(others)
