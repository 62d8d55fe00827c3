"""What is left over in the text: placeholders, alternatives of the form, doubled marks and words, years
that do not fit, reasons that are not given, and sentences that come twice with a slip."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from corpus.findings import Category, Finding, Side
from corpus.report import ReportFacts, Severity, Table, TableCell
from corpus.text import fold, level
from corpus.vocabulary import load
from ingest.checks.spoken import Sentence, verbs
from ingest.sections import Block

_CJK = r"\u4e00-\u9fff"
_YEAR = re.compile(r"(?<![\d\-—至~到])(20\d\d)年")


def wording_findings(
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
    tables: Sequence[Table],
    facts: ReportFacts,
    plans: bool,
) -> Iterator[Finding]:
    """Everything of the text's wording, long cells of tables included."""
    texts = [(sentence.flat, sentence.page) for sentence in sentences]
    texts += [
        (level(cell.text), _page_of(cell, table))
        for table in tables
        for cell in table.cells
        if len(cell.text) > LONG
    ]
    for block in blocks:
        if not block.contents:
            yield from _left_over(block)
    for sentence in sentences:
        yield from _without_percent(sentence)
    if facts.fiscal_year is not None:
        yield from _years(sentences, facts.fiscal_year, plans)
        yield from _titles(blocks, tables, facts.fiscal_year)
    yield from _slips(texts)
    yield from _counts(texts)


LONG = 24  # characters of a cell that is text


def _page_of(cell: TableCell, table: Table) -> int:
    return cell.places[0].page if cell.places else (table.pages[0] if table.pages else 1)


@cache
def _patterns() -> tuple[tuple[str, Severity, re.Pattern[str]], ...]:
    """(what is wrong, how grave, pattern over the text as printed)."""
    words = load("checks")["left_over"]

    def any_of(name: str) -> str:
        return "|".join(sorted(map(re.escape, words[name]), key=len, reverse=True))

    latin = "|".join(words["latin"])
    return (
        ("模板选择项未删除", Severity.WARNING, re.compile(any_of("choices"))),
        ("占位符未填写", Severity.ERROR, re.compile(any_of("placeholders"))),
        ("标点重复", Severity.NOTE, re.compile(any_of("doubled"))),
        ("用词重复", Severity.NOTE, re.compile(any_of("doubled_words"))),
        ("夹杂英文词", Severity.NOTE, re.compile(rf"(?<=[{_CJK}])\s*(?:{latin})\s*(?=[{_CJK}])")),
        ("原因未填写", Severity.WARNING, re.compile(any_of("unfinished"))),
    )


@cache
def _any_left_over() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for _, _, pattern in _patterns()))


def _left_over(block: Block) -> Iterator[Finding]:
    text = block.paragraph.text
    if not _any_left_over().search(text):
        return
    for what, severity, pattern in _patterns():
        for match in pattern.finditer(text):
            around = text[max(0, match.start() - 12) : match.end() + 12]
            said = match.group().strip()
            yield _finding(what, severity, around, said, f"{what}：“…{around}…”。", block.paragraph.page)


def _finding(what: str, severity: Severity, around: str, said: str, message: str, page: int) -> Finding:
    return Finding(
        "wording", Category.WORDING, severity, f"{what} {around}", message, Side(said, page, around)
    )


@cache
def _bare_percent() -> re.Pattern[str]:
    return re.compile(
        rf"(?:万元|亿元|元)\s*[,，、]\s*(?:{verbs()})(?:率|幅度|了|为)?\s*(?P<number>\d+\.\d+)(?=[。，,；;])"
    )


def _without_percent(sentence: Sentence) -> Iterator[Finding]:
    """增加 Y 万元, 增长 Z without its sign."""
    if sentence.amounts and (match := _bare_percent().search(sentence.flat)):
        said = sentence.text[match.start() + 1 : match.end()].strip("，,、 元")
        yield _finding(
            "缺少百分号", Severity.WARNING, said, match["number"], f"“{said}”缺少百分号。", sentence.page
        )


# --- years ----------------------------------------------------------------------------------------

_AGAINST = re.compile(
    r"(?:比|较|与)(?P<year>20\d\d)年(?:度)?(?P<what>预算数?|年初预算数?|决算数?|相比|增加|减少|增长|下降|持平|当年预算执行数)"
)
_DAY = re.compile(r"截至(?P<year>20\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_OWN = re.compile(
    r"^(?P<lead>.{0,40}?)(?P<year>20\d\d)年度?(?P<what>收入预算|支出预算|总收入|总支出|收入总计|支出总计|“三公”经费)"
)


def _years(sentences: Sequence[Sentence], year: int, plans: bool) -> Iterator[Finding]:
    """A year compared with itself, and an end of another year."""
    for sentence in sentences:
        if "20" not in sentence.flat:
            continue
        for match in _AGAINST.finditer(sentence.flat):
            own = int(match["year"]) == year and (plans or not match["what"].startswith(("预算", "年初")))
            if own or int(match["year"]) > year:
                yield _year(
                    sentence, match, f"本报告为 {year} 年，却与 {match['year']} 年比较。", str(year - 1)
                )
        match_day = _DAY.search(sentence.flat)
        if match_day is not None:
            said, end = int(match_day["year"]), match_day["month"] == "12" and match_day["day"] == "31"
            if said > year or said < year - 1 or (not plans and end and said != year):
                yield _year(sentence, match_day, f"本报告为 {year} 年，截止日期却为 {said} 年。", str(year))


def _year(sentence: Sentence, match: re.Match[str], message: str, expected: str) -> Finding:
    said = sentence.text[match.start() : match.end()]
    side = Side(said, sentence.page, sentence.text)
    return Finding("year", Category.ERROR, Severity.ERROR, said, f"“{said}”：{message}", side, side, expected)


def _titles(blocks: Sequence[Block], tables: Sequence[Table], year: int) -> Iterator[Finding]:
    """Titles and headings that name one year, and not the report's."""
    told = [(b.paragraph.text, b.paragraph.page) for b in blocks if b.heading or b.front or b.contents]
    told += [(t.title, t.pages[0]) for t in tables if t.title and t.pages]
    counts = Counter(int(y) for text, _ in told for y in set(_YEAR.findall(fold(text))))
    if counts[year] < 2 or counts[year] <= sum(counts.values()) / 2:
        return
    for text, page in told:
        years = {int(y) for y in _YEAR.findall(fold(text))}
        titled = len(text) <= 60 and re.search(r"表$|说明$|情况$|预算$|决算$|报告$|表…*\d*$", text.strip())
        if len(years) == 1 and titled and year not in years and abs(next(iter(years)) - year) <= 3:
            (other,) = years
            yield Finding(
                "year", Category.ERROR, Severity.WARNING, text,
                f"标题“{text}”的年份为 {other} 年，本报告为 {year} 年。",
                Side(str(other), page, text), Side(str(year), page, text), str(year),
            )  # fmt: skip


# --- slips ----------------------------------------------------------------------------------------


def _slips(texts: Sequence[tuple[str, int]]) -> Iterator[Finding]:
    """The same clause twice, one character apart: one of the two is a slip."""
    seen: dict[tuple[int, str], list[tuple[str, int]]] = defaultdict(list)
    known: set[str] = set()
    for text, page in texts:
        for clause in _CLAUSE.split(text):
            if len(clause) < SAME or clause in known:
                continue
            known.add(clause)
            seen[len(clause), clause[:ENDS]].append((clause, page))
            seen[-len(clause), clause[-ENDS:]].append((clause, page))
    told: set[tuple[str, str]] = set()
    for places in seen.values():
        for (one, page), (other, place) in pairwise(places[:4]):
            at = _apart_at(one, other)
            if at is None or (one, other) in told:
                continue
            told.add((one, other))
            said, right = (c[max(0, at - 12) : at + 12] for c in (one, other))
            yield Finding(
                "slip", Category.WORDING, Severity.NOTE, said,
                f"两处文字仅一字之差：“{said}”与“{right}”。",
                Side(one[at], page, one), Side(other[at], place, other), other[at],
            )  # fmt: skip


_CLAUSE = re.compile(r"[,。;:、!?\s，；：]")
SAME, ENDS = 12, 6  # characters of a clause that is hardly the same by chance, and of its ends


def _apart_at(one: str, other: str) -> int | None:
    """Where two clauses of one length differ, in a single ideograph that is no number and no opposite."""
    differing = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) != 1:
        return None
    pair = {one[differing[0]], other[differing[0]]}
    plain = all("\u4e00" <= c <= "\u9fff" for c in pair)
    apart = any(pair <= set(group) for group in load("checks")["left_over"]["alternatives"])
    return differing[0] if plain and not apart else None


# --- counts ---------------------------------------------------------------------------------------

_COUNTED = re.compile(r"(?<![\d.第])(?P<number>\d+)(?P<unit>[个台辆项家名件])(?P<what>[\u4e00-\u9fff]{6,8})")


def _counts(texts: Sequence[tuple[str, int]]) -> Iterator[Finding]:
    """So many of one thing, and another number of the same thing elsewhere."""
    seen: dict[tuple[str, str], dict[int, tuple[str, int, str]]] = defaultdict(dict)
    for text, page in texts:
        for match in _COUNTED.finditer(text):
            around = text[max(0, match.start() - 20) : match.end() + 12]
            key = match["unit"], match["what"][:6]
            seen[key].setdefault(int(match["number"]), (match.group(), page, around))
    for (_, what), numbers in seen.items():
        if len(numbers) == 2:
            (one, page, around), (other, place, beside) = numbers.values()
            if page == place:
                continue  # of two stretches of time, or two parts, told one after the other
            yield Finding(
                "count", Category.ERROR, Severity.WARNING, what,
                f"同一事物的数量前后不一：第{page}页“{one}”，第{place}页“{other}”。",
                Side(one, page, around), Side(other, place, beside), other,
            )  # fmt: skip
