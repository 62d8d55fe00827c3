"""Files that are built to hurt whoever reads them."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Object = tuple[str, bytes]  # dictionary and stream of a PDF object; an empty stream is none


def bombs(folder: Path) -> Iterator[Path]:
    """Every bomb as a file in `folder`, one after the other."""
    for name, build in BOMBS.items():
        path = folder / name
        build(path)
        yield path


# --- PDF --------------------------------------------------------------------------------


def pdf_of(objects: Sequence[Object]) -> bytes:
    """A PDF of these objects, numbered from 1, the first of them the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, (dictionary, stream) in enumerate(objects, start=1):
        offsets.append(len(out))
        body = f"{number} 0 obj\n{dictionary}\n".encode()
        if stream:
            body += b"stream\n" + stream + b"\nendstream\n"
        out += body + b"endobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def _one_page(
    content: bytes, resources: str = "", more: Sequence[Object] = (), box: str = "0 0 595 842"
) -> bytes:
    packed = zlib.compress(content, 9)
    return pdf_of(
        [
            ("<< /Type /Catalog /Pages 2 0 R >>", b""),
            ("<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b""),
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R"
                f" /Resources << /Font << /F1 5 0 R >> {resources} >> >>",
                b"",
            ),
            (f"<< /Length {len(packed)} /Filter /FlateDecode >>", packed),
            ("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", b""),
            *more,
        ]
    )


def _deep_page_tree(path: Path) -> None:
    depth = 20_000
    nodes = [(f"<< /Type /Pages /Kids [{number + 1} 0 R] /Count 1 >>", b"") for number in range(2, depth)]
    page = ("<< /Type /Page /MediaBox [0 0 595 842] >>", b"")
    path.write_bytes(pdf_of([("<< /Type /Catalog /Pages 2 0 R >>", b""), *nodes, page]))


def _page_tree_ring(path: Path) -> None:
    ring = ("<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2000000000 >>", b"")
    path.write_bytes(pdf_of([("<< /Type /Catalog /Pages 2 0 R >>", b""), ring]))


def _many_pages(path: Path) -> None:
    """One page, named two hundred thousand times."""
    kids = "3 0 R " * 200_000
    pages = (f"<< /Type /Pages /Kids [{kids}] /Count 200000 >>", b"")
    page = ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>", b"")
    path.write_bytes(pdf_of([("<< /Type /Catalog /Pages 2 0 R >>", b""), pages, page]))


def _rectangles(path: Path) -> None:
    cells = b"".join(b"%d %d 3 2 re\n" % (x * 0.5, y) for x in range(1000) for y in range(0, 1000))
    path.write_bytes(_one_page(cells + b"S"))


def _lines(path: Path) -> None:
    """A hundred thousand lines over the whole page, each crossing every other."""
    level = b"".join(b"0 %.4f m 595 %.4f l S\n" % (y / 60, y / 60) for y in range(50_000))
    upright = b"".join(b"%.4f 0 m %.4f 842 l S\n" % (x / 85, x / 85) for x in range(50_000))
    path.write_bytes(_one_page(level + upright))


def _letters(path: Path) -> None:
    path.write_bytes(_one_page(b"BT /F1 1 Tf " + b"1 0 0 1 9 9 Tm (1,234.56 7) Tj " * 1_000_000 + b"ET"))


def _endless_content(path: Path) -> None:
    """Three hundred megabytes of drawing in three hundred kilobytes."""
    path.write_bytes(_one_page(b"0 0 m 9 9 l S q Q " * 16_000_000))


def _nested_streams(path: Path) -> None:
    """A stream that is packed three times: a gigabyte in a few kilobytes."""
    data = zlib.compress(zlib.compress(zlib.compress(b"\0" * (1 << 30), 9), 9), 9)
    filters = "/FlateDecode " * 3
    objects = [
        ("<< /Type /Catalog /Pages 2 0 R >>", b""),
        ("<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b""),
        ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>", b""),
        (f"<< /Length {len(data)} /Filter [{filters}] >>", data),
    ]
    path.write_bytes(pdf_of(objects))


def _huge_raster(path: Path) -> None:
    """A picture of 60,000 × 60,000 dots over the page: 3.6 GB of grey."""
    dots = zlib.compress(b"\xff" * (1 << 24), 9)
    picture = (
        "<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray"
        f" /BitsPerComponent 8 /Filter /FlateDecode /Length {len(dots)} >>",
        dots,
    )
    path.write_bytes(_one_page(b"595 0 0 842 0 0 cm /I Do", "/XObject << /I 6 0 R >>", [picture]))


def _huge_page(path: Path) -> None:
    """A page of a square kilometre with a picture over it."""
    picture = (
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        " /BitsPerComponent 8 /Length 1 >>",
        b"\x80",
    )
    content = b"2800000 0 0 2800000 0 0 cm /I Do"
    path.write_bytes(_one_page(content, "/XObject << /I 6 0 R >>", [picture], box="0 0 2800000 2800000"))


def _form_in_form(path: Path) -> None:
    """Forms that each draw the next ten times: ten billion drawings."""
    forms = []
    for number in range(6, 16):
        data = b"/X Do " * 10
        resources = f"/Resources << /XObject << /X {number + 1} 0 R >> >>"
        forms.append(
            (f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources} /Length {len(data)} >>", data)
        )
    last = b"0 0 m 9 9 l S"
    forms.append((f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length {len(last)} >>", last))
    path.write_bytes(_one_page(b"/X Do " * 10, "/XObject << /X 6 0 R >>", forms))


# --- other formats ----------------------------------------------------------------------

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
    "</Types>"
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="{part}"/></Relationships>'
)
_DOCUMENT, _WORKBOOK = "word/document.xml", "xl/workbook.xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _package(path: Path, part: str, kind: str, body: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES.format(part=part, kind=kind))
        package.writestr("_rels/.rels", _RELATIONS.format(part=part))
        package.writestr(part, body)


def _zip_bomb(path: Path) -> None:
    """A gigabyte of one letter in a megabyte of a document."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        package.writestr(
            "[Content_Types].xml", _TYPES.format(part=_DOCUMENT, kind="wordprocessingml.document.main")
        )
        with package.open(_DOCUMENT, "w", force_zip64=True) as part:
            for _ in range(1024):
                part.write(b"a" * (1 << 20))


def _laughs(path: Path) -> None:
    """Entities of entities: ten lines that say ten billion words."""
    entities = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 11))
    body = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{entities}]>'
        f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>&e10;</w:t></w:r></w:p></w:body></w:document>'
    )
    _package(path, _DOCUMENT, "wordprocessingml.document.main", body.encode())


def _outside_entity(path: Path) -> None:
    """An entity that names a file of the machine."""
    body = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
        f'<w:document xmlns:w="{_WORD}"><w:body>'
        "<w:p><w:r><w:t>&secret;</w:t></w:r></w:p></w:body></w:document>"
    )
    _package(path, _DOCUMENT, "wordprocessingml.document.main", body.encode())


def _nested_tables(path: Path) -> None:
    deep = 5_000
    opening, closing = "<w:tbl><w:tr><w:tc><w:p/>", "</w:tc></w:tr></w:tbl>"
    body = f'<w:document xmlns:w="{_WORD}"><w:body>{opening * deep}{closing * deep}</w:body></w:document>'
    _package(path, _DOCUMENT, "wordprocessingml.document.main", body.encode())


def _far_cell(path: Path) -> None:
    """A sheet whose only two cells are as far apart as they can be."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet()
    sheet.cell(1, 1, 1)
    sheet.cell(1_048_576, 16_384, 1)
    book.save(path)


def _deep_html(path: Path) -> None:
    path.write_text(
        "<html><body>" + "<div><table><tr><td>" * 200_000 + "1.00" + "</td>" * 9, encoding="utf-8"
    )


def _unclosed_html(path: Path) -> None:
    path.write_text("<html>" + "<a " * 3_000_000 + "<!--" * 1_000_000, encoding="utf-8")


def _wide_spans(path: Path) -> None:
    cells = '<td rowspan="65534" colspan="1000">1.00</td>' * 5_000
    path.write_text(f"<html><table><tr>{cells}</tr></table>", encoding="utf-8")


def _giant_csv(path: Path) -> None:
    row = ",".join(["1,234.56".replace(",", "")] * 50)
    with path.open("w", encoding="utf-8") as file:
        for _ in range(100_000):
            file.write(row + "\n")


def _unclosed_csv(path: Path) -> None:
    path.write_text('项目,金额\n"' + "没有结尾的格子\n" * 500_000, encoding="utf-8")


def _tab_text(path: Path) -> None:
    path.write_text("项目\t金额\n" + "\t" * 3_000_000, encoding="utf-8")


def _long_line(path: Path) -> None:
    path.write_text("**" * 5_000_000 + "<p" * 1_000_000, encoding="utf-8")


def _huge_png(path: Path) -> None:
    """A picture of 30,000 × 30,000 white dots in a hundred kilobytes."""
    side = 30_000

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + bytes((1, 0, 0, 0, 0))
    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * (side // 8)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    picture = chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + picture)


BOMBS: dict[str, Callable[[Path], None]] = {
    "deep-page-tree.pdf": _deep_page_tree,
    "page-tree-ring.pdf": _page_tree_ring,
    "many-pages.pdf": _many_pages,
    "million-rectangles.pdf": _rectangles,
    "crossing-lines.pdf": _lines,
    "million-words.pdf": _letters,
    "endless-content.pdf": _endless_content,
    "nested-streams.pdf": _nested_streams,
    "huge-raster.pdf": _huge_raster,
    "huge-page.pdf": _huge_page,
    "form-in-form.pdf": _form_in_form,
    "zip-bomb.docx": _zip_bomb,
    "entities.docx": _laughs,
    "outside-entity.docx": _outside_entity,
    "nested-tables.docx": _nested_tables,
    "far-cell.xlsx": _far_cell,
    "deep.html": _deep_html,
    "unclosed.html": _unclosed_html,
    "wide-spans.html": _wide_spans,
    "giant.csv": _giant_csv,
    "unclosed.csv": _unclosed_csv,
    "tabs.txt": _tab_text,
    "long-line.txt": _long_line,
    "huge.png": _huge_png,
}
