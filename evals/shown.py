"""`python -m evals.shown SET…`: how much of a question set a chat model can answer from what it is shown.

Over the corpus of WENBAO_HOME, without asking a model: for every question the material of the first call is
made, and each expected figure that is not computed is looked for among the cells and numbers that stand in it
under an id.  What is missing then has to be asked for.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corpus.view import Library
from evals.bench.shelf import open_library
from evals.matching import amount_of, same_amount
from evals.schema import Question, QuestionType, read_set
from prompts.loading import load
from service.model.material import Material
from service.model.planner import Reach
from service.model.ranking import index_of

_COMPUTED = (QuestionType.COMPUTE, QuestionType.COMPARE, QuestionType.TREND)


def main() -> int:
    """Print one line for each set."""
    home = Path(os.environ.get("WENBAO_HOME", ".wenbao"))
    database, library = open_library(home)
    for name in sys.argv[1:]:
        print(f"{Path(name).stem}: {measured(read_set(Path(name)), library, Reach().room)}")
    database.close()
    return 0


def measured(questions: list[Question], library: Library, room: int) -> str:
    """Figures shown of those expected, characters of a first request, milliseconds to make it."""
    found = expected = 0
    sizes, seconds = list[int](), list[float]()
    system = len(load("plan").system)
    for question in questions:
        started = time.perf_counter()
        before = question.turns[-2] if len(question.turns) > 1 else ""
        material = Material(library, question.turns[-1], date.today(), room, before)
        text = material.shelf() + material.outlines() + material.sentences()
        seconds.append(time.perf_counter() - started)
        sizes.append(system + len(text))
        if question.type in _COMPUTED:
            continue
        held = [amount_of(*one) for one in figures_in(material)]
        for figure in question.expect.figures:
            expected += 1
            wanted = amount_of(figure.value, figure.unit)
            found += any(same_amount(wanted, one) for one in held)
    share = found / expected if expected else 1.0
    return (
        f"{len(questions)} questions, {found} of {expected} figures shown at first ({share:.1%}), "
        f"{statistics.mean(sizes):,.0f} characters a request (at most {max(sizes):,}), "
        f"{statistics.median(seconds) * 1000:.0f} ms to make one"
    )


def figures_in(material: Material) -> Iterator[tuple[str, str]]:
    """The value and unit of every cell and number that was shown under an id."""
    for name, entry in material.reports.items():
        index = index_of(material.library.view(entry.document_id))
        for number, shape in index.shapes.items():
            for (row, column), record in shape.cells.items():
                if record.value is not None and material.cell(name, number, row, column):
                    yield f"{record.value:f}", record.unit or shape.table.unit or ""
    for said in material.lines.values():
        for statement in said.statements:
            yield f"{abs(statement.value):f}", statement.unit


if __name__ == "__main__":
    raise SystemExit(main())
