"""Pictures of pages: every picture, or every page of a TIFF, is recognised."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.errors import FileDamaged
from ingest.content import PageContent
from ingest.readers import raster
from ingest.readers.recognition import make_room, recognise

FINEST = 2_800  # pixels of the longer side that are looked at
LONG_SIDE = 842.0  # points: a picture is taken to be of an A4 page, whatever it says of itself


def read_pages(path: Path) -> Iterator[PageContent]:
    """The pages that a picture shows.  Raises FileDamaged."""
    make_room()
    try:
        for number, picture in enumerate(raster.decoded(path, FINEST), start=1):
            height, width = picture.shape[:2]
            points = LONG_SIDE / max(height, width)
            yield recognise(picture, number, width * points, height * points)
    except ValueError as error:
        raise FileDamaged(f"{path.name}: {error}") from error
