"""Whether a PDF's bytes are still those that were written.

A file that was cut, or whose bytes were changed, opens as often as not: what is read of it is
another matter.  Its compressed streams carry checksums, and its table of objects says where each
begins; where neither holds, not much time should be spent on the file.
"""

from __future__ import annotations

import re
import time
import zlib
from pathlib import Path

MOST_BYTES = 256 << 20  # of a file looked at
MOST_SECONDS = 5.0  # for the look; what was sound until then is taken for sound
MOST_TABLES = 50  # of objects, each added when the file was changed
_PORTION = 1 << 20
_STREAM = re.compile(rb"\bstream\r?\n")
_FLATE_FIRST = re.compile(rb"/Filter\s*\[?\s*/FlateDecode")
_DICTIONARY = 1_000  # bytes before a stream in which its dictionary stands
_OBJECT = re.compile(rb"\s*\d+\s+\d+\s+obj\b")
_TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_BEFORE = re.compile(rb"/Prev\s+(\d+)")
_ENTRY = re.compile(rb"(\d{10}) \d{5} n")


def is_damaged(path: Path) -> bool:
    """Whether the file has lost or changed bytes since it was written, as far as can be told."""
    with path.open("rb") as file:
        data = file.read(MOST_BYTES)
    return not _ends_well(data) or not _streams_hold(data)


def _ends_well(data: bytes) -> bool:
    """The file ends with the place of its table of objects, and its entries are where they say."""
    end = _TABLE.search(data, max(0, len(data) - 2_048))
    at = int(end[1]) if end else -1
    for _ in range(MOST_TABLES):
        if not 0 < at < len(data):
            return False
        if not data.startswith(b"xref", at):
            return _OBJECT.match(data, at) is not None  # a compressed table, which has its own sum
        trailer = data.find(b"trailer", at)
        if trailer < 0 or not all(_OBJECT.match(data, int(e)) for e in _ENTRY.findall(data, at, trailer)):
            return False
        before = _BEFORE.search(data, trailer, trailer + _DICTIONARY)
        if before is None:
            return True
        at = int(before[1])
    return True


def _streams_hold(data: bytes) -> bool:
    """Every compressed stream decompresses to its end, and has the sum that it should have."""
    if b"/Encrypt" in data:
        return True
    until = time.monotonic() + MOST_SECONDS
    for match in _STREAM.finditer(data):
        if time.monotonic() > until:
            break
        start = match.start()
        dictionary = data[max(0, start - _DICTIONARY) : start].rpartition(b"obj")[2]
        if data[max(0, start - 3) : start] == b"end" or not _FLATE_FIRST.search(dictionary):
            continue
        end = data.find(b"endstream", match.end())
        if end < 0 or not _inflates(data[match.end() : end], until):
            return False
    return True


def _inflates(data: bytes, until: float) -> bool:
    """Decompressed piece by piece, none of it kept: a bomb takes time at most."""
    inflating = zlib.decompressobj()
    try:
        while data and not inflating.eof and time.monotonic() < until:
            inflating.decompress(data, _PORTION)
            data = inflating.unconsumed_tail
    except zlib.error:
        return False
    return inflating.eof or time.monotonic() >= until
