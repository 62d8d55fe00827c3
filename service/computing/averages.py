"""Averages: an amount for each of what is counted."""

from __future__ import annotations

import re

from corpus.vocabulary import load
from service.computing import formulas
from service.computing.grammar import skeleton_of, trimmed
from service.computing.resolving import Operands
from service.computing.results import Computation
from service.finding import stated
from service.frame import Operation
from service.lookup.facts import Fact, fact_stated
from service.narrative import Role
from service.narrative.asks import class_of
from service.understanding.reader import Reading

_UNIT = "人次|人|辆|台|个|家|次|批次|批|场次|场|件|户|位|名|项|套|宗|期|份"
_LONG = 4
_GROUPS = re.compile(r"(?:团组|批次|人次|人员|团队)$")
_EVENTS = ("批", "批次", "次", "场次", "场")
_EACH = re.compile(rf"(?:平?均?摊?到?每一?|平均一?)({_UNIT})|人均")
_ASKED_COUNT = re.compile(rf"(?:多少|几)(?:个(?=人))?({_UNIT})")


def averages(reading: Reading, operands: Operands) -> Computation | None:
    """平均每株树的养护费 is 养护费 over 树多少株; 平均每批接待多少人 is the people over the groups."""
    match = _EACH.search(reading.text)
    if match is None:
        return None
    unit = match[1] or "人"
    topic = skeleton_of(reading).text
    each = _EACH.search(topic)
    if each is None:
        return None
    before, behind = topic[: each.start()], topic[each.end() :].replace("平均", "")
    before = before.replace("平均", "")
    nouns = [n for n in (re.split(r"的|花|用|要|是|支出|费|接待", behind, maxsplit=1)[0],) if len(n) >= 2]
    amount = _amount(reading, operands, trimmed(before), trimmed(behind), nouns)
    if amount is None:
        return None
    names = [
        *nouns,
        *(m.text for m in reading.frame.metrics),
        trimmed(before),
        _without_cost(before + behind),
    ]
    count = _count(operands, unit, [n for n in dict.fromkeys(names) if n], amount)
    if count is None:
        return None
    result = formulas.average(amount, count, reading.cues.decimals)
    return Computation(result, Operation.AVERAGE, each=unit) if result else None


def _amount(reading: Reading, operands: Operands, before: str, behind: str, nouns: list[str]) -> Fact | None:
    """What is shared out: money, or the things counted by the unit behind 多少."""
    counted = _ASKED_COUNT.search(reading.text)
    if counted and class_of(counted[1]) != "money":
        topics = [p.removesuffix(counted[1]) for p in (before or behind, before + behind)]
        topics.append(trimmed(reading.text[counted.end() :]))  # 多少人参演
        return _stated_count(operands, counted[1], topics)
    bare = behind
    for noun in nouns:
        bare = bare.removeprefix(noun)
    ways = [before + behind, before + trimmed(bare), before or trimmed(bare)]
    ways += [_GROUPS.sub("", noun) for noun in nouns if _GROUPS.search(noun)]  # what the groups travel for
    for way in dict.fromkeys(trimmed(w.replace("的", "")) for w in ways):
        if len(way) >= 2 and (fact := operands.spent(way)):
            return fact
    return None


def _without_cost(text: str) -> str:
    """What is paid for: 国内公务接待 of 国内公务接待费花多少钱."""
    return trimmed(re.sub(r"费用?$|花费?$|支出$|(?:多少|几)?(?:人|次|批)$", "", trimmed(text)))


def _count(operands: Operands, unit: str, names: list[str], amount: Fact) -> Fact | None:
    """How many there are: what the field counts so, or what the question names."""
    holding = load("finance")["holdings"].get(unit)
    found = _stated_count(operands, unit, [*([holding] if holding else []), *names])
    if found is None or (found.raw, found.unit) == (amount.raw, amount.unit):
        return None
    return found


def _stated_count(operands: Operands, unit: str, names: list[str]) -> Fact | None:
    people = class_of(unit) in ("person", "visit")
    shorter = [n.replace("公务", "") for n in names if "公务" in n and len(n) > _LONG]
    for name in dict.fromkeys((*names, *shorter)):
        ways = [f"{name}是多少{unit}", f"{name}有多少{unit}", f"{name}多少{unit}"]
        for question in (*ways, *([f"{name}人数是多少"] if people else [])):
            figures = stated(operands.read(f"{operands.owner}{question}"), operands.view)
            wanted = [f for f in figures if f.role is Role.LEVEL and _same_unit(f.unit, unit)]
            if wanted:
                return fact_stated(operands.view, wanted[0])
    return None


def _same_unit(one: str, other: str) -> bool:
    near = {"person": "visit", "visit": "person"}
    a, b = class_of(one), class_of(other)
    return (
        one == other
        or (one in _EVENTS and other in _EVENTS)
        or (a == b and a not in ("", "generic", "event"))
        or near.get(a) == b
        or one.startswith(other)
    )
