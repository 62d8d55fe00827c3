"""Every cell of a report against a question: what it explains, and what in it was not asked for.

The score counts the question's content that stays unexplained against a cell, and every label
of the cell that the question does not name unless it is what an expert would take (the total,
the final account, the whole of the accounts).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.frame import Basis
from service.lookup.candidates import BY_TERM, FIRM, UNNAMED_COLUMN, Candidate, rest_of
from service.lookup.index import Cell, DocumentIndex, basis_of
from service.lookup.matching import Match, match_words
from service.lookup.query import Query
from service.lookup.sayings import Sayings
from service.lookup.terms import (
    classifications,
    score_columns,
    score_words,
    telling_words,
    terms,
    total_columns,
    whole_words,
)
from service.understanding.words import find_mask, words_mask

_YEAR = re.compile(r"(?:19|20)\d\d")
_UNNAMED_ROW, _WRONG_BASIS, _WRONG_SIDE, _WRONG_UNIT = 4.0, 4.0, 3.0, 4.0
_ACCOUNTS = ("决算", "执行数", "预算数", "收入预算", "支出预算", "一般公共预算支出")
_PARTS = ("基本支出", "项目支出")
_EVERYWHERE = ("收入", "支出", "决算数", "预算数")
_KEY_WORDS = 0.3  # of a row that is named by some of its words
_TOLD = 4  # characters of a row's words that name it
_UNLISTED = 0.25  # a table outside the published forms
_NAMED = 0.25
_TITLE = 0.6  # the table is named whole
_SCOPE, _HOME = 0.8, 1.5
_BELOW = 0.3  # an entry under another; less than a label that is only nearly said


def _whole_side(side: str) -> tuple[str, ...]:
    """Labels of a column that holds one side whole."""
    return (side, f"本年{side}", f"{side}合计", f"本年{side}合计", f"{side}预算", f"{side}决算")


class Scorer:
    """Scores the cells of one report for one question."""

    def __init__(self, index: DocumentIndex, query: Query) -> None:
        self.index, self.query = index, query
        self.placed = bool(query.tables or query.reading.frame.forms)
        self.sayings = Sayings(index, query.words, query.free, self.placed)
        self.matches, self.named = self.sayings.matches, self.sayings.named
        self.rests: dict[int, tuple[str, ...]] = {}
        self.side_mask = self._words(query.side) if query.side else 0
        text = query.reading.text
        self.code_masks = {code: find_mask(text, code) for code in query.codes}
        self.whole_mask = words_mask(text, whole_words(), query.free)
        self.total_mask = words_mask(
            text, ("合计", "总计", "总额", "小计", "总共", "一共", "金额"), query.free
        )
        self.score_mask = words_mask(text, score_words(), query.free)
        self.homes = {terms()[n].home for n in query.words.terms if terms()[n].home}

    def _words(self, side: str) -> int:
        return find_mask(self.query.reading.text, side) & self.query.free

    def score(self) -> list[Candidate]:
        """All cells that the question may mean, best first."""
        found = []
        for cell in self.index.cells:
            if self.query.tables and cell.record.table not in self.query.tables:
                continue
            if self.query.codes and cell.record.row_code not in self.query.codes:
                continue
            candidate = self._score(cell)
            if candidate is not None:
                found.append(candidate)
        return sorted(found, key=lambda c: -c.score)

    def _score(self, cell: Cell) -> Candidate | None:
        said = self.sayings.in_table(cell.record.table)
        row = said.get(cell.row) if cell.row is not None else None
        columns = [said.get(c) for c in cell.columns]
        heading = self.sayings.heading(cell)
        code = self.code_masks.get(cell.record.row_code or "", 0)
        text_row = self._text_row(cell) if row is None else 0
        if row is None and cell.row is not None and not (cell.total_row or code or text_row):
            return None
        subject = self.sayings.subject(cell.record.table)
        if not (row or code or text_row or heading or subject or any(columns)):
            return None
        reasons: list[str] = []
        cover = heading | code | text_row | subject | self._by_labels(cell, row, columns, bool(code))
        if self.index.alone(cell) and (text_row or (row is not None and row.quality >= _KEY_WORDS)):
            cover |= self._beside(cell)
        cover |= self._implied(cell)
        penalty = self._row_penalty(cell, row, bool(code or text_row), reasons)
        if row is not None and cell.ancestors and not cell.record.row_code:
            last = self.matches.get(cell.ancestors[-1])
            penalty += 0.0 if last is not None and last.quality >= FIRM else _BELOW
        penalty += self._column_penalty(cell, columns, bool(row or code or text_row), reasons)
        if not self._says_account(cell, columns):
            penalty += self._basis_penalty(cell, reasons)
        penalty += self._year_penalty(cell, columns, reasons) + self._side_penalty(cell, cover, reasons)
        penalty += 0.0 if self.placed else self._scope_penalty(cell, reasons)
        penalty += self._unit_penalty(cell, reasons)
        if (
            cell.total_row
            and not (code or subject or self.placed or cell.facts.whole)
            and not any(self._tells(n, m) for n, m in zip(cell.columns, columns, strict=True))
        ):
            penalty += self._heading_penalty(cell, heading, reasons)
        if cell.facts.name and cell.facts.name in self.query.words.text:
            penalty -= _TITLE
        penalty += self._home_penalty(cell, reasons)
        if self.index.forms and cell.record.form is None and not self.placed:
            penalty += _UNLISTED
        rest = self._rest(cover)
        passed_over = (self.named & ~cover).bit_count()
        unexplained = sum(map(len, rest)) + _NAMED * passed_over
        exact = row is None or row.quality >= FIRM
        head = self._head(cell, row, columns, heading, bool(code or text_row or (subject and cell.total_row)))
        return Candidate(
            self.index,
            cell,
            -penalty - unexplained,
            cover,
            head,
            exact,
            rest,
            passed_over,
            (*reasons, *(f"-{w}" for w in rest)),
        )

    def _by_labels(self, cell: Cell, row: Match | None, columns: Sequence[Match | None], coded: bool) -> int:
        """What the cell's own labels explain, with those above it that are said whole."""
        said = self.sayings.in_table(cell.record.table)
        mask = row.mask if row else 0
        if coded and row is not None and row.spans:
            mask |= (row.mask & -row.mask) - 1  # code and name agree: what leads up to them is the speaker's
        for number in cell.ancestors:
            above = said.get(number)
            if above is not None and above.quality >= FIRM:
                mask |= above.mask
        for match in columns:
            mask |= match.mask if match else 0
        return mask

    def _says_account(self, cell: Cell, columns: Sequence[Match | None]) -> bool:
        """Whether the question says, word for word, the column that tells the cell's account."""
        for number, match in zip(cell.columns, columns, strict=True) if cell.basis else ():
            whole = match is not None and any(end - start >= 4 for start, end in match.spans)
            if whole and basis_of(self.index.labels[number].text) is cell.basis:
                return True
        return False

    def _rest(self, cover: int) -> tuple[str, ...]:
        if cover not in self.rests:
            self.rests[cover] = self.query.reading.residue(cover)
        return self.rests[cover]

    def _beside(self, cell: Cell) -> int:
        """What the labels over and before the one figure of a row explain by their words (任务, 资金)."""
        mask = 0
        for number in (*cell.columns, *cell.ancestors):
            mask |= match_words(self.index.labels[number].text, self.query.words, self.query.free)
        return mask

    def _text_row(self, cell: Cell) -> int:
        """What the words beside the figure in its row explain (tasks of a 绩效 table)."""
        text = cell.facts.texts.get(cell.record.row)
        if not text or not self.index.alone(cell):
            return 0
        # What is a label of its own elsewhere is not asked for by a remark that mentions it.
        mask = match_words(text, self.query.words, self.query.free & ~self.named)
        return mask if mask.bit_count() >= _TOLD else 0

    def _implied(self, cell: Cell) -> int:
        """Words that a cell explains by what it is: its side, its being a total, its scope."""
        mask = 0
        if cell.side == self.query.side:
            mask |= self.side_mask
        if cell.total_row or all(self.index.labels[c].text in total_columns() for c in cell.columns[-1:]):
            mask |= self.total_mask
        if not cell.scopes:
            mask |= self.whole_mask
        if cell.unit_class == "score":
            mask |= self.score_mask
        for word, first in classifications():
            if (cell.record.row_code or "").startswith(first):
                mask |= find_mask(self.query.reading.text, word)
        return mask

    def _row_penalty(self, cell: Cell, row: Match | None, placed: bool, reasons: list[str]) -> float:
        if row is not None and cell.row is not None:
            return rest_of(self.index.labels[cell.row].text, row) if not placed else 0.0
        if placed or cell.row is None:
            return 0.0
        if cell.total_row:
            return 0.3 if self.index.labels[cell.row].text != "总计" else 0.8
        reasons.append(f"row {self.index.labels[cell.row].text}")
        return _UNNAMED_ROW

    def _column_penalty(
        self, cell: Cell, columns: Sequence[Match | None], row_named: bool, reasons: list[str]
    ) -> float:
        total = 0.0
        for depth, (number, match) in enumerate(zip(cell.columns, columns, strict=True)):
            label = self.index.labels[number].text
            leaf = depth == len(cell.columns) - 1
            if match is not None:
                rest = rest_of(label, match)
                total += min(rest, 0.3) if leaf and row_named and self.index.alone(cell) else rest
            elif not leaf and columns[-1] is not None and label in total_columns():
                total += 0.0  # the whole of what the column beside it gives the parts of
            elif not leaf and columns[-1] is not None and not self._says_basis(label):
                total += BY_TERM
            elif (leaf and row_named and self.index.alone(cell)) or (
                not leaf and row_named and self.index.labels[cell.columns[-1]].text in total_columns()
            ):
                total += 0.1
            elif cell.total_row and cell.unit_class == "score" and label in score_columns()[-1][0]:
                total += 0.2  # of all points, those that were given
            elif self.query.side and label in _whole_side(self.query.side):
                total += 0.2
            elif label in total_columns():
                total += 0.1 * (1 + total_columns()[label] / 10) if leaf else 0.0
            elif label in ("收入", "支出") or self._says_basis(label) or label in cell.facts.heading:
                total += 0.15
            else:
                reasons.append(f"column {label}")
                total += UNNAMED_COLUMN
        return total

    def _says_basis(self, label: str) -> bool:
        """Whether a label names an account, a side or a scope and nothing else."""
        account = any(word in label for word in _ACCOUNTS) and not any(word in label for word in _PARTS)
        return account and not telling_words(label)

    def _basis_penalty(self, cell: Cell, reasons: list[str]) -> float:
        wanted = self.query.bases or (self.index.basis,)
        final = "决算" in cell.facts.heading or "决算" in (self.index.view.entry.facts.report_type or "")
        if cell.basis is None and Basis.BUDGET in self.query.bases and final:
            reasons.append("basis of the table")
            return _WRONG_BASIS
        if cell.basis is None and Basis.FINAL in self.query.bases and self.index.basis is Basis.BUDGET:
            reasons.append("basis of the report")
            return _WRONG_BASIS
        if cell.basis is None or cell.basis in wanted:
            return 0.0
        if cell.basis is Basis.FINAL and self.query.bases == (Basis.ADJUSTED,):
            return _WRONG_BASIS
        reasons.append(f"basis {cell.basis.value}")
        row = self.matches.get(cell.row) if cell.row is not None else None
        return 0.5 if row is not None and row.quality > 0.9 and not self.query.bases else _WRONG_BASIS

    def _year_penalty(self, cell: Cell, columns: Sequence[Match | None], reasons: list[str]) -> float:
        """A column of another year than the one asked for; without a year it is the report's own."""
        year = cell.year or self.index.view.entry.facts.fiscal_year
        if year is None or not self.query.years or year in self.query.years:
            return 0.0
        if cell.year and any(m is not None and _YEAR.search(self._text_at(m)) for m in columns):
            return 0.0
        reasons.append(f"year {year}")
        return _WRONG_BASIS

    def _text_at(self, match: Match) -> str:
        return "".join(self.query.words.text[start:end] for start, end in match.spans)

    def _side_penalty(self, cell: Cell, cover: int, reasons: list[str]) -> float:
        if cell.side is None:
            return 0.0
        if self.query.side and cell.side != self.query.side:
            if self.side_mask and self.side_mask & ~cover == 0:
                return 0.6
            reasons.append(f"side {cell.side}")
            return _WRONG_SIDE
        if not self.query.side and cell.side == "收入" and (cell.record.row_code or "").startswith("2"):
            return 1.0
        return 0.0

    def _scope_penalty(self, cell: Cell, reasons: list[str]) -> float:
        unsaid = {s for s in cell.scopes if s not in self.query.scopes}
        if self.query.whole and unsaid:
            return 2 * _SCOPE * len(unsaid)
        if unsaid:
            reasons.append(f"scope {'、'.join(sorted(unsaid))}")
        return _SCOPE * len(unsaid)

    def _tells(self, number: int, match: Match | None) -> bool:
        label = self.index.labels[number].text
        return match is not None and label not in total_columns() and not self._says_basis(label)

    def _heading_penalty(self, cell: Cell, heading: int, reasons: list[str]) -> float:
        """The total of a table is what its title says: 三公经费 must then be asked for."""
        text = "".join(c if heading >> i & 1 else "|" for i, c in enumerate(self.query.words.text))
        pairs = {text[i : i + 2] for i in range(len(text) - 1)}
        for word in telling_words(cell.facts.heading):
            named = 2 * sum(word[i : i + 2] in pairs for i in range(len(word) - 1)) > len(word) - 1
            if not named and not any(
                t.home and t.home in word and n in self.query.words.terms for n, t in enumerate(terms())
            ):
                reasons.append(f"title {word}")
                return _UNNAMED_ROW
        return 0.0

    def _unit_penalty(self, cell: Cell, reasons: list[str]) -> float:
        """Money is no answer to how many, nor a count to how much money."""
        kind = cell.unit_class
        if not kind or not self.query.classes or kind in self.query.classes:
            return 0.0
        reasons.append(f"unit {cell.record.unit}")
        return _WRONG_UNIT

    def _home_penalty(self, cell: Cell, reasons: list[str]) -> float:
        if not self.homes:
            return 0.0
        at_home = any(home in cell.facts.heading for home in self.homes)
        return -_HOME if at_home else 0.5

    def _head(
        self, cell: Cell, row: Match | None, columns: Sequence[Match | None], heading: int, placed: bool
    ) -> bool:
        """Whether the question names this figure: its row, its column, or a table whose total it is."""
        if placed or (row is not None and row.quality >= 0.3):
            return True
        named = [
            c for c, m in zip(cell.columns, columns, strict=True)
            if m and m.quality >= 0.6 and self.index.labels[c].text not in _EVERYWHERE
        ]  # fmt: skip
        if self.placed and (cell.total_row or any(m is not None for m in columns)):
            return True
        return bool(named) or (cell.total_row and heading.bit_count() >= 2)
