"""The two faces that the samples are printed in, reduced to the characters they need.

The Noto CJK collections hold CFF outlines with CID keys, which pdfminer cannot map back to
text once they are embedded.  So the glyphs are redrawn with TrueType outlines: every reader
extracts those.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection

FOLDER = Path(os.environ.get("WENBAO_SAMPLES_FONTS", "/usr/share/fonts/opentype/noto"))
FACE = "Noto Serif CJK SC"
FILES = {"": "NotoSerifCJK-Regular.ttc", "B": "NotoSerifCJK-Bold.ttc"}
STAMP = 3_660_681_600  # 2020-01-01, counted from 1904: a fixed date keeps the bytes the same
ERROR = 2.0  # how far a redrawn curve may stray, in thousandths of the em


class FontMissing(Exception):
    """A face is not installed (Debian: fonts-noto-cjk and fonts-noto-cjk-extra)."""


def face(style: str, characters: Iterable[str], target: Path) -> None:
    """Write the face of `style` ("" or "B") with `characters` to `target` as TrueType.

    Raises FontMissing.
    """
    source = collection_member(FOLDER / FILES[style])
    names = source.getBestCmap()
    missing = sorted(c for c in set(characters) if ord(c) not in names)
    if missing:
        raise FontMissing(f"{FACE} has no glyph for {''.join(missing)}")
    wanted = {ord(c): names[ord(c)] for c in sorted(set(characters))}
    order = [".notdef", *sorted(set(wanted.values()))]
    outlines = source.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    builder = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(wanted)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: source["hmtx"][name] for name in order})
    builder.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
    label = "Bold" if style else "Regular"
    builder.setupNameTable({"familyName": FACE, "styleName": label, "psName": f"NotoSerifCJKsc-{label}"})
    builder.setupOS2(
        usWeightClass=700 if style else 400,
        sTypoAscender=source["OS/2"].sTypoAscender,
        sTypoDescender=source["OS/2"].sTypoDescender,
        sCapHeight=getattr(source["OS/2"], "sCapHeight", 700),
    )
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = STAMP
    builder.font.recalcTimestamp = False
    builder.save(target)


def collection_member(path: Path):  # type: ignore[no-untyped-def]
    """The simplified Chinese member of a collection, as a fontTools font.  Raises FontMissing."""
    if not path.is_file():
        raise FontMissing(f"{path} (Debian: apt-get install fonts-noto-cjk fonts-noto-cjk-extra)")
    for font in TTCollection(path).fonts:
        if font["name"].getDebugName(4).startswith(FACE):
            return font
    raise FontMissing(f"{FACE} in {path}")
