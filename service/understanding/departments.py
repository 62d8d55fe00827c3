"""Departments that a question opens with, by what such are called everywhere (区财政局, 教育局).

A body that no report is of must be told from a word that means nothing, or the one spoken of before answers
in its place.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.vocabulary import load
from service.frame import OrganisationMention
from service.lookup.terms import telling_spellings
from service.understanding.words import longest_first, span_mask


@cache
def _pattern() -> re.Pattern[str]:
    data = load("organisations")["departments"]

    def ways(name: str) -> str:
        return "|".join(map(re.escape, longest_first(data[name])))

    years = r"(?:(?:19|20)\d\d年度?[、的]?)*"
    return re.compile(
        rf"{years}(?:{ways('before')})?((?:[省市区县州])?(?:{ways('cores')})(?:{ways('endings')}))"
    )


@cache
def _behind() -> tuple[str, ...]:
    measures = tuple(form for form, _ in telling_spellings())
    return (*load("organisations")["departments"]["behind"], *measures)


def department_at_start(text: str) -> tuple[OrganisationMention, int, int] | None:
    """The department that plain `text` opens with, its positions and its start; None where the text goes on
    as if it were no subject (财政局批复了多少)."""
    match = _pattern().match(text.lstrip(" ,，"))
    lead = len(text) - len(text.lstrip(" ,，"))
    if match is None:
        return None
    rest = text[lead + match.end() :]
    if rest and rest[0].isalpha() and not rest.startswith(_behind()):
        return None
    start, end = lead + match.start(1), lead + match.end(1)
    return OrganisationMention(match[1], None), span_mask(start, end), start
