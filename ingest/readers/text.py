"""Text and Markdown exports: lines become paragraphs and grids.

Tables are lines with tabs, or with Markdown's upright bars; what was merged is blank.
Markup that an export left behind is taken off.  Lines that print broke are joined.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus import vocabulary
from corpus.errors import LimitExceeded
from ingest.content import PageContent
from ingest.readers.barred import table_of_bars, without_marks
from ingest.readers.blocks import Block, PageBreak, Paragraph, within
from ingest.readers.continued import without_repeats
from ingest.readers.decoding import decoded_text
from ingest.readers.flow import flowed_tables
from ingest.readers.html import blocks_of_html
from ingest.readers.layout import laid_out
from ingest.readers.marks import without_raised
from ingest.readers.spaced import spaced_table
from ingest.readers.spans import grid_of_rows

_BREAK = re.compile(r"<br\s*/?>|</p>\s*<p[^>]*>|</(?:p|div|li)>", re.I)
_TAG = re.compile(r"</?(?:p|div|span|b|strong|i|em|u|font|li|ul|ol|sup|sub|a|center)(?:\s[^<>]*)?/?>", re.I)
_STARS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_CELLS_APART = re.compile(r" {2}|　")
_COLON = re.compile(r"[：:]")
_FENCE = re.compile(r"\s*(?:```|~~~)\s*\w*\s*$")
_TABLE = re.compile(r"<table[\s>]", re.I)
_TABLE_END = re.compile(r"</table\s*>", re.I)
_ATTACHED = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]*\s*[：:]?$")
_BULLET = re.compile(r"[-*+•]\s+(?=\S)")
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十百\d]{1,3}[）)、.．]|第[一二三四五六七八九十百\d]+[部章节条]|附[件表录]|[①-⑳]|[注目]\s*[：:录]"
)
_HEADED = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]+部分|附件"
)
_PROSE = re.compile(r"[，,；。]")
_ENDED = re.compile(r"[。；！？：:;!?…][”』」）)]?$")
_CAPTION_END = re.compile(r"[ 　]+(?=(?:金额)?单位\s*[：:]\s*\S{1,6}$)")  # 部门：… 单位：万元
_TITLE_STOP = re.compile(r"目\s*录|单位\s*[：:]|部门\s*[：:]|附[件录]|公开\s*\d+\s*表")
_ODD_SPACE = re.compile(r"(?<=[\u4e00-\u9fff])[ 　]+(?=[\u4e00-\u9fff])")
LONGEST_LINE = 100_000  # characters
LONGEST_TITLE = 40  # characters of one line of a title
TITLE_LINES = 3
SHORTEST_LINE = 6  # characters: less may be the end of a title
FULL_LINE = 0.85  # of the longest usual line: a line as long as this was broken by the margin


def read_pages(path: Path) -> Iterator[PageContent]:
    """A text or Markdown export as pages without places.

    Raises FormatUnknown, and LimitExceeded for more than a report can hold.
    """
    return laid_out(without_repeats(within(read_text(path), path.name)))


def read_text(path: Path) -> Iterator[Block]:
    """The blocks of a text or Markdown export.  Raises FormatUnknown, and LimitExceeded for a line
    that is longer than any paragraph."""
    text = decoded_text(path)
    if len(max(text.split("\n"), key=len)) > LONGEST_LINE:
        raise LimitExceeded(path.name)
    for number, page in enumerate(text.split("\f")):
        if number:
            yield PageBreak()
        yield from blocks_of_text(page, first=number == 0)


def blocks_of_text(text: str, first: bool = True) -> Iterator[Block]:
    """One page of text as blocks; on the `first`, the opening lines are the title."""
    lines = text.split("\n")
    at = 0
    if first:
        at = _after_marks(lines)
        yield from (Paragraph(clean(line)) for line in lines[:at] if clean(line))
        title, at = _title(lines, at)
        if title:
            yield Paragraph(title, 1)
    yield from _joined(_pieces(lines, at), _margin(lines))


def clean(text: str) -> str:
    """A line or cell without leftover markup; `<br>` and `</p>` become line ends."""
    if "<" in text:
        text = without_raised(text)
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    if "**" in text or "__" in text:
        text = _STARS.sub(r"\2", text)
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _after_marks(lines: Sequence[str]) -> int:
    """The line after blank ones and after what says where the report was attached (附件 2)."""
    for index, line in enumerate(lines):
        if clean(line) and not _ATTACHED.match(clean(line)):
            return index
    return 0


def _title(lines: Sequence[str], first: int) -> tuple[str, int]:
    """The opening lines that are short, unnumbered and no prose, as one title; what follows."""
    parts: list[str] = []
    for index, line in enumerate(lines[first:], start=first):
        text = clean(line)
        heading = _MARKDOWN_HEADING.match(text)
        if not text:
            continue
        if heading and not parts:
            return (heading[2], index + 1) if len(heading[1]) == 1 else ("", first)
        if not parts and _TITLE_STOP.match(text) and len(text) < 8:
            return "", first
        new_page = bool(parts) and line.startswith((" ", "　"))
        stops = (_NUMBERED.match, _PROSE.search, _COLON.search, _TITLE_STOP.match)
        other = any(stop(text) for stop in stops) or (bool(parts) and _is_whole(parts[-1], text))
        if other or new_page or "\t" in line or len(text) > LONGEST_TITLE or len(parts) == TITLE_LINES:
            return ("".join(parts), index) if parts else ("", first)
        parts.append(_ODD_SPACE.sub("", text))
    return "", first


def _is_whole(part: str, following: str) -> bool:
    """Does a title end as reports are called, and what follows is long enough for a line of its own?"""
    ends = tuple(vocabulary.load("reports")["title"]["ends"])
    return part.endswith(ends) and len(following) >= SHORTEST_LINE


def _pieces(lines: Sequence[str], at: int) -> Iterator[Block]:
    """Paragraphs as the lines have them, and grids."""
    flowed = flowed_tables(lines)
    while at < len(lines):
        line = lines[at]
        if "\t" in line.strip("\n") and line.strip():
            rows, at = _tabbed(lines, at)
            yield grid_of_rows(rows)
            continue
        barred = table_of_bars(lines, at)
        if barred is not None:
            rows, at = barred
            yield grid_of_rows([[without_marks(clean(cell)) for cell in row] for row in rows])
            continue
        if _TABLE.search(line):
            markup, at = _markup(lines, at)
            yield from blocks_of_html(markup)
            continue
        spaced = spaced_table(lines, at) if _CELLS_APART.search(line.strip(" 　")) else None
        if spaced is not None:
            block, at = spaced
            yield block
            continue
        if at in flowed:
            yield flowed[at].grid
            at = flowed[at].end
            continue
        at += 1
        text = "" if _FENCE.match(line) else clean(line)
        heading = _MARKDOWN_HEADING.match(text)
        if heading:
            yield Paragraph(heading[2], len(heading[1]))
        elif text:
            pieces = (part for piece in text.split("\n") for part in _CAPTION_END.split(piece))
            yield from (Paragraph(_BULLET.sub("", piece, count=1)) for piece in pieces)


def _tabbed(lines: Sequence[str], at: int) -> tuple[list[list[str]], int]:
    """Rows of cells from line `at`; blank lines go on where what follows is no wider."""
    rows: list[list[str]] = []
    while at < len(lines):
        following = at
        while following < len(lines) and not lines[following].strip(" 　\n"):
            following += 1
        if following == len(lines) or "\t" not in lines[following]:
            break
        cells = [clean(cell) for cell in lines[following].split("\t")]
        width = max((len(row) for row in rows), default=0)
        if rows and following > at and len(_without_tail(cells)) > width:
            break
        rows.append(cells)
        at = following + 1
    return rows, at


def _without_tail(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _markup(lines: Sequence[str], at: int) -> tuple[str, int]:
    """The lines of a table that stands as markup among others, and the line after it."""
    opened, first = 0, at
    while at < len(lines):
        opened += len(_TABLE.findall(lines[at])) - len(_TABLE_END.findall(lines[at]))
        at += 1
        if opened <= 0:
            break
    return "\n".join(lines[first:at]), at


def _margin(lines: Sequence[str]) -> int | None:
    """The length of a full line, where the text is broken at a margin; None where it is not."""
    lengths = sorted(len(line.strip()) for line in lines if len(line.strip()) >= 16 and "\t" not in line)
    if len(lengths) < 20:
        return None
    full = lengths[int(0.9 * len(lengths))]
    near = sum(FULL_LINE * full <= length <= 1.15 * full for length in lengths)
    return full if near > 0.6 * len(lengths) and full <= 60 else None


def _joined(blocks: Iterable[Block], margin: int | None) -> Iterator[Block]:
    """Paragraphs that a line or page end broke, as one."""
    held: Paragraph | None = None
    last = ""  # the line that `held` ends with
    for block in blocks:
        if not isinstance(block, Paragraph) or block.level:
            if held is not None:
                yield held
            held = None
            yield block
            continue
        if held is not None and _goes_on(held.text, last, block.text, margin):
            held = Paragraph(_glued(held.text, block.text))
        else:
            if held is not None:
                yield held
            held = block
        last = block.text
    if held is not None:
        yield held


def _goes_on(text: str, last: str, following: str, margin: int | None) -> bool:
    """Prose that stops without a stop goes on in the next line, unless that begins something."""
    if margin is not None and len(last) >= FULL_LINE * margin and not _ENDED.search(last):
        return not _HEADED.match(following)
    if _ENDED.search(text) or _NUMBERED.match(following):
        return False
    return bool(_PROSE.search(text))


def _glued(left: str, right: str) -> str:
    spaced = left[-1].isascii() and right[0].isascii() and left[-1].isalpha() and right[0].isalpha()
    return f"{left} {right}" if spaced else left + right
