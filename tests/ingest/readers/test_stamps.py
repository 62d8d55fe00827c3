"""Stamps on scanned pages: their ink goes, what they cover is not certain, the rest is as printed."""

from decimal import Decimal

import numpy as np
import pytest

from corpus.report import Box, Record
from ingest.confirm import without_false_blanks
from ingest.content import PageContent
from ingest.readers.stamps import covered, touched, without_stamps

cv2 = pytest.importorskip("cv2")
HIGH, WIDE = 1700, 1200
RED, BLUE = (200, 30, 40), (40, 60, 190)


def printed():
    """Black lines of figures and rules on white paper, RGB."""
    page = np.full((HIGH, WIDE, 3), 255, np.uint8)
    for y in range(200, 1500, 60):
        cv2.line(page, (100, y), (1100, y), (0, 0, 0), 2)
        cv2.putText(
            page, "1,286.40   905.15   381.25", (120, y - 15), cv2.FONT_HERSHEY_SIMPLEX, 1, (0, 0, 0), 2
        )
    return page


def stamped(page, at, radius, colour, opaque=False):
    """The page with a ring and a star, multiplied onto it as ink is, or painted over."""
    mark = np.zeros(page.shape[:2], np.uint8)
    cv2.circle(mark, at, radius, 1, max(4, radius // 14))
    turns = np.arange(5) * 4 * np.pi / 5
    star = np.stack([at[0] + radius * 0.5 * np.sin(turns), at[1] - radius * 0.5 * np.cos(turns)], axis=1)
    cv2.fillPoly(mark, [star.astype(np.int32)], 1)
    cv2.line(mark, at, (at[0] + radius, at[1]), 1, 3)
    ink = np.array(colour, float)
    laid = np.broadcast_to(ink, page.shape) if opaque else page * ink / 255
    return np.where(mark[:, :, None] > 0, laid, page).astype(np.uint8), mark


STAMPS = [
    ((600, 800), 110, RED),
    ((300, 500), 90, BLUE),
    ((900, 1300), 150, RED),
    ((640, 1000), 60, (210, 60, 60)),
    ((500, 400), 130, (170, 20, 60)),
]


@pytest.mark.parametrize(("at", "radius", "colour"), STAMPS)
def test_the_ink_of_a_stamp_goes_and_black_print_stays(at, radius, colour):
    """Where the stamp lay on paper there is paper, where on print the print; the place is known."""
    page = printed()
    marked, mark = stamped(page, at, radius, colour)
    cleaned, ink = without_stamps(marked)
    before = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    assert ((cleaned < 128) == (before < 128)).mean() > 0.9995
    assert ink is not None
    assert touched(ink, at[0] - 10, at[1] - 10, at[0] + 10, at[1] + 10)
    assert not touched(ink, 100, 1560, 1100, 1600)
    boxes = covered(ink, 0.5)
    assert any(b.x0 <= at[0] / 2 <= b.x1 and b.top <= at[1] / 2 <= b.bottom for b in boxes)
    assert all(b.x1 >= (at[0] - radius) / 2 - 10 and b.x0 <= (at[0] + radius) / 2 + 10 for b in boxes)
    assert mark.any()


def test_coloured_print_rules_and_shades_are_no_stamps():
    """A red heading, red figures, red rules over the page and a shaded header stay as they are."""
    page = printed()
    cv2.rectangle(page, (100, 100), (1100, 160), (190, 210, 250), -1)
    cv2.putText(page, "-86.40 -12.30", (300, 1600), cv2.FONT_HERSHEY_SIMPLEX, 1, RED, 2)
    for x in range(100, 1101, 250):
        cv2.line(page, (x, 100), (x, 1500), RED, 2)
    cv2.line(page, (100, 90), (1100, 90), RED, 4)
    cleaned, ink = without_stamps(page)
    assert ink is None
    assert (cleaned == cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)).all()


def test_grey_pages_have_no_stamps():
    """What has no colours is left as it is."""
    flat = cv2.cvtColor(printed(), cv2.COLOR_RGB2GRAY)
    cleaned, ink = without_stamps(flat)
    assert ink is None
    assert cleaned is flat


@pytest.mark.parametrize(
    ("value", "box", "confidence"),
    [
        (None, Box(10, 10, 30, 20), 0.0),
        (None, Box(100, 10, 130, 20), 1.0),
        (Decimal("1.00"), Box(10, 10, 30, 20), 1.0),
    ],
)
def test_a_cell_under_a_stamp_is_not_said_to_be_blank(value, box, confidence):
    """What looks blank there may be covered; elsewhere a blank is one."""
    record = Record(1, 1, 1, None, "表", None, "甲", ("甲",), ("乙",), value, "", "万元", 1, box)
    page = PageContent(1, 600, 800, (), (), obscured=(Box(25, 15, 40, 60),))
    (found,) = without_false_blanks([record], [page])
    assert (found.confidence, found.unread) == (confidence, confidence == 0.0)
