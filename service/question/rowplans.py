"""Plans over the rows of a table, or numbers of one kind that sentences state: ranked, filtered, added."""

from __future__ import annotations

from collections.abc import Sequence

from service.evidence.finding import Candidate
from service.narrative.evidence import Role
from service.plan import types as t
from service.question.choosing import Choice, Planned, Slots
from service.question.scope import Target

_ROWS = 40


class RowPlans(Slots):
    """Entries of a table as operands."""

    def _of_rows(self, targets: Sequence[Target]) -> Planned | None:
        """The rows under a heading, ranked or held against a threshold; statements of one kind likewise."""
        choice = self.choice(None, targets)
        items, about = self._stated_items(choice, targets)
        node = self._rows_of(choice) if not items else None
        if node is None and len(items) < 2:
            return None
        operands: tuple[t.Node, ...] = tuple(items) if items else (node,)  # type: ignore[assignment]
        threshold = self.threshold()
        if threshold is not None and "filter" in self.ops:
            comparison = self.comparison()
            filtered: t.Node = t.Filter(items=operands, comparison=comparison, threshold=threshold)
            return Planned([filtered], [choice], f"filter {about}")
        if not self.ops.any("high", "low", "rank"):
            return None
        n = self._first_few()
        if n or "rank" in self.ops:
            low = "from low" in self.ops or ("low" in self.ops and "high" not in self.ops)
            return Planned(
                [t.Rank(items=operands, direction="low" if low else "high", n=n)], [choice], f"rank {about}"
            )
        kind = t.Min if "low" in self.ops and "high" not in self.ops else t.Max
        return Planned([kind(items=operands)], [choice], f"extreme {about}")

    def _rows_of(self, choice: Choice) -> t.Rows | None:
        """The column and the row whose entries are meant, off the likeliest cells."""
        for group in choice.groups[:8]:
            for c in group:
                if not c.is_cell:
                    continue
                cell = c.places.cells[c.row]
                record = cell.record
                table = [
                    o.record
                    for o in c.places.cells
                    if o.record.table == record.table and o.record.column == record.column
                ]
                children = [
                    o
                    for o in table
                    if len(o.row_path) > len(record.row_path)
                    and o.row_path[: len(record.row_path)] == record.row_path
                ]
                if children and record.row_path:
                    return t.Rows(
                        document=c.entry.document_id,
                        table=record.table,
                        column=record.column,
                        under=record.row,
                    )
                if cell.total_row or c.places.flags[c.row][3]:
                    deep = max((len(o.row_path) for o in table), default=1)
                    if len(table) > 2:
                        return t.Rows(
                            document=c.entry.document_id,
                            table=record.table,
                            column=record.column,
                            depth=1 if deep <= 1 else None,
                        )
        return None

    def _stated_items(self, choice: Choice, targets: Sequence[Target]) -> tuple[list[t.Node], str]:
        """Numbers of one kind that sentences state of several things (a rate of each item)."""
        best = choice.best
        if best is None or best.is_cell:
            return [], "rows"
        p = best.places
        s = p.statements[best.row - len(p.cells)]
        if s.role not in (Role.COMPLETION, Role.SHARE, Role.GROWTH):
            return [], "sentences"
        kin = [
            Candidate(best.entry, p, len(p.cells) + k, 0.0, best.features)
            for k, o in enumerate(p.statements)
            if o.role is s.role and o.unit == s.unit and o.line.depth == s.line.depth
        ]
        return [c.leaf() for c in kin[:_ROWS]], "sentences"

    def _entries(self, choice: Choice) -> t.Rows | None:
        """The entries of a table that a question means alike (五项任务): their column."""
        best = choice.best
        if best is None or not best.is_cell or choice.chances[0] > 0.5:
            return None
        p, record = best.places, best.places.cells[best.row].record
        near = [c for g in choice.groups[:8] for c in g if c.is_cell and c.score > best.score - 1.0]
        kin = {
            p.cells[c.row].record.row
            for c in near
            if c.places is p
            and p.cells[c.row].record.table == record.table
            and p.cells[c.row].record.column == record.column
        }
        if len(kin) < 3:
            return None
        return t.Rows(document=best.entry.document_id, table=record.table, column=record.column, depth=None)

    def _first_few(self) -> int | None:
        for n, role in ((2, "first two"), (3, "first three"), (4, "first four"), (5, "first five")):
            if role in self.ops:
                return n
        return None
