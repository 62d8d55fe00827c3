"""Draws a page of a PDF as a PNG.  `python -m corpus.pictures.draw MEMORY CPU` draws page after page for
`corpus.pictures.pool`; outside ingest, this is the one module that knows PDFium.

    parent → child (stdin)   one JSON line for each page: {"path", "page", "width"}
    child → parent (stdout)  frames: kind (1 byte), length (8 bytes), body
                             `p` the PNG   `e` the code of an error
"""

from __future__ import annotations

import io
import json
import resource
import struct
import sys
from typing import IO, Any

HEADER = struct.Struct(">cQ")
PICTURE, ERROR = b"p", b"e"
MOST_PIXELS = 24_000_000
"""Larger pictures are drawn smaller: a page may claim any size."""


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
