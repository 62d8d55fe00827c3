"""An asked quantity made ready for one report: its terms weighed, the names and titles that it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.text import fold
from corpus.vocabulary import load
from service.frame import Frame
from service.narrative.asks import Ask
from service.narrative.evidence import Role
from service.narrative.focus import Term, Weighted, terms_for, terms_of, weigh
from service.narrative.reading import Reading, names_of, title_of
from service.narrative.statements import bare

POINTS = (Role.SCORE, Role.FULL_SCORE, Role.DEDUCTED)
_LINK = re.compile(r"(?<=[^以作因认])[是为]+(?=[|]*$)")
_PART_WORDS = frozenset({"部分", "这部分", "指标"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """An ask made ready for one report: its own terms, those next to 多少 (`head`), those said
    earlier (`shared`), and the body's names, which say nothing here."""

    ask: Ask
    own: Weighted
    head: Weighted
    shared: Weighted
    whole: Weighted  # of a share: what it is a share of
    names: tuple[str, ...]
    titles: frozenset[str] = frozenset()  # titles of the report that the question names whole
    noun: str = ""  # what is counted, where it is a word that mostly says nothing (几个单位)


@cache
def _plain() -> frozenset[str]:
    return frozenset(fold(w) for w in load("counting")["plain"]["words"])


@cache
def _role_words() -> frozenset[str]:
    """Words that say which kind of number is wanted, and not of what."""
    asked, change = load("counting")["asked"], load("counting")["change"]
    keys = ("up", "down", "ratio", "completion", "share", "full_score", "score")
    found = {fold(w) for key in keys for w in asked[key]} | {fold(w) for w in change["prior"]}
    return frozenset(
        found | {"分数", "决算", "等级", "预算", "年初预算", "预算数", "支出决算", "决算支出", "决算数"}
    )


def _stretches(text: str, silent: frozenset[str]) -> tuple[Term, ...]:
    """Stretches of several words, cut where words stand that name nothing."""
    for word in sorted((w for w in silent if len(w) >= 2), key=len, reverse=True):
        text = text.replace(word, "|")
    return tuple(t for t in terms_of(text, frozenset(), runs=True) if t.run)


def _ends_in_role(before: str) -> bool:
    """Whether the last word before 多少 only says which kind of number is wanted (执行率, 得分)."""
    tail = before.rstrip("|是为有达到了的得共约大概")
    words = load("counting")["role"]
    ends = {fold(w) for key in ("completion", "full_score", "score", "budget") for w in words[key]}
    return any(tail.endswith(w) for w in (*ends, *_measures()))


@cache
def _measures() -> frozenset[str]:
    return frozenset(fold(w) for w in ("金额", "数额", "数量", "总数", "费用"))


def made_ready(ask: Ask, frame: Frame, reading: Reading) -> Wanted | None:
    """The ask with its terms weighed in a report; None when it names nothing."""
    scored = ask.roles[0] in POINTS
    words = _plain() | _role_words() | (_PART_WORDS if scored else frozenset())
    behind = terms_for(frame, ask.behind, words)
    own = (*terms_for(frame, _LINK.sub("", ask.before), words), *behind)
    shared = tuple(t for t in terms_for(frame, ask.shared, words) if t not in own)
    if not own and not shared and ask.roles[0] is not Role.COMPLETION:
        if ask.roles[0] is not Role.SCORE:
            return None
        shared = terms_for(frame, ask.shared + ask.before)  # 自评等级是什么，得了多少分
    if not own and not ask.unit and ask.roles[0] in (Role.LEVEL, Role.COMPLETION):
        own = terms_for(frame, ask.before)  # 当年安排了多少: the verb is all there is
    own = tuple(t for t in own if t.forms[0] not in _measures()) or own  # 合计金额: the sum counts
    head = behind or (() if scored or _ends_in_role(ask.before) else own[-2:])
    whole: tuple[Term, ...] = ()
    if Role.SHARE in ask.roles and "占" in ask.before:
        part, _, rest = ask.before.partition("占")
        whole = terms_for(frame, rest, words) or terms_for(
            frame, rest
        )  # 占全年预算: words that else say nothing
        head = terms_for(frame, part, words)[-2:]
    title = title_of(reading.view)
    own = (*own, *(t for t in _stretches(ask.before, words) if t not in own))
    own_, head_, shared_, whole_ = (weigh(t, reading.rarity, title) for t in (own, head, shared, whole))
    titles = _titles_named(ask, reading) if scored else frozenset()
    return Wanted(ask, own_, head_, shared_, whole_, names_of(reading.view), titles, _counted(ask))


def _titles_named(ask: Ask, reading: Reading) -> frozenset[str]:
    """The longest titles of the report that stand whole in the question."""
    text = bare(ask.shared + ask.before)
    found = {t for line in reading.lines for t in map(bare_title, line.titles) if len(t) >= 3 and t in text}
    longest = max(map(len, found), default=0)
    return frozenset(t for t in found if len(t) == longest)


@lru_cache(maxsize=4096)
def bare_title(title: str) -> str:
    """The words of a title that name something: 管理效率 of （三）管理效率分析."""
    words = bare(fold(title))
    ending = next((e for e in _endings() if words.endswith(e) and len(words) >= len(e) + 2), "")
    return words.removesuffix(ending)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(map(fold, load("narrative")["titles"]["about"]), key=len, reverse=True))


def _counted(ask: Ask) -> str:
    noun = next((w for w in sorted(_plain(), key=len, reverse=True) if ask.behind.startswith(w)), "")
    return noun if len(noun) >= 2 else ""
