"""What is computed for a question of one report, and over which facts.

The question's grammar gives expressions, likeliest first; the first whose operands are all found is computed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from corpus.view import DocumentView
from service.computing import formulas, grammar
from service.computing.agreement import agreement
from service.computing.averages import averages
from service.computing.formulas import Computed
from service.computing.grammar import Expression, skeleton_of, trimmed
from service.computing.operands import Read, spelled_share
from service.computing.resolving import Operands, basis_words
from service.computing.results import Computation, Parts, Ranking, Result
from service.computing.rows import among_rows
from service.computing.told import among_told
from service.finding import find
from service.frame import Basis, Operation
from service.lookup.facts import Fact
from service.lookup.terms import ratios
from service.understanding.reader import Reading

__all__ = ["Computation", "Parts", "Ranking", "compute", "over", "row_sums"]

_BASES = frozenset({Basis.BUDGET, Basis.ADJUSTED, Basis.FINAL})
_ADJUSTED = ("全年预算数", "调整预算数", "全年预算", "调整预算")
_ACCOUNTS = ("预算", "预算数", "年初预算", "年初预算数", "决算", "决算数")
_KEPT = re.compile(r"超了|省了|超没超|有没有超|超不超|是超|没超|节省了?多少|节约了?多少")
_TOGETHER = re.compile(r"(?:合计|共计|总共|一共|加起来|加在一起|之和|总和|合起来|共)(?:数|额)?$")
_WHOLE = Decimal(100)
_ASIDE = {Operation.WHY, Operation.DEFINE}


def compute(reading: Reading, view: DocumentView, read: Read, owner: str) -> Result | None:
    """The computation that a question asks of one report, or None."""
    operations = reading.cues.operations
    if operations & _ASIDE:
        return None
    if held := agreement(reading, view, read, owner):
        return held
    skeleton = skeleton_of(reading)
    operands = Operands(view, read, owner, skeleton.shared, grammar.counted_in(reading.text))
    text = operands.guarded(skeleton.text)
    if Operation.AVERAGE in operations:
        return averages(reading, operands)
    if any(name in reading.text for name, _, _ in ratios()):
        return _named_ratio(reading, operands)
    for operation, way in _WAYS:
        asked = operation in operations or (operation is Operation.COMPARISON and grammar.asks_which(text))
        asked = asked or (operation is Operation.DIFFERENCE and grammar.asks_apart(text))
        if asked and (done := way(reading, operands, text)):
            return done
    side = operations & {Operation.SHARE, Operation.MULTIPLE, Operation.DIFFERENCE}
    if not side and (added := _sum(reading, operands, text)):
        return added
    return among_rows(reading, view) or among_told(reading, view)


def row_sums(reading: Reading, view: DocumentView) -> Computation | Ranking | None:
    """All rows under one heading added up: for a question that no single figure answers."""
    return among_rows(reading, view, adding=True)


def _first(
    expressions: Iterable[Expression], operands: Operands
) -> tuple[Expression, tuple[Fact, ...]] | None:
    for expression in expressions:
        if all(len(words) >= 2 for words in expression.operands):
            facts = operands.all(expression.operands)
            if facts is not None:
                return expression, facts
    return None


def _share(reading: Reading, operands: Operands, text: str) -> Computation | Parts | None:
    """One measure in percent of another; of several parts each."""
    places = reading.cues.decimals
    if any(word in text for word in (*grammar.words("degree", "most"), *grammar.words("degree", "least"))):
        return None  # the largest part of something is looked for among its rows
    if several := _parts(reading, operands, text):
        return several
    if together := _shares_together(reading, operands, text):
        return together
    found: tuple[Fact, ...] | None = None
    if spelled := spelled_share(reading.frame.question, operands.owner):
        part, whole = (find(operands.read(question), operands.view) for question in spelled)
        if len(part.facts) == len(whole.facts) == 1:
            found = (part.facts[0], whole.facts[0])
    if found is None and (first := _first(grammar.shares(text), operands)):
        found = first[1]
        if _exceeds(*found) and not re.search("除以|之比|比值|是", text):
            return None  # what is more than the whole is no part of it
    result = formulas.share(found[0], found[1], places) if found else None
    return Computation(result, Operation.SHARE) if result else None


def _shares_together(reading: Reading, operands: Operands, text: str) -> Computation | None:
    """A和B合计占C多少: what several parts come to, in percent of a whole."""
    for expression in grammar.shares(text):
        listed, whole_words = expression.operands[0], expression.operands[-1]
        added = _TOGETHER.search(listed)
        whole = operands.one(whole_words) if added else None
        for items in grammar.splits(listed[: added.start()]) if added and whole else ():
            facts = operands.all(items)
            if facts is None or whole is None:
                continue
            result = formulas.share_together(facts, whole, reading.cues.decimals)
            if result is not None and result.value <= _WHOLE:
                return Computation(result, Operation.SHARE, together=True)
    return None


def _exceeds(part: Fact, whole: Fact) -> bool:
    value = formulas.in_unit(part, whole.unit)
    return value is not None and whole.value is not None and value > whole.value


def _parts(reading: Reading, operands: Operands, text: str) -> Parts | None:
    """A、B分别占C多少: each part of one whole."""
    if not re.search(r"分别占|各占|各自占", reading.text):
        return None
    for expression in grammar.shares(text):
        *_, listed, whole_words = expression.operands
        whole = operands.one(whole_words)
        for items in grammar.splits(listed) if whole else ():
            facts = operands.all(items)
            if facts is None or whole is None or any(_exceeds(f, whole) for f in facts):
                continue
            results = [formulas.share(f, whole, reading.cues.decimals) for f in facts]
            if all(results):
                return Parts(tuple(Computation(r, Operation.SHARE) for r in results if r))
    return None


def _multiple(reading: Reading, operands: Operands, text: str) -> Computation | None:
    """How many times one measure is another."""
    first = _first(grammar.multiples(text), operands)
    result = formulas.multiple(first[1][0], first[1][1], reading.cues.decimals) if first else None
    return Computation(result, Operation.MULTIPLE) if result else None


def _named_ratio(reading: Reading, operands: Operands) -> Computation | None:
    name, part, whole = next(r for r in ratios() if r[0] in reading.text)
    facts: list[Fact] = []
    for word in (part, whole):
        question = operands.read(reading.text.replace(name, word))
        found = find(question, operands.view)
        if len(found.facts) != 1:
            return None
        facts.append(found.facts[0])
    result = formulas.share(facts[0], facts[1], reading.cues.decimals)
    return Computation(result, Operation.SHARE, name) if result else None


def _difference(reading: Reading, operands: Operands, text: str) -> Computation | None:
    """One measure less another, or what was spent against what was budgeted."""
    if done := _against_budget(reading, operands, text):
        return done
    for expression in grammar.differences(text):
        if any(w in _ACCOUNTS for w in expression.operands[1:]):
            continue  # against an account alone: that is the same measure's
        facts = operands.all(expression.operands)
        if facts is None or facts[0].value is None or facts[1].value is None:
            continue
        less = facts[0].value < facts[1].value and not expression.ordered
        one, other = (facts[1], facts[0]) if less else facts[:2]
        result = formulas.difference(one, other)
        if result is not None and result.value >= 0:
            return Computation(result, Operation.DIFFERENCE)
        result = formulas.difference(other, one)
        if result is not None:
            return Computation(result, Operation.DIFFERENCE, under=expression.ordered)
    return None


def _against_budget(reading: Reading, operands: Operands, text: str) -> Computation | None:
    """A measure's final account against its budget: 比预算省了多少, 预算和决算差多少, 超预算了吗."""
    named = set(reading.frame.bases)
    about_budget = bool(named & {Basis.BUDGET, Basis.ADJUSTED}) and named <= _BASES
    kept = any(w in text for w in ("超支", "超预算")) or (_KEPT.search(text) and "比" not in text)
    if not about_budget and not kept:
        return None
    both = {Basis.BUDGET, Basis.ADJUSTED} <= named
    if both and Basis.FINAL in named:
        return None
    topic, budgeted = text, next((w for w in _ADJUSTED if w in reading.text), "预算数")
    account, against = (budgeted, "年初预算数") if both else ("决算数", budgeted)
    for word in sorted((*basis_words(text), *grammar.words("kept", "over")), key=len, reverse=True):
        topic = topic.replace(word, " ")
    pieces = [trimmed(p) for p in _without_degrees(topic).split() if len(trimmed(p)) >= 2]
    for measure in dict.fromkeys(("".join(pieces), *pieces[:1])):
        final, budget = operands.one(f"{measure}{account}"), operands.one(f"{measure}{against}")
        if final is None or budget is None or not _of_two_accounts(final, budget):
            continue
        over = (final.value or 0) >= (budget.value or 0)
        result = formulas.difference(*((final, budget) if over else (budget, final)))
        if result:
            return Computation(result, Operation.DIFFERENCE, budget=not both, under=not over)
    return None


def _without_degrees(text: str) -> str:
    for word in (*grammar.words("apart"), *grammar.words("against"), *grammar.words("left")):
        text = text.replace(word, " ")
    for word in ("和", "与", "跟", "较", "多", "少", "高", "低", "支出决算", "没", "超"):
        text = text.replace(word, " ") if len(word) > 1 or not _inside_word(text, word) else text
    return text


def _inside_word(text: str, word: str) -> bool:
    """Whether a single character stands between two others: 商品和服务."""
    at = text.find(word)
    return 0 < at < len(text) - 1 and text[at - 1] != " " and text[at + 1] != " "


def _of_two_accounts(one: Fact, other: Fact) -> bool:
    """Whether two facts are the two accounts of one measure: cells of one table, or two sentences."""
    if one.records and other.records:
        return one.records[0] is not other.records[0] and one.records[0].table == other.records[0].table
    return bool(one.stated and other.stated) and one.raw != other.raw and one.unit == other.unit


def _sum(reading: Reading, operands: Operands, text: str) -> Computation | None:
    """Measures named side by side, added up.  合计 alone adds up only what no single cell answers."""
    if any(word in reading.text for word in ("分别", "各是", "各为", "各有", "各多少")):
        return None
    strong = Operation.SUM in reading.cues.operations
    first = _first(grammar.sums(text, strong), operands)
    if first is None:
        return None
    if not strong:
        whole = find(reading, operands.view, read=operands.read)
        if len(whole.facts) == 1 and whole.source == "tables" and whole.facts[0].value is not None:
            return None
    result = formulas.total(first[1])
    return Computation(result, Operation.SUM) if result else None


def _compared(reading: Reading, operands: Operands, text: str) -> Computation | Ranking | None:
    """Measures of one report set side by side: which is more."""
    first = _first(grammar.compared(text), operands)
    if first is None:
        return None
    facts = first[1]
    if any(formulas.in_unit(f, facts[0].unit) is None for f in facts):
        return None
    return Ranking(facts)


_Way = Callable[[Reading, Operands, str], Result | None]
_WAYS: tuple[tuple[Operation, _Way], ...] = (
    (Operation.MULTIPLE, _multiple),
    (Operation.SHARE, _share),
    (Operation.SUM, _sum),
    (Operation.COMPARISON, _compared),
    (Operation.DIFFERENCE, _difference),
    (Operation.COMPARISON, _compared),
)


def over(facts: Sequence[Fact], operation: Operation = Operation.SUM) -> Computation | None:
    """Facts found one by one (several bodies, years or turns) taken together."""
    result: Computed | None = None
    if len(facts) < 2:
        return None
    if operation is Operation.DIFFERENCE and len(facts) == 2:
        one, other = sorted(facts, key=lambda f: f.value or 0, reverse=True)
        result = formulas.difference(one, other)
    elif operation is Operation.AVERAGE:
        result = formulas.mean(facts)
    else:
        result = formulas.total(facts)
    return Computation(result, operation) if result else None
