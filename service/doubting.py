"""Whether a figure that a sentence states may be taken for the one asked for."""

from __future__ import annotations

import re

from service.frame import Basis, Operation
from service.lookup.matching import Words, match_words
from service.lookup.terms import common_words, terms
from service.narrative import Role, StatedFigure
from service.narrative.asks import class_of, without_budget_names
from service.narrative.focus import terms_of
from service.understanding.reader import Reading
from service.understanding.words import find_mask, plain, words_mask

_MOSTLY = 0.6  # of the subject of a rate that must be said
_RATE = re.compile(
    r"[\u4e00-\u9fff]{1,2}率(?=(?:数值?|数据)?(?:是|为|有|达|到|[,，])?(?:多少|几|多大|百分之几|如何|怎样)?[呢?？。]*$)"
)
_RATE_AND_MORE = re.compile(r"[多几]少?[^率]*[,，、和与].*率|率.*[和与、].*率|分[和与及、].*率")
_COMPLETED = re.compile("完成[年初调整全]*预算")


def doubtful(figure: StatedFigure, reading: Reading) -> bool:
    """Whether words of the question stand neither in the sentence nor above it."""
    if sum(len(word) for word in figure.unexplained) > 1 or not _speaks_of(figure, reading):
        return True
    if _counts_something_else(figure, reading):
        return True
    if (rate := rate_asked(reading)) and class_of(figure.unit) == "ratio":
        return not _rates(figure, reading, rate)
    if _of_other_account(figure, reading):
        return True
    money = bool(reading.frame.bases) and reading.frame.operation != Operation.GROWTH
    return money and class_of(figure.unit) not in ("money", "ratio", "score", "")


def _counts_something_else(figure: StatedFigure, reading: Reading) -> bool:
    """Whether a number of things is told for a topic that was not asked for by number, and that its own
    words do not name (编报绩效目标的项目39个 for 绩效目标)."""
    if reading.cues.numeric or class_of(figure.unit) in ("money", "ratio", "score", ""):
        return False
    topic, label = plain(reading.phrase), plain(figure.label)
    return bool(topic) and not any(topic[at : at + 2] in label for at in range(len(topic) - 1))


def _of_other_account(figure: StatedFigure, reading: Reading) -> bool:
    """Whether a level is of the other account than the one asked (年初预算为…，支出决算为…)."""
    if figure.role not in (Role.LEVEL, Role.BUDGET) or len(reading.frame.bases) != 1:
        return False
    label = _COMPLETED.sub("", without_budget_names(plain(figure.label)))
    final, budget = label.rfind("决算"), label.rfind("预算")
    if max(final, budget) < 0 or min(final, budget) < 0:
        return False
    return (Basis.BUDGET if budget > final else Basis.FINAL) is not reading.frame.bases[0]


def _speaks_of(figure: StatedFigure, reading: Reading) -> bool:
    """Whether the sentence, or what stands above it, has a word of what is asked for beyond common ones
    (在编人员 is not told of by any 人员)."""
    source = figure.source
    said = plain("".join((*source.section, source.title or "", source.quote, figure.label)))
    words = Words.of(reading.text, reading.content)
    told = match_words(said, words, reading.content)
    for number, mask in words.terms.items():
        if any(form in said for form in terms()[number].forms):
            told |= mask
    for term in terms_of(reading.phrase):  # 公车 is told as 车辆
        if any(plain(form) in said for form in term.forms[1:]):
            told |= find_mask(reading.text, plain(term.forms[0]))
    common = words_mask(reading.text, common_words(), reading.content)
    asked = reading.residue(common)
    return not asked or reading.residue(common | told) != asked


def rate_asked(reading: Reading) -> str:
    """The rate that a question ends in (执行率), where it asks for nothing else; else empty."""
    match = _RATE.search(reading.text)
    return match[0] if match and not _RATE_AND_MORE.search(reading.text) else ""


def _rates(figure: StatedFigure, reading: Reading, rate: str) -> bool:
    """Whether the sentence of a rate says what it is the rate of."""
    source = figure.source
    said = plain("".join((*source.section[-1:], source.quote, figure.label)))
    subject = reading.phrase.replace(rate, "").removesuffix("预算").removesuffix("的")
    if len(subject) < 2 or subject in said:
        return True
    words = Words.of(subject, (1 << len(subject)) - 1)
    if any(form in said for number in words.terms for form in terms()[number].forms):
        return True
    return match_words(said, words, (1 << len(subject)) - 1).bit_count() >= _MOSTLY * len(subject)
