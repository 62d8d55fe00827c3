"""Functional items told in the text (X（类）Y（款）Z（项）, “X-Y-Z”科目) against their rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.findings import Category, Finding, Side
from corpus.report import Record, Severity
from ingest.checks.figures import (
    Apart,
    Printed,
    apart,
    bare,
    cell_side,
    exact,
    is_money,
    item_of,
    name_of,
    part_in,
    scope_in,
    scope_of,
    side_of,
)
from ingest.checks.named import Candidate, against_cell, is_whole_cell
from ingest.checks.spoken import Role, Sentence, Told

_LEVELLED = re.compile(
    r"(?P<name>[^,。;:“”\"\s]{1,40}?)\s*\((?P<before>\d{0,3})(?P<level>[类款项])(?P<after>\d{0,3})\)"
)
_DASHED = re.compile(r"“(?P<names>[^“”,。;:]{2,80}-[^“”,。;:]{2,60})”")
_TAIL = re.compile(r"[^,。;:\d()“”]{2,30}")
_LEAD = re.compile(r"^(?:\(?\d+\)?[.、．)]?|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|“|\")+")
_SAYS = re.compile(
    r"(?:”?(?:科目)?)?(?:(?:19|20)\d\d年)?(?:当年)?(?:支出)?(?:决算|预算安排|预算|安排)?(?:数|支出|金额)?(?:共)?(?:为|是)?"
)
LEVELS = {"类": 0, "款": 1, "项": 2}
CODE_ENDS = {0: slice(0, 3), 1: slice(3, 5), 2: slice(5, 7)}


@dataclass(frozen=True, slots=True)
class Item:
    """An item as the text names it: names and codes by level (类, 款, 项), and where it is named."""

    names: tuple[tuple[int, str], ...]
    codes: tuple[tuple[int, str], ...]
    sentence: Sentence
    start: int
    end: int

    @property
    def last(self) -> str:
        """The name of the lowest level."""
        return self.names[-1][1]


def items_in(sentence: Sentence) -> list[Item]:
    """The items that a sentence names, in order."""
    flat = sentence.flat
    chains: list[list[re.Match[str]]] = []
    for match in _LEVELLED.finditer(flat):
        deeper = chains and LEVELS[match["level"]] > LEVELS[chains[-1][-1]["level"]]
        if deeper and not flat[chains[-1][-1].end() : match.start()].strip("-—－ "):
            chains[-1].append(match)
        elif match["level"] == "类":
            chains.append([match])
    found = [_item(chain, sentence) for chain in chains]
    for match in _DASHED.finditer(flat):
        if not any(item.start < match.end() and match.start() < item.end for item in found):
            names = [part.strip() for part in match["names"].split("-")]
            levels = tuple(enumerate(names[:3]))
            found.append(Item(levels, (), sentence, match.start(), match.end()))
    return sorted(found, key=lambda item: item.start)


def _item(chain: Sequence[re.Match[str]], sentence: Sentence) -> Item:
    names = [(LEVELS[m["level"]], _LEAD.sub("", m["name"].lstrip("-—－ "))) for m in chain]
    codes = [(LEVELS[m["level"]], m["before"] or m["after"]) for m in chain if m["before"] or m["after"]]
    end = chain[-1].end()
    tail = _TAIL.match(sentence.flat, end)
    if tail and names[-1][0] == 1:
        name = re.sub(r"(?:支出)?(?:决算)?(?:数)?(?:为|是)?$", "", tail.group().strip())
        if len(item_of(name)) >= 2 and name not in ("支出", "决算", "合计"):
            names.append((2, name))
            end = tail.end()
    return Item(tuple(names), tuple(codes), sentence, chain[0].start(), end)


class Rows:
    """Rows of the tables by functional class, with the cells that hold the whole of each."""

    def __init__(self, tables: Iterable[Sequence[Record]]) -> None:
        self._by_name: dict[str, list[Record]] = defaultdict(list)
        self.all: list[Record] = []
        for table in tables:
            for record in table:
                coded = record.row_code and record.row_code.isdigit() and record.row_label
                fits = coded and record.value is not None and is_money(record) and is_whole_cell(record)
                if fits and part_in(record.title or "") != "basic":
                    self._by_name[item_of(record.row_label)].append(record)
                    self.all.append(record)

    def of(self, item: Item) -> list[Record]:
        """The cells of an item: by its last name, and by the name over it where one is told."""
        found = self._by_name.get(item_of(item.last), [])
        found = [r for r in found if _depth(r) == item.names[-1][0]] or found
        if len(item.names) > 1:
            over = item_of(item.names[-2][1])
            under = [r for r in found if len(r.row_path) > 1 and item_of(r.row_path[-2]) == over]
            found = under or found
        spending = [r for r in found if side_of(r) != "收入"]
        return spending or found


def _depth(record: Record) -> int:
    return len(record.row_path) - 1


def item_findings(
    items: Sequence[tuple[Item, Sequence[Told]]], rows: Rows, printed: Printed
) -> Iterator[Finding]:
    """Figures of items that their rows state otherwise, and names that the tables do not know."""
    if not rows.all:
        return
    for item, figures in items:
        cells = rows.of(item)
        if cells:
            yield from _misnamed(item, cells[0])
        for one in figures:
            if cells:
                yield from _judged(one, cells, printed)
            else:
                yield from _unknown(item, one, rows, printed)


def told_of_items(sentences: Sequence[Sentence], told: Sequence[Told]) -> list[tuple[Item, list[Told]]]:
    """Every item with the figures that are said of it: right after it, or later in its paragraph in
    words that name nothing else."""
    by_sentence: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        by_sentence[id(one.sentence)].append(one)
    found: list[tuple[Item, list[Told]]] = []
    paragraph = -1
    current: tuple[Item, list[Told]] | None = None
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, current = sentence.paragraph, None
        named = items_in(sentence)
        for one in by_sentence.get(id(sentence), ()):
            before = [item for item in named if item.end <= one.amount.start]
            if before and (current is None or current[0] is not before[-1]):
                current = (before[-1], [])
                found.append(current)
            if current is not None and one.role is Role.LEVEL and _is_of(one, current[0]):
                current[1].append(one)
        if named and (current is None or current[0] is not named[-1]):
            current = (named[-1], [])
            found.append(current)
    return found


def _is_of(told: Told, item: Item) -> bool:
    start = told.amount.start - len(told.words)
    words = told.words
    if told.sentence is item.sentence and start < item.end:
        words = told.sentence.flat[item.end : told.amount.start].strip()
    return _SAYS.fullmatch(words) is not None


def _judged(told: Told, cells: Sequence[Record], printed: Printed) -> Iterator[Finding]:
    stated = exact(told.amount.value, told.amount.unit)
    scope = scope_in("".join(told.sentence.path[-3:]))
    # Where the section says what it covers, the tables of that scope are meant.
    cells = [cell for cell in cells if scope and scope_of(cell) == scope] or cells
    how = [(apart(stated, printed.of(cell)), cell) for cell in cells]
    if any(distance is Apart.SAME for distance, _ in how):
        return
    near = [cell for distance, cell in how if distance is Apart.ROUNDED]
    chosen = min(near or cells, key=lambda r: abs(printed.of(r).value - stated.value))
    candidate = Candidate(chosen, side_of(chosen), scope_of(chosen), budget=False, narrow=False)
    category, severity = (Category.ROUNDING, Severity.NOTE) if near else (Category.ERROR, Severity.ERROR)
    yield against_cell(told, candidate, category, severity, stated, printed)


def _unknown(item: Item, told: Told, rows: Rows, printed: Printed) -> Iterator[Finding]:
    """A name that no row has, where a row under the same heading holds the figure."""
    stated = exact(told.amount.value, told.amount.unit)
    if not told.amount.value:
        return
    over = {item_of(name) for _, name in item.names[:-1]}
    level = [r for r in rows.all if _depth(r) == item.names[-1][0] and _under(r, over)]
    same = [r for r in level if apart(stated, printed.of(r)) is Apart.SAME]
    labels = {r.row_label for r in same}
    if len(labels) == 1:
        yield _wording(item, item.last, same[0], same[0].row_label or "")


def _under(record: Record, over: set[str]) -> bool:
    return bool(over & {item_of(label) for label in record.row_path[:-1]})


def _misnamed(item: Item, cell: Record) -> Iterator[Finding]:
    """Names over the last that are not those of the row, and codes that are not its own."""
    for depth, name in item.names[:-1]:
        if depth < len(cell.row_path) - 1 and not _alike(name, cell.row_path[depth]):
            yield _wording(item, name, cell, cell.row_path[depth])
    code = cell.row_code or ""
    for depth, digits in item.codes:
        own = code[CODE_ENDS[depth]]
        if own and digits != own and len(code) == 7:
            yield _wording(item, digits, cell, own)


def _alike(name: str, label: str) -> bool:
    one, other = item_of(name), item_of(label)
    return one == other or one.endswith(other) or bare(label).startswith(bare(name))


def _wording(item: Item, said: str, cell: Record, label: str) -> Finding:
    message = f"正文写作“{said}”，{name_of(cell)} 处为“{label}”，名称不一致。"
    stated = Side(said, item.sentence.page, item.sentence.text)
    return Finding(
        "item",
        Category.WORDING,
        Severity.WARNING,
        f"科目名称 {said}",
        message,
        stated,
        cell_side(cell),
        label,
    )
