"""Reads a question into its Frame, with the positions that the Frame explains."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from corpus.vocabulary import load
from corpus.years import YearKind, find_years
from service.frame import Basis, Frame, Metric, Operation
from service.understanding.cues import Cues, baseline_years, fillers, read_cues
from service.understanding.english import language_of, to_chinese
from service.understanding.linking import Link, Linker
from service.understanding.places import is_word
from service.understanding.spelling import put_right, said_once, without_courtesy, worded_plainly
from service.understanding.words import (
    content_mask,
    find_mask,
    longest_first,
    plain,
    runs,
    span_mask,
    words_mask,
)

_CODE = re.compile(r"(?<![\d.])(\d{3}(?:\d{2}){0,3})(?![\d.年%月日])")
_FORM = re.compile(
    r"(?:(?<![\u4e00-\u9fff])[看见按查据])?(?:公开|附)?(?:表)?(?:第)?(\d{1,2})(?:号)?表|公开表(\d{1,2})"
)
_PARTICLES = re.compile(r"[的了呢吗是啊呀]")
_DEGREES = frozenset("大小高低多少更长短谁家年")
_ASKING = (
    "分别是多少",
    "是多少",
    "各多少",
    "多少钱",
    "多少",
    "三家单位",
    "两家单位",
    "单位",
    "哪家",
    "哪个",
    "谁",
    "折合",
    "请问",
)
_EDGES_OF_YEAR = ("末", "初")
_LEAD_IN = re.compile(r"(?:减|加|其中)[:：]|(?<=\d)(?:这|那)?(?:一|个)?[类款项](?=[的在里,，是有多支收])")
_LEADING = re.compile(r"^[的是和与跟及比]+")
_PERIODS = {
    "第一季度": ("一季度", "一季报", "第一季度", "首季", "3月末", "3月31日"),
    "半年度": ("半年度", "上半年", "半年报", "中报"),
    "第三季度": ("三季度", "三季报", "第三季度", "前三季度"),
    "年度": ("全年度", "全年"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A Frame and what stands behind it.

    `text` is the plain question (in Chinese terms), `content` the positions that must be
    explained by what answers it, `baselines` years that it measures against, `period` the
    part of a year that it names.
    """

    frame: Frame
    text: str
    content: int
    cues: Cues
    links: tuple[Link, ...]
    baselines: tuple[int, ...] = ()
    period: str | None = None

    def residue(self, explained: int) -> tuple[str, ...]:
        """The content words that `explained` leaves over: fillers and cues taken out."""
        left = self.content & ~explained & ~self.cues.words
        pieces = tuple(piece for run in runs(self.text, left) for piece in _without_fillers(run))
        return tuple(p for p in pieces if p not in _DEGREES) if self.compares else pieces

    @property
    def in_chinese(self) -> Frame:
        """The frame with the question in Chinese terms, for those who read its words."""
        written = plain(without_courtesy(self.frame.question))
        mended = self.frame.language == "en" or written != self.text
        return replace(self.frame, question=self.text if mended else without_courtesy(self.frame.question))

    @property
    def phrase(self) -> str:
        """The question's own words for what it measures: bodies, years and asking words left out."""
        free = self.content & ~self.cues.words
        for word in _ASKING:
            free &= ~find_mask(self.text, word)
        pieces = runs(self.text, free)
        joined = "".join(dict.fromkeys(p for p in pieces if p not in _DEGREES))
        return _LEADING.sub("", joined).rstrip("的是为和与跟吗呢啊比大小高低")

    @property
    def compares(self) -> bool:
        """Whether something is measured against something else: 大, 高, 多 are then no content."""
        return bool(self.cues.operations & {Operation.COMPARISON, Operation.RANKING, Operation.DIFFERENCE})


@lru_cache(maxsize=8192)
def _without_fillers(run: str) -> tuple[str, ...]:
    """What remains of `run` when filler words are taken out, in the cut that leaves least."""
    words = _filler_set()
    best: list[tuple[int, int]] = [(0, 0)]
    for end in range(1, len(run) + 1):
        cost, kept = best[end - 1]
        option = (cost + 1, kept | 1 << (end - 1))
        for size in range(1, min(end, 8) + 1):
            if run[end - size : end] in words and best[end - size][0] < option[0]:
                option = best[end - size]
        best.append(option)
    return tuple(runs(run, best[-1][1]))


@lru_cache(maxsize=1)
def _filler_set() -> frozenset[str]:
    return frozenset(fillers())


@lru_cache(maxsize=1)
def _edges() -> frozenset[str]:
    return frozenset(load("operations")["fillers"]["edges"])


@lru_cache(maxsize=1)
def _terms() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every spoken or printed form of a term, longest first, with the term's names."""
    pairs: dict[str, tuple[str, ...]] = {}
    for term in load("finance")["term"]:
        names = (term["name"], *term["also"])
        for name in names:
            pairs.setdefault(plain(name), tuple(names))
    return tuple(sorted(pairs.items(), key=lambda item: -len(item[0])))


def _phrases(reading: Reading, explained: int) -> tuple[str, ...]:
    """The content left over as phrases: cut at particles and long fillers, short ones at the ends only."""
    found: list[str] = []
    left = reading.content & ~explained & ~reading.cues.words
    left &= ~words_mask(reading.text, [w for w in fillers() if len(w) >= 2], left)
    for run in runs(reading.text, left):
        for piece in _PARTICLES.split(run):
            start, end = 0, len(piece)
            # 其 of 其三公经费 says nothing, that of 其他收入 begins a word
            while start < end and piece[start] in _edges() and not is_word(piece[start : start + 2]):
                start += 1
            while start < end and piece[end - 1] in _edges() and not is_word(piece[end - 2 : end]):
                end -= 1
            found.append(piece[start:end])
    return tuple(p for p in found if p)


class Reader:
    """Reads questions against the bodies that the corpus holds."""

    def __init__(self, linker: Linker, today: date) -> None:
        self.linker, self.today = linker, today

    def read(self, question: str) -> Reading:
        """The question's reading.  Deterministic; needs no corpus content beyond the names."""
        language = language_of(question)
        if language == "en":
            text = plain(to_chinese(without_courtesy(question), self.linker.spelled()))
        else:
            text = put_right(worded_plainly(said_once(plain(without_courtesy(question)))))
        return self._reading(question, language, text, 0, 0, 0, ())

    def quoting(
        self, reading: Reading, titles: Mapping[str, int], dated: int = 0, labels: int = 0
    ) -> Reading:
        """`reading` with titles of tables as what they are: none of their words names a body, a year or
        what to do.  `titles` holds their positions, `dated` those of labels whose year is a period of the
        table, not of the question, `labels` those of labels that hold a word of an operation (折算差额)."""
        quoted = 0
        for mask in titles.values():
            quoted |= mask
        frame = reading.frame
        return self._reading(
            frame.question, frame.language, reading.text, quoted, dated, labels, tuple(titles)
        )

    def _reading(
        self,
        question: str,
        language: str,
        text: str,
        quoted: int,
        dated: int,
        labels: int,
        titles: tuple[str, ...],
    ) -> Reading:
        links = tuple(
            link
            for link in self.linker.link(text)
            if not link.mask & quoted and (link.mention.name or link.mask & ~labels)
        )
        taken = 0
        for link in links:
            taken |= link.mask
        years, year_mask, prior = self._years(text, taken | quoted | dated)
        baselines = tuple(y for y in baseline_years(text) if len(years) > 1)
        years = tuple(y for y in years if y not in baselines) or years
        forms, form_mask = _forms(text, quoted)
        period, period_mask = _period(text)
        taken |= year_mask | form_mask | period_mask | quoted
        everything = (1 << len(text)) - 1
        cues = read_cues(text, everything & ~taken, labels)
        content = content_mask(text) & ~taken & ~cues.ignored & ~_lead_ins(text)
        bases = cues.bases if not prior or Basis.PRIOR in cues.bases else (*cues.bases, Basis.PRIOR)
        codes = tuple(m[1] for m in _CODE.finditer(text) if not (year_mask | quoted) >> m.start() & 1)
        frame = Frame(
            question=question,
            folded=text,
            language=language,
            operation=cues.operation,
            organisations=tuple(link.mention for link in links),
            years=years,
            report_types=_report_types(text),
            forms=forms,
            table_titles=titles,
            codes=codes,
            side=cues.side,
            bases=bases,
            unit=cues.unit,
        )
        reading = Reading(frame, text, content, cues, links, baselines, period)
        return _with_metrics(reading)

    def _years(self, text: str, taken: int) -> tuple[tuple[int, ...], int, bool]:
        """Years asked for, their positions, and whether the year before is spoken of."""
        mentions = find_years(text, self.today)
        absolute = any(m.kind is not YearKind.RELATIVE for m in mentions)
        years: list[int] = []
        mask, prior = 0, False
        for mention in mentions:
            ends = text[mention.end : mention.end + 1] in _EDGES_OF_YEAR and text[mention.end - 1] == "年"
            bits = span_mask(mention.start, mention.end - ends)  # 年末 and 年初 stay whole
            if bits & taken:
                continue
            mask |= bits
            if mention.kind is YearKind.RELATIVE and (
                absolute or mention.raw in ("上年", "上年度", "上一年")
            ):
                prior = True
            else:
                years += mention.years
        return tuple(dict.fromkeys(years)), mask, prior


def _lead_ins(text: str) -> int:
    """What stands before a row's name in print (减：, 其中：)."""
    mask = 0
    for match in _LEAD_IN.finditer(text):
        mask |= span_mask(*match.span())
    return mask


def _forms(text: str, quoted: int) -> tuple[tuple[str, ...], int]:
    forms, mask = [], 0
    for match in _FORM.finditer(text):
        if quoted >> match.start() & 1:
            continue
        number = match[1] or match[2]
        forms.append(f"公开{int(number):02d}表")
        mask |= span_mask(*match.span())
    return tuple(forms), mask


def _period(text: str) -> tuple[str | None, int]:
    for period, words in _PERIODS.items():
        for word in longest_first(words):
            # 全年预算数 and 全年执行数 are accounts, not a part of the year.
            found = [m.span() for m in re.finditer(rf"{word}(?!预算|执行)", text)]
            if found:
                return period, sum(span_mask(*span) for span in found)
    return None, 0


@lru_cache(maxsize=1)
def _type_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    data = load("operations")["report_types"]
    return tuple((kind, longest_first(words)) for kind, words in data.items())


def _report_types(text: str) -> tuple[str, ...]:
    return tuple(kind for kind, words in _type_words() if any(word in text for word in words))


def _with_metrics(reading: Reading) -> Reading:
    """The reading with the measures that its content words name, and those words."""
    free = reading.content & ~reading.cues.words
    metrics: list[tuple[int, Metric]] = []
    for form, names in _terms():
        at = reading.text.find(form)
        while at >= 0:
            bits = span_mask(at, at + len(form))
            if bits & reading.content == bits and bits & free:
                metrics.append((at, Metric(form, names)))
                free &= ~bits
            at = reading.text.find(form, at + 1)
    explained = reading.content & ~free
    words = _phrases(reading, explained)
    metrics += [(reading.text.find(word), Metric(word, (word,))) for word in words if len(word) >= 2]
    metrics.sort(key=lambda item: item[0])
    frame = replace(reading.frame, metrics=tuple(m for _, m in metrics), keywords=words)
    return replace(reading, frame=frame)
