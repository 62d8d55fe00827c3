"""Fail when the code names what it is measured on: bodies, reports, questions, figures, form numbers.

    python scripts/check_generality.py [FOLDER]

Reads the question sets and the index of the reports in FOLDER (by default `shared` beside the
checkout) and looks for them in code and vocabulary.  Without the folder it only looks for form
numbers and ids of questions.  Comments and docstrings count: an example is soon a rule.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("service", "corpus", "ingest", "wenbao", "prompts")
KINDS = frozenset({".py", ".toml", ".txt", ".md", ".json"})
REGION = re.compile(r"([\u4e00-\u9fff]{2,3})(?:省|自治区|市|区|县|州|旗)")
FORM_NUMBER = re.compile(r"[\u4e00-\u9fff]{2}\d{1,2}表")
QUESTION_ID = re.compile(r"\b(?:real-)?dev-\d{3}\b")
NUMBER = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?(?![\d])")
LEAST_QUESTION = 8
LEAST_NAME = 4


def names_of(index: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """Ids, file names, organisations, and the parts of these that belong to them alone."""
    found: set[str] = set()
    for identifier, report in index.items():
        organisation = str(report["organisation"])
        regions = REGION.findall(organisation)
        found |= {name for name in (identifier, Path(report["file"]).stem) if len(name) >= LEAST_NAME}
        found |= {organisation, *regions}
        if not regions:
            found.add(organisation[:4])
    return found


def is_telling(value: str) -> bool:
    """Whether a figure belongs to its report alone: four digits that tell, and no year."""
    try:
        number = abs(Decimal(value.replace(",", "")))
    except InvalidOperation:
        return False
    digits = format(number, "f").replace(".", "").strip("0")
    year = number == number.to_integral_value() and 1900 <= number <= 2100
    return len(digits) >= 4 and not year


def figures_of(questions: Iterable[Mapping[str, Any]]) -> set[Decimal]:
    """The telling figures that the sets expect."""
    expected = (figure["value"] for item in questions for figure in item["expect"].get("figures") or ())
    return {Decimal(value.replace(",", "")) for value in expected if is_telling(value)}


def sets_in(folder: Path) -> tuple[set[str], set[str], set[Decimal]]:
    """Names, question texts and figures of everything in `folder`."""
    indexes = sorted(folder.glob("reports/**/index.json"))
    sets = sorted(folder.glob("questions/*.jsonl"))
    names = set().union(*(names_of(json.loads(path.read_text(encoding="utf-8"))) for path in indexes))
    questions = [json.loads(line) for path in sets for line in path.read_text(encoding="utf-8").splitlines()]
    texts = {turn for item in questions for turn in item["turns"] if len(turn) >= LEAST_QUESTION}
    return names, texts, figures_of(questions)


def faults_in(
    text: str, names: set[str], texts: set[str], figures: set[Decimal]
) -> Iterator[tuple[int, str]]:
    """Line and finding, for everything in `text` that must not stand in code."""
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, what in ((FORM_NUMBER, "form number"), (QUESTION_ID, "question id")):
            yield from ((number, f"{what} {match}") for match in pattern.findall(line))
        yield from ((number, f"name {name}") for name in sorted(names) if name in line)
        yield from ((number, "a question of the sets") for turn in texts if turn in line)
        for match in NUMBER.findall(line):
            if is_telling(match) and Decimal(match.replace(",", "")) in figures:
                yield number, f"figure {match}"


def main() -> int:
    """Print every finding; exit code 1 when there is one."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    names, texts, figures = sets_in(folder) if folder.is_dir() else (set[str](), set[str](), set[Decimal]())
    files = [
        path
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*"))
        if path.suffix in KINDS and "__pycache__" not in path.parts
    ]
    faults = [
        f"{path.relative_to(ROOT)}:{line}: {finding}"
        for path in files
        for line, finding in faults_in(path.read_text(encoding="utf-8"), names, texts, figures)
    ]
    if faults:
        print("\n".join(faults))
        return 1
    against = (
        f"{len(names)} names, {len(texts)} questions, {len(figures)} figures" if names else "no sets at hand"
    )
    print(f"generality: {len(files)} files name none of them ({against})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
