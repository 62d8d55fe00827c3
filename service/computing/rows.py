"""Computing over the rows (or columns) of one table: all added up, the largest, those beyond a bound."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.amounts import convert
from corpus.view import DocumentView
from service.computing import formulas
from service.computing.grammar import words
from service.computing.results import Computation, Ranking
from service.frame import Basis, Operation
from service.lookup.facts import Fact, record_label, unit_of
from service.lookup.index import Cell, DocumentIndex, index_of
from service.lookup.query import query_of
from service.lookup.scoring import Scorer
from service.lookup.terms import total_columns, total_rows
from service.understanding.reader import Reading
from service.understanding.words import find_mask, plain_label, span_mask, words_mask

_NUMBERS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_TOP = re.compile(
    r"(?:前|最[多高大少低小]的)([一二两三四五六七八九十]|\d{1,2})(?:个|项|名|类|位|大|款|条|笔)?"
)
_COUNTED = re.compile(
    r"(?:这|那|各)?[一二两三四五六七八九十几0-9]{0,2}(?:大|个)?(?:项|类|个|款|名|笔|条|种|位)"
)
_BOUND = re.compile(r"(\d[\d,.]*)(万元|亿元|元|万|亿|%|人|辆|个|件)?")
_LEVELS = {"类": 3, "款": 5, "项": 7}
_ENOUGH = 2
_ADDED = ("一共", "总共", "共计", "加起来", "加在一起", "之和", "总和", "合起来", "相加")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of the rows, and the positions of the words that ask it."""

    mask: int
    add: bool = False
    top: int | None = None
    least: bool = False
    keep: Callable[[Decimal, str], bool] | None = None
    condition: str = ""


@dataclass(frozen=True, slots=True)
class _Key:
    """What the cells of a group share: `rows` tells whether they are the rows of one column (else the
    columns of one row); `ancestors` and `columns` are numbers of labels."""

    rows: bool
    table: int
    row: int | None
    side: str | None
    ancestors: tuple[int, ...]
    columns: tuple[int, ...]


def selects(reading: Reading) -> bool:
    """Whether the question picks rows by a bound or by rank (超过50万元的有哪些, 前三项)."""
    degrees = (*words("degree", "most"), *words("degree", "least"))
    first = any(w in reading.text for w in degrees) and "哪" in reading.text
    return first or _bound(reading.text) is not None or _TOP.search(reading.text) is not None


def among_rows(reading: Reading, view: DocumentView, adding: bool = False) -> Computation | Ranking | None:
    """What is asked of all rows of one table, or None; with `adding`, their sum."""
    asked = _asked(reading, adding)
    if asked is None:
        return None
    index = index_of(view)
    cells = _group(reading, index, asked)
    if len(cells) < _ENOUGH:
        return None
    facts = [_fact(view, index, cell, cells) for cell in cells]
    if asked.add:
        result = formulas.total(facts)
        return Computation(result, Operation.SUM) if result else None
    unit = facts[0].unit
    if asked.keep is not None:
        kept = [f for f in facts if f.value is not None and asked.keep(f.value, f.unit)]
        return Ranking(_sorted(kept, unit, False), None, False, asked.condition, len(facts))
    # Where nothing was spent, nothing is the least.
    some = [f for f in facts if f.value] if asked.least else facts
    ranked = _sorted(some or facts, unit, asked.least)
    nothing = len(facts) - len(some) if some else 0
    return Ranking(ranked, asked.top, asked.least, "", len(facts), nothing=nothing)


def _sorted(facts: Sequence[Fact], unit: str, least: bool) -> list[Fact]:
    return sorted(facts, key=lambda f: formulas.in_unit(f, unit) or Decimal(0), reverse=not least)


def _asked(reading: Reading, adding: bool) -> _Asked | None:
    text = reading.text
    generic = (
        *words("degree", "which"),
        *words("degree", "rows"),
        "数额",
        "金额",
        "用的",
        "花的",
        "排名",
        "排序",
    )
    mask = words_mask(text, sorted(generic, key=len, reverse=True), reading.content)
    for match in _COUNTED.finditer(text):
        mask |= span_mask(*match.span())
    if adding:
        said = _ADDED if any(w in text for w in _ADDED) else ()
        return _Asked(mask | words_mask(text, said, reading.content), add=True) if said else None
    if bound := _bound(text):
        return _bounded(text, mask, bound)
    extreme = [(words("degree", "most"), False), (words("degree", "least"), True)]
    for cues, least in extreme:
        if hit := next((w for w in cues if w in text), None):
            top = _TOP.search(text)
            number = 1 if top is None else _NUMBERS.get(top[1]) or int(top[1])
            mask |= find_mask(text, hit) | (span_mask(*top.span()) if top else 0)
            return _Asked(mask, top=number, least=least)
    top = _TOP.search(text)
    if top is not None:
        return _Asked(mask | span_mask(*top.span()), top=_NUMBERS.get(top[1]) or int(top[1]))
    if Operation.RANKING in reading.cues.operations:
        return _Asked(mask, least=any(w in text for w in ("从低到高", "由低到高", "从小到大", "由小到大")))
    return None


def _bound(text: str) -> re.Match[str] | None:
    if not any(w in text for w in ("哪", "几个", "几项", "列出", "多少个", "多少项")):
        return None
    for match in _BOUND.finditer(text):
        before, behind = text[: match.start()], text[match.end() :]
        said = (*words("threshold", "over"), *words("threshold", "under"))
        if before.endswith(said) or behind.startswith(("以上", "以下", "以内")):
            return match
    return None


def _bounded(text: str, mask: int, bound: re.Match[str]) -> _Asked:
    before, behind = text[: bound.start()], text[bound.end() :]
    end = next((w for w in ("以上", "以下", "以内") if behind.startswith(w)), "")
    said = (*words("threshold", "over"), *words("threshold", "under"))
    lead = max((w for w in said if before.endswith(w)), key=len, default="")
    under = lead in words("threshold", "under") or end in ("以下", "以内")
    closed = bool(end) or lead in (
        "不低于",
        "不少于",
        "达到",
        "达",
        "至少",
        "满",
        "不超过",
        "至多",
        "不高于",
        "不多于",
    )
    limit = Decimal(bound[1].replace(",", ""))
    typed = {"万": "万元", "亿": "亿元"}.get(bound[2] or "", bound[2] or "")

    def keep(value: Decimal, unit: str) -> bool:
        here = convert(limit, typed, unit) if typed and unit and typed != unit else limit
        if here is None:
            return False
        if under:
            return value <= here if closed else value < here
        return value >= here if closed else value > here

    mask |= span_mask(bound.start() - len(lead), bound.end() + len(end))
    return _Asked(mask, keep=keep, condition=f"{lead}{bound[0]}{end}")


def _group(reading: Reading, index: DocumentIndex, asked: _Asked) -> list[Cell]:
    """The rows that the question is about: those of one heading in one column, or the columns of one row."""
    query = query_of(reading, index)
    scorer = Scorer(index, query)
    titles = set(reading.frame.table_titles)
    groups: dict[_Key, list[Cell]] = {}
    for cell in index.cells:
        if cell.record.value is None:
            continue
        if titles and not titles & {cell.facts.heading, cell.facts.name}:
            continue
        if cell.row is not None and _carried(index.labels[cell.row].text) and "结" not in reading.text:
            continue
        table, side = cell.record.table, cell.side
        if not cell.total_row and cell.row is not None:
            above = {cell.ancestors, ()} if cell.record.row_code else {cell.ancestors}
            for ancestors in above:
                key = _Key(True, table, None, side, ancestors, cell.columns)
                groups.setdefault(key, []).append(cell)
        own = [c for c in cell.columns if index.labels[c].text not in total_columns()]
        if own and not asked.add:
            whole = total_rows()  # a measure with parts of its own stands by its 小计
            shared = tuple(c for c in cell.columns if c not in own[-1:] and index.labels[c].text not in whole)
            key = _Key(False, table, cell.record.row, side, (), shared)
            groups.setdefault(key, []).append(cell)
    wanted = query.bases[:1] or (Basis.FINAL,)
    found: list[tuple[tuple[float, ...], list[Cell]]] = []
    for key, cells in groups.items():
        kept = _one_level(reading, cells)
        if len(kept) < _ENOUGH or len({c.unit_class for c in kept}) > 1:
            continue
        score = _fit(reading, scorer, index, key, kept, asked, wanted[0])
        if score is not None:
            found.append((score, kept))
    found.sort(key=lambda item: item[0], reverse=True)
    if len(found) > 1 and found[0][0] == found[1][0]:
        values = [{c.record.value for c in cells} for _, cells in found[:2]]
        orders = [_order(cells) for _, cells in found[:2]]
        return found[0][1] if values[0] == values[1] or orders[0] == orders[1] else []
    return found[0][1] if found else []


def _order(cells: Sequence[Cell]) -> list[int | None]:
    """The labels of rows, the largest first: two tables that differ by a rounding have the same."""
    return [c.row for c in sorted(cells, key=lambda c: -(c.record.value or 0))]


def _carried(row: str) -> bool:
    """Whether a row is what is carried over, or a total: it stands beside the items and is none of them."""
    return "结转" in row or "结余分配" in row or row.endswith(("总数", "总额"))


def _one_level(reading: Reading, cells: list[Cell]) -> list[Cell]:
    """Of rows with codes, those of one level: the one that is named, else the highest."""
    lengths = {len(c.record.row_code or "") for c in cells}
    if len(lengths) <= 1:
        return cells
    named = next((n for word, n in _LEVELS.items() if f"{word}级" in reading.text and n in lengths), None)
    level = named or min(lengths - {0})
    return [c for c in cells if len(c.record.row_code or "") == level]


def _fit(
    reading: Reading,
    scorer: Scorer,
    index: DocumentIndex,
    key: _Key,
    cells: Sequence[Cell],
    asked: _Asked,
    basis: Basis,
) -> tuple[float, ...] | None:
    """How well a group answers (higher is better), or None when words of the question are left over."""
    first = cells[0]
    labels = (*key.ancestors, *key.columns)
    heading = scorer.sayings.heading(first) | find_mask(reading.text, first.facts.name) & reading.content
    cover = heading | asked.mask | scorer.total_mask | (scorer.side_mask if first.side else 0)
    named = 0
    for number in labels:
        if match := scorer.matches.get(number):
            cover |= match.mask
            named |= match.mask
    if key.rows:
        common = _common([index.labels[c.row].text for c in cells if c.row is not None])
        if len(common) >= 2:
            cover |= find_mask(reading.text, common)
            named |= find_mask(reading.text, common)
    else:
        row = scorer.matches.get(first.row) if first.row is not None else None
        if first.row is not None and row is None and not first.total_row:
            return None
        cover |= row.mask if row else 0
        named |= row.mask if row else 0
    rest = sum(map(len, reading.residue(cover)))
    if rest > 1 or ((named | heading).bit_count() < 2 and not reading.frame.table_titles):
        return None
    if first.basis is not None and first.basis is not basis:
        return None
    plainly = sum(
        1 for n in labels if n not in scorer.matches and index.labels[n].text not in total_columns()
    )
    return (-rest, -plainly, (named | heading).bit_count(), -len(first.scopes), len(cells))


def _common(labels: Sequence[str]) -> str:
    """What all labels begin with: 任务 of 任务1, 任务2."""
    least, most = min(labels), max(labels)
    size = next((i for i, (a, b) in enumerate(zip(least, most, strict=False)) if a != b), len(least))
    return least[:size]


def _fact(view: DocumentView, index: DocumentIndex, cell: Cell, cells: Sequence[Cell]) -> Fact:
    record = cell.record
    label = record_label(record)
    if len({c.row for c in cells}) == len(cells):
        label = plain_label(record.row_label or "") or label
    return Fact(view, record.value, unit_of(view, record), label, record.raw, 0.0, (record,))
