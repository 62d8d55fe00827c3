"""The markup of Word documents: what of a paragraph is shown, and the text boxes that hang on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.readers.marks import raised

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{W}txbxContent"
_WRAPPERS = {
    f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "smartTag", "customXml", "hyperlink", "moveTo")
}
# What a change took away, what stands over characters to be read, what is said a second time.
_LEFT_OUT = {_BOX, _FALLBACK, f"{W}pPr", f"{W}rPr", f"{W}del", f"{W}moveFrom", f"{W}rt"}
_OFF = ("0", "false", "off", "none")


def blocks_in(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables under `parent`, through content controls and accepted changes; a
    paragraph's text boxes follow it."""
    for child in parent:
        if child.tag == f"{W}tbl":
            yield child
        elif child.tag == f"{W}p":
            yield child
            for box in _boxes(child):
                yield from blocks_in(box)
        elif child.tag in _WRAPPERS:
            yield from blocks_in(child)


def children(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, through content controls and accepted changes."""
    for child in parent:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, tag)


def _boxes(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)


def text_of(paragraph: Any, tab: str = " ") -> str:
    """The paragraph's text as it is shown, without hidden, struck out and deleted text; line breaks
    as line ends.  Tabs become `tab`."""
    parts: list[str] = []
    _gather(paragraph, parts, "\t")
    lines = (
        "\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in "".join(parts).split("\n")
    )
    texts = (" ".join(line.split()) if tab == " " else line.replace("\t", tab) for line in lines)
    return "\n".join(text for text in texts if text.strip())


def _gather(element: Any, parts: list[str], tab: str) -> None:
    for node in element:
        if node.tag in _LEFT_OUT:
            continue
        if node.tag == f"{W}r":
            said: list[str] = []
            _gather(node, said, tab)
            parts.append(_as_shown(node, "".join(said), "".join(parts[-2:])))
        elif node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag == f"{W}tab":
            parts.append(tab)
        elif node.tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif node.tag == f"{W}noBreakHyphen":
            parts.append("-")
        else:
            _gather(node, parts, tab)


def _as_shown(run: Any, text: str, before: str) -> str:
    if any(_is_on(run, name) for name in ("vanish", "strike", "dstrike")):
        return ""
    align = run.find(f"{W}rPr/{W}vertAlign")
    up = align is not None and align.get(f"{W}val") == "superscript"
    return raised(text, before) if up else text


def _is_on(run: Any, name: str) -> bool:
    stated = run.find(f"{W}rPr/{W}{name}")
    return stated is not None and stated.get(f"{W}val", "true").lower() not in _OFF
