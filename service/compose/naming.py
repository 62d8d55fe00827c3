"""What a figure is called in a sentence: the report's own words, each said once, in readable order."""

from __future__ import annotations

import re
from collections import OrderedDict
from functools import cache
from typing import Any

from corpus.report import Record
from corpus.text import tidy
from corpus.view import DocumentView
from corpus.vocabulary import load
from service.language import load as naming
from service.lookup.facts import Fact
from service.lookup.terms import total_columns, total_rows
from service.narrative import Role, StatedFigure
from service.understanding.words import plain_label

_LEAST = 2
_VIEWS = 256


def _words(key: str) -> Any:
    """A word, or a list of them, of `service/language/zh/naming.toml`."""
    return naming("zh/naming")["words"][key]


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(naming("zh/naming")["patterns"][key])


def name_of(fact: Fact) -> str:
    """The measure of a fact: “三公”经费支出决算数（合计）, 行政运行的基本支出, 公务接待费预算数."""
    if fact.records:
        return _of_record(fact, fact.records[0])
    return of_stated(fact.stated[0]) if fact.stated else fact.label


def subject_of(fact: Fact) -> str:
    """The measure without its account (决算数, 预算数) and without （合计）."""
    return _pattern("account_behind").sub("", name_of(fact), count=1)


def cleaned(label: str) -> str:
    """A printed label without numbering, unit note and blanks."""
    text = re.sub(r"(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])", "", tidy(label)).strip()
    before = None
    while before != text:
        before, text = text, _pattern("note").sub("", _pattern("numbering").sub("", text)).strip()
    return text


def _of_record(fact: Fact, record: Record) -> str:
    row = cleaned(record.row_label or "")
    columns = [c for c in (_dateless(cleaned(c), fact.year) for c in record.column_path) if c]
    account = next((c for c in columns if _pattern("account").match(c)), "")
    rest = [c for c in columns if c != account and c not in _words("plain")]
    whole = _words("subtotal") if columns and columns[-1] == _words("part") and rest else ""
    if row and plain_label(row) in total_rows() and (rest or account or record.title):
        return _of_total(record, row, rest, account, whole)
    if row:
        return _of_row(_placed(fact, record, row), rest, account, whole)
    if rest and any(c not in _words("sides") for c in rest):
        return f"{_joined(rest)}{account}{whole}"
    total = _words("whole") if any(c in _words("plain") for c in columns) else ""
    topic = _topic(record) or "".join(rest) or _words("amount")
    return f"{topic}{account}{total}"


def _of_total(record: Record, row: str, rest: list[str], account: str, whole: str) -> str:
    """A row of totals: by its columns, or by what the table is about."""
    telling = [c for c in rest if c not in _words("sides")]
    if row not in _words("plain"):
        return row + account if not telling else f"{row}{_words('of')}{_joined(telling)}{account}"
    if telling:
        return f"{_joined(telling)}{account}{whole}"
    if row == _words("grand"):
        return f"{_topic(record, whole=True) or ''.join(rest)}{account}{row}"
    return f"{_topic(record) or ''.join(rest)}{account}{_words('whole')}"


def _of_row(row: str, rest: list[str], account: str, whole: str) -> str:
    """A row with what its columns say beyond the side of the table."""
    telling = [c for c in rest if c not in (*_words("sides"), *_words("beside"))]
    if not telling:
        return row + account
    if telling[-1] in _words("years_total"):
        side = next(s for s in _words("sides") if s in telling[-1])  # 行政运行 in 本年支出合计: 行政运行支出
        return f"{row}{'' if row.endswith(side) else side}{account}"
    link = "" if telling[-1] in total_columns() else _words("of")
    return f"{row}{link}{_joined(telling)}{account}{whole}"


def _dateless(column: str, year: int | None) -> str:
    """A column's label without the year that the figure's owner is named with (2022年预算数)."""
    written = naming("zh/naming")["patterns"]["year"].replace("{year}", str(year))
    return re.sub(written, "", column) if year else column


def _joined(path: list[str]) -> str:
    """A path of headings: the parent is left out where the child names it."""
    kept = [p for i, p in enumerate(path) if not any(p in later for later in path[i + 1 :])]
    return " › ".join(dict.fromkeys(kept))


_kept: OrderedDict[str, tuple[DocumentView, dict[tuple[int, str | None], set[int]]]] = OrderedDict()


def _rows_named(view: DocumentView) -> dict[tuple[int, str | None], set[int]]:
    """The rows of each label in each table; made once for a view."""
    held = _kept.get(view.entry.document_id)
    if held is None or held[0] is not view:
        rows: dict[tuple[int, str | None], set[int]] = {}
        for record in view.records:
            rows.setdefault((record.table, record.row_label), set()).add(record.row)
        held = _kept[view.entry.document_id] = (view, rows)
        while len(_kept) > _VIEWS:
            _kept.popitem(last=False)
    return held[1]


def _placed(fact: Fact, record: Record, row: str) -> str:
    """A row's label, led by the row above where the table has another row of that name."""
    above = [a for a in map(cleaned, record.row_path[:-1]) if a]
    twice = len(_rows_named(fact.view).get((record.table, record.row_label), ())) > 1
    return f"{above[-1]} › {row}" if twice and above and above[-1] != row else row


def _topic(record: Record, whole: bool = False) -> str:
    """What a table is about: its title without the kind of table and, unless `whole`, without the part
    of the accounts."""
    topic = _pattern("dated").sub("", cleaned(record.title or ""))
    topic = _pattern("table").sub("", topic)
    if whole:
        return topic
    for scope in sorted(load("finance")["scopes"]["words"], key=len, reverse=True):
        if topic.startswith(scope) and len(topic) > len(scope) + 2:
            topic = topic[len(scope) :]
    return topic


def of_stated(figure: StatedFigure) -> str:
    """What a sentence's figure counts, without words that the sentence around it says anyway."""
    label = _pattern("quoted").sub("“", cleaned(figure.label)).replace('"', "")
    label = _pattern("quoted_within").sub(naming("zh/naming")["replaced"]["quoted_within"], label)
    lead = _pattern("lead")
    label = lead.sub("", lead.sub("", label, count=1), count=1)
    bare = _pattern("having").sub("", label)
    label = bare if len(bare) >= _LEAST else label
    if figure.role in (Role.CHANGE, Role.GROWTH):
        label = _pattern("changed").sub("", label) or next(
            (s for s in _words("sides") if label.startswith(s)), ""
        )
    if figure.role is Role.DEDUCTED:
        label = _pattern("deducted").sub("", label)
    if figure.role is Role.BUDGET and (match := _pattern("budgeted").search(label)):
        label = label[: match.start()] + _words("budget")
    if figure.role is Role.COMPLETION:
        label = _pattern("done").sub("", label) or label
    if figure.role is Role.SHARE and _pattern("share").match(label):
        label = _part_before(figure) or label
    if len(label) < 2 or label in _words("bare"):
        label = (
            _asked(figure) or figure.source.section[-1]
            if figure.source.section
            else figure.asked or _words("number")
        )
    return _pattern("reached").sub("", cleaned(label).lstrip("”").strip(_words("trimmed")))


def _asked(figure: StatedFigure) -> str:
    """The question's own words for what is counted."""
    words = _pattern("asking").sub("", figure.asked).strip(_words("asked_trimmed"))
    return words if 2 <= len(words) <= 16 else ""


def _part_before(figure: StatedFigure) -> str:
    """The part that a stated share is of: the clause before it, without its amount."""
    quote = figure.source.quote
    at = quote.find(figure.raw)
    clauses = [c for c in _pattern("clause").split(quote[:at]) if c.strip()]
    for clause in reversed(clauses):
        noun = _pattern("share_or_number").split(clause)[0].strip(_words("part_trimmed"))
        if len(noun) >= 2:
            return noun
    return ""
