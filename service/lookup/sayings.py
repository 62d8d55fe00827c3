"""What of a question the labels, headings and topics of one report's tables explain, each worked out once."""

from __future__ import annotations

from service.lookup.index import Cell, DocumentIndex
from service.lookup.matching import Match, Words, match_all, match_heading, said_alone, topic_mask
from service.lookup.terms import is_score, total_rows


class Sayings:
    """The matches of a report's labels with one question, as a whole and as they count in each table.

    `free` are the positions to be explained; `placed` tells that the question names the table.
    """

    def __init__(self, index: DocumentIndex, words: Words, free: int, placed: bool) -> None:
        self._index, self._words, self._free = index, words, free
        self.matches = match_all(index, words, free)
        self.named = self._named(placed)
        self._headings: dict[int, int] = {}
        self._tables: dict[int, dict[int, Match]] = {}
        self._topics: dict[int, int] = {}

    def _named(self, placed: bool) -> int:
        """Where the question says a label of the report word for word: what a cell leaves of it counts
        against the cell even where the words are common ones (本年支出合计)."""
        mask = 0
        for number, match in self.matches.items():
            label = self._index.labels[number].text
            if (match.quality >= 1 and (len(label) >= 4 or (placed and label in total_rows()))) or is_score(
                label
            ):
                mask |= match.mask
        return mask

    def heading(self, cell: Cell) -> int:
        """What the heading of the cell's table explains."""
        number = cell.record.table
        if number not in self._headings:
            self._headings[number] = match_heading(cell.facts.heading, self._words, self._free)
        return self._headings[number]

    def in_table(self, table: int) -> dict[int, Match]:
        """The matches as they count in one table."""
        if table not in self._tables:
            changed = said_alone(self.matches, self._index.labels_of.get(table, ()), self._free)
            kept = {n: m for n, m in {**self.matches, **changed}.items() if m.mask} if changed else None
            self._tables[table] = kept if kept is not None else self.matches
        return self._tables[table]

    def subject(self, table: int) -> int:
        """Where the question names what all rows of a table are about, by its first words too, with the
        common word behind (河长制项目)."""
        number = self._index.subjects.get(table)
        if number is None:
            return 0
        if table not in self._topics:
            self._topics[table] = topic_mask(self._index.labels[number].text, self._words, self._free)
        return self._topics[table]
