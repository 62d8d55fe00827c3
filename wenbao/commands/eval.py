"""`wenbao eval`: scores question sets, writes a scorecard page, and makes sets of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from evals.metrics import Metrics, Share
    from evals.retrieval import Ranking
    from evals.reviewing import Review
    from evals.running import Result
    from evals.schema import Question
    from wenbao.bootstrap import Corpus

FAILED = 1


class _SetsOrMake(TyperGroup):
    """`wenbao eval SET…` beside `wenbao eval make …`: what names no subcommand is scored."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """See click: `score` stands for the command that was left out."""
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["score", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_SetsOrMake,
    no_args_is_help=True,
    help="评测问题集，写出评分页。 Score question sets; `make` makes sets.",
)
making = typer.Typer(no_args_is_help=True, help="生成问题集。 Make question sets.")
app.add_typer(making, name="make")

Sets = Annotated[list[Path], typer.Argument(help="问题集（JSONL）。 Question sets.")]
Output = Annotated[Path, typer.Option("--output", "-o", help="The file to write.")]


@app.command("score", help="评测问题集。 Score question sets (the word `score` may be left out).")
def run(  # noqa: PLR0913, PLR0917  options of a command
    sets: Sets,
    report: Annotated[Path | None, typer.Option(help="Folder for the scorecard page and the run.")] = None,
    compare: Annotated[
        Path | None, typer.Option(help="An earlier run (folder or file) to compare with.")
    ] = None,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Score the plain recipe beside it; with a chat model, twice.")
    ] = False,
    retrieval_set: Annotated[
        Path | None, typer.Option("--retrieval", help="Retrieval questions: search alone, on the card.")
    ] = None,
    judge: Annotated[
        bool, typer.Option("--judge", help="Have the chat model judge descriptions, beside the score.")
    ] = False,
    index: Annotated[
        list[Path] | None, typer.Option(help="JSON that maps document ids of the sets to their files.")
    ] = None,
    least: Annotated[float, typer.Option("--min", help="Exit 1 below this share of right answers.")] = 0.0,
    least_each: Annotated[float, typer.Option("--min-each", help="The same for every type.")] = 0.0,
    max_wrong: Annotated[int | None, typer.Option(help="Exit 1 over so many wrong figures.")] = None,
) -> None:
    """Exit code 0 when every threshold holds, 1 when one does not."""
    from evals.comparing import compare as compared
    from evals.metrics import measure
    from evals.recording import read, recorded
    from evals.reviewing import review
    from wenbao.bootstrap import answering_of, chat_model_of, corpus_of
    from wenbao.settings import load

    named = {path.stem: _questions(path) for path in sets}
    earlier = read(compare) if compare else None
    files = _files(index or [])
    settings = load()
    chat = chat_model_of(settings, settings.chat_model) if settings.chat_model else None
    if judge and chat is None:
        raise typer.BadParameter("--judge needs WENBAO_CHAT_MODEL")
    with corpus_of(settings) as corpus:
        results = _results(named, answering_of(corpus), files, report is not None, chat is not None)
        runs = {"Wenbao": measure(results)}
        if baseline:
            runs["baseline"] = measure(_results(named, _recipe(corpus), files, False))
        if baseline and chat is not None:
            beside = _results(named, _recipe(corpus, chat), files, False, account=True)
            runs[f"baseline with {settings.chat_model}"] = measure(beside)
        rankings = _rankings(corpus, retrieval_set, files) if retrieval_set else None
        about = _about(corpus, settings.chat_model)
    judged = review(results, chat) if judge and chat is not None else None
    typer.echo("\n".join(in_words(runs)))
    differences = None if earlier is None else compared(earlier, recorded(results))
    for difference in differences or []:
        typer.echo(f"{difference.change.value:16} {difference.key[0]} {difference.key[1]}")
    if report:
        _write(report, list(named), about, runs, results, differences, rankings, judged)
    unmet = list(_unmet(runs["Wenbao"], least, least_each, max_wrong))
    for line in unmet:
        typer.echo(line, err=True)
    if unmet:
        raise typer.Exit(FAILED)


def _unmet(metrics: Metrics, least: float, least_each: float, max_wrong: int | None) -> Iterator[str]:
    """Each threshold that does not hold, in words."""
    if metrics.passed.value < least:
        yield f"未达到 --min / below --min: {metrics.passed.value:.2%} < {least:.2%}"
    for kind, reached in metrics.by_type.items():
        if reached.value < least_each:
            yield f"未达到 --min-each / below --min-each: {kind} {reached.value:.2%} < {least_each:.2%}"
    if max_wrong is not None and metrics.wrong.right > max_wrong:
        yield f"错误数字过多 / over --max-wrong: {metrics.wrong.right} > {max_wrong}"


@app.command("retrieval", help="检索：按词、按向量、两者合并。 Search by words, by vectors and by both.")
def retrieval(
    questions: Annotated[Path, typer.Argument(help="检索问题集（JSONL）。 Retrieval questions.")],
    index: Annotated[list[Path] | None, typer.Option(help="JSON that maps document ids to files.")] = None,
    least: Annotated[float, typer.Option("--min", help="Exit 1 below this hit@5 of both fused.")] = 0.0,
) -> None:
    """hit@1, hit@5, MRR and nDCG side by side.  Builds the vector index where it is missing."""
    from wenbao.bootstrap import corpus_of
    from wenbao.settings import load

    with corpus_of(load()) as corpus:
        rankings = _rankings(corpus, questions, _files(index or []))
    typer.echo(f"{'':8} hit@1 hit@5   MRR  nDCG  of {rankings['fused'].questions}")
    for name, found in rankings.items():
        typer.echo(f"{name:8}  {found.hit_1:.3f} {found.hit_5:.3f} {found.mrr:.3f} {found.ndcg:.3f}")
    if rankings["fused"].missed:
        typer.echo(f"not among the first five: {', '.join(rankings['fused'].missed)}")
    if rankings["fused"].hit_5 < least:
        typer.echo(f"未达到 --min / below --min: hit@5 {rankings['fused'].hit_5:.3f} < {least:.3f}", err=True)
        raise typer.Exit(FAILED)


@making.command("cells", help="每个数字单元格一个问题。 One question for each cell with a number.")
def cells(
    output: Output,
    document: Annotated[list[str] | None, typer.Option(help="Ids or file names; all without.")] = None,
) -> None:
    """Blanks, and cells that their labels do not tell apart, are left out."""
    from evals.making.cells import cell_questions
    from wenbao.bootstrap import corpus_of
    from wenbao.settings import load

    with corpus_of(load()) as corpus:
        _save(output, cell_questions(corpus.library, document or []))


@making.command("composed", help="需要多步计算的问题，附计划。 Questions of several steps, with their plans.")
def composed(
    output: Output,
    form: Annotated[list[str] | None, typer.Option(help="Every row of these forms.")] = None,
    most: Annotated[int, typer.Option(min=1, help="Questions of each kind at the most.")] = 30,
) -> None:
    """Sums less another, shares of sums, bodies against a third, halves, medians, means, thresholds."""
    from evals.making.composed import composed_questions
    from wenbao.bootstrap import corpus_of
    from wenbao.settings import load

    with corpus_of(load()) as corpus:
        _save(output, composed_questions(corpus.library, form or (), most))


@making.command("twins", help="换成未收录的年度或单位。 The same questions of years and bodies not held.")
def twins(sets: Sets, output: Output) -> None:
    """Each must be refused or asked back, without a figure."""
    from evals.making.twins import twins_of
    from wenbao.bootstrap import corpus_of
    from wenbao.settings import load

    with corpus_of(load()) as corpus:
        _save(output, twins_of(_questions_of(sets), corpus.library))


@making.command("variants", help="错字、全角、繁体、语序、口语。 The same questions put otherwise.")
def variants(sets: Sets, output: Output) -> None:
    """Five of each: a typo, other widths, traditional characters, another order, fillers."""
    from evals.making.variants import variants_of
    from wenbao.bootstrap import corpus_of
    from wenbao.settings import load

    with corpus_of(load()) as corpus:
        _save(output, variants_of(_questions_of(sets), corpus.library))


def in_words(runs: dict[str, Metrics]) -> Iterable[str]:
    """The metrics, line by line."""
    for name, metrics in runs.items():
        yield name
        for kind, share in metrics.by_type.items():
            yield f"  {kind:18} {share.right:5} of {share.count:5}"
        if metrics.latency:
            taken = metrics.latency
            yield (
                f"  latency ms: median {taken.median:.1f}, p95 {taken.p95:.1f}, worst {taken.worst:.1f}, "
                f"first {taken.first:.1f}"
            )
        yield (
            f"  passed {_told(metrics.passed)}, wrong figures {metrics.wrong.right}, "
            f"refused though answerable {metrics.over_refused.right}, crashes {metrics.crashed}"
        )


def _told(share: Share) -> str:
    return f"{share.right} of {share.count} ({share.value:.1%}, {share.low:.1%} – {share.high:.1%})"


def _questions(path: Path) -> list[Question]:
    from evals.schema import read_set

    return read_set(path)


def _questions_of(sets: Iterable[Path]) -> list[Question]:
    return [question for path in sets for question in _questions(path)]


def _files(indexes: Iterable[Path]) -> dict[str, str]:
    from evals.schema import read_index

    found: dict[str, str] = {}
    for path in indexes:
        found |= read_index(path)
    return found


def _results(
    named: dict[str, list[Question]],
    answers: Any,
    files: dict[str, str],
    explain: bool,
    account: bool = False,
) -> list[Result]:
    from evals.running import run as ask_all

    return [
        result
        for name, questions in named.items()
        for result in ask_all(name, questions, answers, files, explain, account=account)
    ]


def _rankings(corpus: Corpus, path: Path, files: dict[str, str]) -> dict[str, Ranking]:
    """Each kind of search over a retrieval set.  Builds the vector index where it is missing."""
    from evals.retrieval import rank, read_retrieval

    asked = read_retrieval(path)
    searches = _searches(corpus)
    return {name: rank(asked, corpus.library, search, files) for name, search in searches.items()}


def _searches(corpus: Corpus) -> dict[str, Any]:
    """Search by words alone, by vectors alone (where there are any), and as the service does it."""
    from corpus import tokens
    from corpus.library import SqlLibrary
    from corpus.view import Hit

    alone = SqlLibrary(corpus.reader, corpus.files, corpus.lexical, tokens.cut)
    searches: dict[str, Any] = {"lexical": lambda text: alone.search(text, limit=20)}
    vectors = corpus.vectors
    if vectors is not None:
        vectors.build()
        vectors.open()
        by_row = {item.report_id: item.entry.document_id for item in corpus.reader.shelf()[1]}
        searches["dense"] = lambda text: [
            Hit(by_row[found.report_id], found.number, found.score)
            for found in vectors.search(text, None, 20)
        ]
    return searches | {"fused": lambda text: corpus.library.search(text, limit=20)}


def _recipe(corpus: Corpus, chat: Any = None) -> Any:
    from evals.baseline.recipe import Document, Recipe

    documents = []
    for entry in corpus.library.reports():
        file = corpus.library.file(entry.document_id)
        documents.append(Document(entry.document_id, file.path, file.source, file.media_type))
    return Recipe(documents, corpus.settings.embedding_model, chat)


def _about(corpus: Corpus, chat_model: str | None) -> dict[str, str]:
    from prompts.loading import load, names
    from wenbao import __version__

    entries = corpus.library.reports()
    prompts = {f"prompt {name}": load(name).version for name in names()}
    model = {"chat model": chat_model, **prompts} if chat_model else {}
    return {
        **model,
        "wenbao": __version__,
        "reports": str(len(entries)),
        "records": str(sum(entry.records for entry in entries)),
        "passages": str(sum(entry.passages for entry in entries)),
    }


def _write(
    folder: Path,
    names: list[str],
    about: dict[str, str],
    runs: dict[str, Metrics],
    results: list[Result],
    differences: Any,
    rankings: Any,
    judged: Review | None,
) -> None:
    from dataclasses import asdict

    from evals import recording
    from evals.card.page import page

    folder.mkdir(parents=True, exist_ok=True)
    title = "问报 " + "、".join(names)
    (folder / "index.html").write_text(
        page(title, about, runs, results, differences, rankings, judged), encoding="utf-8"
    )
    more = {
        "retrieval": {name: asdict(ranking) for name, ranking in (rankings or {}).items()},
        "judged": None if judged is None else asdict(judged),
    }
    recording.write(folder / recording.NAME, results, {"about": about, "sets": names, **more}, runs)
    typer.echo(f"{folder / 'index.html'}")


def _save(path: Path, questions: Iterable[Question]) -> None:
    lines = [json.dumps(q.model_dump(mode="json"), ensure_ascii=False) for q in questions]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    typer.echo(f"{path}: {len(lines)}")
