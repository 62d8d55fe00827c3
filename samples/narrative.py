"""A narrative file, read into blocks.

# 第一部分 …        a part: printed in the middle, on a new page
## 一、…            a heading
### （一）…         a heading below it
-> 附件：…          a line set to the left, without indent
[[01]]              the table tables/01-*.csv
[[目录]]            the list of headings and statutory tables
anything else       a paragraph; a line of its own is one paragraph
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

MARKS = {"# ": "part", "## ": "heading", "### ": "subheading", "-> ": "left"}
TABLE = re.compile(r"\[\[(.+)\]\]")


@dataclass(frozen=True)
class Block:
    """`kind` is part, heading, subheading, left, table, contents or text."""

    kind: str
    text: str


def read_narrative(path: Path) -> list[Block]:
    """The blocks of a narrative file, in order."""
    blocks = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if not line:
            continue
        table = TABLE.fullmatch(line)
        if table:
            blocks.append(Block("contents" if table[1] == "目录" else "table", table[1]))
            continue
        mark = next((m for m in MARKS if line.startswith(m)), None)
        blocks.append(Block(MARKS[mark], line[len(mark) :]) if mark else Block("text", line))
    return blocks
