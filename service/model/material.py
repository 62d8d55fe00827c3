"""What one question's model is shown, and under which ids: reports, outlines, sentences.

Ids are short (`r1`, `r1.t5`, `r1.t5.x12.c3`, `s17`, `s17.2`); what was shown under them is kept here, and
only that may come back.  Nothing shown holds the value of a cell.  Sentences hold their numbers, as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from corpus.report import Record
from corpus.text import fold
from corpus.view import Library, ReportEntry
from service.model.lines import Said, beside, marked
from service.model.outlines import heading, inert, told
from service.model.ranking import BEFORE, Index, index_of, likeliest, weights
from service.narrative.reading import Line
from service.narrative.statements import statements_of
from service.understanding.english import language_of, to_chinese

_MOST_REPORTS, _MOST_LOOKED_INTO = 60, 12
_SENTENCES, _MORE_SENTENCES = 14, 24
_FOUND_ROWS = 24
_SENTENCE_PART = 0.3  # of the room for sentences
_IN_PASSAGE = 0.25  # what a line gains where search found its passage
_FAINT = 0.2  # of the best line's value: what fits less is left out
_BESIDE = 5  # lines whose neighbours are shown too
_TABLE_ID = re.compile(r"(r\d+)\.t(\d+)")
_NONE, _ELSEWHERE, _ALSO = "（无）", "其余报告 {count} 份未列", "只列标题的表："


@dataclass(slots=True)
class Material:
    """What is shown for one question; grows when the model asks for more."""

    library: Library
    question: str
    today: date
    room: int = 20_000
    before: str = ""
    named: Sequence[str] = ()
    filters: Mapping[str, Any] = field(default_factory=dict)
    reports: dict[str, ReportEntry] = field(default_factory=dict)
    lines: dict[str, Said] = field(default_factory=dict)
    _ids: dict[str, str] = field(default_factory=dict)
    _rows: dict[tuple[str, int], set[int]] = field(default_factory=dict)
    _held: dict[tuple[str, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ranked = likeliest(_in_both(self.question), self.library, self.today, self.before, self.named)
        kept = [entry for entry in ranked if _fits(entry, self.filters)]
        for number, entry in enumerate(kept, 1):
            self.reports[f"r{number}"] = entry
            self._ids[entry.document_id] = f"r{number}"

    # What is told.

    def shelf(self) -> str:
        """Every report with its id, body, year, kind and title, the likeliest first."""
        lines = []
        for name, entry in list(self.reports.items())[:_MOST_REPORTS]:
            facts = entry.facts
            short = "、".join(facts.short_names)
            body = f"{facts.organisation or '?'}{f'（{short}）' if short else ''}"
            lines.append(
                inert(f"{name} {body} {facts.fiscal_year or '?'} {facts.report_type or ''} 《{facts.title}》")
            )
        if (left := len(self.reports) - _MOST_REPORTS) > 0:
            lines.append(_ELSEWHERE.format(count=left))
        return "\n".join(lines) or _NONE

    def outlines(self) -> str:
        """The likeliest tables as far as there is room, of others the rows that fit and the titles."""
        indexes = self._indexes()
        wanted = self._wanted(indexes)
        ranked = sorted(
            (
                (-value, place, name, number)
                for place, (name, index) in enumerate(indexes)
                for number, value in _by_table(index.rows_for(wanted), index).items()
            ),
            key=lambda t: (t[0] + t[1] * 0.5, t[1:]),
        )
        left, titles = int(self.room * (1 - _SENTENCE_PART)), list[str]()
        shown: dict[str, list[str]] = {}
        for _, _, name, number in ranked:
            shape = dict(indexes)[name].shapes[number]
            text, rows = told(f"{name}.t{number}", shape)
            if len(text) > left:
                titles.append(heading(f"{name}.t{number}", shape))
                continue
            left -= len(text)
            self._rows.setdefault((name, number), set()).update(rows)
            shown.setdefault(name, []).append(text)
        partly = self._found_rows(wanted, indexes, left, unseen=True)
        blocks = ["\n".join(texts) for _, texts in sorted(shown.items(), key=lambda kv: int(kv[0][1:]))]
        blocks += [partly] if partly else []
        if titles:
            blocks.append("\n".join([_ALSO, *titles[:_MOST_REPORTS]]))
        return "\n\n".join(blocks) or _NONE

    def sentences(self) -> str:
        """Sentences that search finds for the question, each under its id."""
        indexes, room = self._indexes(), int(self.room * _SENTENCE_PART)
        return self._search(self.question, self._wanted(indexes), indexes, _SENTENCES, room) or _NONE

    def outline(self, asked: str) -> str:
        """More of what the outline left out: a report (`r2`) or a table (`r2.t3`)."""
        match = _TABLE_ID.fullmatch(asked)
        name = match[1] if match else asked
        entry = self.reports.get(name)
        if entry is None:
            return f"{inert(asked)[:40]}：{_NONE}"
        index = index_of(self.library.view(entry.document_id))
        numbers = [int(match[2])] if match else list(index.shapes)
        texts, left = list[str](), self.room // 2
        for number in numbers:
            shape = index.shapes.get(number)
            if shape is None:
                continue
            text, rows = told(f"{name}.t{number}", shape)
            if len(text) > left and texts:
                texts.append(heading(f"{name}.t{number}", shape))
                continue
            left -= len(text)
            self._rows.setdefault((name, number), set()).update(rows)
            texts.append(text)
        return "\n".join(texts) or f"{name}：{_NONE}"

    def search(self, query: str) -> str:
        """Rows and sentences for words that the model chose; `r2：` before them keeps to a report."""
        match = re.match(r"\s*(r\d+(?:\s*[,，、]\s*r\d+)*)\s*[:：]?\s*(.+)", query)
        names = re.findall(r"r\d+", match[1]) if match else []
        words = match[2] if match else query
        known = [name for name in names if name in self.reports]
        indexes = [(n, index_of(self.library.view(self.reports[n].document_id))) for n in known]
        indexes = indexes or self._indexes(words)
        wanted = weights(words, [index for _, index in indexes])
        rows = self._found_rows(wanted, indexes, self.room // 4)
        lines = self._search(words, wanted, indexes, _MORE_SENTENCES, self.room // 5)
        return "\n".join(part for part in (rows, lines) if part) or _NONE

    # What may come back.

    def cell(self, name: str, table: int, row: int, column: int) -> Record | None:
        """The record of a cell that was shown; None for any other."""
        if row not in self._rows.get((name, table), ()):
            return None
        view = self.library.view(self.reports[name].document_id)
        return index_of(view).shapes[table].cells.get((row, column))

    def has_column(self, name: str, table: int, column: int) -> bool:
        """Whether a column of a table was shown."""
        if (name, table) not in self._rows:
            return False
        view = self.library.view(self.reports[name].document_id)
        return column in index_of(view).shapes[table].paths

    def name_of(self, document_id: str) -> str | None:
        """The short id of a report."""
        return self._ids.get(document_id)

    def show_cell(self, document_id: str, table: int, row: int, column: int) -> str | None:
        """The id of a cell that was told in another way (a figure said before)."""
        name = self._ids.get(document_id)
        if name is None:
            return None
        shape = index_of(self.library.view(document_id)).shapes.get(table)
        if shape is None or (row, column) not in shape.cells:
            return None
        self._rows.setdefault((name, table), set()).add(row)
        return f"{name}.t{table}.x{row}.c{column}"

    def show_line(self, document_id: str, number: int) -> str | None:
        """The id of a line that is to be shown; None when the report has none of that number."""
        name = self._ids.get(document_id)
        if name is None:
            return None
        index = index_of(self.library.view(document_id))
        if not 0 <= number < len(index.reading.lines):
            return None
        return self._line_id(name, index, index.reading.lines[number])

    # How it is found.

    def _indexes(self, words: str = "") -> list[tuple[str, Index]]:
        """The reports that are looked into: the likeliest, and those that search finds."""
        found = list(self.reports)[:_MOST_LOOKED_INTO]
        if len(self.reports) > _MOST_LOOKED_INTO:
            hits = self.library.search(words or self.question, None, _MOST_LOOKED_INTO)
            more = (self._ids.get(hit.document_id) for hit in hits)
            found = list(dict.fromkeys([*found, *(name for name in more if name)]))[: 2 * _MOST_LOOKED_INTO]
        return [(name, index_of(self.library.view(self.reports[name].document_id))) for name in found]

    def _found_rows(
        self,
        wanted: Mapping[str, float],
        indexes: Sequence[tuple[str, Index]],
        left: int,
        unseen: bool = False,
    ) -> str:
        """The rows that fit best, each with what it stands under; only of tables that were not shown where
        `unseen`."""
        scored = sorted(
            (-value, place, name, table, row)
            for place, (name, index) in enumerate(indexes)
            for (table, row), value in index.rows_for(wanted).items()
            if row >= 0 and not (unseen and (name, table) in self._rows)
        )[:_FOUND_ROWS]
        groups: dict[tuple[str, int], set[int]] = {}
        for value, _, name, table, row in scored:
            if value <= scored[0][0] * 0.5:
                groups.setdefault((name, table), set()).add(row)
        texts = []
        for (name, table), rows in groups.items():
            text, shown = told(f"{name}.t{table}", dict(indexes)[name].shapes[table], rows)
            if len(text) > left:
                break
            left -= len(text)
            self._rows.setdefault((name, table), set()).update(shown)
            texts.append(text)
        return "\n".join(texts)

    def _wanted(self, indexes: Sequence[tuple[str, Index]]) -> dict[str, float]:
        """The question's words, and those of the question before at a discount."""
        held = [index for _, index in indexes]
        earlier = {pair: BEFORE * value for pair, value in weights(self.before, held).items()}
        return earlier | weights(_in_both(self.question), held)

    def _search(
        self,
        words: str,
        wanted: Mapping[str, float],
        indexes: Sequence[tuple[str, Index]],
        most: int,
        room: int,
    ) -> str:
        held = {index.view.entry.document_id: name for name, index in indexes}
        hits = {
            (hit.document_id, hit.passage): place
            for place, hit in enumerate(self.library.search(words, list(held), most))
        }
        scored: list[tuple[float, int, str, int]] = []
        for place, (name, index) in enumerate(indexes):
            document = index.view.entry.document_id
            for number, value in index.lines_for(wanted).items():
                line = index.reading.lines[number]
                if line.heading:
                    continue
                rank = hits.get((document, line.passage)) if line.passage is not None else None
                gain = 1.0 if rank is None else 1.0 + _IN_PASSAGE / (1 + rank / 4)
                scored.append((-value * gain, place, name, number))
        scored = sorted(scored)[:most]
        scored = [item for item in scored if item[0] <= scored[0][0] * _FAINT]
        texts, left, by_name = list[str](), room, dict(indexes)
        seen: set[str] = set()
        for rank, (_, _, name, number) in enumerate(scored):
            for near in beside(by_name[name], number) if rank < _BESIDE else (number,):
                line = by_name[name].reading.lines[near]
                key = self._line_id(name, by_name[name], line)
                if key in seen:
                    continue
                seen.add(key)
                text = self._shown(key, wanted)
                if len(text) > left:
                    return "\n".join(texts)
                left -= len(text)
                texts.append(text)
        return "\n".join(texts)

    def _line_id(self, name: str, index: Index, line: Line) -> str:
        key = (name, line.number)
        if key not in self._held:
            said = tuple(s for s in statements_of(index.reading) if s.line.number == line.number)
            self._held[key] = f"s{len(self._held) + 1}"
            self.lines[self._held[key]] = Said(name, index.view, line, said)
        return self._held[key]

    def _shown(self, key: str, wanted: Mapping[str, float]) -> str:
        said = self.lines[key]
        above = " › ".join(inert(t)[:30] for t in said.line.titles[-2:])
        return (
            f"{key} {said.report} p{said.line.page} {f'（{above}）' if above else ''}{marked(said, wanted)}"
        )


def _in_both(question: str) -> str:
    """A question in English with its Chinese terms behind it: reports are searched in their own language."""
    return f"{question} {to_chinese(question, ())}" if language_of(question) == "en" else question


def _fits(entry: ReportEntry, filters: Mapping[str, Any]) -> bool:
    """Whether a report is of the body and the year that a question is confined to."""
    facts = entry.facts
    body, year = filters.get("organisation"), filters.get("fiscal_year")
    names = (facts.organisation or "", *facts.short_names)
    if body and not any(fold(body) in fold(name) for name in names):
        return False
    return year is None or year == facts.fiscal_year


def _by_table(rows: Mapping[tuple[int, int], float], index: Index) -> dict[int, float]:
    """How well each table fits: by its best row, and by its title and columns."""
    best = dict.fromkeys(index.shapes, 0.0)
    for (table, row), value in rows.items():
        if row >= 0:
            best[table] = max(best[table], value)
    return {table: value + rows.get((table, -1), 0.0) for table, value in best.items()}
