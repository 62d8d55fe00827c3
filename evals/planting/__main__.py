"""`python -m evals.planting`: plant, read, check, count."""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from corpus.findings import Finding
from corpus.report import Report
from evals.planting.document import WRITERS, Written, written_from
from evals.planting.plants import Planted, plants
from ingest.pipeline import read_report

SEED = 20170


def main(arguments: Sequence[str] | None = None) -> int:
    """Count what is found; exit code 1 when too little is."""
    parser = argparse.ArgumentParser(prog="evals.planting", description="Errors planted into reports.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--formats", default="html,docx,txt")
    parser.add_argument("--failures", type=Path)
    parser.add_argument("--min", type=float, default=0.0, help="Least share of all that must be found.")
    given = parser.parse_args(arguments)
    tried = list(_tried(given.files, given.formats.split(","), given.count))
    _show(tried)
    if given.failures:
        missed = (json.dumps(one, ensure_ascii=False) for one in tried if not one["found"])
        given.failures.write_text("\n".join(missed), encoding="utf-8")
    share = sum(one["found"] for one in tried) / max(1, len(tried))
    return int(share < given.min)


def _tried(files: Sequence[Path], formats: Sequence[str], count: int) -> Iterator[dict[str, Any]]:
    each = -(-count // (len(files) * len(formats)))
    done = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, (path, form) in enumerate((p, f) for p in files for f in formats):
            written = written_from(read_report(path, path.name))
            plain = _read(written, form, Path(folder))
            known = {_mark(found) for found in plain.findings}
            chance = random.Random(SEED + number)  # noqa: S311 - not for secrets
            for planted in islice(plants(written, chance), min(each, count - done)):
                report = _read(planted.written, form, Path(folder))
                new = [found for found in report.findings if _mark(found) not in known]
                hits = [found for found in new if _tells(found, planted)]
                done += 1
                yield {
                    "report": path.name,
                    "format": form,
                    "kind": planted.kind,
                    "before": planted.before,
                    "after": planted.after,
                    "covered": planted.covered,
                    "found": bool(hits),
                    "told": [found.message for found in (hits or new)[:2]],
                    "context": _context(planted),
                    "false": sum(_accuses(found, planted) for found in plain.findings),
                }


def _context(planted: Planted) -> str:
    if planted.kind == "missing table" or planted.block >= len(planted.written.blocks):
        return planted.title
    block = planted.written.blocks[planted.block]
    if block.table is not None:
        return block.table.title or ""
    at = block.text.find(planted.after)
    return block.text[max(0, at - 60) : at + 60]


def _read(written: Written, form: str, folder: Path) -> Report:
    path = folder / f"{Path(written.name).stem}.{form}"
    WRITERS[form](written, path)
    return read_report(path, path.name)


def _mark(found: Finding) -> tuple[str, str, str]:
    return found.kind, found.message, found.expected


def _digits(text: str) -> str:
    return re.sub(r"[^\d.]", "", text)


def _tells(found: Finding, planted: Planted) -> bool:
    """Whether a finding speaks of the place: names what was planted or what stood there."""
    sides = [found.stated, *([found.against] if found.against else ()), *found.more]
    text = "".join((found.subject, found.message, found.expected, *(s.quote + s.value for s in sides)))
    if planted.kind == "missing table":
        return planted.title in text
    wanted = {planted.before, planted.after}
    if any(c.isdigit() for c in planted.before):
        numbers = {n.replace(",", "") for n in re.findall(r"\d[\d,]*\.?\d*", text)}
        return bool({_digits(w) for w in wanted if _digits(w)} & numbers) or planted.after in text
    return planted.after in text


def _accuses(found: Finding, planted: Planted) -> bool:
    """Whether a finding of the unplanted copy states the planted value: it cannot stand there."""
    return _digits(found.stated.value) == _digits(planted.after) and len(_digits(planted.after)) > 3


def _show(tried: Sequence[dict[str, Any]]) -> None:
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for one in tried:
        for key in (one["kind"], f"in {one['format']}", "all"):
            by_kind[key]["planted"] += 1
            by_kind[key]["found"] += one["found"]
            by_kind[key]["covered"] += one["covered"]
            by_kind[key]["covered found"] += one["covered"] and one["found"]
    print(f"{'kind':<20}{'planted':>8}{'found':>7}{'':>7}{'covered':>9}{'found':>7}")
    for kind in sorted(by_kind, key=lambda kind: (kind == "all", kind.startswith("in "), kind)):
        c = by_kind[kind]
        of = f"{c['covered found'] / c['covered']:.0%}" if c["covered"] else ""
        found = f"{c['planted']:>8}{c['found']:>7}{c['found'] / c['planted']:>7.0%}"
        print(f"{kind:<20}{found}{c['covered']:>9}{c['covered found']:>7}{of:>7}")
    print(f"planted values that were told of the unplanted copies: {sum(one['false'] for one in tried)}")


if __name__ == "__main__":
    sys.exit(main())
