"""`wenbao ask`: one answer on the terminal, with its figures and places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import InputError

if TYPE_CHECKING:
    from service.answer import Answer, Citation, Figure

USAGE = 2
_STRONG = re.compile(r"(?<!\\)\*\*(?P<bold>.+?)(?<!\\)\*\*|(?<!\\)`(?P<code>[^`\n]+)`")
_HEAD = re.compile(r"^#{1,6} ", re.MULTILINE)
_LINK = re.compile(r"(?<!\\)\[([^\]\n]+)\]\([^)\s]+\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")


def run(
    question: Annotated[str, typer.Argument(help="问题。 The question, in Chinese or English.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the object of POST /api/ask.")] = False,
    explain: Annotated[bool, typer.Option(help="Show how the question was understood, and why.")] = False,
    organisation: Annotated[
        str | None, typer.Option(help="Confine the question to this body.", metavar="NAME")
    ] = None,
    year: Annotated[int | None, typer.Option(help="Confine the question to this fiscal year.")] = None,
) -> None:
    """提问：给出数字及其出处。 Ask a question; get the figure with its place.

    Passages are found by words alone here; the service adds search by vectors.
    Exit code 0 with an answer, a refusal included; 1 when the corpus cannot be used; 2 for a
    question that is empty or too long.
    """
    from service.question.typed import cleaned
    from service.traces import new_trace_id
    from service.wire import answer_object, plain
    from wenbao.bootstrap import answering_of, corpus_of
    from wenbao.settings import load

    settings = load()
    try:
        asked = cleaned(question, settings.question_limit)
    except InputError as error:
        typer.echo(error.message(), err=True)
        raise typer.Exit(USAGE) from error
    given: dict[str, Any] = {"organisation": organisation, "fiscal_year": year}
    filters = {name: value for name, value in given.items() if value is not None} or None
    with corpus_of(settings) as corpus:
        answer = answering_of(corpus).ask(asked, filters=filters, explain=explain)
    answer = replace(answer, trace_id=answer.trace_id or new_trace_id())
    if as_json:
        typer.echo(json.dumps(answer_object(answer, explained=explain), ensure_ascii=False, indent=1))
        return
    typer.echo("\n".join(in_words(answer)))
    if explain:
        typer.echo("\n" + json.dumps(plain(answer.explain), ensure_ascii=False, indent=1))


def in_words(answer: Answer) -> Iterator[str]:
    """The answer, line by line, for a reader."""
    yield unmarked(answer.text.strip())
    if answer.figures:
        yield "\n数字 Figures"
        yield from (f"  {_figure(figure)}" for figure in answer.figures)
    if answer.citations:
        yield "\n出处 Sources"
        for citation in answer.citations:
            yield from (f"  {line}" for line in _citation(citation))
    if answer.warnings:
        yield "\n注意 Warnings"
        for warning in answer.warnings:
            marks = "".join(f"[{number}]" for number in warning.citations)
            yield f"  {warning.message} {marks}".rstrip()
    if answer.suggestions:
        yield "\n可以再问 Suggestions"
        yield from (f"  {suggestion}" for suggestion in answer.suggestions)


def unmarked(text: str) -> str:
    """The text without the marks of Markdown, as a terminal shows it."""
    plain = _STRONG.sub(lambda found: found["bold"] or found["code"] or "", text)
    plain = _LINK.sub(r"\1", _HEAD.sub("", plain))
    return _ESCAPED.sub(r"\1", plain)


def _figure(figure: Figure) -> str:
    from service.wire import decimal_text

    owner = " ".join(str(part) for part in (figure.organisation, figure.fiscal_year) if part)
    made = f" = {figure.formula}" if figure.formula else ""
    mark = f" [{figure.citation}]" if figure.citation else ""
    parts = [f"{decimal_text(figure.value)} {figure.unit}".rstrip() + made, figure.label, owner]
    return " · ".join(part for part in parts if part) + mark


def _citation(citation: Citation) -> Iterator[str]:
    yield f"[{citation.number}] {citation.source} 第{citation.page}页"
    if citation.table:
        names = [citation.table.get("form"), citation.table.get("title")]
        yield "    " + " ".join(str(name) for name in names if name)
        for sign, path in (("行", "row_path"), ("列", "column_path")):
            if labels := citation.table.get(path):
                yield f"    {sign}：" + " › ".join(labels)
    elif citation.section:
        yield "    " + " › ".join(citation.section)
    if citation.quote:
        box = "" if citation.bbox is None else f" {[round(edge, 2) for edge in citation.bbox]}"
        yield f"    “{_shortened(citation.quote)}”{box}"


def _shortened(quote: str, most: int = 160) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= most else line[: most - 1] + "…"
