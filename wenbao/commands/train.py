"""`wenbao train`: the weights of the reader from the sayings, question sets and reports."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from evals.schema import Question
    from evals.training.ranking import Example
    from service.evidence.ranker import Ranker


def run(
    sets: Annotated[list[Path], typer.Argument(help="Question sets about the reports that are held.")],
    out: Annotated[Path, typer.Option("--out", help="The folder that the weights go to.")],
    more: Annotated[
        list[str] | None,
        typer.Option("--on", help="HOME=SET.jsonl[,SET.jsonl …]: another home with its sets; repeatable."),
    ] = None,
    held: Annotated[
        Path | None, typer.Option("--held", help="A set left out of learning; how it does is told by type.")
    ] = None,
    concepts: Annotated[bool, typer.Option("--concepts", help="Learn the concepts anew, too.")] = False,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same weights.")] = 1,
) -> None:
    """Learn the reader's weights and say how often its first choice is right.

    Exit status: 0 written, 2 wrong usage.
    """
    from evals.schema import read_set
    from evals.training.concepts import learn
    from evals.training.ranking import fit
    from service.evidence.sayings import sayings
    from wenbao.settings import load

    out.mkdir(parents=True, exist_ok=True)
    if concepts:
        (out / "concepts.npz").write_bytes(learn(sayings(), seed).save())
    left_out = read_set(held) if held is not None else []
    homes = [(load().home, [str(path) for path in sets])]
    homes += [
        (Path(home), files.split(",")) for home, _, files in (word.partition("=") for word in more or ())
    ]
    asked, kept, made = [], [], []
    for home, paths in homes:
        questions, own, examples = _examples(home, paths, left_out, seed)
        asked += questions
        kept += own
        made += examples
    learned = fit([example for _, example in asked] + made, seed)
    (out / "ranker.npz").write_bytes(learned.save())
    typer.echo(f"learned from {len(asked)} questions and {len(made)} made ones")
    _report(learned, kept)


def _examples(
    home: Path, paths: list[str], held: list[Question], seed: int
) -> tuple[list[tuple[Question, Example]], list[tuple[Question, Example]], list[Example]]:
    from evals.schema import read_set
    from evals.training.examples import made_of, of_sets
    from wenbao.bootstrap import corpus_of
    from wenbao.settings import load

    names = {question.id for question in held}
    with corpus_of(load().model_copy(update={"home": home, "vectors": False})) as corpus:
        questions = [q for path in paths for q in read_set(Path(path)) if q.id not in names]
        asked = list(of_sets(corpus.library, questions, date.today()))
        kept = list(of_sets(corpus.library, held, date.today()))
        return asked, kept, list(made_of(corpus.library, date.today(), seed))


def _report(learned: Ranker, held: list[tuple[Question, Example]]) -> None:
    import numpy as np

    right, asked = Counter[str](), Counter[str]()
    for question, example in held:
        asked[question.type.value] += 1
        right[question.type.value] += bool(example.right[int(np.argmax(learned.scores(example.features)))])
    for kind in sorted(asked):
        typer.echo(f"{kind:18} {right[kind]:4} of {asked[kind]:4}")
    if asked:
        share = right.total() / asked.total()
        typer.echo(f"first choice right {right.total()} of {asked.total()} ({share:.1%})")
