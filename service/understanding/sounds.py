"""What a text sounds like: homophones written for one another are found by it."""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path


@cache
def _readings() -> dict[int, str]:
    """The first reading of every ideograph, without its tone."""
    # The list alone: importing the package reads its list of phrases too, which takes a second.
    spec = find_spec("pypinyin")
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise ModuleNotFoundError("pypinyin")
    listed: dict[str, str] = json.loads(Path(places[0], "pinyin_dict.json").read_text(encoding="utf-8"))
    return {
        int(code): "".join(
            c for c in unicodedata.normalize("NFD", readings.split(",", 1)[0]) if not unicodedata.combining(c)
        )
        for code, readings in listed.items()
        if 0x3400 <= int(code) <= 0x9FFF
    }


@cache
def _signs() -> dict[str, str]:
    return {}


@lru_cache(maxsize=65536)
def sound(text: str) -> str:
    """`text` with a sign of its toneless syllable for each ideograph, as long as `text`.

    Two texts that sound alike are equal in it.
    """
    readings, signs = _readings(), _signs()
    out = []
    for character in text:
        syllable = readings.get(ord(character))
        out.append(signs.setdefault(syllable, chr(0xF0000 + len(signs))) if syllable else character)
    return "".join(out)


def spelled(text: str) -> str:
    """`text` in Latin letters, without tones or spaces: 云溪 is `yunxi`."""
    readings = _readings()
    return "".join(readings.get(ord(c), c) for c in text)
