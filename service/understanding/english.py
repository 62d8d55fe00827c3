"""An English question in the field's Chinese terms, so that one grammar reads both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from corpus.vocabulary import load
from service.language import load as load_language
from service.understanding.sounds import spelled

_OFFICE_OF = re.compile(
    r"((?:[\u4e00-\u9fff]+\s*)*(?:办公厅|办公室|局|委员会|政务办|中心|法院|检察院))"
    r"\s+(?:of|for|in)\s+(?:the\s+)?((?:[\u4e00-\u9fff]+\s*)+)"
)
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_GLOSSED = re.compile(r"((?:[A-Za-z\"'’-]+\s+){1,8}[A-Za-z\"'’-]*)\s*[（(]([\u4e00-\u9fff][^()（）]*)[)）]")
_BODY = re.compile(r"(?:办公厅|办公室|局|委员会|政务办|法院|检察院|街道|办事处)$")
_COUNTING = re.compile(r"\b(?:how many|number of|count of)\b", re.IGNORECASE)


def language_of(question: str) -> str:
    """`en` for a question that is mostly written in English words (of any width), else `zh`."""
    words = len(re.findall(r"[A-Za-z]{2,}", unicodedata.normalize("NFKC", question)))
    return "en" if words >= 3 and words > len(_IDEOGRAPH.findall(question)) / 2 else "zh"


@cache
def _table(counting: bool) -> tuple[tuple[re.Pattern[str], str], ...]:
    data = load("english")
    special = data["counted"] if counting else data["money"]
    sayings = {
        say: c["labels"][0] for c in load_language("en/sayings")["concept"] for say in c["says"] if " " in say
    }
    pairs = {**sayings, **data["words"], **data["terms"], **special, **data["bodies"]}
    ordered = sorted(pairs.items(), key=lambda item: -len(item[0]))
    return tuple((re.compile(rf"\b{re.escape(k)}\b", re.IGNORECASE), v) for k, v in ordered)


@cache
def _stops(name: str) -> frozenset[str]:
    return frozenset(load("english")["stop"][name])


def _without_glosses(question: str) -> str:
    """`overseas travel (出国费)` says one thing twice: the Chinese term is kept."""

    def term(match: re.Match[str]) -> str:
        words = match[1].split()
        kept = next((i + 1 for i in range(len(words) - 1, -1, -1) if words[i].lower() in _stops("edges")), 0)
        return f"{' '.join(words[:kept])} {match[2]} "

    return _GLOSSED.sub(term, question)


def _regions(question: str, regions: Iterable[str]) -> str:
    """Region names spelled in Latin letters, with or without their level word, in ideographs."""
    levels: dict[str, str] = load("english")["levels"]
    ways = "|".join(sorted(levels, key=len, reverse=True))
    for region in sorted(regions, key=len):
        core = region[:-1] if region[-1] in levels.values() else region
        pattern = re.compile(rf"\b{spelled(core)}\b(?:\s+({ways})\b)?", re.IGNORECASE)
        found = pattern.search(question)
        while found:
            chinese = core + (levels[found[1].lower()] if found[1] else "")
            question = question[: found.start()] + chinese + question[found.end() :]
            found = pattern.search(question)
    return question


def to_chinese(question: str, regions: Iterable[str]) -> str:
    """The question with every English term of the vocabulary replaced by the Chinese one.

    Words that the vocabulary does not hold stay as they are.  `regions` are names of places
    and of their offices that the corpus knows: they are recognised by their spelling.
    """
    regions = tuple(regions)
    written = _without_glosses(unicodedata.normalize("NFKC", question))
    text = _regions(written, [r for r in regions if len(r) >= 2])
    counting = bool(_COUNTING.search(text))
    for pattern, chinese in _table(counting):
        text = pattern.sub(f" {chinese} ", text)
    text = re.sub(r"\s+", " ", text)
    text = _OFFICE_OF.sub(lambda m: f" {m[2].strip()}{m[1]} ", text)
    text = re.sub(r"市\s*市人民政府", "市人民政府", text)
    text = re.sub(r"(人民)?政府\s*(?=办公[厅室])", "政府", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=(?:政府|办公|市|区|县|财政局|政务))", "", text)
    return _asked_last(_without_stops(_beside_their_place(text, regions)))


def _beside_their_place(text: str, regions: Iterable[str]) -> str:
    """A body joined to the region or street that stands before it (姑苏区 教育局)."""
    bodies = "|".join(sorted(set(load("english")["bodies"].values()), key=len, reverse=True))
    places = "|".join(sorted(map(re.escape, regions), key=len, reverse=True))
    return re.sub(rf"({places})\s+(?={bodies})", r"\1", text) if places else text


def _without_stops(text: str) -> str:
    """`text` without the English words left over that carry no content."""
    return re.sub(r"[A-Za-z]+(?:'s)?", lambda m: " " if m[0].lower() in _stops("words") else m[0], text)


def _asked_last(text: str) -> str:
    """多少 behind what it asks for, as a Chinese question has it."""
    words = re.sub(r"(?<!\d)((?:19|20)\d\d)(?!\d)", r" \1年 ", text).split()
    bodies = [w for w in words if _BODY.search(w)]
    if len(bodies) == 1:
        years = [w for w in words if re.fullmatch(r"\d{4}年", w)]
        words = [*bodies, *years, *(w for w in words if w not in (*bodies, *years))]
    if any("多少" in word and word != "多少" for word in words):
        return " ".join(w for w in words if w != "多少")
    if words.count("多少") != 1 or "哪个" in words:
        return " ".join(words)
    words.remove("多少")
    return " ".join(words).rstrip("?？. ") + "是多少"
