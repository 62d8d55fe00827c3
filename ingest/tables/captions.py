"""The lines about a table: title, form number, unit, whose it is.

They stand above the grid, seldom below the title of another, sometimes as rows of the grid.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache, lru_cache

from corpus.report import Box
from corpus.values import value
from ingest.content import Word
from ingest.tables import terms
from ingest.tables.grid import box_around, line_text

FARTHEST = 62.0  # points between a caption line and what is under it
_FORM = re.compile(
    r"^(?:[^\s，。；、“”]{0,10}?\d{1,3}(?:[-－—]\d{1,2})?表|附?表\s?\d{1,2}(?:[-－—]\d{1,2})?"
    r"|附?表[一二三四五六七八九十]{1,3}|[^\s，。；、“”]{0,8}公开[一二三四五六七八九十]{1,3}表)[:：]?$"
)
_DATE = re.compile(r"^\(?(?:19|20)\d\d年(?:度|\d{1,2}月(?:\d{1,2}日)?)?\)?$")
_PAGE_NUMBER = re.compile(
    r"^[-—–·\s]*第?\s*\d{1,4}\s*(?:页|[/／]\s*\d{1,4}|[,，]?\s*共\s*\d+\s*页)*[-—–·\s]*$"
)
_BRACKETS_AT_END = re.compile(r"^(.+?)\s*[（(]([^（()）]+)[)）]$")
_CHOICE = re.compile(r"[□√☑☒■✓]")
_SENTENCE_END = ("。", "；", ";", "，", ",", "：", ":")


class LineKind(Enum):
    """What a line near a table is."""

    FORM = "form"
    UNIT = "unit"
    OWNER = "owner"
    DATE = "date"
    NOTE = "note"
    CHOICE = "choice"
    TITLE = "title"
    OTHER = "other"


@value
class Segment:
    """Words of one line that stand together."""

    text: str
    box: Box
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Caption:
    """What the lines about a table say, and the box of all those lines."""

    title: str | None = None
    form: str | None = None
    unit: str | None = None
    owner: str | None = None
    box: Box | None = None
    titled: bool = False  # the title is its own, not the heading of the section
    subject: str | None = None  # what a form is about, where a line over it says so


@dataclass(slots=True)
class _Gathered:
    boxes: list[Box] = field(default_factory=list)
    caption: Caption = field(default_factory=Caption)
    title_top: Segment | None = None


def segments_of(line: Sequence[Word]) -> list[Segment]:
    """A line cut where it has a wide gap."""
    if len(line) == 1:
        (word,) = line
        return [Segment(word.text, word.box, word.size, word.bold)]
    groups: list[list[Word]] = []
    for word in line:
        if groups and word.box.x0 - groups[-1][-1].box.x1 <= 1.6 * word.size:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [
        Segment(
            line_text(group),
            box_around(word.box for word in group),
            max(word.size for word in group),
            sum(word.bold for word in group) * 2 > len(group),
        )
        for group in groups
    ]


def is_page_number(text: str) -> bool:
    """A line that only numbers the page."""
    return bool(_PAGE_NUMBER.match(text))


@lru_cache(maxsize=20_000)
def kind_of(text: str) -> LineKind:
    """What a line says, by its words alone; `TITLE` only where it ends as titles do."""
    flat = terms.plain(text)
    if _FORM.match(flat):
        return LineKind.FORM
    if unit_stated(text):
        return LineKind.UNIT
    if any(flat.startswith(mark) for mark in terms.words("captions", "note_marks")):
        return LineKind.NOTE
    if _CHOICE.search(text):
        return LineKind.CHOICE
    if _DATE.match(flat):
        return LineKind.DATE
    if owner_stated(text):
        return LineKind.OWNER
    named = terms.plain(_without_unit(text)[0])
    if any(named.endswith(ending) for ending in terms.words("captions", "title_endings")):
        return LineKind.TITLE
    return LineKind.OTHER


@lru_cache(maxsize=20_000)
def unit_stated(text: str) -> str | None:
    """The unit of a unit line (单位：万元; 金额单位: 人民币元; 单位：元 币种：人民币), or None."""
    if "：" not in text and ":" not in text:
        return None
    line = text.strip()
    if line[0] in "（(":
        line = line[1:].removesuffix("）").removesuffix(")").strip()
    marks = list(_unit_marks().finditer(line))
    if not marks or marks[0].start() > 0:
        return None
    ends = [*(mark.start() for mark in marks[1:]), len(line)]
    said = [(mark.group(1), line[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=True)]
    if any(not 0 < len(value) <= 8 for _, value in said):
        return None
    stated = [value for mark, value in said if terms.plain(mark) in terms.words("captions", "unit_marks")]
    return terms.unit_of(stated[0]) if len(stated) == 1 and terms.is_unit(stated[0]) else None


@cache
def _unit_marks() -> re.Pattern[str]:
    """What states a unit, and what stands beside it: 单位：, 币种："""
    marks = terms.words("captions", "unit_marks") | terms.words("captions", "beside_units")
    spaced = (r"\s*".join(mark) for mark in sorted(marks, key=len, reverse=True))
    return re.compile(rf"({'|'.join(spaced)})\s*[:：]\s*")


def owner_stated(text: str) -> str | None:
    """Whose a table is, as a line says (编制单位：某某局), or None."""
    mark, colon, name = text.partition("：") if "：" in text else text.partition(":")
    marks = terms.words("captions", "owner_marks")
    if colon and terms.plain(mark) in marks:
        return name.strip() or None
    return None


def subject_stated(text: str) -> str | None:
    """What a form is about, as a line says (项目名称：某某项目), or None."""
    mark, colon, name = text.partition("：") if "：" in text else text.partition(":")
    return name.strip() or None if colon and terms.plain(mark) in terms.words("forms", "subjects") else None


def caption_above(lines: Sequence[Sequence[Segment]], grid: Box, ceiling: float) -> Caption:
    """The caption of a grid from the lines above it (top to bottom), none above `ceiling`."""
    found = _Gathered()
    below = grid.top
    for line in reversed([ln for ln in lines if ceiling <= ln[0].box.bottom <= grid.top + 4]):
        box = box_around(segment.box for segment in line)
        if below - box.bottom > FARTHEST or not _take(line, grid, found):
            break
        found.boxes.append(box)
        below = box.top
    caption = found.caption
    return replace(caption, box=box_around(found.boxes)) if found.boxes else caption


def _take(line: Sequence[Segment], grid: Box, found: _Gathered) -> bool:
    """Read a line into the caption; False where the caption has ended."""
    kinds = [kind_of(segment.text) for segment in line]
    plain_kinds = {LineKind.FORM, LineKind.UNIT, LineKind.OWNER, LineKind.DATE}
    if found.title_top is None and all(kind in plain_kinds for kind in kinds):
        for segment, kind in zip(line, kinds, strict=True):
            _note(segment.text, kind, found)
        return True
    subject = subject_stated(line[0].text) if len(line) == 1 else None
    if subject:
        found.caption = replace(found.caption, subject=found.caption.subject or subject)
        return True
    if found.title_top is not None:
        return _above_title(line, kinds, grid, found)
    if all(kind is LineKind.CHOICE for kind in kinds) or _is_key_line(line):
        return True
    rest = [s for s, kind in zip(line, kinds, strict=True) if kind not in plain_kinds]
    if len(rest) != 1 or not _is_title(rest[0], grid):
        return False
    for segment, kind in zip(line, kinds, strict=True):
        if kind in plain_kinds:
            _note(segment.text, kind, found)
    found.title_top = rest[0]
    own = _centred(rest[0].box, grid)
    text = rest[0].text if own else terms.without_enumerator(rest[0].text)
    found.caption = replace(titled_with(found.caption, text), titled=own)
    return True


def _is_key_line(line: Sequence[Segment]) -> bool:
    """A row of a form that no rules enclose: labels of whose it is, each with its value beside it."""
    marks = (*terms.words("forms", "subjects"), *terms.words("forms", "keys"))
    return len(line) in (2, 4, 6) and all(terms.plain(segment.text) in marks for segment in line[::2])


def titled_with(caption: Caption, text: str) -> Caption:
    """The caption with a title of its own, and the unit that the title states where none else does."""
    title, unit = _without_unit(_clean(text))
    return replace(caption, title=title, titled=True, unit=caption.unit or unit)


def _without_unit(title: str) -> tuple[str, str | None]:
    """A title, and the unit that it ends with in brackets: 某某表（单位：万元）, 某某表（万元）."""
    match = _BRACKETS_AT_END.match(title)
    if match is None:
        return title, None
    inside = match.group(2).strip()
    unit = unit_stated(inside) or (terms.unit_of(inside) if terms.is_money(inside) else None)
    return (match.group(1).strip(), unit) if unit else (title, None)


def _note(text: str, kind: LineKind, found: _Gathered) -> None:
    caption = found.caption
    if kind is LineKind.FORM and not caption.form:
        found.caption = replace(caption, form=terms.plain(text))
    elif kind is LineKind.UNIT and not caption.unit:
        found.caption = replace(caption, unit=unit_stated(text))
    elif kind is LineKind.OWNER and not caption.owner:
        found.caption = replace(caption, owner=owner_stated(text))


def _above_title(line: Sequence[Segment], kinds: Sequence[LineKind], grid: Box, found: _Gathered) -> bool:
    """The line above the title: its first half, a form number, a unit, or no part of the caption."""
    first = found.title_top
    assert first is not None
    if len(line) != 1:
        return False
    segment = line[0]
    if kinds[0] in (LineKind.FORM, LineKind.UNIT):
        _note(segment.text, kinds[0], found)
        return True
    same_print = abs(segment.size - first.size) <= 0.6 and segment.bold == first.bold
    near = first.box.top - segment.box.bottom < 1.2 * first.size
    broken = segment.box.x1 - segment.box.x0 > 0.55 * (grid.x1 - grid.x0)
    ends = kinds[0] is LineKind.TITLE or segment.text.endswith(_SENTENCE_END)
    if not (same_print and near and broken and not ends and _centred(segment.box, grid)):
        return False
    found.caption = replace(found.caption, title=_clean(segment.text + (found.caption.title or "")))
    found.title_top = segment
    return True


def _is_title(segment: Segment, grid: Box) -> bool:
    text = segment.text
    if len(text) > 60 or text.endswith(_SENTENCE_END) or is_page_number(text) or "。" in text:
        return False
    if _centred(segment.box, grid) and segment.box.x1 - segment.box.x0 < 0.9 * (grid.x1 - grid.x0):
        return True
    heading = terms.enumerator_level(text) is not None or segment.bold
    return len(text) <= 40 and (heading or kind_of(text) is LineKind.TITLE)


def _centred(box: Box, grid: Box) -> bool:
    width = grid.x1 - grid.x0
    off = abs((box.x0 + box.x1) / 2 - (grid.x0 + grid.x1) / 2)
    return off < 0.06 * width and box.x0 - grid.x0 > 0.04 * width


def _clean(title: str) -> str:
    marks = sorted(terms.words("captions", "continued_marks"), key=len, reverse=True)
    for mark in marks:
        if mark.startswith(("(", "（")):
            title = title.removesuffix(mark)
    return title.strip()
