"""Pages for tests: lines of invented text placed as a printer would place them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.report import Box
from ingest.content import PageContent, Word

LEFT, RIGHT, WIDTH, HEIGHT = 80.0, 520.0, 600.0, 840.0
SIZE = 16.0
PER_LINE = int((RIGHT - LEFT) / SIZE)


@dataclass
class Sheet:
    """A page being printed; `y` is where the next line goes."""

    number: int
    words: list[Word]
    y: float = 90.0

    def word(
        self, text: str, x0: float, size: float = SIZE, bold: bool = False, top: float | None = None
    ) -> None:
        at = self.y if top is None else top
        self.words.append(Word(text, Box(x0, at, x0 + len(text) * size, at + size), size, bold))

    def content(self) -> PageContent:
        return PageContent(self.number, WIDTH, HEIGHT, tuple(self.words), ())


class Press:
    """Sets paragraphs with a first-line indent, headings and centred titles, page by page."""

    def __init__(self, running: str | None = None, numbered: bool = True) -> None:
        self.sheets: list[Sheet] = []
        self.running, self.numbered = running, numbered
        self.page()

    def page(self) -> Press:
        sheet = Sheet(len(self.sheets) + 1, [])
        self.sheets.append(sheet)
        if self.running:
            sheet.word(self.running, 200, 9, top=40)
        if self.numbered:
            sheet.word(str(sheet.number), 297, 9, top=800)
        return self

    def line(self, text: str, x0: float, size: float = SIZE, bold: bool = False) -> Press:
        if self.sheets[-1].y > 740:
            self.page()
        self.sheets[-1].word(text, x0, size, bold)
        self.sheets[-1].y += 1.75 * size
        return self

    def title(self, text: str, size: float = 22.0, bold: bool = True) -> Press:
        return self.line(text, (LEFT + RIGHT) / 2 - len(text) * size / 2, size, bold)

    def text(self, text: str, bold: bool = False) -> Press:
        """A paragraph: indented by two characters, set to the full measure."""
        first = PER_LINE - 2
        self.line(text[:first], LEFT + 2 * SIZE, bold=bold)
        for at in range(first, len(text), PER_LINE):
            self.line(text[at : at + PER_LINE], LEFT, bold=bold)
        return self

    def texts(self, texts: Iterable[str]) -> Press:
        for text in texts:
            self.text(text)
        return self

    def pages(self) -> list[PageContent]:
        return [sheet.content() for sheet in self.sheets]
