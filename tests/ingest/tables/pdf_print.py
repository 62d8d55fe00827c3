"""Pages of words and rules as a PDF file: text in a predefined Chinese font, rules as strokes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.report import Box
from ingest.content import PageContent, Word

FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
    " /DescendantFonts [4 0 R] >>"
)
DESCENDANT = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>"
)
DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880]"
    " /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
)


def print_pdf(
    pages: Sequence[PageContent],
    path: Path,
    turned: int = 0,
    under: Sequence[tuple[float, Box]] = (),
    rights: bool = True,
    upright: Sequence[Word] = (),
    way: int = 90,
) -> None:
    """Write pages to `path`; `turned` prints them sideways with a /Rotate that `rights` them; `under` are
    areas filled with a shade of grey (0 to 1, white), drawn first on every page; `upright` words are
    set on the sheet as it is, whatever is turned; `aside` words of the pages run `way`."""
    objects = ["", "", FONT, DESCENDANT, DESCRIPTOR]
    kids = []
    for page in pages:
        shaded = [f"{grey} g {_area(page, box)} re f" for grey, box in under]
        sheet = page.width if turned in (90, 270) else page.height
        fixed = [_set(word, word.box.x0, sheet - word.box.bottom + 0.12 * word.size) for word in upright]
        stream = "\n".join([*shaded, "0 g", *fixed, _content(page, turned, way)])
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        wide, high = (page.height, page.width) if turned in (90, 270) else (page.width, page.height)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide} {high}] /Rotate {turned if rights else 0}"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    path.write_bytes(_file(objects))


def _area(page: PageContent, box: Box) -> str:
    return f"{box.x0:.2f} {page.height - box.bottom:.2f} {box.x1 - box.x0:.2f} {box.bottom - box.top:.2f}"


def _content(page: PageContent, turned: int, way: int) -> str:
    lines = []
    if turned == 90:
        lines.append(f"0 1 -1 0 {page.height} 0 cm")
    lines += [f"{_area(page, rule.box)} re f" for rule in page.rules]
    for word in page.words:
        lines.append(_set(word, word.box.x0, page.height - (word.box.bottom - 0.12 * word.size)))
    for word in page.aside:
        b, low = word.box, 0.12 * word.size
        x, y = (b.x1 - low, page.height - b.bottom) if way == 90 else (b.x0 + low, page.height - b.top)
        lines.append(_set(word, x, y, "0 1 -1 0" if way == 90 else "0 -1 1 0"))
    return "\n".join(lines)


def _set(word: Word, x: float, y: float, matrix: str = "1 0 0 1") -> str:
    text = word.text.encode("utf-16-be").hex()
    return f"BT /F1 {word.size} Tf {matrix} {x:.2f} {y:.2f} Tm <{text}> Tj ET"


def _file(objects: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        out += f"{place:010d} 00000 n \n".encode()
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
