"""The text against the tables of 绩效: amounts of projects, completion, and how far the work has come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.amounts import format_amount
from corpus.findings import Category, Finding, Side
from corpus.report import Record, Severity, Table
from corpus.text import level
from corpus.vocabulary import load
from ingest.checks.figures import Apart, Printed, apart, bare, cell_side, exact, name_of
from ingest.checks.named import Names
from ingest.checks.spoken import Role, Sentence, Told

SHARED = 8  # characters of a thing's name that two sentences share


def performance_findings(
    sentences: Sequence[Sentence],
    told: Sequence[Told],
    records: Sequence[Record],
    tables: Sequence[Table],
    names: Names,
    printed: Printed,
) -> Iterator[Finding]:
    """What the text and the tables of performance say differently."""
    yield from _projects(sentences, told, records)
    yield from _completion(sentences, records)
    yield from _stages(sentences, tables)
    yield from _more_than_projects(told, names, printed)


# --- amounts --------------------------------------------------------------------------------------

_TOTAL = re.compile(
    r"共(?P<count>\d+)个项目[^。]{0,30}?共?涉及资金(?P<sum>[\d,]+(?:\.\d+)?)(?P<unit>万元|元|亿元)"
)
_SPENT = re.compile(r"执行数为?$")


def _projects(
    sentences: Sequence[Sentence], told: Sequence[Told], records: Sequence[Record]
) -> Iterator[Finding]:
    """N projects of so much together, and the N amounts that were spent on them."""
    for sentence in sentences:
        match = _TOTAL.search(sentence.flat) if "涉及资金" in sentence.flat else None
        if match is None:
            continue
        whole = Decimal(match["sum"].replace(",", ""))
        spent = [
            one
            for one in told
            if _SPENT.search(one.words)
            and one.amount.unit == match["unit"]
            and one.sentence.path[:1] == sentence.path[:1]
        ]
        made = sum((one.amount.value for one in spent), Decimal(0))
        if len(spent) < 2 or len(spent) != int(match["count"]) or abs(made - whole) <= Decimal("0.02"):
            continue
        held = {record.value for record in records}
        odd = [one for one in spent if one.amount.value not in held]
        culprit = odd[0] if len(odd) == 1 else spent[-1]
        expected = format_amount(whole - made + culprit.amount.value, culprit.amount.unit)
        formula = f"{whole}−{'−'.join(str(one.amount.value) for one in spent if one is not culprit)}"
        cell = next((r for r in records if r.value == whole - made + culprit.amount.value), None)
        against = cell_side(cell) if cell else Side(expected, sentence.page, sentence.text)
        basis = f"{match['count']}个项目共 {whole}{match['unit']}"
        yield Finding(
            "project", Category.ERROR, Severity.WARNING, "项目执行数",
            f"正文写作执行数 {culprit.amount.raw}，按{basis}应为 {expected}。",
            culprit.side, against, expected, formula, (Side(match["sum"], sentence.page, sentence.text),),
        )  # fmt: skip


def _more_than_projects(told: Sequence[Told], names: Names, printed: Printed) -> Iterator[Finding]:
    """What projects are assessed is at most the spending on projects."""
    cells = [
        c.record for c in names.of("项目") if c.sure and not c.narrow and not c.budget and c.side != "收入"
    ]
    most = max(cells, key=lambda r: printed.of(r).value, default=None)
    if most is None or not most.value:
        return
    for one in told:
        if not re.search(r"项目(?:预算)?资金$", one.words) or one.role is Role.CHANGE:
            continue
        stated, limit = exact(one.amount.value, one.amount.unit), printed.of(most)
        if stated.value > limit.value and apart(stated, limit) is Apart.OFF:
            cell = cell_side(most)
            yield Finding(
                "project", Category.ERROR, Severity.WARNING, one.words,
                f"正文写作 {one.amount.raw}，多于{name_of(most)} {cell.value}。", one.side, cell, cell.value,
            )  # fmt: skip


# --- completion -----------------------------------------------------------------------------------

_DONE = re.compile(r"完成(?:年初|调整)?预算(?:数)?的?$")
_WHOLE = re.compile(r"(?:财政拨款|支出)支?出?年初预算|整体支出")


def _completion(sentences: Sequence[Sentence], records: Sequence[Record]) -> Iterator[Finding]:
    """The completion of the whole budget in words, and in the table of performance."""
    rates = [r for r in records if r.unit == "%" and r.value and "完成率" in bare(r.row_label)]
    if not rates:
        return
    for sentence in sentences:
        if not _WHOLE.search(sentence.flat):
            continue
        for amount in sentence.amounts:
            if amount.unit != "%" or not _DONE.search(sentence.flat[: amount.start]):
                continue
            if all(rate.value != amount.value for rate in rates):
                cell = cell_side(rates[0])
                yield Finding(
                    "completion", Category.SCOPE, Severity.NOTE, name_of(rates[0]),
                    f"正文写作完成年初预算的 {amount.raw}，{name_of(rates[0])} 为 {cell.value}，口径不同。",
                    sentence.side(amount), cell, cell.value,
                )  # fmt: skip


# --- how far ---------------------------------------------------------------------------------------


def _stages(sentences: Sequence[Sentence], tables: Sequence[Table]) -> Iterator[Finding]:
    """A thing that is still tried out here and in use there."""
    stages = load("checks")["stages"]
    under = re.compile("|".join(map(re.escape, stages["under_way"])))
    done = re.compile("|".join(map(re.escape, stages["finished"])))
    finished = [
        (text, page, match.group())
        for text, page in _clauses(sentences, tables)
        if (match := done.search(text))
    ]
    for sentence in sentences:
        for clause in re.split(r"[,。;]", sentence.flat):
            match = under.search(clause)
            if match is None:
                continue
            for text, page, word in finished:
                thing = _shared(clause[: match.start()], text)
                if thing and text != clause:
                    yield Finding(
                        "stage", Category.ERROR, Severity.WARNING, thing,
                        f"“{thing}”第{sentence.page}页写作“{match.group()}”，第{page}页写作“{word}”。",
                        Side(match.group(), sentence.page, clause), Side(word, page, text), word,
                    )  # fmt: skip
                    break


def _clauses(sentences: Sequence[Sentence], tables: Sequence[Table]) -> Iterator[tuple[str, int]]:
    for sentence in sentences:
        for clause in re.split(r"[,。;]", sentence.flat):
            yield clause, sentence.page
    for table in tables:
        for cell in table.cells:
            if len(cell.text) > 20:
                page = cell.places[0].page if cell.places else table.pages[0] if table.pages else 1
                for clause in re.split(r"[,。;]", level(cell.text)):
                    yield clause, page


def _shared(one: str, other: str) -> str:
    """The longest stretch of ideographs of one that stands in the other, long enough to be a name."""
    best = ""
    for start in range(len(one) - SHARED + 1):
        end = start + max(SHARED, len(best) + 1)
        while end <= len(one) and one[start:end] in other:
            best = one[start:end]
            end += 1
    return best if best.isalpha() else ""
