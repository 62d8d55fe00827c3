"""A question read once: its plain characters, what each stretch is, and what is left to be explained."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import numpy as np

from corpus.vocabulary import load
from corpus.years import YearKind, find_years
from service.evidence.concepts import hearing
from service.evidence.places import BASES, CLASSES, ROLES, Bools, Floats
from service.narrative.asks import unit_classes
from service.narrative.evidence import Role
from service.question.bodies import Bodies, Mention
from service.question.lexicon import words_of
from service.understanding.cues import Cues, read_cues
from service.understanding.english import language_of, to_chinese
from service.understanding.words import longest_first, plain

_CODE = re.compile(r"(?<![\d.])(\d{3}(?:[-\s]?\d{2}){0,3})(?![\d.,年%月日万亿元个人次件辆多余])")
_LEVELS = re.compile(r"(\d{3})类[、,，]?(\d{2})款(?:[、,，]?(\d{2})项)?")
_TELLING = 0.45
_FORM = re.compile(r"(?:公开|附)?(?:表)?(?:第)?(?<!\d)(\d{1,2})(?:号)?表|公开表(\d{1,2})")


@dataclass(frozen=True, eq=False)
class Question:
    """A question's plain text and what its stretches are.

    `free` marks positions that are no body, year, form or code: what they say must be explained by what
    answers.  `classes` are the unit classes asked for, `roles` what a number in a sentence is to tell.
    """

    original: str
    text: str
    language: str
    mentions: tuple[Mention, ...]
    years: tuple[int, ...]
    prior: bool
    codes: tuple[str, ...]
    forms: tuple[str, ...]
    free: Bools
    cues: Cues
    classes: tuple[str, ...]
    bases: tuple[int, ...]
    roles: tuple[int, ...]
    side: int
    year_places: tuple[tuple[int, int, int], ...] = field(default=())
    code_places: tuple[tuple[int, int, str], ...] = field(default=())
    excluded: Bools = field(default_factory=lambda: np.zeros(0, bool))


def read(question: str, bodies: Bodies, today: date) -> Question:
    """The reading of a question; needs no content of the corpus but the names of its bodies."""
    language = language_of(question)
    text = plain(to_chinese(question, frozenset(bodies.regions))) if language == "en" else plain(question)
    mentions = bodies.mentions(text)
    free = np.array([c.isalnum() for c in text], bool)
    for mention in mentions:
        free[mention.start : mention.end] = False
    excluded = _excluded(text, free)
    years, prior, places = _years(text, free, today)
    forms = _forms(text, free)
    code_places = _codes(text, free)
    codes = tuple(code for _, _, code in code_places)
    taken = sum(1 << i for i, f in enumerate(free) if not f)
    kept = "".join(" " if excluded[i] else c for i, c in enumerate(text))
    cues = read_cues(kept, ((1 << len(text)) - 1) & ~taken)
    return Question(
        question, text, language, mentions, years, prior, codes, forms, free, cues,
        _classes(kept), tuple(BASES.index(b) for b in cues.bases), _roles(kept),
        {"收入": 1, "支出": 2}.get(cues.side or "", 0), places, code_places, excluded,
    )  # fmt: skip


def _excluded(text: str, free: Bools) -> Bools:
    """What the question says that it does not want (不要财政拨款那张); no longer free."""
    found = np.zeros(len(text), bool)
    for word in words_of("not wanted"):
        for match in re.finditer(re.escape(word), text):
            mark = re.search(r"[,，。；;？?！!)）]|的是|而是|[是要]的?[^,，]{0,2}(?=$)", text[match.end() :])
            end = match.end() + (mark.start() if mark else len(text) - match.end())
            if 2 <= end - match.end() <= 16:
                found[match.start() : end] = True
    free[found] = False
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """What a stretch says of the number it asks for: classes of units, accounts, roles, the side."""

    classes: tuple[str, ...]
    bases: tuple[int, ...]
    roles: tuple[int, ...]
    side: int

    @classmethod
    def of(cls, text: str) -> Said:
        """What `text` says."""
        cues = read_cues(text, (1 << len(text)) - 1)
        side = {"收入": 1, "支出": 2}.get(cues.side or "", 0)
        return cls(_classes(text), tuple(BASES.index(b) for b in cues.bases), _roles(text), side)


def _years(
    text: str, free: Bools, today: date
) -> tuple[tuple[int, ...], bool, tuple[tuple[int, int, int], ...]]:
    """Years asked for; whether the year before is spoken of; their places as (start, end, year)."""
    mentions = [m for m in find_years(text, today) if free[m.start : m.end].all()]
    corrected = max((text.rfind(w) for w in words_of("correction")), default=-1)
    if any(m.start > corrected for m in mentions):
        for mention in [m for m in mentions if m.start < corrected]:
            free[mention.start : mention.end] = False
        mentions = [m for m in mentions if m.start > corrected]
    absolute = any(m.kind is not YearKind.RELATIVE for m in mentions)
    years: list[int] = []
    places = []
    prior = False
    for mention in mentions:
        if mention.kind is YearKind.RELATIVE and (absolute or mention.raw in words_of("year before")):
            prior = True
            continue
        free[mention.start : mention.end] = False
        years += mention.years
        places += [(mention.start, mention.end, y) for y in mention.years]
    return tuple(dict.fromkeys(years)), prior, tuple(places)


def _forms(text: str, free: Bools) -> tuple[str, ...]:
    forms = []
    for match in _FORM.finditer(text):
        if free[match.start() : match.end()].all():
            forms.append(f"公开{int(match[1] or match[2]):02d}表")
            free[match.start() : match.end()] = False
    return tuple(forms)


def _codes(text: str, free: Bools) -> tuple[tuple[int, int, str], ...]:
    codes = []
    for match in _LEVELS.finditer(text):
        codes.append((*match.span(), "".join(part for part in match.groups() if part)))
        free[match.start() : match.end()] = False
    for match in _CODE.finditer(text):
        if free[match.start()]:
            codes.append((*match.span(1), re.sub(r"\D", "", match[1])))
            free[match.start(1) : match.end(1)] = False
    return tuple(codes)


@cache
def _asked_units() -> re.Pattern[str]:
    units = sorted(unit_classes(), key=len, reverse=True)
    asked = sorted(words_of("how many"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, asked))})(?:[万亿])?({'|'.join(map(re.escape, units))})")


def asked_classes(text: str) -> frozenset[str]:
    """The classes of units right behind a 多少 or 几, with those that people use for one another."""
    near = load("counting")["near"]
    found = {unit_classes()[m[1]] for m in _asked_units().finditer(text)}
    if any(w in text for w in words_of("score told")):
        found.add("score")
    return frozenset(found | {n for f in found for n in near.get(f, ())})


def _classes(text: str) -> tuple[str, ...]:
    """The classes of the units that are asked for (多少人 → person)."""
    found = [unit_classes()[m[1]] for m in _asked_units().finditer(text)]
    for name in CLASSES:
        if any(w in text for w in load("counting")["measure_class"].get(name, ()) if len(w) >= 2):
            found.append(name)
    if any(w in text for w in words_of("money asked")):
        found.append("money")
    if any(w in text for w in words_of("ratio asked")):
        found.append("ratio")
    if any(w in text for w in words_of("score asked")):
        found.append("score")
    near = load("counting")["near"]
    return tuple(dict.fromkeys((*found, *(n for f in found for n in near.get(f, ())))))


@cache
def _role_words() -> tuple[tuple[Role, tuple[str, ...]], ...]:
    asked = load("counting")["asked"]
    ways = {
        Role.COMPLETION: asked["completion"], Role.SHARE: asked["share"],
        Role.FULL_SCORE: asked["full_score"],
        Role.SCORE: asked["score"], Role.DEDUCTED: asked["deducted"], Role.BUDGET: asked["budget"],
        Role.CHANGE: [*asked["up"], *asked["down"]],
    }  # fmt: skip
    return tuple((role, longest_first(words)) for role, words in ways.items())


def _roles(text: str) -> tuple[int, ...]:
    """What the number is to tell: a change, a share, a score …; empty where nothing is said."""
    found = [role for role, words in _role_words() if any(w in text for w in words)]
    if Role.CHANGE in found:
        found.append(Role.GROWTH)
    return tuple(ROLES.index(r) for r in dict.fromkeys(found))


def weights_of(q: Question) -> Floats:
    """How much each free position tells of what is asked: 0.2 for what goes with everything, up to 1."""
    heard = hearing()
    told = heard.weight(q.text) if heard is not None else np.ones(len(q.text), np.float32)
    top = float(told[q.free].max(initial=0)) or 1.0
    found: Floats = (q.free * (0.2 + 0.8 * np.minimum(told / (0.5 * top), 1))).astype(np.float32)
    return found


def telling_part(q: Question) -> str:
    """The question from its first telling word on, without clauses that hold none: what is only said around
    it (有没有人知道…, 写材料要用，…) is left out.  The plain text itself where nothing is."""
    told = weights_of(q) > _TELLING
    for start, end in (*((m.start, m.end) for m in q.mentions), *((a, b) for a, b, _ in q.year_places)):
        told[start:end] = True
    kept: list[str] = []
    at = 0
    for match in [*re.finditer(r"[,，。；;？?！!]", q.text), None]:
        end = match.start() if match else len(q.text)
        places = np.flatnonzero(told[at:end])
        if len(places):
            kept.append(q.text[at + (int(places[0]) if not kept else 0) : end])
        at = match.end() if match else end
    return "，".join(kept) or q.text


def extra_of(q: Question) -> tuple[float, ...]:
    """Features of the question itself, in the order of `service.evidence.features.EXTRA`."""

    def has(role: str) -> float:
        return float(any(word in q.text for word in words_of(role)))

    return (
        has("money asked"), float(bool(_asked_units().search(q.text))), has("ratio asked"),
        float(any(ROLES[r] in (Role.CHANGE, Role.GROWTH) for r in q.roles)), has("score asked"),
        float(len(q.codes)), float(len(q.forms)), float(q.free.sum()) / 40,
    )  # fmt: skip
