"""Identities within one table: rows under a row, listed rows, columns of a group, and the balance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from corpus.report import Record
from corpus.text import fold
from corpus.vocabulary import load
from ingest.checks.figures import GRAND, TOTAL, Apart, Printed, bare, is_amount, key_of
from ingest.checks.identities import Identity, judge
from ingest.numbering import Kind, marker_of

HOLDS = 0.6  # of the rows: a column of totals that this many bear out
_SIGNED = ("加:", "减:", "加 ", "减 ")  # rows of a calculation, not parts of a sum
_MINUS = ("减:", "减 ")

Column = tuple[str, ...]


def table_identities(
    table: Sequence[Record], printed: Printed, misfits: frozenset[str]
) -> Iterator[Identity]:
    """What must add up in one table.  Rows whose code is among `misfits` stand nowhere in the hierarchy."""
    records = [r for r in table if is_amount(r) and r.row_code not in misfits]
    columns: dict[Column, list[Record]] = defaultdict(list)
    for record in sorted(records, key=lambda r: r.row):
        columns[record.column_path].append(record)
    yield from _rows(columns, printed)
    for found in (
        [one for c in columns.values() for one in find(c)] for find in (_whole, _listed, _inner, _flow)
    ):
        yield from _borne_by_a_column(found, printed)
    yield from _columns(records, printed)
    yield from _two_sides(records)


def _borne_by_a_column(found: Sequence[Identity], printed: Printed) -> Iterator[Identity]:
    """Totals of several columns of which none comes out are totals of something else."""
    held = [judge(one, printed).apart is not Apart.OFF for one in found if one.total.value]
    if (len(held) == 1 and len(found[0].parts) > 1) or any(held):
        yield from found


# --- rows -----------------------------------------------------------------------------------------


def _rows(columns: Mapping[Column, Sequence[Record]], printed: Printed) -> Iterator[Identity]:
    """A row with rows under it, where the table's other rows or columns bear the hierarchy out."""
    found: list[Identity] = []
    for column in columns.values():
        below: dict[tuple[str, ...], list[Record]] = defaultdict(list)
        for record in column:
            below[record.row_path[:-1]].append(record)
        for parent in column:
            children = [r for r in below.get(parent.row_path, ()) if _is_child(r, parent)]
            if parent.value is not None and not _is_signed(parent) and _may_sum(children):
                found.append(Identity("sum", parent, tuple(children), "下级各行之和"))
    held = [one for one in found if one.total.value and judge(one, printed).apart is not Apart.OFF]
    in_row = Counter(one.total.row for one in held)
    rows = {one.total.row for one in found}
    coded = {one.total.row for one in found if one.total.row_code}
    kept = {id(one) for one in held}
    for one in found:
        row = one.total.row
        # The same rows add up in another column, or most other parents have the sum of theirs.
        own = in_row[row] - (id(one) in kept)
        others = len(in_row) - (row in in_row)
        if own or others >= max(1, (len(rows) - 1) / 2) or (row in coded and len(rows) == 1):
            yield one


def _is_child(record: Record, parent: Record) -> bool:
    """Whether a record whose path leads to `parent` is a part of it."""
    return (
        record is not parent
        and (record.row > parent.row or record.column > parent.column)
        and (not parent.row_code or not record.row_code or record.row_code.startswith(parent.row_code))
        and bool(parent.row_path)
    )


def _is_signed(record: Record) -> bool:
    return fold(record.row_label or "").startswith(_SIGNED)


def _may_sum(children: Sequence[Record]) -> bool:
    """Parts that are told whole: figures all, no 其中 and no totals among them."""
    labels = [fold(child.row_label or "") for child in children]
    stated = [child for child in children if child.value is not None]
    partial = any("其中" in label or label.startswith(_SIGNED) for label in labels)
    return bool(stated) and not partial and not any(map(TOTAL.search, labels))


def _whole(column: Sequence[Record]) -> Iterator[Identity]:
    """合计 over the rows of the first level, where rows carry codes."""
    top = [r for r in column if r.row_code and len(r.row_path) == 1]
    totals = [r for r in column if not r.row_code and fold(r.row_label or "") in ("合计", "总计")]
    if len(totals) == 1 and top and totals[0].value is not None:
        yield Identity("sum", totals[0], tuple(top), "各类之和")
    own = [r for r in column if not r.row_code and TOTAL.search(fold(r.row_label or "")) and r not in totals]
    # A subtotal of each side's codes (人员经费合计 under 工资福利 and 个人家庭).
    if (
        len(own) == 1
        and not totals
        and len(top) > 1
        and own[0].value is not None
        and own[0].row > top[-1].row
    ):
        yield Identity("sum", own[0], tuple(top), "各类之和")


def _listed(column: Sequence[Record]) -> Iterator[Identity]:
    """一、二、三、… and the total under them; then the rows that lead to the grand total."""
    listed: list[Record] = []
    after: list[Record] = []
    total: Record | None = None
    for record in column:
        label = bare(record.row_label)
        marker = marker_of(record.row_label or "")
        if total is None and marker is not None and marker.kind is Kind.HAN and len(record.row_path) == 1:
            listed.append(record)
        elif total is None and len(listed) > 1 and GRAND.search(label) and len(record.row_path) == 1:
            total = record
            if record.value is not None and not any(map(_is_signed, listed)):
                yield Identity("sum", record, tuple(listed), "以上各项之和")
        elif total is not None and GRAND.search(label):
            if record.value is not None and total.value is not None:
                yield _balance(record, total, after, {bare(r.row_label) for r in listed})
            return
        elif total is not None:
            after.append(record)


def _balance(grand: Record, year: Record, after: Sequence[Record], listed: set[str]) -> Identity:
    """总计 = 本年合计 and what is carried over; a row named as one above only takes apart another."""
    parts = [r for r in after if bare(r.row_label) not in listed and "其中" not in fold(r.row_label or "")]
    minus = frozenset(key_of(r) for r in parts if fold(r.row_label or "").startswith(_MINUS))
    return Identity("balance", grand, (year, *parts), "本年合计与结转、结余之和", minus)


def _inner(column: Sequence[Record]) -> Iterator[Identity]:
    """A total among the rows of a group that has no figure of its own: all last rows of the group."""
    for at, total in enumerate(column):
        group = total.row_path[:-1]
        if not group or total.value is None or not GRAND.search(bare(total.row_label)):
            continue
        inside = [
            r for r in column[:at] if r.row_path[: len(group)] == group and len(r.row_path) > len(group)
        ]
        above = {r.row_path[:-1] for r in inside}
        last = [r for r in inside if r.row_path not in above and not TOTAL.search(bare(r.row_label))]
        if len(last) > 1 and not any(r.row_path == group for r in column):
            yield Identity("sum", total, tuple(last), "本组各行之和")


def _flow(column: Sequence[Record]) -> Iterator[Identity]:
    """What came in and was there, against what was done and is left."""
    for flow in load("checks")["flow"]:
        taken = [
            [r for r in column if any(w in fold(r.row_label or "") for w in words)] for words in flow["into"]
        ]
        left = [
            [r for r in column if any(w in fold(r.row_label or "") for w in words)] for words in flow["left"]
        ]
        done = [r for r in column if GRAND.search(bare(r.row_label))]
        if all(len(found) == 1 for found in (*taken, *left, done)):
            parts = (*(found[0] for found in taken), *(found[0] for found in left))
            minus = frozenset(key_of(found[0]) for found in left)
            yield Identity("balance", done[0], parts, "收到数与上期结转之和减结转下期", minus)


def _two_sides(records: Sequence[Record]) -> Iterator[Identity]:
    """收入总计 = 支出总计, where one table shows both sides."""
    sides: dict[str, list[Record]] = {"收入": [], "支出": []}
    for record in records:
        label = bare(record.row_label)
        first = fold(record.column_path[0]) if record.column_path else ""
        side = next((s for s in sides if s in first), "")
        if side and label.endswith("总计") and GRAND.search(label) and record.value is not None:
            sides[side].append(record)
    for income in sides["收入"][:1]:
        whole = [r for r in sides["支出"] if r.row == income.row][:1]
        for spending in whole:
            yield Identity("balance", spending, (income,), "收入总计")


# --- columns --------------------------------------------------------------------------------------


def _columns(table: Sequence[Record], printed: Printed) -> Iterator[Identity]:
    """A column of totals and the columns of its own group, where most rows bear it out."""
    rows: dict[tuple[int, tuple[str, ...]], dict[Column, Record]] = defaultdict(dict)
    for record in table:
        rows[record.row, record.row_path][record.column_path] = record
    order: dict[Column, int] = {}
    for record in table:
        order.setdefault(record.column_path, record.column)
    paths = sorted(order, key=order.__getitem__)
    for total in [path for path in paths if path and TOTAL.search(fold(path[-1]))]:
        parts = _parts(total, paths)
        if len(parts) > 1:
            yield from _borne(total, parts, list(rows.values()), printed)


def _parts(total: Column, paths: Sequence[Column]) -> list[Column]:
    """The columns that a total of columns covers: its siblings, and groups by their own subtotal or,
    where a group has none, by all its columns."""
    group = total[:-1]
    below = [path for path in paths if path not in (total, group) and path[: len(group)] == group]
    heads = Counter(path[len(group)] for path in below if len(path) > len(group) + 1)
    summed = {
        head: next((p for p in below if p[len(group)] == head and TOTAL.search(fold(p[-1]))), None)
        for head in heads
    }
    parts: list[Column] = []
    for path in below:
        deeper = [fold(part) for part in path[len(group) :]]
        if len(deeper) > 1:
            subtotal = summed.get(path[len(group)])
            if subtotal is None or path == subtotal:
                parts.append(path)
            continue
        lesser = deeper[0].endswith("小计") and not fold(total[-1]).endswith("小计")
        if lesser or not TOTAL.search(deeper[0]):
            parts.append(path)
    return parts


def _borne(
    total: Column, parts: Sequence[Column], rows: Sequence[Mapping[Column, Record]], printed: Printed
) -> Iterator[Identity]:
    found: list[Identity] = []
    for row in rows:
        record = row.get(total)
        beside = [row[part] for part in parts if part in row]
        if record is None or record.value is None or not any(r.value is not None for r in beside):
            continue
        if len({r.unit for r in (record, *beside)}) == 1:
            found.append(Identity("sum", record, tuple(beside), "同行各栏之和"))
    telling = [one for one in found if one.total.value or any(r.value for r in one.parts)]
    held = sum(judge(one, printed).apart is not Apart.OFF for one in telling)
    nothing = len(found) - len(telling)  # rows of zeros bear out a little
    if len(telling) <= 2 or held >= HOLDS * len(telling) or (held and held + nothing >= HOLDS * len(found)):
        yield from found


def misfit_codes(table: Sequence[Record]) -> dict[str, Record]:
    """Codes that fit none of their neighbours: longer than a class of the first level, and under none.

    A misprinted code is a finding of its own; the sums of the others stand without its row.
    """
    coded = {r.row_code: r for r in table if r.row_code and r.row_code.isdigit()}
    lengths = Counter(len(code) for code in coded)
    if len(lengths) < 2:
        return {}
    least = min(lengths)
    roots = {code for code in coded if len(code) == least}
    longer = [code for code in coded if len(code) > least]
    rooted = [code for code in longer if code[:least] in roots]
    if len(rooted) < max(2, 2 * (len(longer) - len(rooted))):
        return {}
    return {code: coded[code] for code in longer if code not in rooted}
