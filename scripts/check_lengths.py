"""Fail on a Python file over 350 lines or a function over 60: the two measures that tell."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

FILE_LINES, FUNCTION_LINES = 350, 60
ROOMS = ("wenbao", "corpus", "ingest", "service", "prompts", "evals", "scripts", "samples", "tests")


def faults_in(path: Path) -> list[str]:
    """What is too long in one file, a line each."""
    source = path.read_text(encoding="utf-8")
    found = []
    if (lines := source.count("\n")) > FILE_LINES:
        found.append(f"{path}: {lines} lines, at most {FILE_LINES}")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                found.append(
                    f"{path}:{node.lineno}: {node.name} has {length} lines, at most {FUNCTION_LINES}"
                )
    return found


def main() -> int:
    """Print every fault; exit 1 when there is one."""
    root = Path(__file__).resolve().parent.parent
    files = [path for room in ROOMS for path in sorted((root / room).rglob("*.py"))]
    faults = [fault for path in files for fault in faults_in(path)]
    print("\n".join(faults) if faults else f"lengths: {len(files)} files within bounds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
