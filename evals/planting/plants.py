"""The errors: a digit, a sign, a unit, a year, a direction, a percentage, a count, swapped rows, a total,
a table that is missing, a placeholder."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from corpus.report import TableCell
from evals.planting.document import Block, Written, rows_of

_MONEY = re.compile(r"(?<![\d.,])\d[\d,]*\.\d+(?=\s*万元|\s*元)")
_PERCENT = re.compile(r"(?<![\d.,])\d+\.\d+(?=%)")
_COUNT = re.compile(r"(?<![\d.,])[1-9]\d*(?=辆|批次|人次|个团组)")
_FIGURE = re.compile(r"^-?\d[\d,]*\.?\d*$")
_VERB = re.compile(r"(增加|减少|增长|下降)(?=\s*[\d,.]+\s*(?:万元|%))")
_REASON = re.compile(r"(增加|减少)(?=的主要(?:原因|情况))")
_YEAR = re.compile(
    r"(?<=比|较)(20\d\d)(?=年)|(?<=截至)(20\d\d)(?=年)|(?<=与)(20\d\d)(?=年(?:度)?(?:相比|预算))"
)
_TOTAL = re.compile(r"合计|总计|小计")
_OPPOSITE = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}


@dataclass(frozen=True, slots=True)
class Planted:
    """A report with one error: `before` became `after` in the block `block`.  `covered` when some other
    figure or sentence of the report fixes what stands there."""

    kind: str
    written: Written
    block: int
    before: str
    after: str
    covered: bool
    title: str = ""


def plants(written: Written, chance: random.Random) -> Iterator[Planted]:
    """Errors without end, one kind after the other."""
    makers: list[Callable[[Written, random.Random], Planted | None]] = [
        _cell_digit, _text_digit, _percentage, _total, _direction, _year, _sign, _unit, _swapped, _count,
        _placeholder, _missing, _cell_digit, _text_digit,
    ]  # fmt: skip
    empty = 0
    while empty < 3 * len(makers):
        for maker in makers:
            made = maker(written, chance)
            empty = 0 if made else empty + 1
            if made is not None:
                yield made


def _another(digits: str, chance: random.Random) -> str:
    """The same number with another digit, neither the first nor a trailing zero's rounding."""
    places = [at for at, c in enumerate(digits) if c.isdigit()][:-2] or [0]
    at = chance.choice(places)
    new = chance.choice([d for d in "123456789" if abs(int(d) - int(digits[at])) > 1])
    return digits[:at] + new + digits[at + 1 :]


# --- tables ---------------------------------------------------------------------------------------


def _cells(written: Written) -> list[tuple[int, TableCell]]:
    found = []
    for at, block in enumerate(written.blocks):
        if block.table is not None and block.table.title:
            for cell in block.table.cells:
                if _FIGURE.match(cell.text) and len(re.sub(r"\D", "", cell.text).strip("0")) >= 3:
                    found.append((at, cell))
    return [(at, cell) for at, cell in found if "." in cell.text or "," in cell.text]  # no codes


def _with_cell(written: Written, at: int, cells: dict[TableCell, str]) -> Written:
    block = written.blocks[at]
    assert block.table is not None
    made = tuple(replace(c, text=cells[c]) if c in cells else c for c in block.table.cells)
    return written.with_block(at, replace(block, table=replace(block.table, cells=made)))


def _is_covered(written: Written, at: int, cell: TableCell) -> bool:
    """Whether the cell is in a row or column of a total, or is told elsewhere too."""
    table = written.blocks[at].table
    assert table is not None
    grid = rows_of(table)
    heads = " ".join(row[cell.column] for row in grid if cell.column < len(row))
    beside = " ".join(" ".join(row[:3]) for row in grid)
    summed = bool(_TOTAL.search(" ".join(grid[cell.row])) or _TOTAL.search(heads) or _TOTAL.search(beside))
    return summed or _told(written)[cell.text.replace(",", "")] > 1


def _told(written: Written) -> Counter[str]:
    texts = [b.text for b in written.blocks if b.table is None]
    texts += [c.text for b in written.blocks if b.table is not None for c in b.table.cells]
    return Counter(n.replace(",", "") for text in texts for n in re.findall(r"\d[\d,]*\.\d+", text))


def _cell_digit(written: Written, chance: random.Random) -> Planted | None:
    found = _cells(written)
    if not found:
        return None
    at, cell = chance.choice(found)
    after = _another(cell.text, chance)
    made = _with_cell(written, at, {cell: after})
    return Planted("digit in a cell", made, at, cell.text, after, _is_covered(written, at, cell))


def _total(written: Written, chance: random.Random) -> Planted | None:
    found = []
    for at, cell in _cells(written):
        table = written.blocks[at].table
        assert table is not None
        if _TOTAL.search(" ".join(rows_of(table)[cell.row])):
            found.append((at, cell))
    if not found:
        return None
    at, cell = chance.choice(found)
    after = _another(cell.text, chance)
    return Planted("total", _with_cell(written, at, {cell: after}), at, cell.text, after, True)


def _sign(written: Written, chance: random.Random) -> Planted | None:
    found = [(at, cell) for at, cell in _cells(written) if not cell.text.startswith("-")]
    if not found:
        return None
    at, cell = chance.choice(found)
    after = f"-{cell.text}"
    made = _with_cell(written, at, {cell: after})
    return Planted("sign", made, at, cell.text, after, _is_covered(written, at, cell))


def _swapped(written: Written, chance: random.Random) -> Planted | None:
    """Two neighbouring rows change their figures in one column."""
    found = []
    cells = _cells(written)
    for at, cell in cells:
        for other_at, other in cells:
            same = other_at == at and other.column == cell.column and other.row == cell.row + 1
            if same and other.text != cell.text:
                found.append((at, cell, other))
    if not found:
        return None
    at, cell, other = chance.choice(found)
    made = _with_cell(written, at, {cell: other.text, other: cell.text})
    return Planted("swapped rows", made, at, cell.text, other.text, _is_covered(written, at, cell))


def _missing(written: Written, chance: random.Random) -> Planted | None:
    """A table that the contents name is left out, with its title."""
    listed = {b.text for b in written.blocks if b.kind == "paragraph"}
    found = [
        (at, b)
        for at, b in enumerate(written.blocks)
        if b.table is not None and b.table.title and b.table.title in listed
    ]
    if not found:
        return None
    at, block = chance.choice(found)
    assert block.table is not None
    title = block.table.title or ""
    kept = [
        b for n, b in enumerate(written.blocks) if n != at and not (b.kind == "heading" and title in b.text)
    ]
    return Planted("missing table", replace(written, blocks=tuple(kept)), at, title, "", True, title)


# --- text -----------------------------------------------------------------------------------------


def _places(written: Written, pattern: re.Pattern[str]) -> list[tuple[int, re.Match[str]]]:
    return [
        (at, match)
        for at, block in enumerate(written.blocks)
        if block.kind == "paragraph"
        for match in pattern.finditer(block.text)
    ]


def _in_text(
    written: Written, kind: str, at: int, match: re.Match[str], after: str, covered: bool
) -> Planted:
    text = written.blocks[at].text
    changed = text[: match.start()] + after + text[match.end() :]
    return Planted(
        kind, written.with_block(at, Block("paragraph", changed)), at, match.group(), after, covered
    )


def _text_digit(written: Written, chance: random.Random) -> Planted | None:
    found = [p for p in _places(written, _MONEY) if len(re.sub(r"\D", "", p[1].group()).strip("0")) >= 3]
    if not found:
        return None
    at, match = chance.choice(found)
    ratio = "%" in written.blocks[at].text[match.end() : match.end() + 40]
    twice = _twice(written, match.group())
    return _in_text(written, "digit in the text", at, match, _another(match.group(), chance), ratio or twice)


def _twice(written: Written, number: str) -> bool:
    """Whether a figure of the text is told elsewhere, in its own unit or in 元."""
    told = _told(written)
    plain = number.replace(",", "")
    yuan = f"{float(plain) * 10_000:.2f}"
    return told[plain] > 1 or told[yuan] > 0


def _percentage(written: Written, chance: random.Random) -> Planted | None:
    found = [p for p in _places(written, _PERCENT) if len(p[1].group().replace(".", "").strip("0")) >= 2]
    if not found:
        return None
    at, match = chance.choice(found)
    before = written.blocks[at].text[max(0, match.start() - 60) : match.start()]
    covered = len(re.findall(r"\d\s*万?元", before)) >= 2 or "占" in before[-12:]
    return _in_text(written, "percentage", at, match, _another(match.group(), chance), covered)


def _direction(written: Written, chance: random.Random) -> Planted | None:
    found = [*_places(written, _VERB), *_places(written, _REASON)]
    found = [(at, m) for at, m in found if not re.match(r"\s*0(?:\.0+)?\s*(?:万元|%)", m.string[m.end() :])]
    if not found:
        return None
    at, match = chance.choice(found)
    around = match.string[max(0, match.start() - 80) : match.end() + 40]
    covered = "%" in around or "原因" in around
    return _in_text(written, "direction", at, match, _OPPOSITE[match.group()], covered)


def _year(written: Written, chance: random.Random) -> Planted | None:
    found = _places(written, _YEAR)
    if not found:
        return None
    at, match = chance.choice(found)
    return _in_text(written, "year", at, match, str(int(match.group()) + chance.choice((1, 2))), True)


def _unit(written: Written, chance: random.Random) -> Planted | None:
    found = _places(written, re.compile(r"(?<=\d)万元"))
    found = [(at, m) for at, m in found if re.search(r"[1-9]\d*\.\d+$", m.string[: m.start()])]
    if not found:
        return None
    at, match = chance.choice(found)
    number = re.search(r"[\d,]+\.\d+$", match.string[: match.start()])
    covered = number is not None and _twice(written, number.group())
    return _in_text(written, "unit", at, match, chance.choice(("元", "亿元")), covered)


def _count(written: Written, chance: random.Random) -> Planted | None:
    found = _places(written, _COUNT)
    if not found:
        return None
    at, match = chance.choice(found)
    text = match.string
    covered = "用车" in text and "辆" in text and text.count("辆") > 2
    return _in_text(written, "count", at, match, str(int(match.group()) + chance.choice((1, 2, 10))), covered)


def _placeholder(written: Written, chance: random.Random) -> Planted | None:
    found = _places(written, _MONEY)
    if not found:
        return None
    at, match = chance.choice(found)
    return _in_text(written, "placeholder", at, match, chance.choice(("XX", "***", "××")), True)
