"""Which public bodies a question names: held ones as people call them, and ones that are not held.

A name is met whole, by an abbreviation (the beginnings of its words: 社工部 for 社会工作部), or by its
sound.  What stands to its left decides whose it is: another region before it makes it another body.  A body
that is not held is a mention of its own; it is never noise and never mended into another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product

from corpus.organisations import BodyName, aliases, parse, regions_of
from corpus.report import ReportFacts
from corpus.tokens import cut
from corpus.vocabulary import load
from service.question.lexicon import words_of
from service.understanding.places import is_place, is_word
from service.understanding.sounds import sound
from service.understanding.words import longest_first, plain

_MOST_PARTS = 5
_HAN = "\u4e00-\u9fff"
_REGION_END = re.compile(rf"([{_HAN}]{{2,3}})(自治州|自治县|新区|省|市|州|盟|区|县|旗|镇|乡)$")


class Kind(StrEnum):
    """What is named."""

    BODY = "body"  # a held body, or several that the words may mean
    REGION = "region"  # a region that held bodies belong to
    UNHELD = "unheld"  # a body, or a region, that no report is of


@dataclass(frozen=True, slots=True)
class Mention:
    """Plain positions [start, end), the words, and the held bodies (full names) that they may mean."""

    start: int
    end: int
    text: str
    kind: Kind
    holders: tuple[str, ...] = ()


def abbreviations(full: str) -> frozenset[str]:
    """Short names by the beginnings of the words of a name's middle, with its regions and endings."""
    body = parse(full)
    if body.company or not body.core:
        return frozenset()
    parts = [w for w in cut(body.core) if w not in words_of("joint")]
    if not 1 <= len(parts) <= _MOST_PARTS:
        return frozenset()
    cores = {"".join(chosen) for chosen in product(*({"", p[0], p} for p in parts))}
    endings = load("organisations")["suffixes"].get(body.suffix, [body.suffix or ""])
    found = set()
    for core in cores:
        # A middle of one word alone must be whole and not the last of several that only say the kind.
        if len(core) < 2:
            continue
        for ending in endings:
            if len(core + ending) >= 3:
                found |= {region + core + ending for region in _owners(body)}
    return frozenset(found)


def _owners(body: BodyName) -> list[str]:
    """The spellings of the region before a short name."""
    if not body.regions:
        return [""]
    name, level = body.regions[-1]
    wider = [n for n, _ in body.regions[:-1]]
    return ["", name, name + level, level[-1], *(w + name + level for w in wider)]


@cache
def _departments() -> re.Pattern[str]:
    data = load("organisations")["departments"]
    cores, endings = ("|".join(map(re.escape, longest_first(data[name]))) for name in ("cores", "endings"))
    return re.compile(rf"(?:{cores})(?:{endings})")


@cache
def _offices() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, longest_first(words_of("office")))))


class Bodies:
    """Knows the names of every body in the corpus, and by which other names they go."""

    def __init__(self, facts: Iterable[ReportFacts]) -> None:
        self.held: dict[str, set[str]] = {}
        for fact in facts:
            if fact.organisation:
                self.held.setdefault(fact.organisation, set()).update(fact.short_names)
        self.names: dict[str, set[str]] = {}
        self.regions: dict[str, set[str]] = {}
        self.own: dict[str, set[str]] = {}  # by the region that a body is of, not those around it
        for full, short in self.held.items():
            for alias in (*aliases(full, short), *abbreviations(full)):
                self.names.setdefault(plain(alias), set()).add(full)
            for place, (name, level) in enumerate(parse(full).regions, 1):
                for spelling in (name + level, name):
                    self.regions.setdefault(plain(spelling), set()).add(full)
                    if place == len(parse(full).regions):
                        self.own.setdefault(plain(spelling), set()).add(full)
        self._sizes = sorted({len(name) for name in self.names}, reverse=True)
        self._sounds = {sound(n): n for n in sorted(self.names) if len(n) >= 4}
        self._levels = tuple(load("organisations")["levels"])
        organisations = load("organisations")
        self._not_after = tuple(organisations["not_preceded_by"])
        self._not_before = tuple(organisations["not_followed_by"])
        self._no_regions = frozenset(organisations["not_regions"])

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every body or region named in plain `text`, in order, none over another."""
        taken = [False] * len(text)
        found: list[Mention] = []
        for start, end, name in self._alike(text):
            if any(taken[start:end]) or self._inside_other(text, start, end):
                continue
            mention = self._owned(text, start, end, name)
            found.append(mention)
            taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
        found += self._of_held_regions(text, taken)
        found += self._unheld(text, taken, bool(found))
        found += self._lone_regions(text, taken)
        return self._by_region(self._without_speakers(text, sorted(found, key=lambda m: m.start)))

    def _without_speakers(self, text: str, found: list[Mention]) -> list[Mention]:
        """The mentions but for the office that somebody is from, where another body is asked about."""
        asked = [m for m in found if not self._speaks(text, m.start)]
        return asked if any(m.kind is not Kind.REGION for m in asked) else found

    def _alike(self, text: str) -> list[tuple[int, int, str]]:
        """Places of held names, longest first, word for word before by sound."""
        heard = sound(text)
        found: list[tuple[int, int, int, str]] = []
        for size in self._sizes:
            for start in range(len(text) - size + 1):
                name = text[start : start + size]
                if name in self.names:
                    found.append((-size, 0, start, name))
                elif size >= 4 and (alike := self._sounds.get(heard[start : start + size])):
                    found.append((-size, 1, start, alike))
        return [(start, start - size, name) for size, _, start, name in sorted(found)]

    def _inside_other(self, text: str, start: int, end: int) -> bool:
        return text.startswith(self._not_before, end) or text[:start].endswith(self._not_after)

    def _owned(self, text: str, start: int, end: int, name: str) -> Mention:
        """The mention at a place, its neighbours seen."""
        holders = self.names[name]
        if office := self._goes_on(text, end, holders):
            return Mention(start, office, text[start:office], Kind.UNHELD)
        level = next((w for w in self._levels if name.startswith(w)), "")
        whole = (
            name in self.held
            or regions_of(name)[0]
            or any(name.startswith(r) for r in self.regions if len(r) > 1)
        )
        if whole and not level:
            return self._held(start, end, text, holders)
        begin, region = self._region_before(text, start, level)
        if region is None:
            return self._held(start, end, text, holders)
        same = {h for r in region for h in self.own.get(r, ())} & holders
        if same:
            return self._held(begin, end, text, same)
        return Mention(begin, end, text[begin:end], Kind.UNHELD)

    def _held(self, start: int, end: int, text: str, holders: set[str]) -> Mention:
        kind = Kind.REGION if text[start:end] in self.regions else Kind.BODY
        return Mention(start, end, text[start:end], kind, tuple(sorted(holders)))

    def _goes_on(self, text: str, end: int, holders: set[str]) -> int | None:
        """Where the name of another office ends that begins with a held name (市政府 of 市政府办公厅)."""
        for ending in words_of("office"):
            for size in range(1, len(ending)):
                if text[:end].endswith(ending[:size]) and text.startswith(ending[size:], end):
                    whole = end + len(ending) - size
                    return None if any(parse(h).suffix == ending for h in holders) else whole
        office = _offices().match(text, end)
        if office is None or all(parse(h).suffix.startswith(office[0][:2]) for h in holders):
            return None
        return office.end()

    def _region_before(self, text: str, start: int, level: str) -> tuple[int, tuple[str, ...] | None]:
        """Where the region right before a name begins, and its spellings; None where there is none."""
        before = text[:start]
        if level:
            for size in (4, 3, 2):
                word = before[-size:]
                if len(word) == size and (word in self.regions or is_place(word) or is_place(word + level)):
                    return start - size, (word, word + level)
            # A place that no list knows: two characters that make no word, nor belong to one before them.
            word = "".join(c for c in before[-2:] if "\u4e00" <= c <= "\u9fff")
            tokens = cut(before[-6:])
            loose = len(word) == 2 and word in (tokens[-1:] and tokens[-1], "".join(tokens[-2:]))
            if loose and not is_word(word) and not set(word) & set(words_of("small")):
                return start - 2, (word, word + level)
            return start, None
        match = _REGION_END.search(before)
        while match:
            for size in (2, 3):
                word = match[1][-size:] + match[2]
                known = word in self.regions or is_place(word) or is_place(match[1][-size:])
                if word not in self._no_regions and (known or not set(word[:-1]) & set(words_of("small"))):
                    return start - len(word), (word, word.removesuffix(match[2]))
            break
        for size in (4, 3, 2):
            word = before[-size:]
            if len(word) == size and (word in self.regions or is_place(word)):
                return start - size, (word,)
        return start, None

    def _unheld(self, text: str, taken: list[bool], others: bool) -> Iterator[Mention]:
        """Departments and offices with a region of their own, or alone where nothing else is named."""
        for match in (*_departments().finditer(text), *_offices().finditer(text)):
            start, end = match.span()
            if any(taken[start:end]) or self._inside_other(text, start, end) or self._speaks(text, start):
                continue
            level = text[start - 1 : start] if text[start - 1 : start] in self._levels else ""
            begin, region = self._region_before(text, start - len(level), level)
            beside = text[start - 1 : start] in words_of("joint") or text[end : end + 1] in words_of("joint")
            alone = match.re is _departments() and text[end : end + 1] not in ("", *words_of("verb"))
            if region is None and (match.re is _offices() or (others and not beside) or not (level or alone)):
                continue
            begin = begin if region is not None else start - len(level)
            if any(taken[begin:end]):
                continue
            taken[begin:end] = [True] * (end - begin)
            yield Mention(begin, end, text[begin:end], Kind.UNHELD)

    def _of_held_regions(self, text: str, taken: list[bool]) -> Iterator[Mention]:
        """Offices of a held region that are none of the held bodies (甲区教育局)."""
        ways = "|".join(map(re.escape, longest_first(words_of("kind of office"))))
        for region in sorted(self.regions, key=len, reverse=True):
            for match in re.finditer(rf"{re.escape(region)}([{_HAN}]{{1,8}}?)(?:{ways})", text):
                start, end = match.span()
                odd = set(match[1]) & set(words_of("small")) or any(taken[start:end])
                if not odd and not self._inside_other(text, start, end):
                    taken[start:end] = [True] * (end - start)
                    yield Mention(start, end, match[0], Kind.UNHELD)

    def _speaks(self, text: str, start: int) -> bool:
        """Whether somebody says where he is from (我是审计局的)."""
        return text[max(0, start - 4) : start].endswith(tuple(words_of("speaker")))

    def _lone_regions(self, text: str, taken: list[bool]) -> Iterator[Mention]:
        """Regions named without a body: of held bodies, and others."""
        for region in sorted(self.regions, key=len, reverse=True):
            for match in re.finditer(re.escape(region), text):
                start, end = match.span()
                if not any(taken[start:end]):
                    taken[start:end] = [True] * (end - start)
                    yield Mention(start, end, region, Kind.REGION, tuple(sorted(self.regions[region])))
        for match in re.finditer(rf"[{_HAN}]{{2,3}}?(?:省|市|区|县|州|旗|街道)", text):
            for size in (4, 3):
                start, word = match.end() - size, text[match.end() - size : match.end()]
                if (
                    start >= match.start()
                    and word not in self._no_regions
                    and is_place(word)
                    and not any(taken[start : match.end()])
                ):
                    taken[start : match.end()] = [True] * size
                    yield Mention(start, match.end(), word, Kind.UNHELD)

    def _by_region(self, found: list[Mention]) -> tuple[Mention, ...]:
        """Names that several bodies hold, narrowed by a region that is named elsewhere in the question."""
        regions = [m for m in found if m.kind is Kind.REGION]
        narrowed = []
        for mention in found:
            holders = set(mention.holders)
            if mention.kind is Kind.BODY and len(holders) > 1:
                for region in regions:
                    holders = holders & set(region.holders) or holders
            narrowed.append(
                Mention(mention.start, mention.end, mention.text, mention.kind, tuple(sorted(holders)))
            )
        return tuple(narrowed)
