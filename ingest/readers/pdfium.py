"""PDFium's functions for what is asked of every character and object, by plain addresses.

The general binding checks and wraps each argument of each call; a page has thousands of calls.
Handles are integers here (`address_of` makes one), out-parameters are addresses of arrays.  What is
asked thousands of times a page takes every argument as it is, without a look at its type, in little more
than half the time: it must be given pointers (`pointer` of a handle, or what `columns` hands over), never
addresses.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from ctypes import (
    PYFUNCTYPE,
    byref,
    c_double,
    c_float,
    c_int,
    c_size_t,
    c_uint,
    c_void_p,
    cast,
    sizeof,
)
from itertools import repeat
from typing import Any, NamedTuple

from pypdfium2 import raw


def address_of(handle: Any) -> int:
    """A handle of the general binding as an integer; 0 for none."""
    return cast(handle, c_void_p).value or 0


def _direct(name: str, result: Any, *arguments: Any) -> Any:
    # PYFUNCTYPE keeps the interpreter's lock: giving it up costs more than these calls take.
    return PYFUNCTYPE(result, *arguments)(address_of(getattr(raw, name)))


def _often(name: str, result: Any) -> Any:
    """A function that is called with pointers and integers as they are."""
    return PYFUNCTYPE(result)(address_of(getattr(raw, name)))


pointer = c_void_p.from_param
"""A handle as the functions that are asked often take it."""

_P, _I = c_void_p, c_int

text_unicode = _direct("FPDFText_GetUnicode", c_uint, _P, _I)
text_range = _direct("FPDFText_GetText", _I, _P, _I, _I, _P)
text_generated = _direct("FPDFText_IsGenerated", _I, _P, _I)
text_object = _often("FPDFText_GetTextObject", _P)
text_matrix = _often("FPDFText_GetMatrix", _I)
text_size = _often("FPDFText_GetFontSize", c_double)
text_loose_box = _often("FPDFText_GetLooseCharBox", _I)
text_origin = _often("FPDFText_GetCharOrigin", _I)
object_font = _often("FPDFTextObj_GetFont", _P)
font_name = _direct("FPDFFont_GetBaseFontName", c_size_t, _P, _P, c_size_t)
font_weight = _direct("FPDFFont_GetWeight", _I, _P)
object_render_mode = _often("FPDFTextObj_GetTextRenderMode", _I)

page_count_objects = _direct("FPDFPage_CountObjects", _I, _P)
page_object = _often("FPDFPage_GetObject", _P)
form_count_objects = _direct("FPDFFormObj_CountObjects", _I, _P)
form_object = _direct("FPDFFormObj_GetObject", _P, _P, c_size_t)
object_type = _often("FPDFPageObj_GetType", _I)
object_matrix = _often("FPDFPageObj_GetMatrix", _I)
object_bounds = _direct("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
stroke_color = _often("FPDFPageObj_GetStrokeColor", _I)
fill_color = _often("FPDFPageObj_GetFillColor", _I)
stroke_width = _often("FPDFPageObj_GetStrokeWidth", _I)
path_draw_mode = _often("FPDFPath_GetDrawMode", _I)
path_count_segments = _often("FPDFPath_CountSegments", _I)
path_segment = _often("FPDFPath_GetPathSegment", _P)
segment_point = _often("FPDFPathSegment_GetPoint", _I)
segment_type = _often("FPDFPathSegment_GetType", _I)
segment_close = _often("FPDFPathSegment_GetClose", _I)


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
    handles = list(map(get, repeat(pointer(holder), count), range(count)))
    return Objects(handles, list(map(object_type, map(pointer, handles))))


def columns(
    ask: Callable[..., Iterable[Any]], count: int, kind: Any, size: int, places: int = 1
) -> list[list[Any]]:
    """What `ask` has written of `count` things: `size` columns of numbers of the C type `kind`.

    `ask` is given, for each of `places` arguments, pointers to where PDFium is to write, one for each
    thing; what it returns is run through.
    """
    room = (kind * (size * count))()
    width = sizeof(kind)
    end = len(room) * width
    starts = (range(at * width, end, size * width) for at in range(places))
    deque(ask(*(map(byref, repeat(room), offsets) for offsets in starts)), 0)
    return [room[column::size] for column in range(size)]


def bounds_of(item: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of an object in the coordinates of what holds it."""
    room = (c_float * 4)()
    if not object_bounds(item, *(byref(room, at * sizeof(c_float)) for at in range(4))):
        return None
    left, bottom, right, top = room
    return left, bottom, right, top
