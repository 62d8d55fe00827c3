"""What a text sounds like: homophones written for one another are found by it."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache


@cache
def _readings() -> dict[int, str]:
    """The first reading of every ideograph, without its tone."""
    from pypinyin.pinyin_dict import pinyin_dict

    return {
        code: "".join(
            c for c in unicodedata.normalize("NFD", readings.split(",", 1)[0]) if not unicodedata.combining(c)
        )
        for code, readings in pinyin_dict.items()
        if 0x3400 <= code <= 0x9FFF
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
