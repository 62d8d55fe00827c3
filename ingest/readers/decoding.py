"""The bytes of a text file → text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import FormatUnknown

HEAD = 4_096  # bytes in which markup states its encoding
_BIG5 = re.compile(rb"<meta[^<>]{1,200}charset\s*=\s*[\"']?big5", re.I)
ENCODINGS = ("utf-8-sig", "gb18030")


def decoded_text(path: Path) -> str:
    """The file as text: UTF-8, UTF-16 with its mark, or GB 18030.  Raises FormatUnknown."""
    return decode(path.read_bytes(), path.name)


def decode(data: bytes, name: str) -> str:
    """`data`, the content of the file `name`, as text.  Raises FormatUnknown.

    Markup that says that it is in Big5 is; what else it says of itself is seldom right.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: Sequence[str] = ("utf-16",)
    else:
        encodings = ("big5hkscs", *ENCODINGS) if _BIG5.search(data, 0, HEAD) else ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise FormatUnknown(name)
