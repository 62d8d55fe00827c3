"""What a report says of itself: title, whose it is, the year it reports on, its kind, short names.

Read from the content: the title page, the owner lines of tables (部门：…), labelled cells, and what
the text calls the body.  A name that one place misprints gives way to the name of the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from corpus.organisations import aliases, parse, regions_of
from corpus.report import ReportFacts, Table
from corpus.text import fold, level, places_in
from corpus.vocabulary import load
from corpus.years import YearKind, find_years, year_of
from ingest.numbering import marker_of
from ingest.prose import Prose
from ingest.sections import Outline

_NO_DAY = date(2000, 1, 1)  # years of reports are written out; nothing is relative to a day
_CJK = re.compile(r"[\u4e00-\u9fff]")
_DATE = re.compile(r"(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?|(?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?")
_YEAR = re.compile(
    r"(?:(?:19|20)\d\d|二[〇零○][一二三四五六七八九〇零○]{2})\s*(?:-\s*(?:19|20)\d\d\s*)?(?:年度|年)?"
)
_ISSUED = re.compile(r"(?:(?:19|20)\d\d|二[〇零○][一二三四五六七八九〇零○]{2})年.{1,3}月(?:.{1,3}日)?$")
_CALLED = re.compile(r"[（(][^（()）]{0,6}简称[:：为]?\s*([^）)]{2,24})[)）]")
_ASIDE = re.compile(r"\s+|[（(](?:公章|盖章|签章|本级|汇总)[)）]$")
_BEFORE_REGION = "由与和及对向在是经到请将把按为、，。；：:（(“《的"


def facts_of(prose: Prose, found: Outline, tables: Sequence[Table] = ()) -> ReportFacts:
    """The facts of a report; what it does not say is None."""
    title = _title(found, tables)
    texts = [block.paragraph.text for block in found.blocks]
    captions = [line.text for lines in prose.captions.values() for line in lines]
    cells = _labelled_cells(tables)
    whole = fold("\n".join([*texts, *captions, *(c.text for t in tables for c in t.cells)]))
    organisation = _organisation(title, [*texts, *captions], cells, whole)
    year = _year(title, cells, found, texts)
    kind = _kind(title, organisation, found)
    return ReportFacts(
        title=_whole_title(title, organisation, year),
        organisation=organisation,
        fiscal_year=year,
        report_type=kind,
        short_names=_short_names(organisation, texts) if organisation else (),
    )


# --- title ---------------------------------------------------------------------------------------


def _title(found: Outline, tables: Sequence[Table]) -> str:
    """The words of the title page; else the first table's title, heading or line."""
    front = [block.paragraph.text for block in found.blocks if block.front]
    words = [text for text in front if not _is_aside(text)]
    if words:
        return _ISSUED.sub("", "".join(words)) or "".join(words)
    titled = next((table.title for table in tables if table.title), None)
    said = (block for block in found.blocks if block.paragraph.text and not _is_aside(block.paragraph.text))
    first = next(said, None)
    if first is not None and first.paragraph.page == 1:
        text = first.paragraph.text
        if not titled or first.heading or (_named_in(text) and _years(text)):
            return text
    return titled or (first.paragraph.text if first else "")


def _is_aside(text: str) -> bool:
    """A date, an annex mark, or a labelled line on the title page."""
    folded = fold(text)
    marker = marker_of(text)
    annex = marker is not None and marker.kind.is_part and not marker.rest
    return annex or ":" in folded or _DATE.fullmatch(folded) is not None or not _CJK.search(text)


def _whole_title(title: str, organisation: str | None, year: int | None) -> str:
    """A title that names neither body nor year is given both, as it would be cited."""
    named = organisation is not None and any(part in fold(title) for part in _name_parts(organisation))
    dated = year is not None and str(year) in fold(title)
    if not title or named or dated:
        return title
    return f"{organisation or ''}{f'{year}年' if year else ''}{title}"


def _name_parts(organisation: str) -> set[str]:
    name = fold(organisation)
    return {name, name[:4]}


# --- whose report ---------------------------------------------------------------------------------


def _organisation(title: str, lines: Iterable[str], cells: Mapping[str, list[str]], whole: str) -> str | None:
    """The full name: what owner lines, labelled cells and the title say, most often said."""
    votes: Counter[str] = Counter()
    for line in lines:
        votes.update(_owners(line))
    for label in load("reports")["owner"]["labels"]:
        votes.update({name: 5 for name in cells.get(fold(label), []) if is_body(name)})
    if named := _named_in(title):
        votes[named] += 3
    if not votes:
        votes.update(_subjects(whole))
    if not votes:
        return None
    said = {name: 3 * count + min(whole.count(fold(name)), 20) for name, count in votes.items()}
    best = max(said, key=lambda name: (said[name], len(name)))
    return _without_misprint(best, whole)


@cache
def _owner_pattern() -> re.Pattern[str]:
    labels = "|".join(sorted(map(re.escape, load("reports")["owner"]["labels"]), key=len, reverse=True))
    return re.compile(rf"(?:^|[\s\u3000])(?:{labels})\s*[:：]\s*([^\s\u3000:：，。；]+)")


def _owners(line: str) -> list[str]:
    return [name for name in map(_clean_name, _owner_pattern().findall(line)) if is_body(name)]


def _clean_name(text: str) -> str:
    return _ASIDE.sub("", text).strip("。，；:：")


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(load("reports")["body"]["endings"], key=len, reverse=True))


def is_body(name: str) -> bool:
    """Whether the words may be a body's full name: Chinese, long enough, ending as names do."""
    return 4 <= len(name) <= 40 and len(_CJK.findall(name)) >= 4 and name.endswith(_endings())


def _named_in(title: str) -> str | None:
    """The body that a title begins with: what stands before the year and the kind of report."""
    rest = re.sub(r"^(?:关于|公布)", "", level(title).strip())
    rest = _YEAR.sub("", rest, count=1) if _YEAR.match(rest) else rest
    rest = _YEAR.split(rest)[0]
    words = fold(rest)
    cut = min((words.find(w) for w in _kind_words() if len(w) > 2 and words.find(w) > 0), default=len(words))
    if company := re.match(r"[\u4e00-\u9fff（）()]{2,30}?(?:股份有限公司|有限责任公司|有限公司)", rest):
        return company.group()
    name = re.sub(
        r"(?:部门|单位|关于|的)+$", "", rest if len(words) == len(rest) and cut == len(words) else words[:cut]
    )
    if is_body(name):
        return name
    regions, remainder = regions_of(name)
    return f"{name}人民政府" if regions and not remainder and "政府" in title else None


def _subjects(whole: str) -> Counter[str]:
    """Bodies that the text explains: X的主要职责, 第一部分 X概况, X(以下简称…)."""
    pattern = re.compile(
        r"(?:^|[\n。:,;\s])(?:第.部分\s*)?([\u4e00-\u9fff]{4,30}?)(?:的?主要职[责能]|概况|\((?:以下)?简称)"
    )
    names = (re.sub(r"^(?:由|关于|是|对)", "", name) for name in pattern.findall(whole))
    return Counter(name for name in names if is_body(name))


def _without_misprint(name: str, whole: str) -> str:
    """The spelling, one character apart at most, that the report uses most often; of two used
    equally often the longer, since a misprint rather drops a character than adds one."""
    folded = fold(name)
    counts: Counter[str] = Counter({folded: _count(folded, whole)})
    for at in range(1, len(folded)):
        counts.update(variant for variant in _variants(folded, at, whole) if variant != folded)
        shorter = folded[:at] + folded[at + 1 :]
        counts[shorter] += _count(shorter, whole) if at < len(folded) - 1 else 0
    best = max(counts, key=lambda n: (counts[n], len(n)))
    return name if best == folded or not is_body(best) else best


def _variants(name: str, at: int, whole: str) -> Iterator[str]:
    """The places of `whole` where `name` stands with an ideograph more before its character number
    `at`, or another one in the place of that character."""
    before, after = name[:at], name[at:]
    for start in places_in(whole, before):
        other = whole[start + at : start + at + 1]
        if _CJK.match(other):
            rests = (rest for rest in (after, after[1:]) if whole.startswith(rest, start + at + 1))
            yield from (before + other + rest for rest in rests)


def _count(name: str, whole: str) -> int:
    return whole.count(name)


# --- year and kind --------------------------------------------------------------------------------


def _labelled_cells(tables: Sequence[Table]) -> Mapping[str, list[str]]:
    """Folded label → the texts of the cells right of it."""
    found: dict[str, list[str]] = {}
    for table in tables:
        places = {(cell.row, cell.column): cell for cell in table.cells}
        for cell in table.cells:
            right = places.get((cell.row, cell.column + cell.column_span))
            if right is not None and cell.text and right.text and len(cell.text) < 16:
                found.setdefault(fold(cell.text), []).append(_clean_name(right.text))
    return found


def _year(title: str, cells: Mapping[str, list[str]], found: Outline, texts: Sequence[str]) -> int | None:
    """The year reported on: the title's, a labelled one, or the one that most headings name."""
    for text in (title, *(block.paragraph.text for block in found.blocks if block.front)):
        if years := _years(_DATE.sub("", fold(text)) if text != title else text):
            return years[0]
    for label in load("reports")["owner"]["years"]:
        for value in cells.get(fold(label), []):
            if years := _years(value) or _bare_year(value):
                return years[0]
    headings = Counter(year for section in found.sections for year in _years(section.title))
    if headings:
        return max(headings, key=lambda year: (headings[year], year))
    stated = Counter(int(y) for text in texts for y in re.findall(r"((?:19|20)\d\d)年度", fold(text)))
    plain = Counter(year for text in texts for year in _years(text))
    counts = stated or plain
    return max(counts, key=lambda year: (counts[year], year)) if counts else None


def _years(text: str) -> list[int]:
    kinds = (YearKind.YEAR, YearKind.RANGE)
    return [y for mention in find_years(text, _NO_DAY) if mention.kind in kinds for y in mention.years[-1:]]


def _bare_year(text: str) -> list[int]:
    year = year_of(text) if len(text) == 4 else None
    return [year] if year else []


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    """(folded words, kind), longest words first."""
    pairs = [(fold(w), t["name"]) for t in load("reports")["type"] for w in (t["name"], *t["also"])]
    return tuple(sorted(pairs, key=lambda pair: len(pair[0]), reverse=True))


def _kind_words() -> tuple[str, ...]:
    return tuple(words for words, _ in _kinds())


def _kind(title: str, organisation: str | None, found: Outline) -> str | None:
    """The kind of report by its title; else by its headings; else what the title leaves."""
    name = fold(organisation or "")
    words = fold(title).replace(name, "") if name else fold(title)
    for text in (words, *(fold(section.title) for section in found.sections[:8])):
        for known, kind in _kinds():
            if known in text:
                return kind
    left = re.sub(r"^[\s\-—:]+", "", _YEAR.sub("", words)).strip()
    return left if 2 <= len(left) <= 30 and left.endswith(tuple(load("reports")["title"]["ends"])) else None


# --- short names ----------------------------------------------------------------------------------


def _short_names(organisation: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Names that the report uses for the body: those it introduces, and those by rule that it writes."""
    found: list[str] = []
    for text in texts:
        for match in _CALLED.finditer(text):
            before = fold(text[: match.start()])
            if before.endswith(fold(organisation)):
                found += [
                    n for n in re.split(r"[、，,或]", re.sub(r"[“”\"‘’《》]", "", match[1])) if len(n) > 2
                ]
    rest = fold("\n".join(texts)).replace(fold(organisation), "\x00")
    by_rule = [a for a in aliases(organisation) if len(a) >= 3 and fold(a) != fold(organisation)]
    levels = tuple({level for _, level in parse(organisation).regions})
    for alias in sorted(by_rule, key=lambda alias: (-len(alias), alias)):
        name = fold(alias)
        if not (parse(organisation).company or _begins_with_region(alias, organisation)) or name not in rest:
            continue
        if any(_stands_alone(rest, m.start(), name, levels) for m in re.finditer(re.escape(name), rest)):
            found.append(alias)
            rest = rest.replace(name, "\x00")
    return tuple(dict.fromkeys(found))


def _begins_with_region(alias: str, organisation: str) -> bool:
    regions = parse(organisation).regions
    heads = {part for name, level in regions for part in (name, level)}
    return alias.startswith(tuple(heads)) if heads else True


def _stands_alone(text: str, start: int, name: str, levels: tuple[str, ...]) -> bool:
    """区财政局 after another region's name is another body."""
    before = text[start - 1] if start else "\n"
    return (
        not name.startswith(levels)
        or not _CJK.match(before)
        or before in _BEFORE_REGION
        or before in "我本全"
    )
