"""Questions made from the places of reports, in the words of labels and sayings, with something said around.

They teach what is taken for granted: the total where no row is named, the final account where none is.
"""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from corpus.organisations import aliases
from evals.making.wording import Naming, spoken
from service.evidence.places import PlaceIndex
from service.evidence.sayings import sayings
from service.lookup.terms import total_columns
from service.understanding.words import plain_label

_HAN = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Made:
    """A question, the places (rows of the index) that answer it, and the stretch that asks for them (all
    of the question where it is empty)."""

    text: str
    right: tuple[int, ...]
    slot: str = ""


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "framings.toml").read_text(encoding="utf-8"))


@cache
def _says() -> dict[str, list[str]]:
    """Sayings by the plain label that they stand for."""
    held = sayings()
    by_concept: dict[int, list[str]] = defaultdict(list)
    for saying, concept in zip(held.said, held.owner, strict=True):
        by_concept[int(concept)].append(saying)
    return {label: [s for c in concepts for s in by_concept[c]] for label, concepts in held.labels.items()}


class Maker:
    """Makes questions of one report; the same seed gives the same ones."""

    def __init__(self, places: PlaceIndex, seed: int = 0) -> None:
        self.places = places
        facts = places.view.entry.facts
        self.random = random.Random(f"{places.view.entry.source} {seed}")  # noqa: S311  no secrets
        names = [n for n in aliases(facts.organisation or "", facts.short_names) if len(n) >= 4]
        self.names = sorted(names) or [facts.organisation or ""]
        self.year = facts.fiscal_year or 0
        self.naming = Naming(places.view)
        self.by_value: dict[tuple[Decimal | None, str], list[int]] = defaultdict(list)
        for i, cell in enumerate(places.cells):
            self.by_value[cell.record.value, cell.record.unit or ""].append(i)
        self.by_words: dict[tuple[str, str], set[Decimal | None]] = defaultdict(set)
        for cell in places.cells:
            self.by_words[self._row(cell.record), self._column(cell.record)].add(cell.record.value)

    @staticmethod
    def _row(record: Any) -> str:
        return plain_label(record.row_label or "")

    @staticmethod
    def _column(record: Any) -> str:
        return "/".join(plain_label(c) for c in record.column_path)

    def cells(self, most: int) -> Iterator[Made]:
        """Questions for some of the cells."""
        order = [i for i, c in enumerate(self.places.cells) if c.record.value is not None]
        self.random.shuffle(order)
        for i in order[:most]:
            if made := self._of_cell(i):
                yield made

    def _of_cell(self, i: int) -> Made | None:
        record = self.places.cells[i].record
        words = self.naming.of(record)
        if words is None:
            return None
        table, row, column = words
        choose = self.random.random
        unique = len(self.by_words[self._row(record), self._column(record)]) == 1
        leaf = plain_label(record.column_path[-1]) if record.column_path else ""
        if row and choose() < 0.5 and (says := _says().get(self._row(record))):
            row = self.random.choice(says)
        elif row and record.row_code and choose() < 0.25:
            row = record.row_code + (row if choose() < 0.5 else "")
        parts = [row]
        alone = leaf in total_columns() and unique and bool(row)
        if not alone or choose() < 0.4:
            parts.append(self.random.choice(_says()[leaf]) if leaf in _says() and choose() < 0.3 else column)
        if not unique or choose() < 0.3:
            parts.insert(0 if choose() < 0.6 else len(parts), table)
        right = [
            j
            for j in self.by_value[record.value, record.unit or ""]
            if self._row(self.places.cells[j].record) == self._row(record)
        ]
        return Made(self._framed([p for p in parts if p]), tuple(right))

    def several(self, most: int) -> Iterator[Made]:
        """Questions for two to four cells that share a row or a column: one example for each."""
        lines: dict[tuple[int, str, int], list[int]] = defaultdict(list)
        for i, cell in enumerate(self.places.cells):
            if cell.record.value is not None:
                lines[cell.record.table, "row", cell.record.row].append(i)
                lines[cell.record.table, "column", cell.record.column].append(i)
        keys = sorted(k for k, v in lines.items() if len(v) > 1)
        self.random.shuffle(keys)
        for key in keys[:most]:
            chosen = self.random.sample(lines[key], min(len(lines[key]), self.random.randint(2, 4)))
            yield from self._several(chosen, key[1] == "row")

    def _several(self, chosen: list[int], same_row: bool) -> Iterator[Made]:
        named = [(i, w) for i in chosen if (w := self.naming.of(self.places.cells[i].record))]
        if len(named) < 2:
            return
        table, row, column = named[0][1]
        parts = []
        for i, words in named:
            record = self.places.cells[i].record
            part = words[2] if same_row else words[1]
            label = self._column(record).rsplit("/", 1)[-1] if same_row else self._row(record)
            says = _says().get(label, [])
            parts.append(self.random.choice(says) if says and self.random.random() < 0.35 else part)
        if len(set(parts)) < len(parts) or not all(parts):
            return
        record = self.places.cells[named[0][0]].record
        leaf = plain_label(record.column_path[-1]) if record.column_path else ""
        shared = row if same_row else ("" if leaf in total_columns() else column)
        joint = self.random.choice(["、", "、", "和", "，", "以及"])
        listed = self.random.choice(["、", joint]).join(parts[:-1]) + joint + parts[-1]
        pieces = [shared, listed] if same_row or self.random.random() < 0.5 else [listed, shared]
        if self.random.random() < 0.5 or not same_row:
            pieces.insert(0, table)
        tail = self.random.choice(["分别是多少", "各多少", "各是多少", "都是多少", "多少", ""])
        text = self._framed([p for p in pieces if p]) + tail
        for (i, _), part in zip(named, parts, strict=True):
            record = self.places.cells[i].record
            key = record.value, record.unit or ""
            right = tuple(
                j for j in self.by_value[key] if self._row(self.places.cells[j].record) == self._row(record)
            )
            yield Made(text, right, spoken(part))

    def statements(self, most: int) -> Iterator[Made]:
        """Questions for some of the numbers in sentences, by the words around them."""
        first = len(self.places.cells)
        order = [k for k, s in enumerate(self.places.statements) if len(s.label) + len(s.behind) >= 4]
        self.random.shuffle(order)
        for k in order[:most]:
            s = self.places.statements[k]
            unit = s.unit or "个"
            asked = {"%": "百分之几", "万元": "多少万", "元": "多少元"}.get(unit, "多少" + unit)
            before = s.label if len(s.label) >= 3 else s.clause or s.subject
            if len(before) > 24:
                before = before[-self.random.randint(10, 24) :]
            context = s.near[-16:] if s.near and self.random.random() < 0.4 else ""
            text = f"{context}{before}{asked}{s.behind[:8] if self.random.random() < 0.7 else ''}"
            right = tuple(
                first + j
                for j, o in enumerate(self.places.statements)
                if o.value == s.value and o.unit == s.unit and o.role == s.role
            )
            yield Made(self._framed([text]), right)

    def _framed(self, parts: list[str]) -> str:
        r = self.random
        year = r.choice(_data()["year"]).format(
            year=self.year, short=self.year % 100, han="".join(_HAN[int(d)] for d in str(self.year))
        )
        body = r.choice(self.names)
        joint = r.choice(["", "", "的", "，", " "])
        words = joint.join(spoken(p) for p in parts)
        core = r.choice(
            [
                f"{body}{year}{words}",
                f"{year}{body}{words}",
                f"{year}{body}的{words}",
                f"{words}，{body}{year}",
                f"{body}{words}（{year}）",
            ]
        )
        before, behind = r.choice(_data()["around"])
        return f"{before}{core}{behind}"
