"""The figures of one report for one question: from its tables, else from its sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.report import Record
from corpus.view import DocumentView
from service.doubting import doubtful, rate_asked
from service.frame import Basis, Operation
from service.lookup.candidates import Candidate
from service.lookup.facts import Fact, fact_of, fact_stated, record_label, unit_of
from service.lookup.index import Cell, index_of
from service.lookup.matching import Words, match_words
from service.lookup.resolve import Outcome, look_up
from service.lookup.terms import telling_spellings, terms
from service.narrative import Role, StatedFigure, find_figures
from service.narrative.asks import class_of
from service.understanding.reader import Reading
from service.understanding.words import plain

Read = Callable[[str], Reading]
_OF_CHANGE = {Operation.GROWTH, Operation.DIFFERENCE}
_CHANGE_WORDS = ("增减", "同比", "增长率", "变动幅度", "变动比例")
_MOSTLY = 0.6  # of the label of a blank that must be said
_OF_CHANGE_ALONE = re.compile("[比较]?(?:增加|减少|增长|下降|上升|变化)了?")
_WHOLES = ("本年收入合计", "本年支出合计", "总计", "年初预算数", "调整预算数")
_SPOKEN_OF = ("一般公共预算财政拨款", "财政拨款")
_TELLING = 4  # characters of a label that names an entry
_AMOUNTS = ("多少", "增减额", "几元", "金额")
_TELLS_CHANGE = re.compile("[增减涨降升跌变]|上年|去年|同比|上期|往年|[多少]了")
_OF_BUDGET = re.compile("预算|完成|执行")
_CHANGES = (Role.CHANGE, Role.GROWTH)


@dataclass(frozen=True, slots=True)
class Found:
    """What one report says: the facts asked for, or what would have to be said to choose."""

    facts: tuple[Fact, ...] = ()
    choices: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    source: str = ""


def stated(reading: Reading, view: DocumentView) -> tuple[StatedFigure, ...]:
    """The figures that sentences of the report state for each thing asked, none of them in doubt."""
    figures = find_figures(reading.in_chinese, None, view)
    kept = (f for f in figures if not doubtful(f, reading))
    return tuple(f for f in kept if f.role not in _CHANGES or not _of_a_part(f, reading, view))


def find(
    reading: Reading,
    view: DocumentView,
    bases: tuple[Basis, ...] | None = None,
    beside: Cell | None = None,
    read: Read | None = None,
) -> Found:
    """The facts of one report for a question.  `read` reads a question that has to be put otherwise
    (也涨了吗 as 比上年增加多少)."""
    outcome = look_up(reading, view, bases, beside)
    about_change = bool(reading.cues.operations & _OF_CHANGE) or bool(reading.baselines)
    if rate_asked(reading):
        changes = _changes(reading, view, outcome, read) if about_change else ()
        rates = tuple(f for f in changes if class_of(f.unit) == "ratio")
        return (
            Found(rates, (), outcome.candidates, "sentences") if rates else _rate_of(reading, view, outcome)
        )
    if about_change and outcome.sure and (beside_it := _asked_changes(reading, outcome)):
        return Found((*outcome.facts, *beside_it), (), outcome.candidates, "tables")
    if about_change and (told := _changes(reading, view, outcome, read)):
        return Found(told, (), outcome.candidates, "sentences")
    if Operation.SHARE in reading.cues.operations:
        roles = (Role.SHARE, Role.COMPLETION) if _OF_BUDGET.search(reading.text) else (Role.SHARE,)
        shares = [f for f in stated(reading, view) if f.role in roles]
        if not shares and (told := _ratios(outcome) or _with_ratio(reading, outcome)):
            return Found(told, (), outcome.candidates, "tables")
        return Found(tuple(fact_stated(view, f) for f in shares[:1]), (), outcome.candidates, "sentences")
    alike = beside is not None and outcome.sure and _of_one_table(outcome.facts[0], beside)
    if outcome.sure and (alike or in_named_table(reading, view)):
        return Found(outcome.facts, (), outcome.candidates, "tables")
    blank = outcome.sure and all(f.value is None for f in outcome.facts)
    if outcome.sure and not blank and not _covers_part(outcome.facts[0], reading):
        fact = outcome.facts[0]
        changes = _change_columns(fact, fact.records[0]) if about_change else ()
        return Found((*outcome.facts, *changes), (), outcome.candidates, "tables")
    return _from_sentences(reading, view, outcome, read)


def _of_one_table(fact: Fact, beside: Cell) -> bool:
    """Whether a figure stands in the table of another with which it is to be taken together."""
    return any(record.table == beside.record.table for record in fact.records) and fact.value is not None


def _rate_of(reading: Reading, view: DocumentView, outcome: Outcome) -> Found:
    """A rate from a cell or a sentence that gives one: an amount answers no question for a rate."""
    cells = tuple(f for f in outcome.facts if class_of(f.unit) in ("ratio", ""))
    if cells and len(cells) == len(outcome.facts):
        return Found(cells, (), outcome.candidates, "tables")
    told = tuple(fact_stated(view, f) for f in stated(reading, view) if class_of(f.unit) == "ratio")
    return Found(told[:1], (), outcome.candidates, "sentences")


def _from_sentences(reading: Reading, view: DocumentView, outcome: Outcome, read: Read | None) -> Found:
    """What the sentences state, against what the tables hold for a part or leave blank."""
    if in_named_table(reading, view) or _under_several_heads(outcome):
        return Found((), outcome.choices, outcome.candidates)
    figures = stated(reading, view)
    if outcome.sure and all(f.value is None for f in outcome.facts) and figures:
        told = tuple(fact_stated(view, f) for f in figures)
        return Found(told, (), outcome.candidates, "sentences")
    if outcome.sure and figures:
        return Found(
            _whole_before_part(outcome.facts[0], figures, reading, view), (), outcome.candidates, "sentences"
        )
    if outcome.sure and (outcome.facts[0].value is not None or _named(outcome.facts[0], reading)):
        return Found(outcome.facts, (), outcome.candidates, "tables")
    if not figures and read is not None:
        figures = _called_otherwise(reading, view, read)
    if figures:
        return Found(tuple(fact_stated(view, f) for f in figures), (), outcome.candidates, "sentences")
    return Found((), outcome.choices, outcome.candidates)


def _under_several_heads(outcome: Outcome) -> bool:
    """Whether what is asked is one entry under several heads of a table: a sentence that speaks of one of
    them does not say which is meant."""
    heads: dict[tuple[int, str | None, tuple[str, ...]], set[tuple[str, ...]]] = {}
    for own in (c.cell.record for c in outcome.candidates if c.confident and outcome.choices):
        heads.setdefault((own.table, own.row_label, own.column_path), set()).add(own.row_path[:-1])
    return any(len(found) > 1 for found in heads.values())


def _named(fact: Fact, reading: Reading) -> bool:
    """Whether the question says the row of a blank cell, by most of its label or by its code: a blank near
    what is asked tells nothing of it."""
    record = fact.records[0]
    label = plain(record.row_label or (record.column_path[-1] if record.column_path else ""))
    said = match_words(label, Words.of(reading.text, reading.content), reading.content)
    return record.row_code in reading.frame.codes or said.bit_count() >= _MOSTLY * len(label)


def in_named_table(reading: Reading, view: DocumentView) -> bool:
    """Whether the question names a table of the report, so that nothing else answers it."""
    index = index_of(view)
    named = any(index.titles.get(title) for title in reading.frame.table_titles)
    return named or any(form in index.forms for form in reading.frame.forms)


def _ratios(outcome: Outcome) -> tuple[Fact, ...]:
    """The one ratio that the tables print for what the question names."""
    sure = [c for c in outcome.candidates if c.confident and c.cell.unit_class == "ratio"]
    if not sure or len({c.cell.record.value for c in sure}) > 1:
        return ()
    return (fact_of(sure[0].document, sure[0], (), (), False),)


def _with_ratio(reading: Reading, outcome: Outcome) -> tuple[Fact, ...]:
    """A figure and the ratio that its row prints, where a question asks both (持有多少股，占比多少)."""
    if not outcome.sure or not outcome.facts[0].records:
        return ()
    own = outcome.facts[0].records[0]
    level = next((c.cover for c in outcome.candidates if c.cell.record is own), 0)
    for c in outcome.candidates:
        record, added = c.cell.record, c.cover & ~level
        beside = (record.table, record.row) == (own.table, own.row) and c.cell.unit_class == "ratio"
        if beside and added and record.value is not None and not reading.residue(level | c.cover):
            return (outcome.facts[0], fact_of(c.document, c, (), (), False))
    return ()


def _asked_changes(reading: Reading, outcome: Outcome) -> tuple[Fact, ...]:
    """The change against another year that a column of the row states, in any table that gives the same
    level, in the kind of unit asked for."""
    level = outcome.facts[0]
    same = [c.cell.record for c in outcome.candidates if c.confident and c.cell.record.value == level.value]
    changes = next((found for r in (*level.records, *same) if (found := _change_columns(level, r))), ())
    percent = "百分" in reading.text or reading.cues.unit == "%"
    amount = any(word in reading.text for word in _AMOUNTS) and not percent
    if percent or amount:
        return tuple(f for f in changes if (class_of(f.unit) == "ratio") == percent)
    return changes


def _change_columns(fact: Fact, own: Record) -> tuple[Fact, ...]:
    """The change that the row of a cell states in a column of its own (比上年同期增减)."""
    found = []
    for record in fact.view.records:
        if (
            (record.table, record.row) == (own.table, own.row)
            and record is not own
            and record.value is not None
            and any(w in c for c in record.column_path for w in _CHANGE_WORDS)
        ):
            label = record_label(record)
            unit = unit_of(fact.view, record)
            found.append(Fact(fact.view, record.value, unit, label, record.raw, fact.score, (record,)))
    return tuple(found)


def _called_otherwise(reading: Reading, view: DocumentView, read: Read) -> tuple[StatedFigure, ...]:
    """What sentences state under the full names of a measure that the question names by one word (支出)."""
    for term in terms():
        if reading.phrase in term.short:
            who = "".join(m.name or m.text for m in reading.frame.organisations)
            account = "的预算数" if Basis.BUDGET in reading.frame.bases else ""
            for form in term.forms:
                figures = stated(read(f"{who}{form}{account}是多少"), view)
                if figures:
                    return figures[:1]
    return ()


def _changes(reading: Reading, view: DocumentView, outcome: Outcome, read: Read | None) -> tuple[Fact, ...]:
    """What sentences say of the change, behind the level itself where the tables hold it."""
    figures = stated(reading, view)
    if read is not None and _TELLS_CHANGE.search(reading.text):
        for question in _otherwise_put(reading):
            if not any(f.role in _CHANGES for f in figures):
                figures = stated(read(question), view)
    if not any(f.role in _CHANGES for f in figures):
        return ()
    facts = tuple(fact_stated(view, f) for f in figures)
    levels = outcome.facts if not _covers_part_any(outcome, reading) else ()
    return (*(f for f in levels if f.value is not None and all(f.value != s.value for s in facts)), *facts)


def _otherwise_put(reading: Reading) -> list[str]:
    """Questions for a change in plainer words; a side as a whole is also told by the part that most reports
    speak of, which its sentence names."""
    who = "".join(m.name or m.text for m in reading.frame.organisations)
    who += "".join(f"{y}年" for y in reading.frame.years)
    words = "".join(m.text for m in reading.frame.metrics if not _OF_CHANGE_ALONE.fullmatch(m.text))
    side = words.removesuffix("比").removeprefix("总").removeprefix("本年").removesuffix("合计")
    found = [f"{who}{words}比上年增加多少"]
    for part in _SPOKEN_OF if side in ("收入", "支出") else ():
        found += [f"{who}{part}{side}比上年增加多少", reading.text.replace(side, part + side, 1)]
    return found


def _of_a_part(figure: StatedFigure, reading: Reading, view: DocumentView) -> bool:
    """Whether a stated change is of another entry of the report than the one asked (其他收入 for 收入)."""
    label = plain(figure.label)
    asked = set(Words.of(reading.text, reading.content).terms)
    rest = label
    own_forms = (f for n in asked for f in terms()[n].forms if f not in terms()[n].short)
    for form in sorted(own_forms, key=len, reverse=True):
        rest = rest.replace(form, "|")
    others = (
        f for f, n in telling_spellings()
        if n not in asked and terms()[n].name not in _WHOLES and len(f) > 2 and f not in reading.text
    )  # fmt: skip
    if asked and any(form in rest and not form.startswith(_SPOKEN_OF) for form in others):
        return True
    return rest == label and any(
        len(own.text) >= _TELLING and own.text in label and own.text not in reading.text
        and not own.text.startswith(_SPOKEN_OF)
        and (own.term is None or own.term not in asked)
        and any(piece and piece in own.text and piece != own.text for piece in reading.residue(0))
        for own in index_of(view).labels
    )  # fmt: skip


def _covers_part_any(outcome: Outcome, reading: Reading) -> bool:
    return any(_covers_part(f, reading) for f in outcome.facts)


def _covers_part(fact: Fact, reading: Reading) -> bool:
    """Whether a table of basic expenditure alone answers a question that did not ask for it."""
    record = fact.records[0]
    title = plain(record.title or "")
    said = "基本支出" in reading.text or bool(reading.frame.codes) or bool(reading.frame.forms)
    return "基本支出" in title and not said


def _whole_before_part(
    fact: Fact, figures: tuple[StatedFigure, ...], reading: Reading, view: DocumentView
) -> tuple[Fact, ...]:
    """The sentence's figure, when it is of the same measure and covers more than the table's."""
    whole = fact_stated(view, figures[0])
    if figures[0].role is not Role.LEVEL or fact.value is None or whole.value is None:
        return (fact,)
    words = Words.of(reading.text, reading.content)
    own, told = (
        match_words(plain(text), words, reading.content)
        for text in (fact.records[0].row_label or "", figures[0].label)
    )
    if own & ~told:  # 其他对个人和家庭的补助 is not told by what is said of 对个人和家庭的补助
        return (fact,)
    if whole.value == fact.value:
        return (replace(fact, stated=whole.stated),)
    if whole.value < fact.value:
        return (fact,)
    return (replace(whole, rivals=(fact.records[0],)), *(fact_stated(view, f) for f in figures[1:]))
