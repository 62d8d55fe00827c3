"""Draws a page of a PDF as a PNG, and finds where its words stand.  `python -m corpus.pictures.draw MEMORY
CPU` does so for `corpus.pictures.pool` again and again; outside ingest, this module alone knows PDFium.

    parent → child (stdin)   one JSON line for each job: {"path", "page", and "width" or "quote"}
    child → parent (stdout)  frames: kind (1 byte), length (8 bytes), body
                             `p` the PNG   `l` boxes as JSON   `e` the code of an error
"""

from __future__ import annotations

import io
import json
import resource
import struct
import sys
from typing import IO, Any

from corpus.text import level

HEADER = struct.Struct(">cQ")
PICTURE, LINES, ERROR = b"p", b"l", b"e"
MOST_PIXELS = 24_000_000
"""Larger pictures are drawn smaller: a page may claim any size."""
MOST_CHARACTERS = 100_000


class NoPage(Exception):
    """The document has no such page."""


def draw(path: str, page: int, width: int) -> bytes:
    """Page `page` (from 1) as a PNG, `width` pixels wide.

    Raises NoPage, and pypdfium2.PdfiumError for what is no PDF.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        if not 1 <= page <= len(document):
            raise NoPage
        sheet = document[page - 1]
        across, down = sheet.get_size()
        scale = width / max(across, 1)
        if (pixels := across * down * scale * scale) > MOST_PIXELS:
            scale *= (MOST_PIXELS / pixels) ** 0.5
        picture = sheet.render(scale=scale).to_pil()
        out = io.BytesIO()
        picture.save(out, "PNG", compress_level=1)
        return out.getvalue()
    finally:
        document.close()


def lines_of(path: str, page: int, quote: str) -> list[list[float]]:
    """The boxes `[x0, top, x1, bottom]`, in points from the top left, of the lines that print `quote` on a
    page; none where its words are not found, or the page is turned.

    Raises NoPage, and pypdfium2.PdfiumError for what is no PDF.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        if not 1 <= page <= len(document):
            raise NoPage
        sheet = document[page - 1]
        left, _, _, upper = sheet.get_bbox()
        printed = sheet.get_textpage()
        stretch = _stretch(printed, quote)
        if stretch is None or sheet.get_rotation():
            return []
        rectangles = (printed.get_rect(at) for at in range(printed.count_rects(*stretch)))
        return _joined([[x0 - left, upper - y1, x1 - left, upper - y0] for x0, y0, x1, y1 in rectangles])
    finally:
        document.close()


def _stretch(printed: Any, quote: str) -> tuple[int, int] | None:
    """The first character of `quote` on the page, and how many characters it takes there."""
    from pypdfium2 import raw

    codes = (
        raw.FPDFText_GetUnicode(printed, at) for at in range(min(printed.count_chars(), MOST_CHARACTERS))
    )
    text = level("".join(chr(code) if 32 < code < 0xD800 or code > 0xDFFF else " " for code in codes))
    places = [at for at, character in enumerate(text) if not character.isspace()]
    wanted = "".join(level(quote).split())
    at = "".join(text[place] for place in places).find(wanted) if wanted else -1
    if at < 0:
        return None
    first, last = places[at], places[at + len(wanted) - 1]
    return first, last - first + 1


def _joined(boxes: list[list[float]]) -> list[list[float]]:
    """One box for each line: PDFium tells a box for each run of one font."""
    lines: list[list[float]] = []
    for box in boxes:
        line = lines[-1] if lines else None
        if line is not None and min(line[3], box[3]) - max(line[1], box[1]) > 0.5 * (box[3] - box[1]):
            line[:] = [min(line[0], box[0]), min(line[1], box[1]), max(line[2], box[2]), max(line[3], box[3])]
        else:
            lines.append(list(box))
    return lines


def main() -> int:
    """Draw what is asked for until standard input ends."""
    import pypdfium2

    memory, cpu = (int(given) for given in sys.argv[1:3])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    out = sys.stdout.buffer
    for line in sys.stdin:
        job: dict[str, Any] = json.loads(line)
        try:
            if "quote" in job:
                found = lines_of(job["path"], job["page"], job["quote"])
                _reply(out, LINES, json.dumps(found).encode())
            else:
                _reply(out, PICTURE, draw(job["path"], job["page"], job["width"]))
        except NoPage:
            _reply(out, ERROR, b"not_found")
        except (pypdfium2.PdfiumError, ValueError):
            _reply(out, ERROR, b"file_damaged")
        except MemoryError:
            _reply(out, ERROR, b"limit_exceeded")
    return 0


def _reply(out: IO[bytes], kind: bytes, body: bytes) -> None:
    out.write(HEADER.pack(kind, len(body)))
    out.write(body)
    out.flush()


if __name__ == "__main__":
    sys.exit(main())
