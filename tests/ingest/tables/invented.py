"""Invented tables of random shape: header trees, sides, codes, blanks, and how they are printed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

SYLLABLES = "东南西北春夏秋冬山川湖海松柏兰竹梅桃金银铜铁石玉丝绸茶米盐糖"
ENDINGS = ("数", "支出", "收入", "经费", "金额", "余额")


@dataclass
class Heading:
    """A node of the header: leaves are columns."""

    text: str
    children: list[Heading] = field(default_factory=list)

    @property
    def leaves(self) -> list[Heading]:
        return [leaf for child in self.children for leaf in child.leaves] if self.children else [self]

    @property
    def depth(self) -> int:
        return 1 + max((child.depth for child in self.children), default=0)

    def paths(self) -> list[tuple[str, ...]]:
        if not self.children:
            return [(self.text,)]
        return [(self.text, *path) for child in self.children for path in child.paths()]


@dataclass
class InventedSide:
    """Labels (with codes or without) and the figures beside them."""

    name: str | None
    codes: list[str] | None
    labels: list[str]
    headings: list[Heading]
    values: list[list[str]]


@dataclass
class Style:
    """How a table is printed."""

    ruled: bool
    rows_per_page: int
    header_repeats: bool
    caption_repeats: bool
    ordinals: bool
    total_first: bool = False  # the first row is a sum over the code and label columns
    split_codes: bool = False  # 类, 款, 项 in columns of their own
    open_sides: bool = False  # no rule at the left and right edge
    row_height: float = 32.0
    unit: str = "万元"


@dataclass
class InventedTable:
    title: str
    form: str | None
    sides: list[InventedSide]
    style: Style

    def expected(self) -> set[tuple]:
        """(code, label, column path, printed figure, page) of every figure."""
        found = set()
        for side in self.sides:
            paths = [path for heading in side.headings for path in heading.paths()]
            for row, (label, values) in enumerate(zip(side.labels, side.values, strict=True)):
                for path, value in zip(paths, values, strict=True):
                    if value:
                        whole = (side.name, *path) if side.name else path
                        code = (side.codes[row] or None) if side.codes else None
                        found.add((code, label, whole, value, 1 + row // self.style.rows_per_page))
        return found


def name(rng: random.Random, least: int, most: int) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(least, most)))


def heading(rng: random.Random, depth: int, room: int) -> Heading:
    """A heading with up to `room` leaves and at most `depth` levels."""
    own = Heading(name(rng, 2, 4) + rng.choice(ENDINGS))
    if depth > 1 and room > 1:
        count = rng.randint(2, min(3, room))
        own.children = [heading(rng, depth - 1 if i == 0 else rng.randint(1, depth - 1), room // count)
                        for i in range(count)]  # fmt: skip
    return own


def codes_and_labels(rng: random.Random, rows: int) -> tuple[list[str], list[str]]:
    codes: list[str] = []
    major = rng.randint(201, 230)
    while len(codes) < rows:
        codes.append(str(major))
        for middle in range(1, rng.randint(1, 3)):
            codes.append(f"{major}{middle:02d}")
            codes += [f"{major}{middle:02d}{minor:02d}" for minor in range(1, rng.randint(1, 4))]
        major += rng.randint(1, 3)
    return codes[:rows], [name(rng, 2, 14) for _ in range(rows)]


def side(
    rng: random.Random, rows: int, columns: int, depth: int, coded: bool, label: str | None
) -> InventedSide:
    headings: list[Heading] = []
    left = columns
    while left > 0:
        drawn = heading(rng, depth if not headings else rng.randint(1, depth), left)
        headings.append(drawn)
        left -= len(drawn.leaves)
    count = sum(len(h.leaves) for h in headings)
    codes, labels = codes_and_labels(rng, rows) if coded else (None, [name(rng, 2, 14) for _ in range(rows)])
    values = [[figure(rng) for _ in range(count)] for _ in range(rows)]
    for column in range(count):
        if not any(row[column] for row in values):
            values[rng.randrange(rows)][column] = f"{rng.randint(1, 999999) / 100:,.2f}"
    return InventedSide(label, codes, labels, headings, values)


def figure(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.12:
        return ""
    if kind < 0.3:
        return "0.00"
    sign = "-" if kind > 0.95 else ""
    return f"{sign}{rng.randint(1, 9_999_999) / 100:,.2f}"


def invent(seed: int, ruled: bool) -> InventedTable:
    """A table of random shape."""
    rng = random.Random(seed)
    two = rng.random() < 0.35
    rows = rng.randint(2, 16)
    if two:
        sides = [
            side(rng, rows, rng.randint(1, 2), rng.randint(1, 2), False, name(rng, 2, 2) + "收入"),
            side(rng, rows, rng.randint(1, 3), rng.randint(1, 2), False, name(rng, 2, 2) + "支出"),
        ]
    else:
        sides = [side(rng, rows, rng.randint(2, 7), rng.randint(1, 4), rng.random() < 0.5, None)]
    style = Style(
        ruled=ruled,
        rows_per_page=rng.choice([4, 6, 30]),
        header_repeats=rng.random() < 0.6,
        caption_repeats=rng.random() < 0.5,
        ordinals=rng.random() < 0.5,
        total_first=not two and rng.random() < 0.4,
        split_codes=rng.random() < 0.4,
        open_sides=rng.random() < 0.2,
        row_height=rng.choice([26.0, 32.0]),
        unit=rng.choice(["万元", "元"]),
    )
    if style.total_first:
        sides[0].labels[0] = "合计"
        if sides[0].codes:
            sides[0].codes = ["", *sides[0].codes[:-1]]
    form = f"公开{rng.randint(1, 19):02d}表" if rng.random() < 0.6 else None
    # A row without a figure that opens a page might be the rest of the label before it: nobody can tell.
    for row in range(style.rows_per_page, rows, style.rows_per_page):
        if not any(figure for own in sides for figure in own.values[row]):
            sides[0].values[row][0] = "0.00"
    return InventedTable(name(rng, 5, 9) + "决算表", form, sides, style)
