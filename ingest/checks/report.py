"""All checks of one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.amounts import convert, find_amounts
from corpus.findings import Category, Finding, Side, by_weight, digits_in
from corpus.report import Page, Record, ReportFacts, Severity, Table
from ingest.checks.across import equalities, near_notes, pairs_of, parts_of_whole, scope_notes, vectors_of
from ingest.checks.changes import change_findings
from ingest.checks.complete import completeness_findings
from ingest.checks.directions import direction_findings
from ingest.checks.figures import Printed, by_table, key_of
from ingest.checks.identities import culprits, judge
from ingest.checks.items import Rows, item_findings, told_of_items
from ingest.checks.lists import list_findings, score_findings
from ingest.checks.named import Names, Reader, named_findings, values_named
from ingest.checks.performance import performance_findings
from ingest.checks.ratios import ratio_findings
from ingest.checks.spoken import Sentence, Told, sentences_of, told_in
from ingest.checks.sums import misfit_codes, table_identities
from ingest.checks.telling import merged, of_culprit, of_pairs, of_roundings
from ingest.checks.wording import wording_findings
from ingest.sections import Block


@dataclass(frozen=True, slots=True)
class Examined:
    """What is checked of a report: its tables and records, its paragraphs, and what it says of itself."""

    facts: ReportFacts
    tables: Sequence[Table]
    records: Sequence[Record]
    blocks: Sequence[Block]
    pages: Sequence[Page] = ()


def findings_of(report: Examined) -> tuple[Finding, ...]:
    """Everything that the report states in two ways, leaves out, or left over, each thing once."""
    certain = [r for r in report.records if r.confidence >= 1]
    printed = Printed(certain)
    tables = by_table(certain)
    found = [
        *_of_tables(certain, tables, printed),
        *_misprinted(tables),
        *_of_text(report, tables, printed),
        *completeness_findings(report.blocks, report.tables, report.records, report.pages, report.facts),
    ]
    return tuple(by_weight(_once(found)))


def _misprinted(tables: dict[int, list[Record]]) -> Iterator[Finding]:
    """Codes that fit none of their neighbours."""
    for records in tables.values():
        for code, record in misfit_codes(records).items():
            name = f"{record.title or ''} {code} {record.row_label or ''}"
            yield Finding(
                "code", Category.WORDING, Severity.WARNING, name,
                f"科目编码 {code}（{record.row_label}）与相邻各行不符，疑为误印。",
                Side(code, record.page, name, key_of(record)), None, "",
            )  # fmt: skip


def _of_text(report: Examined, tables: dict[int, list[Record]], printed: Printed) -> list[Finding]:
    sentences = list(sentences_of(report.blocks))
    told = told_in(sentences, report.facts.fiscal_year, _plans(report.facts))
    names = Names(tables.values(), _plans(report.facts))
    reader = Reader(report.facts)
    items = told_of_items(sentences, told)
    of_items = {id(one) for _, figures in items for one in figures}
    others = [one for one in told if id(one) not in of_items]
    found = [*named_findings(others, names, reader, printed)]
    found += item_findings(items, Rows(tables.values()), printed)
    right = _righted(told, found)

    def wholes(words: str, sentence: Sentence) -> list[Decimal]:
        unit = next((a.unit for a in sentence.money()), "")
        return values_named(words, sentence, names, reader, unit)

    return [
        *found,
        *ratio_findings(sentences, told, wholes, right),
        *change_findings(told, sentences, reader),
        *direction_findings(told, sentences),
        *list_findings(told, sentences, reader),
        *score_findings(sentences),
        *performance_findings(sentences, told, report.records, report.tables, names, printed),
        *wording_findings(report.blocks, sentences, report.tables, report.facts, _plans(report.facts)),
    ]


def _righted(told: Sequence[Told], found: Sequence[Finding]) -> dict[int, Decimal]:
    """What the tables have for figures of the text that are told wrong."""
    wrong = {(f.stated.quote, f.stated.value): f for f in found if f.category is Category.ERROR and f.against}
    right: dict[int, Decimal] = {}
    for one in told:
        finding = wrong.get((one.sentence.text, one.amount.raw))
        if finding is not None:
            amounts = find_amounts(finding.expected)
            value = convert(amounts[0].value, amounts[0].unit, one.amount.unit) if amounts else None
            if value is not None:
                right[id(one)] = value
    return right


def _plans(facts: ReportFacts) -> bool:
    kind = (facts.report_type or "") + facts.title
    return "预算" in kind and "决算" not in kind and "自评" not in kind


def _of_tables(certain: list[Record], tables: dict[int, list[Record]], printed: Printed) -> list[Finding]:
    misfits = {number: misfit_codes(records) for number, records in tables.items()}
    identities = [
        identity
        for number, records in tables.items()
        for identity in table_identities(records, printed, frozenset(misfits[number]))
    ]
    vectors = vectors_of(tables.values())
    pairs = list(pairs_of(vectors, printed))
    identities += equalities(pairs)
    identities += parts_of_whole(tables.values(), vectors)
    judged = [judge(identity, printed) for identity in identities]
    return [
        *merged([of_culprit(culprit) for culprit in culprits(judged)]),
        *of_roundings(judged, printed),
        *of_pairs([*pairs, *scope_notes(certain, printed), *near_notes(certain, printed)], printed),
    ]


def _once(found: Iterable[Finding]) -> list[Finding]:
    """Each thing once: by what is said, and by the place with what is expected there."""
    kept: list[Finding] = []
    seen: set[tuple[object, ...]] = set()
    for one in found:
        place = (one.stated.cell, one.stated.quote, one.stated.value, digits_in(one.expected))
        told = [(one.key,)] if not one.expected else [(one.key,), place]
        if not any(mark in seen for mark in told):
            kept.append(one)
        seen.update(told)
    return kept
