"""Sentences of the running text with their amounts and pages, as the checks read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.amounts import Amount, find_amounts, parse_unit
from corpus.text import level, sentence_spans
from ingest.paragraphs import Paragraph
from ingest.sections import Block


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `text` as printed, `flat` folded character by character, its amounts."""

    text: str
    flat: str
    page: int
    path: tuple[str, ...]
    amounts: tuple[Amount, ...]
    paragraph: int

    def money(self) -> list[Amount]:
        """The amounts of money in it."""
        return [amount for amount in self.amounts if is_money(amount)]


def is_money(amount: Amount) -> bool:
    """Whether an amount is one of money."""
    unit = parse_unit(amount.unit)
    return unit is not None and unit.kind == "money"


def sentences_of(blocks: Sequence[Block]) -> Iterator[Sentence]:
    """The sentences of the running text (title page and contents left out)."""
    for number, block in enumerate(blocks):
        if block.front or block.contents:
            continue
        text = block.paragraph.text
        for start, end in sentence_spans(text):
            part = text[start:end]
            yield Sentence(
                part,
                level(part),
                _page(block.paragraph, start),
                block.path,
                tuple(find_amounts(part)),
                number,
            )


def _page(paragraph: Paragraph, offset: int) -> int:
    """The page of a character: the paragraph's lines carry about as many as their share."""
    share = offset / max(1, len(paragraph.text))
    total = sum(len(line.text) for line in paragraph.lines)
    at = 0
    for line in paragraph.lines:
        at += len(line.text)
        if at > share * total:
            return line.page
    return paragraph.page_end
