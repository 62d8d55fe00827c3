"""The scorecard page: shares with their intervals, plots, and every failure to be unfolded."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from evals.comparing import Difference
from evals.metrics import Metrics, Share, share
from evals.retrieval import Ranking
from evals.reviewing import Review
from evals.running import Result

MOST_FAILURES = 400
"""A page with more of them is no longer read: `run.json` holds all."""


def page(
    title: str,
    about: Mapping[str, str],
    runs: Mapping[str, Metrics],
    results: Sequence[Result],
    differences: Sequence[Difference] | None = None,
    rankings: Mapping[str, Ranking] | None = None,
    review: Review | None = None,
) -> str:
    """The page of the first of `runs`, the others beside it (a baseline); `results` are the first's, as is a
    judge's `review`; `rankings` are of search alone, by its kind.
    """
    template = Template((Path(__file__).parent / "page.html").read_text(encoding="utf-8"))
    facts = " · ".join(f"{escape(name)} {escape(value)}" for name, value in about.items())
    return template.substitute(
        title=escape(title),
        about=facts,
        summary="\n".join(_summary(runs)),
        types="\n".join(_shares({name: metrics.by_type for name, metrics in runs.items()})),
        sets="\n".join(_shares({name: metrics.by_set for name, metrics in runs.items()})),
        routes="\n".join(_routes(next(iter(runs.values())))),
        latency=_latency(results),
        retrieval="\n".join(_retrieval(rankings)),
        judged="\n".join(_judged(review)),
        differences="\n".join(_differences(differences)),
        failures="\n".join(_failures([result for result in results if not result.passed])),
    )


def _summary(runs: Mapping[str, Metrics]) -> Iterator[str]:
    yield "<tr><td></td>" + "".join(f"<th>{escape(name)}</th>" for name in runs) + "</tr>"
    rows: dict[str, Callable[[Metrics], str]] = {
        "answers right": lambda m: _told(m.passed),
        "wrong figures": lambda m: f"{m.wrong.right} ({m.wrong.value:.1%})",
        "figures exact": lambda m: _told(m.exact),
        "figures missing": lambda m: str(m.missing),
        "reports cited: recall": lambda m: _told(m.recall["reports"]),
        "reports cited: precision": lambda m: _told(m.precision["reports"]),
        "pages cited: recall": lambda m: _told(m.recall["pages"]),
        "pages cited: precision": lambda m: _told(m.precision["pages"]),
        "cells cited: recall": lambda m: _told(m.recall["cells"]),
        "cells cited: precision": lambda m: _told(m.precision["cells"]),
        "answered, refused, asked back as wanted": lambda m: _told(m.routing),
        "refusals kept": lambda m: _told(m.declined),
        "refused though answerable": lambda m: _told(m.over_refused),
        "discrepancies told": lambda m: _told(m.warned),
        "discrepancies told where none is expected": lambda m: str(m.warned_unasked),
        "crashes": lambda m: str(m.crashed),
        "median, p95, worst, first (ms)": lambda m: (
            f"{m.latency.median:.1f}, {m.latency.p95:.1f}, {m.latency.worst:.0f}, {m.latency.first:.0f}"
            if m.latency
            else "–"
        ),
    }
    if any(metrics.spent.calls for metrics in runs.values()):
        rows |= _SPENT
    for name, told in rows.items():
        cells = "".join(f"<td>{told(metrics)}</td>" for metrics in runs.values())
        yield f"<tr><th>{escape(name)}</th>{cells}</tr>"


_SPENT: dict[str, Callable[[Metrics], str]] = {
    "calls of the chat model, failed ones": lambda m: f"{m.spent.calls}, {m.spent.failed}",
    "its tokens in, out": lambda m: f"{m.spent.tokens_in:,}, {m.spent.tokens_out:,}",
    "its seconds": lambda m: f"{m.spent.seconds:.1f}",
    "repairs by the gate": lambda m: str(m.spent.repairs),
}


def _told(share: Share) -> str:
    if not share.count:
        return "–"
    bounds = f"{share.low:.1%} – {share.high:.1%}"
    return f"<b>{share.value:.1%}</b> {share.right} of {share.count} <i>{bounds}</i>"


def _shares(groups: Mapping[str, Mapping[str, Share]]) -> Iterator[str]:
    """A bar for each share, its interval as a whisker; one row for each name."""
    for name in next(iter(groups.values())):
        bars = "".join(_bar(run, shares[name]) for run, shares in groups.items() if name in shares)
        yield f"<tr><th>{escape(name)}</th><td>{bars}</td></tr>"


def _bar(run: str, share: Share) -> str:
    width, low, high = (round(300 * v, 1) for v in (share.value, share.low, share.high))
    return (
        f'<div class="bar"><svg width="302" height="14" role="img" aria-label="{share.value:.1%}">'
        f'<rect width="300" height="14" class="whole"/><rect width="{width}" height="14" class="part"/>'
        f'<path d="M{low} 7H{high}M{low} 4V10M{high} 4V10" class="whisker"/></svg> '
        f"{share.right} of {share.count} <i>{escape(run)}</i></div>"
    )


def _routes(metrics: Metrics) -> Iterator[str]:
    for kind, routes in metrics.routes.items():
        told = ", ".join(f"{escape(route)} {count}" for route, count in routes.items())
        yield f"<tr><th>{escape(kind)}</th><td>{told}</td></tr>"


def _latency(results: Sequence[Result]) -> str:
    """How many turns took how long, on a scale that doubles."""
    edges = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, float("inf")]
    taken = [1_000 * seconds for result in results for seconds in result.seconds]
    counts = [sum(low <= ms < high for ms in taken) for low, high in zip([0, *edges], edges, strict=False)]
    most = max(counts, default=1) or 1
    bars = "".join(
        f'<rect x="{40 * place + 2}" y="{100 - height:.1f}" width="36" height="{height:.1f}" class="part">'
        f'<title>{count}</title></rect><text x="{40 * place + 20}" y="114">&lt;{edge:g}</text>'
        for place, (count, edge) in enumerate(zip(counts, edges, strict=True))
        for height in [96 * count / most]
    )
    return (
        f'<svg width="{40 * len(edges)}" height="120" class="plot" role="img" '
        f'aria-label="turns by their milliseconds">{bars}</svg>'
    )


def _retrieval(rankings: Mapping[str, Ranking] | None) -> Iterator[str]:
    if not rankings:
        yield "<p>No retrieval set was given.</p>"
        return
    count = next(iter(rankings.values())).questions
    yield f"<p>The passage that answers, among the first ranks, over {count} questions.</p><table>"
    yield "<tr><td></td><th>hit@1</th><th>hit@5</th><th>MRR</th><th>nDCG</th></tr>"
    for name, found in rankings.items():
        figures = (found.hit_1, found.hit_5, found.mrr, found.ndcg)
        cells = "".join(f"<td>{figure:.3f}</td>" for figure in figures)
        yield f"<tr><th>{escape(name)}</th>{cells}</tr>"
    yield "</table>"


def _judged(review: Review | None) -> Iterator[str]:
    if review is None:
        yield "<p>No judge was asked.</p>"
        return
    given = review.given
    supported, complete = (share([getattr(v, n) for v in given]) for n in ("supported", "complete"))
    yield f"<p>{escape(review.judge)}. Beside the score, no part of it.</p><table>"
    yield f"<tr><th>supported by what is cited</th><td>{_told(supported)}</td></tr>"
    yield f"<tr><th>complete</th><td>{_told(complete)}</td></tr>"
    yield f"<tr><th>no verdict</th><td>{len(review.verdicts) - len(given)}</td></tr></table>"
    for verdict in given:
        if not (verdict.supported and verdict.complete):
            fault = "not supported" if not verdict.supported else "incomplete"
            yield f"<p><b>{escape(verdict.key[1])}</b> {fault}: {escape(verdict.reason)}</p>"


def _differences(differences: Sequence[Difference] | None) -> Iterator[str]:
    if differences is None:
        yield "<p>No other run was given.</p>"
        return
    if not differences:
        yield "<p>No question changed.</p>"
    for difference in differences:
        kept = difference.after or difference.before
        question = " / ".join(kept.turns) if kept else ""
        yield (
            f"<details><summary><b>{escape(difference.change.value)}</b> {escape(difference.key[1])} "
            f"{escape(question)}</summary>"
        )
        for name, run in (("before", difference.before), ("after", difference.after)):
            if run is not None:
                faults = "; ".join(run.faults) or "passed"
                yield f"<h3>{name}: {escape(faults)}</h3><pre>{escape(run.answer)}</pre>"
        yield "</details>"


def _failures(failed: Sequence[Result]) -> Iterator[str]:
    if not failed:
        yield "<p>None.</p>"
    # A wrong figure is the worst that can happen: first on the page.
    ordered = sorted(failed, key=lambda result: not result.judgement.wrong_figure)
    for result in ordered[:MOST_FAILURES]:
        yield _failure(result)
    if len(ordered) > MOST_FAILURES:
        yield f"<p>{len(ordered) - MOST_FAILURES} more are in run.json.</p>"


def _failure(result: Result) -> str:
    question, reply = result.question, result.reply
    explain = reply.get("explain") or {}
    mark = ' class="wrong"' if result.judgement.wrong_figure else ""
    parts = {
        "Expected": _json(question.expect.model_dump(mode="json", exclude_defaults=True)),
        "Answer": str(reply.get("answer", "")),
        "Figures": _json(reply.get("figures")),
        "Frame": _json(explain.get("frame")),
        "Route": _json({name: explain[name] for name in explain if name not in ("frame", "candidates")}),
        "Candidates": _json(explain.get("candidates")),
        "Evidence": _json(reply.get("citations")),
        "Crash": result.crash or "",
        "Note": question.note or "",
    }
    told = "".join(
        f"<h3>{name}</h3><pre>{escape(text)}</pre>"
        for name, text in parts.items()
        if text not in ("", "null")
    )
    turns, faults = " / ".join(question.turns), "; ".join(result.judgement.faults)
    return (
        f"<details{mark}><summary><b>{escape(question.id)}</b> {escape(question.type.value)} · "
        f"{escape(turns)}<br><i>{escape(faults)}</i></summary>{told}</details>"
    )


def _json(value: Any) -> str:
    return "" if value in (None, {}, []) else json.dumps(value, ensure_ascii=False, indent=1)
