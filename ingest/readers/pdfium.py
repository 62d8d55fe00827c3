"""PDFium's functions for what is asked of every character and object, by plain addresses.

The general binding checks and wraps each argument of each call; a page has thousands of calls.
Handles are integers here (`address_of` makes one), out-parameters are addresses of arrays.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from ctypes import PYFUNCTYPE, addressof, c_double, c_float, c_int, c_size_t, c_uint, c_void_p, cast, sizeof
from itertools import repeat
from typing import Any, NamedTuple

from pypdfium2 import raw


def address_of(handle: Any) -> int:
    """A handle of the general binding as an integer; 0 for none."""
    return cast(handle, c_void_p).value or 0


def _direct(name: str, result: Any, *arguments: Any) -> Any:
    # PYFUNCTYPE keeps the interpreter's lock: giving it up costs more than these calls take.
    return PYFUNCTYPE(result, *arguments)(address_of(getattr(raw, name)))


_P, _I = c_void_p, c_int

text_unicode = _direct("FPDFText_GetUnicode", c_uint, _P, _I)
text_range = _direct("FPDFText_GetText", _I, _P, _I, _I, _P)
text_generated = _direct("FPDFText_IsGenerated", _I, _P, _I)
text_object = _direct("FPDFText_GetTextObject", _P, _P, _I)
text_matrix = _direct("FPDFText_GetMatrix", _I, _P, _I, _P)
text_size = _direct("FPDFText_GetFontSize", c_double, _P, _I)
text_loose_box = _direct("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
text_origin = _direct("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)
object_font = _direct("FPDFTextObj_GetFont", _P, _P)
font_name = _direct("FPDFFont_GetBaseFontName", c_size_t, _P, _P, c_size_t)
font_weight = _direct("FPDFFont_GetWeight", _I, _P)
object_render_mode = _direct("FPDFTextObj_GetTextRenderMode", _I, _P)

page_count_objects = _direct("FPDFPage_CountObjects", _I, _P)
page_object = _direct("FPDFPage_GetObject", _P, _P, _I)
form_count_objects = _direct("FPDFFormObj_CountObjects", _I, _P)
form_object = _direct("FPDFFormObj_GetObject", _P, _P, c_size_t)
object_type = _direct("FPDFPageObj_GetType", _I, _P)
object_matrix = _direct("FPDFPageObj_GetMatrix", _I, _P, _P)
object_bounds = _direct("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
stroke_color = _direct("FPDFPageObj_GetStrokeColor", _I, _P, _P, _P, _P, _P)
fill_color = _direct("FPDFPageObj_GetFillColor", _I, _P, _P, _P, _P, _P)
stroke_width = _direct("FPDFPageObj_GetStrokeWidth", _I, _P, _P)
path_draw_mode = _direct("FPDFPath_GetDrawMode", _I, _P, _P, _P)
path_count_segments = _direct("FPDFPath_CountSegments", _I, _P)
path_segment = _direct("FPDFPath_GetPathSegment", _P, _P, _I)
segment_point = _direct("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
segment_type = _direct("FPDFPathSegment_GetType", _I, _P)
segment_close = _direct("FPDFPathSegment_GetClose", _I, _P)

FLOAT = 4
"""Bytes of a `c_float`: arrays of them are passed by address."""


class Objects(NamedTuple):
    """What a page or form is made of: handles and types, side by side."""

    handles: list[int]
    kinds: list[int]


def objects_of_page(page: int, most: int) -> Objects:
    """The first `most` objects of a page."""
    return _objects(page_object, page, min(page_count_objects(page), most))


def objects_of_form(form: int, most: int) -> Objects:
    """The first `most` objects of a form on a page."""
    return _objects(form_object, form, min(form_count_objects(form), most))


def _objects(get: Any, holder: int, count: int) -> Objects:
    handles = list(map(get, repeat(holder, count), range(count)))
    return Objects(handles, list(map(object_type, handles)))


def floats(count: int) -> tuple[Any, int]:
    """Room for `count` floats, and its address."""
    room = (c_float * count)()
    return room, addressof(room)


def columns(
    ask: Callable[..., Iterable[Any]], count: int, kind: Any, size: int, places: int = 1
) -> list[list[Any]]:
    """What `ask` has written of `count` things: `size` columns of numbers of the C type `kind`.

    `ask` is given, for each of `places` arguments, the addresses that PDFium is to write to, one for each
    thing; what it returns is run through.
    """
    room = (kind * (size * count))()
    start, width = addressof(room), sizeof(kind)
    end = start + len(room) * width
    deque(ask(*(range(start + at * width, end + at * width, size * width) for at in range(places))), 0)
    return [room[column::size] for column in range(size)]


def bounds_of(item: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of an object in the coordinates of what holds it."""
    room, at = floats(4)
    if not object_bounds(item, at, at + FLOAT, at + 2 * FLOAT, at + 3 * FLOAT):
        return None
    left, bottom, right, top = room
    return left, bottom, right, top
