"""Which public bodies a question names, linked to those that the corpus holds.

Names are matched whole, then by sound (园临局 for 园林局).  A body of another region, or a body that
no report is of, is a mention without a name: it must never fall back on a similar one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.organisations import aliases, parse, suffix_words
from corpus.report import ReportFacts
from corpus.vocabulary import load
from service.frame import OrganisationMention
from service.understanding.departments import department_at_start
from service.understanding.places import is_place, is_word
from service.understanding.sounds import sound
from service.understanding.words import longest_first, plain, span_mask

_INSTITUTIONS = (
    "中心",
    "大队",
    "支队",
    "总队",
    "学校",
    "医院",
    "中学",
    "小学",
    "大学",
    "学院",
    "图书馆",
    "博物馆",
)
_CALLED_AFTER = ("街道办事处", "办事处", "中学", "小学", "医院", "大学", "学院", "学校", "幼儿园")
_JOINT = "[和与跟同及比、]"
_GOES_ON = re.compile(r"(?=\d|[的在呢]|$)")
_REGION = re.compile(r"([\u4e00-\u9fff]{2,3})(省|市|区|县|州|旗)")
_BODY = "政府办|府办|政府|" + "|".join(
    w for w in suffix_words() if w != "街道" and (len(w) > 1 or w in "局厅委")
)


@dataclass(frozen=True, slots=True)
class Link:
    """A mention with the positions that it takes in the question."""

    mention: OrganisationMention
    mask: int
    start: int
    region: bool = False


class Linker:
    """Knows the names of every body in the corpus, and by which other names they go."""

    def __init__(self, facts: Iterable[ReportFacts]) -> None:
        self.bodies: dict[str, set[str]] = {}
        for fact in facts:
            if fact.organisation:
                self.bodies.setdefault(fact.organisation, set()).update(fact.short_names)
        self._names: dict[str, set[str]] = {}
        self._regions: dict[str, set[str]] = {}
        for full, short in self.bodies.items():
            for alias in aliases(full, short):
                self._names.setdefault(plain(alias), set()).add(full)
            for name, level in parse(full).regions:
                for spelling in (name + level, name):
                    self._regions.setdefault(plain(spelling), set()).add(full)
        self._sizes = sorted({len(name) for name in self._names}, reverse=True)
        self._sounds = {sound(a): a for a in sorted(self._names) if len(a) >= 3}
        self._region_sizes = sorted({len(r) for r in self._regions}, reverse=True)
        self._levels = tuple(load("organisations")["levels"])
        self._not_regions = tuple(load("organisations")["not_regions"])
        self._not_before = tuple(load("organisations")["not_followed_by"])
        self._not_after = tuple(load("organisations")["not_preceded_by"])
        terms = [form for term in load("finance")["term"] for form in (term["name"], *term["also"])]
        self._lead = longest_first([*load("operations")["fillers"]["words"], *terms])

    def spelled(self) -> frozenset[str]:
        """Names that are written by their sound in other languages: of the regions that the corpus' bodies
        belong to, and of bodies called after a place (草堂 of 草堂街道办事处)."""
        named = {body.core for body in map(parse, self.bodies) if body.suffix in _CALLED_AFTER and body.core}
        return frozenset((*self._regions, *named))

    def link(self, text: str) -> list[Link]:
        """Every body or region named in `text` (plain), in the order of mention."""
        free = (1 << len(text)) - 1
        spans: list[tuple[int, int, str]] = []
        for start, end, name in self._places_of_names(text):
            bits = span_mask(start, end)
            if bits & free == bits:
                spans.append((start, end, name))
                free &= ~bits
        found: list[Link] = []
        for start, end, name in spans:
            if text.startswith(self._not_before, end) or text[:start].endswith(self._not_after):
                continue
            begin, mention, region = self._mention(text, start, end, name, free)
            bits = span_mask(begin, end)
            found.append(Link(mention, bits, begin, region))
            free &= ~bits
        free = self._beside_others(text, free, found)
        free = self._other_bodies(text, free, found)
        if not found and (department := department_at_start(text)):
            return [Link(*department)]
        if not found and (kind := self._kind_at_start(text)):
            return [kind]
        self._lone_regions(text, free, found)
        return sorted(found, key=lambda link: link.start)

    def _beside_others(self, text: str, free: int, found: list[Link]) -> int:
        """A street called by its bare name next to another that is named (草堂 in 草堂和草市街)."""
        kinds = {parse(link.mention.name).suffix for link in found if link.mention.name}
        for body in map(parse, self.bodies) if kinds & set(_CALLED_AFTER) else ():
            if body.suffix not in kinds or not body.core:
                continue
            for match in re.finditer(rf"(?:(?<={_JOINT})|(?={body.core}{_JOINT})){body.core}", text):
                bits = span_mask(*match.span())
                if bits & free == bits:
                    mention = OrganisationMention(body.core, body.full, (body.full,))
                    found.append(Link(mention, bits, match.start()))
                    free &= ~bits
        return free

    def _kind_at_start(self, text: str) -> Link | None:
        """A question that opens with the kind of a body alone (街道办2031年…): whoever is of that kind."""
        kinds = load("organisations")["suffixes"]
        holders: dict[str, set[str]] = {}
        for body in map(parse, self.bodies):
            for kind in kinds.get(body.suffix, ()) if not body.company else ():
                if len(kind) > 1 and text.startswith(kind) and _GOES_ON.match(text, len(kind)):
                    holders.setdefault(kind, set()).add(body.full)
        if not holders:
            return None
        kind = max(holders, key=len)
        return Link(self._among(kind, sorted(holders[kind])), span_mask(0, len(kind)), 0)

    def _places_of_names(self, text: str) -> list[tuple[int, int, str]]:
        """Where names of the corpus stand in `text`: longest first, word for word before by sound."""
        heard = sound(text)
        found: list[tuple[int, int, int, str]] = []
        for size in self._sizes:
            for start in range(len(text) - size + 1):
                name = text[start : start + size]
                if name in self._names:
                    found.append((-size, 0, start, name))
                elif size >= 3 and (alike := self._sounds.get(heard[start : start + size])):
                    found.append((-size, 1, start, alike))
        return [(start, start - size, name) for size, _, start, name in sorted(found)]

    def _mention(
        self, text: str, start: int, end: int, name: str, free: int
    ) -> tuple[int, OrganisationMention, bool]:
        """The mention at a place, its left neighbour seen: 青榆 + 区园林局 is another body."""
        holders, written = sorted(self._names[name]), text[start:end]
        region = name in self._regions
        level = next((w for w in self._levels if name.startswith(w)), "")
        owned = not level and any(name[:size] in self._regions for size in self._region_sizes)
        if owned or name in self.bodies:
            return start, self._among(written, holders), region
        left = self._place_before(text, start, level, free)
        if left:
            place = text[start - left : start] + level
            known = {
                full
                for spelling in (place, place.removesuffix(level))
                for full in self._regions.get(spelling, ())
            }
            same = [h for h in holders if h in known]
            taken = text[start - left : end]
            return start - left, self._among(taken, same) if same else OrganisationMention(taken, None), False
        return start, self._among(written, holders), False

    def _among(self, written: str, holders: Sequence[str]) -> OrganisationMention:
        if len(holders) == 1:
            return OrganisationMention(written, holders[0], tuple(holders))
        return OrganisationMention(written, None, tuple(holders))

    def _place_before(self, text: str, start: int, level: str, free: int) -> int:
        """How many characters before `start` name a place (with `level` behind them)."""
        for size in (4, 3, 2):
            bits = span_mask(start - size, start) if start >= size else 0
            if not bits or bits & free != bits:
                continue
            before = text[start - size : start]
            if not all("\u4e00" <= c <= "\u9fff" for c in before):
                continue
            if level and (before in self._regions or is_place(before) or is_place(before + level)):
                return size
            if not level and (before in self._regions or is_place(before) or self._is_region(before)):
                return size
        bits = span_mask(start - 2, start) if start >= 2 else 0
        before = text[start - 2 : start] if bits and bits & free == bits else ""
        unknown = len(before) == 2 and all("\u4e00" <= c <= "\u9fff" for c in before)
        if level and unknown and not is_word(before) and not text[:start].endswith(self._lead):
            return 2
        return 0

    def _is_region(self, text: str) -> bool:
        return text[-1] in "省市区县州旗" and text not in self._not_regions and len(text) >= 3

    def _other_bodies(self, text: str, free: int, found: list[Link]) -> int:
        """Bodies with a region before them that no name of the corpus covers."""
        passed = 0
        for match in re.finditer(
            rf"(?=([\u4e00-\u9fff]{{2,4}}?)(区|市|县|省|州|旗)?((?:[\u4e00-\u9fff]{{0,8}}?)(?:{_BODY})))",
            text,
        ):
            place, level, body = match[1], match[2] or "", match[3]
            start, end = match.start(), match.start() + len(place) + len(level) + len(body)
            bits = span_mask(start, end)
            if bits & free != bits or (place + level) in self._not_regions or start < passed:
                continue
            known_place = (
                place in self._regions or is_place(place) or (bool(level) and is_place(place + level))
            )
            governed = bool(level) and body.startswith(("人民政府", "政府"))
            if not known_place and not governed:
                continue
            held = self._regions.get(place + level) or self._regions.get(place)
            if held and body.endswith(_INSTITUTIONS):
                passed = end
                continue
            government = body in ("政府", "人民政府")
            candidates = tuple(sorted(held)) if held and government else ()
            found.append(
                Link(OrganisationMention(text[start:end], None, candidates), bits, start, bool(candidates))
            )
            free &= ~bits
        return free

    def _lone_regions(self, text: str, free: int, found: list[Link]) -> None:
        """Regions named without a body: those of the corpus, and others."""
        for size in self._region_sizes:
            for at in range(len(text) - size + 1):
                region, bits = text[at : at + size], span_mask(at, at + size)
                if region in self._regions and bits & free == bits:
                    holders = tuple(sorted(self._regions[region]))
                    found.append(Link(OrganisationMention(region, None, holders), bits, at, region=True))
                    free &= ~bits
        for match in _REGION.finditer(text):
            for size in (3, 2):
                name = match[1][-size:] + match[2]
                start = match.end() - len(name)
                bits = span_mask(start, match.end())
                if (
                    bits & free == bits
                    and name not in self._not_regions
                    and (is_place(name) or is_place(name[:-1]))
                ):
                    found.append(Link(OrganisationMention(name, None), bits, start, region=True))
                    free &= ~bits
                    break
