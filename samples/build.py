"""Print the sample reports from their data files.

    python -m samples.build [--out FOLDER]

writes reports/*.pdf, reports/index.json and truth/*.cells.jsonl into FOLDER (this folder, if
none is given).  The same data files, fonts and libraries give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samples.fonts import FILES, FontMissing, face
from samples.grid import Grid, printed, read_grid, truths
from samples.narrative import Block, read_narrative
from samples.sheet import Caption, Sheet, TablePrinter

HERE = Path(__file__).resolve().parent
STYLES = {"part": (16, "B", 0), "heading": (13, "B", 2), "subheading": (12, "B", 2), "left": (12, "", 0)}
ALWAYS = "0123456789：部门单位公开表目录 "


@dataclass(frozen=True)
class Source:
    """One report's data: `facts` is its report.toml, `grids` its tables by form."""

    facts: dict[str, Any]
    blocks: list[Block]
    grids: dict[str, Grid]


def read_source(folder: Path, forms: dict[str, Any]) -> Source:
    """Read a folder of samples/data."""
    facts = tomllib.loads((folder / "report.toml").read_text(encoding="utf-8"))
    grids = {}
    for path in sorted((folder / "tables").glob("*.csv")):
        key = path.name.split("-")[0]
        grids[key] = read_grid({**forms[key], **facts.get("tables", {}).get(key, {})}, path)
    return Source(facts, read_narrative(folder / "narrative.md"), grids)


def characters(source: Source) -> str:
    """Every character that the report prints."""
    parts = [ALWAYS, source.facts["organisation"], *source.facts.get("cover", [])]
    parts += [block.text for block in source.blocks]
    for grid in source.grids.values():
        parts += [printed(cell.text) for cell in grid.cells]
        parts += [str(grid.form.get(name, "")) for name in ("title", "form", "note", "unit")]
    return "".join(parts)


class Printer:
    """Prints one report; `truth` collects its figures on the way."""

    def __init__(self, source: Source, fonts: dict[str, Path]) -> None:
        self.source = source
        self.sheet = Sheet(fonts, "".join(source.facts.get("cover", [source.facts["file"]])))
        self.truth: list[dict[str, Any]] = []

    def print(self) -> None:
        """Cover, then block by block."""
        if cover := self.source.facts.get("cover"):
            self.sheet.new_page()
            self.sheet.y += 180
            for line in cover:
                self.sheet.paragraph(line, 22, "B", indent=0, centre=True)
        pending: list[str] = []  # headings that wait for the page of the table below them
        blocks = self.source.blocks
        for number, block in enumerate(blocks):
            follower = blocks[number + 1] if number + 1 < len(blocks) else None
            if block.kind == "table":
                self.table(block.text, pending)
                pending = []
            elif block.kind == "part" and follower and follower.kind == "table":
                pending.append(block.text)
            else:
                self.block(block, blocks[number - 1].kind if number else None)

    def block(self, block: Block, before: str | None) -> None:
        """Print a heading, a paragraph or the contents."""
        sheet = self.sheet
        if block.kind == "contents":
            self.contents()
            return
        if before is None or sheet.wide or (block.kind == "part" and before != "left"):
            sheet.new_page()
        size, style, indent = STYLES.get(block.kind, (12, "", 2))
        if block.kind != "text" and sheet.y + 90 > sheet.bottom():
            sheet.new_page()  # no heading at the foot of a page
        sheet.paragraph(block.text, size, style, indent=indent, centre=block.kind == "part")
        if block.kind == "part":
            sheet.y += 10

    def contents(self) -> None:
        """Print the parts, headings and statutory tables, one a line."""
        self.sheet.new_page()
        self.sheet.paragraph("目 录", 16, "B", indent=0, centre=True)
        for block in self.source.blocks:
            grid = self.source.grids.get(block.text) if block.kind == "table" else None
            if block.kind == "part":
                self.sheet.paragraph(block.text, indent=0)
            elif block.kind == "heading":
                self.sheet.paragraph(block.text)
            elif grid and grid.form.get("form"):
                self.sheet.paragraph(grid.form["title"])

    def table(self, key: str, headings: list[str]) -> None:
        """Print a table under the headings that waited for it, and note its figures."""
        grid, sheet = self.source.grids[key], self.sheet
        statutory = bool(grid.form.get("form"))
        if statutory:
            caption = Caption(
                grid.form["title"], grid.form["form"], self.source.facts["organisation"], grid.form["unit"]
            )
            size, height = 9.0, float(self.source.facts.get("row_height", 22))
        else:
            caption, size, height = None, 10.0, 22.0
            if sheet.page() == 0 or sheet.wide:
                sheet.new_page()
            for heading in headings:
                sheet.paragraph(heading, 16, "B", indent=0, centre=True)
            if headings and grid.form.get("unit"):
                sheet.unit(grid.form["unit"])
        pages = TablePrinter(sheet, grid, size, height).draw(caption, headings if statutory else [])
        if note := grid.form.get("note"):
            sheet.y += 4
            sheet.paragraph(note, 9, indent=0, leading=1.4)
        sheet.y += 8
        self.truth += truths(grid, pages, len({line["table"] for line in self.truth}) + 1)


def build(data: Path, out: Path) -> list[str]:
    """Print every report of `data` into `out`; returns the report ids.  Raises FontMissing."""
    forms = tomllib.loads((data / "forms.toml").read_text(encoding="utf-8"))
    (out / "reports").mkdir(parents=True, exist_ok=True)
    (out / "truth").mkdir(parents=True, exist_ok=True)
    index: dict[str, dict[str, Any]] = {}
    for path in sorted(data.glob("*/report.toml")):
        source = read_source(path.parent, forms)
        name, facts = path.parent.name, source.facts
        with tempfile.TemporaryDirectory() as folder:
            fonts = {style: Path(folder) / f"face{style}.ttf" for style in FILES}
            for style, target in fonts.items():
                face(style, characters(source), target)
            printer = Printer(source, fonts)
            printer.print()
            printer.sheet.pdf.output(str(out / "reports" / facts["file"]))
        lines = [json.dumps({"document": name, **line}, ensure_ascii=False) + "\n" for line in printer.truth]
        if lines:
            (out / "truth" / f"{name}.cells.jsonl").write_text("".join(lines), encoding="utf-8")
        index[name] = {key: facts[key] for key in ("file", "organisation", "fiscal_year", "report_type")}
    text = json.dumps(index, ensure_ascii=False, indent=1)
    (out / "reports" / "index.json").write_text(text + "\n", encoding="utf-8")
    return list(index)


def main() -> int:
    parser = argparse.ArgumentParser(description="Print the sample reports from their data files.")
    parser.add_argument("--out", type=Path, default=HERE)
    options = parser.parse_args()
    try:
        names = build(HERE / "data", options.out)
    except FontMissing as error:
        print(f"font missing: {error}", file=sys.stderr)
        return 1
    print("\n".join(names))
    return 0


if __name__ == "__main__":
    sys.exit(main())
