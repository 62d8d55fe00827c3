"""The quantities that a question asks for, one by one: 多少次、多少人 are two."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from corpus.text import fold
from corpus.vocabulary import load
from service.frame import Basis, Frame
from service.narrative.evidence import Role
from service.narrative.focus import GAP, core_of, without_scope, without_years

_BREAK = re.compile(r"[，。？！；,?!;]|以及|并且|同时")
_STOP = re.compile(_BREAK.pattern + "|、")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_BUDGETS = re.compile("一般公共预算|政府性基金预算|国有资本经营预算")  # parts of the accounts, no account
_AGAINST_YEAR = re.compile(r"[比较](?:19|20)\d\d")
_LIST = re.compile(r"[、和与及跟]")
_BEHIND = 14
_MOST = 8
_GIVEN = re.compile(r"(?:得|得了|拿了|拿到|给了|实得)[了|]*$")
_COUNTED = re.compile(
    rf"(?<=[\u4e00-\u9fff]{{2}})(?:(得分|分数|评分)|(人次|批次|场次)数?|(次|人|件|辆|户)数)(?:是|为|有|达到|[{GAP}])*$"
)
_OF = re.compile(r"^[^，,。？?]{2,12}的(?:报告|部分)?$")
_PAID = re.compile(r"(?:花|花费|支付|支出|付)[了掉]?$|(?:花|付)[了掉]?(?:一共|总共|大概|大约)?$")
_PART_OF = re.compile(  # 收入中其他收入
    rf"([^{GAP}，,。？?中里]{{2,}})(?:当中|里面|[中里])([^{GAP}，,。？?中里]{{2,}})$"
)
_OF_WHOLE = re.compile(r"占[^，。？！；,?!;]{2,24}$|完成[^，。？！；,?!;]{0,8}预算的$")


@dataclass(frozen=True, slots=True)
class Ask:
    """One quantity: `before` and `behind` are the words around its 多少 (folded), `shared` what
    the question said earlier.  `classes` are the classes of units that fit (empty: any),
    `unit` the unit typed."""

    order: int
    before: str
    behind: str
    shared: str
    unit: str
    classes: frozenset[str]
    near_classes: frozenset[str]
    roles: tuple[Role, ...]
    baseline: str | None
    direction: int
    years: tuple[int, ...]

    @property
    def text(self) -> str:
        """The asked words, for people."""
        return (self.before + self.behind).replace(GAP, "").strip()


@cache
def _quantities() -> re.Pattern[str]:
    words = sorted(load("counting")["asked"]["quantity"], key=len, reverse=True)
    return re.compile(rf"(?<!哪)(?:{'|'.join(map(re.escape, words))})")


@cache
def unit_classes() -> dict[str, str]:
    """Every counting unit, to its class; the first class that lists it wins."""
    found: dict[str, str] = {}
    for name, units in load("counting")["units"].items():
        for unit in units:
            found.setdefault(fold(unit), name)
    return found


@cache
def _unit_at() -> re.Pattern[str]:
    ordered = sorted(unit_classes(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)))


def class_of(unit: str) -> str:
    """The class of a unit (`money`, `person`, …), or an empty string."""
    folded = fold(unit)
    known = unit_classes().get(folded)
    if known:
        return known
    return unit_classes().get(folded.lstrip("万亿千百十"), "")


def without_budget_names(text: str) -> str:
    """`text` without 一般公共预算 and the like, which name a part of the accounts and no plan."""
    return _BUDGETS.sub("", text)


def has_quantity(text: str) -> bool:
    """Whether a folded question asks for a quantity by its words (多少, 几个, 百分之几 …)."""
    return bool(_quantities().search(text))


def asks_of(frame: Frame) -> list[Ask]:
    """The quantities asked for, in order; without a 多少 each measure of the frame is one.

    What is asked again is asked once, and no more than a handful of things is looked for.
    """
    seen: set[tuple[str, ...]] = set()
    kept: list[Ask] = []
    for ask in _all_asks(frame):
        words = re.sub(r"\W+", "", without_years(core_of(ask.before)))
        key = (words, ask.behind, ask.unit, *ask.roles)
        if key not in seen and len(kept) < _MOST:
            seen.add(key)
            kept.append(ask)
    return kept


def _all_asks(frame: Frame) -> list[Ask]:
    text = without_scope(frame)
    found: list[Ask] = []
    end, shared = 0, ""
    for match in islice(_quantities().finditer(text), _MOST * _MOST):
        before = text[end : match.start()]
        unit, rest = _unit_behind(text, match.end())
        stop = _STOP.search(text, rest)
        following = _quantities().search(text, rest)
        limit = min(stop.start() if stop else len(text), following.start() if following else len(text))
        behind = text[rest : min(limit, rest + _BEHIND)]
        found += _asks(len(found), before, behind, shared, unit, match.group(), frame)
        shared += before + GAP
        end = max(rest, min(limit, rest + _BEHIND)) if not following else rest
    if found and _OF.search(tail := text[end:].strip(GAP + "，,。？?")):
        # 多少篇被采纳，工作动态的: what is said behind the last quantity tells of it too.
        found[-1] = replace(found[-1], shared=GAP.join((found[-1].shared, tail)))
    if not found and (ratio := _ratio_named(text)):
        # 占总支出的比例 asks without 多少.
        before = text[: ratio.start()]
        inside = _PART_OF.search(before)
        if "占" not in before and inside and "率" not in ratio[0]:
            before = f"{before[: inside.start()]}{inside[2]}占{inside[1]}"
        elif any(word in ratio[0] for word in load("counting")["asked"]["share"]) and "占" not in before:
            before += "占"
        found += _asks(0, before, "", "", "", "几成", frame)
    if not found and (points := _points_named(text)):
        # 采购管理的满分和得分: each kind of points of the same part.
        for kind in _LIST.split(points.group(1)):
            found += _asks(len(found), text[: points.start()] + kind, "", "", "", "", frame)
    if not found:
        measures = _measures(frame, text) or [text]
        for measure in measures:
            found += _asks(len(found), measure, "", text.replace(measure, GAP), "", "", frame)
    return found


def _measures(frame: Frame, text: str) -> list[str]:
    """The measures of the frame as they stand in the text; a rate or a number behind what it is of is one
    with it (三公经费预算执行率, 因公出国团组数), and so is what follows 一般公共预算."""
    found: list[str] = []
    for measure in (fold(metric.text) for metric in frame.metrics):
        if not measure or measure not in text:
            continue
        number = re.search(rf"{re.escape(measure)}数(?![据字额量])", text)
        named = number[0] if number else measure
        if found and (one := re.search(rf"{re.escape(found[-1])}(?:单位|部门|机构){re.escape(named)}", text)):
            found[-1] = one[0]  # 事业单位经营支出: a word that mostly says nothing stands in a name
            continue
        joined = found[-1] + named if found else named
        one_name = named.endswith(_uncounted_in_money()) or bool(found and _BUDGETS.fullmatch(found[-1]))
        if found and one_name and joined in text:
            found[-1] = joined
        else:
            found.append(named)
    return found


@cache
def _uncounted_in_money() -> tuple[str, ...]:
    """How measures end that are rates or numbers of something."""
    classes = load("counting")["measure_class"]
    return tuple(
        fold(word) for name, words in classes.items() if name not in ("money", "score") for word in words
    )


def _points_named(text: str) -> re.Match[str] | None:
    """The kinds of points named at the end of a question without a 多少."""
    words = sorted({*load("counting")["measure_class"]["score"]}, key=len, reverse=True)
    kinds = f"(?:自评|评价|指标)?(?:{'|'.join(map(re.escape, words))})"
    return re.search(rf"({kinds}(?:{_LIST.pattern}{kinds})*)(?:是|为|呢|吗|情况|[{GAP}？?。 ])*$", text)


def _ratio_named(text: str) -> re.Match[str] | None:
    """The words that name a ratio at the end of a question without a 多少."""
    words = sorted(load("counting")["asked"]["ratio"], key=len, reverse=True)
    ends = "|".join(re.escape(w) for w in words if len(w) >= 2)
    return re.search(rf"的?(?:{ends})(?:是|为|呢|吗|[{GAP}？?。 ])*$", text)


def _unit_behind(text: str, position: int) -> tuple[str, int]:
    match = _unit_at().match(text, position)
    if not match:
        return "", position
    following = text[match.end() : match.end() + 1]
    if (
        match.group() in ("人", "部", "分", "位", "名", "本", "所", "处", "大", "面", "类", "组")
        and following in "员门数单处别率之别力"
    ):
        return ("", position) if following else (match.group(), match.end())
    return match.group(), match.end()


def _asks(
    order: int, before: str, behind: str, shared: str, unit: str, quantity: str, frame: Frame
) -> list[Ask]:
    parts = [before]
    words = load("counting")["asked"]
    each = next((w for w in words["each"] if before.rstrip("是为有").endswith(w)), None)
    if each:
        stem = before.rstrip("是为有").removesuffix(each)
        last = re.split(r"[，。？！；,?!;的]|其中|里面|包括", stem)[-1]
        parts = [p for p in _LIST.split(last) if p.strip(GAP)] or [before]
        shared += stem[: len(stem) - len(last)] + GAP
    found = []
    for i, part in enumerate(parts):
        found.append(_ask(order + i, part, behind, shared, unit, quantity, frame))
        shared += part + GAP if i == 0 and len(parts) > 1 and not stem.removesuffix(last).strip(GAP) else ""
    return found


def _unit_named(before: str) -> tuple[str, str]:
    """The words before a number without its unit, and that unit: 自评得分 is 自评多少分, 接待人次 is
    接待多少人次, however the report words it."""
    named = _COUNTED.search(before)
    if named is None:
        return before, ""
    points, *units = named.groups()
    return before[: named.start()], "分" if points else next(unit for unit in units if unit)


def _ask(order: int, before: str, behind: str, shared: str, unit: str, quantity: str, frame: Frame) -> Ask:
    if not unit and not behind.strip(GAP):
        before, unit = _unit_named(before)
    text = before + quantity + unit + behind
    *earlier, last = _BREAK.split(before)
    if len(last.strip(GAP)) < 2 and earlier:
        last = earlier.pop()
    shared = GAP.join((shared, *earlier))
    classes = _classes(last, behind, unit, quantity)
    if not classes and _GIVEN.search(last) and _points_asked(shared):
        classes = frozenset({"score"})  # 满分多少、得了多少
    direction = _direction(last, behind)
    roles = _roles(last, behind, classes, direction, frame)
    near = {c for name in classes for c in load("counting")["near"].get(name, [])}
    own = without_budget_names(last)
    budget = any(w in own for w in load("counting")["change"]["budget"])
    by_year = _AGAINST_YEAR.search(frame.folded) is not None
    baseline = None
    if direction:
        baseline = "budget" if budget and not re.search("上年|去年|同比", last) else "prior"
        if not budget and not by_year and not re.search(r"上年|去年|同比|上一年|上期", before + shared):
            baseline = None
    years = tuple(int(y) for y in _YEAR.findall(text)) or frame.years
    return Ask(
        order,
        last,
        behind,
        shared,
        unit,
        classes,
        frozenset(near) - classes,
        roles,
        baseline,
        direction,
        years,
    )


def _classes(before: str, behind: str, unit: str, quantity: str) -> frozenset[str]:
    if unit:
        name = class_of(unit)
        return frozenset({name})
    asked = load("counting")["asked"]
    if "百分" in quantity or quantity == "几成":
        return frozenset({"ratio"})
    paid = not behind.strip(GAP) and quantity and _PAID.search(before)  # 出国团组花了多少
    if paid or behind.startswith(("钱", "资金", "经费")):
        return frozenset({"money"})
    if _OF_WHOLE.search(before):
        return frozenset({"ratio"})  # 占采购总额多少
    measures = load("counting")["measure_class"]
    noun = behind.strip(GAP) or before.rstrip(GAP + "是为有达到共花了得的总一各约大概用付")
    for name, words in measures.items():
        if any(noun.endswith(fold(w)) for w in words):
            return frozenset({name})
    if not quantity:
        ends = [
            (before.rfind(fold(w)), name) for name, words in measures.items() for w in words if len(w) >= 2
        ]
        position, name = max(ends, default=(-1, ""))
        return frozenset({name}) if position >= 0 else frozenset()
    if any(w in before[-8:] for w in asked["full_score"]):
        return frozenset({"score"})
    return frozenset()


def _points_asked(shared: str) -> bool:
    asked = load("counting")["asked"]
    return any(w in shared for w in (*asked["full_score"], *asked["score"]))


def _direction(before: str, behind: str) -> int:
    asked = load("counting")["asked"]
    tail = before[-9:].replace("新增", "")  # what is new is counted, not compared
    for key, sign in (("up", 1), ("down", -1)):
        if any(w in tail for w in asked[key]) and not behind.strip(GAP).startswith(("人员", "项目")):
            return sign
    return 0


def _roles(
    before: str, behind: str, classes: frozenset[str], direction: int, frame: Frame
) -> tuple[Role, ...]:
    asked = load("counting")["asked"]
    if direction:
        if classes == {"ratio"}:
            return (Role.GROWTH,)
        return (Role.CHANGE,) if classes else (Role.CHANGE, Role.GROWTH)
    if any(w in before for w in asked["full_score"]):
        return (Role.FULL_SCORE,)
    if classes == {"score"}:
        return (Role.DEDUCTED if any(w in before for w in asked["deducted"]) else Role.SCORE,)
    if any(w in before for w in asked["completion"]) and classes <= {"ratio"}:
        return (Role.COMPLETION,)
    if classes == {"ratio"}:
        share = any(w in before for w in asked["share"])
        return (Role.SHARE, Role.LEVEL) if share else (Role.LEVEL, Role.COMPLETION, Role.SHARE)
    if any(w in before + behind for w in asked["budget"]) or (
        Basis.BUDGET in frame.bases
        or without_budget_names(before).rstrip(GAP + "是为有的总一共计").endswith("预算")
    ):
        return (Role.BUDGET, Role.LEVEL)
    return (Role.LEVEL,)
