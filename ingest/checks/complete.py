"""What a report of its kind must hold: the tables and chapters that its contents name, a word on blank
tables, the required explanations, units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.findings import Category, Finding, Side
from corpus.report import Page, Record, ReportFacts, Severity, Table
from corpus.text import fold
from corpus.vocabulary import load
from ingest.checks.figures import is_money, scope_in
from ingest.sections import Block

_NUMBER = re.compile(
    r"^(?:第.{1,3}部分|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+\s*[.、．]|附件\d*:?|附表\d*:?)+"
)
_DOTS = re.compile(r"(?:[.·…‥\s-]|﹒)+\d*$")


def completeness_findings(
    blocks: Sequence[Block],
    tables: Sequence[Table],
    records: Sequence[Record],
    pages: Sequence[Page],
    facts: ReportFacts,
) -> Iterator[Finding]:
    """What is missing."""
    yield from _contents(blocks, tables, pages)
    yield from _blank_tables(blocks, tables, records)
    yield from _explained(blocks, facts)
    yield from _units(tables, records)


def _bare(title: str) -> str:
    text = _DOTS.sub("", fold(title))
    text = _NUMBER.sub("", text).strip(" .:")
    return re.sub(r"[“”\"'()《》\s]", "", text)


def _contents(blocks: Sequence[Block], tables: Sequence[Table], pages: Sequence[Page]) -> Iterator[Finding]:
    """Every line of the contents stands in the report as a title or heading, in that order."""
    listed = [b for b in blocks if b.contents and len(_bare(b.paragraph.text)) >= 4]
    if len(listed) < 3:
        return
    titles = {_bare(t.title) for t in tables if t.title} | {
        _bare(b.paragraph.text) for b in blocks if b.heading
    }
    text = _plain("\n".join(page.text for page in pages))
    lines = _plain("\n".join(b.paragraph.text for b in blocks if b.contents))
    ends = [*(_bare(b.paragraph.text).endswith("表") for b in listed[1:]), False]
    for block, table_next in zip(listed, ends, strict=True):
        name = _bare(block.paragraph.text)
        short = re.sub(r"^(?:20\d\d年度?)?(?:部门|单位|预算单位)?", "", name)
        if name in titles or any(_same(short, title) for title in titles):
            continue
        if table_next and re.search(r"(?:部门|单位)(?:预算|决算)表$", name):
            continue  # what the tables under it are called together
        if _stands(name, text, lines, titles) or (short != name and _stands(short, text, lines, titles)):
            continue
        table = name.endswith("表")
        what = "表" if table else "章节"
        yield Finding(
            "contents", Category.COMPLETENESS, Severity.WARNING, name,
            f"目录列有“{name}”，正文中没有这一{what}。",
            Side(block.paragraph.text, block.paragraph.page, block.paragraph.text), None, name,
        )  # fmt: skip


SPARE = 8  # characters that a heading may have beyond its line of the contents


def _same(name: str, title: str) -> bool:
    """Whether a title is what the contents name: its characters in order, with few between."""
    plain = re.sub(r"20\d\d年度?", "", name)
    title = re.sub(r"20\d\d年度?", "", title)
    if len(plain) < 4:
        return False
    rest = iter(title[-len(plain) - SPARE :])
    if plain.endswith("表"):
        return _PREFIX.sub("", title) == _PREFIX.sub("", plain)
    return title.endswith(plain) or all(c in rest for c in plain)


_PREFIX = re.compile(r"^(?:预算单位|部门|单位)")


def _plain(text: str) -> str:
    return re.sub(r"[“”\"'()《》\s]", "", fold(text))


def _stands(name: str, text: str, lines: str, titles: set[str]) -> bool:
    """Whether a name stands in the text beyond the contents, not as the end of a longer title."""
    longer = [title for title in titles if title.endswith(name) and title != name]

    def count(where: str) -> int:
        return where.count(name) - sum(where.count(title) for title in longer)

    return count(text) > count(lines)


def _blank_tables(
    blocks: Sequence[Block], tables: Sequence[Table], records: Sequence[Record]
) -> Iterator[Finding]:
    """A table of a fund without a figure needs a word that there is none; a filled one must not have it."""
    filled = {r.table for r in records if r.value}
    rows = {r.table for r in records}
    none = tuple(map(fold, load("checks")["blank"]["none"]))
    clauses = [
        (fold(part), b)
        for b in blocks
        if not b.contents
        for part in re.split(r"[。；;，,]", b.paragraph.text)
    ]
    paragraphs = [(fold("".join(b.path[-1:]) + b.paragraph.text), b) for b in blocks if not b.contents]
    for table in tables:
        scope = scope_in(table.title or "") & {"政府性基金", "国有资本经营"}
        if not scope or not table.pages or "三公" in (table.title or ""):
            continue
        (fund, *_) = scope
        said = any(fund in text and any(word in text for word in none) for text, _ in paragraphs)
        if table.number not in filled and table.number in rows and not said:
            yield Finding(
                "blank", Category.COMPLETENESS, Severity.WARNING, table.title or "",
                f"“{table.title}”为空表，文中没有说明。",
                Side(table.title or "", table.pages[0], table.title or ""), None, "无此项收支的说明",
            )  # fmt: skip
        denied = [
            (t, b)
            for t, b in clauses
            if re.search(rf"无{fund}(?:预算)?(?:财政拨款)?(?:收入|支出|收支|安排)", t)
        ]
        if table.number in filled and denied:
            text, block = denied[0]
            yield Finding(
                "blank", Category.ERROR, Severity.ERROR, table.title or "",
                f"文中写作“{text}”，而“{table.title}”有数字。",
                Side(text, block.paragraph.page, block.paragraph.text),
                Side(table.title or "", table.pages[0], table.title or ""), "",
            )  # fmt: skip


def _explained(blocks: Sequence[Block], facts: ReportFacts) -> Iterator[Finding]:
    """The explanations that a report of the kind must give."""
    kind = (facts.report_type or "") + facts.title
    if not ("部门" in kind or "单位" in kind) or "自评" in kind or not ("预算" in kind or "决算" in kind):
        return
    text = fold("".join(b.paragraph.text for b in blocks if not b.contents and not _is_glossary(b)))
    for entry in load("checks")["explained"]:
        if any(of in kind for of in entry["of"]) and not any(fold(word) in text for word in entry["any"]):
            yield Finding(
                "explained", Category.COMPLETENESS, Severity.WARNING, entry["name"],
                f"没有找到应当公开的内容：{entry['name']}。", Side("", 1, ""), None, entry["name"],
            )  # fmt: skip


def _is_glossary(block: Block) -> bool:
    return any("名词解释" in title for title in block.path)


def _units(tables: Sequence[Table], records: Sequence[Record]) -> Iterator[Finding]:
    """A titled table of amounts without a unit, where the others have theirs."""
    amounts = {r.table for r in records if is_money(r) and r.value and "." in r.raw}
    stated = [t for t in tables if t.unit and t.number in amounts]
    without = [t for t in tables if not t.unit and t.title and t.number in amounts and t.pages]
    if len(stated) > len(without):
        for table in without:
            yield Finding(
                "unit", Category.COMPLETENESS, Severity.WARNING, table.title or "",
                f"“{table.title}”没有注明金额单位。",
                Side(table.title or "", table.pages[0], table.title or ""), None, stated[0].unit or "",
            )  # fmt: skip
