"""What a figure is called in a sentence: the report's own words, each said once, in readable order."""

from __future__ import annotations

import re
from collections import OrderedDict

from corpus.report import Record
from corpus.text import tidy
from corpus.view import DocumentView
from corpus.vocabulary import load
from service.lookup.facts import Fact
from service.lookup.terms import total_columns, total_rows
from service.narrative import Role, StatedFigure
from service.understanding.words import plain_label

_ACCOUNT = re.compile(r"^(?:支出|收入)?(?:上年|本年|年初|调整|全年)*(?:决算|预算|执行)数?$")
_NUMBERING = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]?\d{1,2}[)）、.．](?!\d)|其中[:：]|[加减][:：])\s*"
)
_NOTE = re.compile(
    r"[(（](?:单位[:：])?(?:人民币)?[千百万亿]?元(?:/股)?[)）]$|[(（][^()（）]*号填列[)）]|[:：]$"
)
_TABLE = re.compile(r"(?:(?:决算|预算)(?:公开)?)?(?:总|明细|情况)?表(?:[(（].*[)）])?$")
_OFFICES = r"(?:[办厅局委]机关)?(?:及?下属\d*个?单位|及\d*个下属单位)的?"
_LEAD = re.compile(
    rf"^(?:\d{{0,4}}年度?)?(?:(?:全年|本年度?|当年)(?!收入|支出|合计))?(?:本部门|本单位|我[办局厅委])?(?:{_OFFICES})?"
)
_CHANGED = re.compile(
    r"(?:数额|金额)?(?:决算数?|预算数?)?[,，]?(?:[较比同与](?:上年|去年|上一年|年初预算|预算|上年同期|(?:19|20)\d\d年度?)数?(?:决算数?)?(?:相比)?)?"
    r"(?:增加额?|减少额?|增长|下降|降低|上升|提高|增幅|降幅|同比)+(?:了|为)?$"
)  # fmt: skip
_DONE = re.compile(r"[,，]?(?:为|完成)+(?:年初|调整|全年)?预算数?(?:[\d.,]+[万亿]?元)?的?$")
_BUDGETED = re.compile(r"(?:支出)?(?:决算数?)?[,，]?完成(?:年初|全年|调整)?预算(?:数)?的?$")
_HAVING = re.compile(
    r"^并?(?:我[区市县镇街]|本[区市县]|全[区市县])?(?:累计|一共|总共|共计|共)?(?:有|收到|发生|(?=[受办接]))?"
)
_LEAST = 2
_VIEWS = 256
_PLAIN = ("金额", "数额", "数", "合计", "小计", "总计")
_GRAND = "总计"
_YEARS_TOTAL = ("本年支出合计", "本年收入合计")
_SIDES = ("收入", "支出")
_BESIDE = ("人员经费", "公用经费")  # the sides of a table: its rows say it


def name_of(fact: Fact) -> str:
    """The measure of a fact: “三公”经费支出决算数（合计）, 行政运行的基本支出, 公务接待费预算数."""
    if fact.records:
        return _of_record(fact, fact.records[0])
    return of_stated(fact.stated[0]) if fact.stated else fact.label


def subject_of(fact: Fact) -> str:
    """The measure without its account (决算数, 预算数) and without （合计）."""
    return re.sub(r"(?:(?:支出)?决算数?|预算数|执行数)?(?:（合计）|（小计）)?$", "", name_of(fact))


def cleaned(label: str) -> str:
    """A printed label without numbering, unit note and blanks."""
    text = re.sub(r"(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])", "", tidy(label)).strip()
    before = None
    while before != text:
        before, text = text, _NOTE.sub("", _NUMBERING.sub("", text)).strip()
    return text


def _of_record(fact: Fact, record: Record) -> str:
    row = cleaned(record.row_label or "")
    columns = [c for c in (_dateless(cleaned(c), fact.year) for c in record.column_path) if c]
    account = next((c for c in columns if _ACCOUNT.match(c)), "")
    rest = [c for c in columns if c != account and c not in _PLAIN]
    whole = "（小计）" if columns and columns[-1] == "小计" and rest else ""
    if row and plain_label(row) in total_rows() and (rest or account or record.title):
        return _of_total(record, row, rest, account, whole)
    if row:
        return _of_row(_placed(fact, record, row), rest, account, whole)
    if rest and any(c not in _SIDES for c in rest):
        return f"{_joined(rest)}{account}{whole}"
    total = "（合计）" if any(c in _PLAIN for c in columns) else ""
    return f"{_topic(record) or ''.join(rest) or '金额'}{account}{total}"


def _of_total(record: Record, row: str, rest: list[str], account: str, whole: str) -> str:
    """A row of totals: by its columns, or by what the table is about."""
    telling = [c for c in rest if c not in _SIDES]
    if row not in _PLAIN:
        return row + account if not telling else f"{row}的{_joined(telling)}{account}"
    if telling:
        return f"{_joined(telling)}{account}{whole}"
    if row == _GRAND:
        return f"{_topic(record, whole=True) or ''.join(rest)}{account}{row}"
    return f"{_topic(record) or ''.join(rest)}{account}（合计）"


def _of_row(row: str, rest: list[str], account: str, whole: str) -> str:
    """A row with what its columns say beyond the side of the table."""
    telling = [c for c in rest if c not in (*_SIDES, *_BESIDE)]
    if not telling:
        return row + account
    if telling[-1] in _YEARS_TOTAL:
        side = next(s for s in _SIDES if s in telling[-1])  # 行政运行 in 本年支出合计: 行政运行支出
        return f"{row}{'' if row.endswith(side) else side}{account}"
    link = "" if telling[-1] in total_columns() else "的"
    return f"{row}{link}{_joined(telling)}{account}{whole}"


def _dateless(column: str, year: int | None) -> str:
    """A column's label without the year that the figure's owner is named with (2022年预算数)."""
    return re.sub(rf"^{year}年度?(?!比|[-—至])", "", column) if year else column


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
    topic = re.sub(r"^.*?(?:19|20)\d\d年(?:度)?", "", cleaned(record.title or ""))
    topic = _TABLE.sub("", topic)
    if whole:
        return topic
    for scope in sorted(load("finance")["scopes"]["words"], key=len, reverse=True):
        if topic.startswith(scope) and len(topic) > len(scope) + 2:
            topic = topic[len(scope) :]
    return topic


def of_stated(figure: StatedFigure) -> str:
    """What a sentence's figure counts, without words that the sentence around it says anyway."""
    label = re.sub(r"^[”“\"]+(?=“?三公)", "“", cleaned(figure.label)).replace('"', "")
    label = re.sub(r"(?:^|(?<=[^“]))三公[”\"]", "“三公”", label)
    label = _LEAD.sub("", _LEAD.sub("", label, count=1), count=1)
    label = _HAVING.sub("", label) if len(_HAVING.sub("", label)) >= _LEAST else label
    if figure.role in (Role.CHANGE, Role.GROWTH):
        label = _CHANGED.sub("", label) or next((s for s in _SIDES if label.startswith(s)), "")
    if figure.role is Role.DEDUCTED:
        label = re.sub(r"(?:各|共|被)?扣(?:除|减|掉|分)?$", "", label)
    if figure.role is Role.BUDGET and (match := _BUDGETED.search(label)):
        label = label[: match.start()] + "预算数"
    if figure.role is Role.COMPLETION:
        label = _DONE.sub("", label) or label
    if figure.role is Role.SHARE and re.match(r"占", label):
        label = _part_before(figure) or label
    if len(label) < 2 or label in ("累计", "合计", "共计"):
        label = (
            _asked(figure) or figure.source.section[-1] if figure.source.section else figure.asked or "数额"
        )
    return re.sub(r"(?<=.{2})[共总]?(?:有|达到?)$", "", cleaned(label).lstrip("”").strip("，, 的为是"))


def _asked(figure: StatedFigure) -> str:
    """The question's own words for what is counted."""
    words = re.sub(r"多少|几个?|是$|有$|[?？]", "", figure.asked).strip("，, 的")
    return words if 2 <= len(words) <= 16 else ""


def _part_before(figure: StatedFigure) -> str:
    """The part that a stated share is of: the clause before it, without its amount."""
    quote = figure.source.quote
    at = quote.find(figure.raw)
    clauses = [c for c in re.split(r"[，,；;。：:、](?!\d{3})", quote[:at]) if c.strip()]
    for clause in reversed(clauses):
        noun = re.split(r"\d|占", clause)[0].strip("，, 为是其中")
        if len(noun) >= 2:
            return noun
    return ""
