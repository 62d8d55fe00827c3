"""Names of public bodies and companies: their parts, and what people call them.

`parse` takes a full name apart (regions, the word for government, core, ending); `aliases`
spells the names that stand for it in speech, by rule.  The words are in
`vocabulary/organisations.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.vocabulary import load


@dataclass(frozen=True, slots=True)
class BodyName:
    """A full name in parts.  `regions` are (proper name, level word), widest first;
    `government` tells whether 人民政府 stands in it; `core` and `suffix` may be empty."""

    full: str
    regions: tuple[tuple[str, str], ...]
    government: bool
    core: str
    suffix: str
    company: bool = False


@cache
def _levels() -> tuple[str, ...]:
    return tuple(load("organisations")["levels"])


@cache
def _region_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(_levels(), key=len, reverse=True))
    return re.compile(rf"([\u4e00-\u9fff]{{2,6}}?)({words})")


@cache
def suffix_words() -> tuple[str, ...]:
    """Every spelling of a body's ending, longest first."""
    suffixes: dict[str, list[str]] = load("organisations")["suffixes"]
    found = {word for words in suffixes.values() for word in words} | set(suffixes)
    return tuple(sorted(found, key=len, reverse=True))


def regions_of(name: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The regions that a name begins with, and what follows them."""
    regions: list[tuple[str, str]] = []
    rest = name
    while (match := _region_pattern().match(rest)) and not _is_no_region(match[1], match[2], rest):
        # 云溪区 is a region; 城市管理局 is none, nor is 区 the end of 社区.
        regions.append((match[1], match[2]))
        rest = rest[match.end() :]
    return tuple(regions), rest


def _is_no_region(name: str, level: str, rest: str) -> bool:
    """社区 ends like a region; after 人民政府 no region follows; 桥南街道 before 办事处 is the office."""
    after = rest[len(name) + len(level) :]
    office = level == "街道" and (not after or after.startswith("办事处"))
    return name + level in _not_regions() or name.startswith(("人民政府", "政府")) or office


@cache
def _not_regions() -> frozenset[str]:
    return frozenset(load("organisations")["not_regions"])


@lru_cache(maxsize=1 << 12)
def parse(full: str) -> BodyName:
    """The parts of a full published name."""
    companies = load("organisations")["companies"]
    for ending in companies["endings"]:
        if full.endswith(ending) and len(full) > len(ending) + 1:
            return BodyName(full, (), False, full[: -len(ending)], ending, company=True)
    regions, rest = regions_of(full)
    government = False
    if rest.startswith("人民政府"):
        government, rest = True, rest[len("人民政府") :]
    suffixes: dict[str, list[str]] = load("organisations")["suffixes"]
    for suffix in sorted(suffixes, key=len, reverse=True):
        # The longest ending that leaves a core which the vocabulary knows, else the longest.
        if rest.endswith(suffix):
            core = rest[: -len(suffix)]
            if core or government or regions or suffix in ("办公厅", "办公室"):
                return BodyName(full, regions, government, core, suffix)
    return BodyName(full, regions, government, rest, "")


def _region_spellings(regions: tuple[tuple[str, str], ...]) -> list[str]:
    """Spellings of the owning region: with and without the wider one, with and without the
    level word, and the level word alone (区园林局)."""
    if not regions:
        return [""]
    name, level = regions[-1]
    found = [name + level, name, level[-1]]
    for wider, wider_level in regions[:-1]:
        found += [wider + wider_level + name + level, wider + name + level, wider + name]
        found += [wider + wider_level + name]
    return found


def core_spellings(core: str, suffix: str) -> list[str]:
    """A core and its shortened forms; an ending like 管理局 lends its 管理 to the core."""
    cores: dict[str, list[str]] = load("organisations")["cores"]
    found = [core]
    for stem in {core, core + suffix.removesuffix("局").removesuffix("委员会")}:
        found += cores.get(stem, [])
    for tail in ("监督管理", "服务管理", "管理", "事务", "工作"):
        if core.endswith(tail) and len(core) - len(tail) >= 2:
            found.append(core[: -len(tail)])
    if "和" in core[1:-1]:
        found.append(core.replace("和", "", 1))
    return list(dict.fromkeys(found))


def _government_aliases(body: BodyName, regions: list[str]) -> set[str]:
    """Names of a government itself, or of its own office."""
    words = load("organisations")["government"]
    if not body.suffix and not body.core:
        places = [r for r in regions if len(r) > 1]
        return {r + w for r in regions for w in words if len(r + w) > 1} | set(places)
    spellings = load("organisations")["suffixes"][body.suffix]
    endings = [*spellings, "办"] if body.suffix == "办公厅" else spellings
    return {r + w + s for r in [*regions, ""] for w in words for s in endings if s not in ("厅", "厅办")} | {
        r + s for r in regions for s in spellings if len(s) > 2 and len(r) > 1
    }


def _company_aliases(body: BodyName) -> set[str]:
    generic = load("organisations")["companies"]["generic"]
    found, core = {body.full, body.core}, body.core
    for word in generic:
        if core.endswith(word) and len(core) - len(word) >= 3:
            found.add(core[: -len(word)])
    regions, rest = regions_of(core)
    if regions and len(rest) >= 3:
        found.add(rest)
    return found


def aliases(full: str, short_names: Iterable[str] = ()) -> frozenset[str]:
    """Every name by which people mean the body `full`, itself and `short_names` included.

    Some stand for several bodies (府办, 财政局): who holds which is for the linker to say.
    """
    body = parse(full)
    extra = {s for s in short_names if len(s) >= 3}
    if body.company:
        return frozenset(_company_aliases(body) | extra)
    regions = _region_spellings(body.regions)
    found = {full} | extra
    if body.government and not body.core:
        return frozenset(found | _government_aliases(body, regions))
    if body.suffix:
        suffixes: dict[str, list[str]] = load("organisations")["suffixes"]
        government = ["", *load("organisations")["government"]] if body.government else [""]
        for core in core_spellings(body.core, body.suffix):
            for ending in suffixes[body.suffix]:
                for word in government:
                    name = word + core + ending
                    found |= {region + name for region in regions}
                    if len(core) >= 2:
                        found.add(name)
        if body.suffix == "街道办事处":
            found |= _street_aliases(body.core, regions)
    else:
        found |= {region + body.core for region in regions}
    return frozenset(name for name in found if len(name) >= 2)


def _street_aliases(core: str, regions: Iterable[str]) -> set[str]:
    """A street office goes by its street: with its region, or alone where that reads as a street."""
    alone = {core} if core.endswith(("街", "路", "巷", "桥")) and len(core) >= 3 else set()
    return alone | {region + core for region in regions if len(region) > 1}


def level_of(full: str) -> str:
    """The level word of the body's own region (`区`, `市`), or an empty string."""
    regions = parse(full).regions
    return regions[-1][1] if regions else ""
