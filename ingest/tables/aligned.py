"""Words in columns, without upright rules → a grid.

Columns are what white strips part, over all pages of a table; rows are what stands level with
a figure, or between; headings over several columns are told by where their middle stands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.report import Box
from ingest.content import Word
from ingest.tables import terms
from ingest.tables.aligned_header import header_cells, is_spread, leaf_blocks
from ingest.tables.aligned_rows import Block, blocks_of_units, rows_of, ruled_rows
from ingest.tables.figures import Kind, read_figure
from ingest.tables.grid import Cell, Grid, lines_of
from ingest.tables.regions import Region

GUTTER = 0.45  # of the font size: the narrowest white strip between two columns
WIDE = 0.45  # of the table's width: wider words run over columns, as the labels of sums may


@dataclass(slots=True)
class _Stretches:
    """Stretches of x that words cover, joined where the white between is too narrow."""

    spans: list[tuple[float, float]] = field(default_factory=list)

    def add(self, words: Sequence[Word]) -> None:
        spans = [*self.spans, *((word.box.x0, word.box.x1) for word in words)]
        size = sum(word.size for word in words) / len(words) if words else 0.0
        joined: list[tuple[float, float]] = []
        for start, end in sorted(spans):
            if joined and start - joined[-1][1] < GUTTER * size:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        self.spans = joined


def grids_from_alignment(group: Sequence[Region]) -> list[Grid]:
    """The grids of one table's regions, all with the same columns."""
    xs = _column_edges(group)
    if len(xs) < 3:
        return []
    return [_grid(region, xs) for region in group]


def _column_edges(group: Sequence[Region]) -> list[float]:
    x0, x1 = min(r.box.x0 for r in group), max(r.box.x1 for r in group)
    # A dash stands in the middle of its column, and figures at its right end: it tells no column.
    words = [w for region in group for w in _body_words(region) if read_figure(w.text).kind is not Kind.NIL]
    narrow = [w for w in words if w.box.x1 - w.box.x0 < WIDE * (x1 - x0) and not terms.is_total(w.text)]
    every, some = _Stretches(), _Stretches()
    every.add(words)
    some.add(narrow)
    spans = some.spans if len(some.spans) > len(every.spans) else every.spans
    columns = _Stretches(list(spans))
    leaves = [block for region in group for block in leaf_blocks(_header_words(region), spans, region.rules)]
    columns.spans = _headed(spans, leaves)
    for block in leaves:
        columns.add(block)
    columns.spans = _one_where_never_both(columns.spans, leaves, words)
    if columns.spans:  # words may reach over the ends of the lines
        x0, x1 = min(x0, columns.spans[0][0]), max(x1, columns.spans[-1][1])
    inner = _edges_between(columns.spans, leaves, x0, x1)
    inner += _figures_behind_words(words, [x0, *inner, x1])
    return [x0, *sorted(edge for edge in inner if x0 < edge < x1), x1]


def _one_where_never_both(
    spans: Sequence[tuple[float, float]], leaves: Sequence[list[Word]], words: Sequence[Word]
) -> list[tuple[float, float]]:
    """Two columns of which one has no heading, and no line holds words of both, are one (labels
    set left, a sum's in the middle); where neither has one, only such sums are words of the other."""
    if not leaves:
        return list(spans)
    lines = lines_of(words)
    found = list(spans[:1])
    for span in spans[1:]:
        last = found[-1]
        headed = all(_middles(one, leaves) for one in (last, span))
        both = any(_on_line(line, last) and _on_line(line, span) for line in lines)
        bare = not any(_middles(one, leaves) for one in (last, span))
        sums = any(all(map(terms.is_total, _texts_in(lines, one))) for one in (last, span))
        if headed or both or (bare and not sums):
            found.append(span)
        else:
            found[-1] = (last[0], span[1])
    return found


def _texts_in(lines: Sequence[Sequence[Word]], span: tuple[float, float]) -> list[str]:
    """What the lines say within a column."""
    said = ("".join(w.text for w in line if w.box.x0 < span[1] and span[0] < w.box.x1) for line in lines)
    return [text for text in said if text]


def _on_line(line: Sequence[Word], span: tuple[float, float]) -> bool:
    return any(word.box.x0 < span[1] and span[0] < word.box.x1 for word in line)


def _edges_between(
    spans: Sequence[tuple[float, float]], leaves: Sequence[list[Word]], x0: float, x1: float
) -> list[float]:
    """Edges within the white between columns: a heading stands in the middle of its column, so
    one edge and the heading's middle give the other; else halfway."""
    edges = [(a[1] + b[0]) / 2 for a, b in pairwise(spans)]
    middles = [_middle(span, leaves) for span in spans]
    sure = [False] * len(edges)
    edge = x1
    for i in range(len(edges) - 1, -1, -1):
        middle = middles[i + 1]
        mirrored = 2 * middle - edge if middle is not None else edges[i]
        sure[i] = middle is not None and spans[i][1] - 1 <= mirrored <= spans[i + 1][0] + 1
        edges[i] = mirrored if sure[i] else edges[i]
        edge = edges[i]
    edge = x0
    for i in range(len(edges)):
        middle = middles[i]
        mirrored = 2 * middle - edge if middle is not None else edges[i]
        if not sure[i] and spans[i][1] - 1 <= mirrored <= spans[i + 1][0] + 1:
            edges[i] = mirrored
        edge = edges[i]
    return edges


def _middle(span: tuple[float, float], leaves: Sequence[list[Word]]) -> float | None:
    """The middle of the headings over a column, where they agree."""
    found = _middles(span, leaves)
    return found[0] if found and max(found) - min(found) < 2 else None


def _middles(span: tuple[float, float], leaves: Sequence[list[Word]]) -> list[float]:
    ends = [(min(w.box.x0 for w in leaf), max(w.box.x1 for w in leaf)) for leaf in leaves]
    return [(a + b) / 2 for a, b in ends if a < span[1] and span[0] < b]


def _headed(spans: Sequence[tuple[float, float]], leaves: Sequence[list[Word]]) -> list[tuple[float, float]]:
    """Columns reached out to their headings: one that no heading stands over takes the nearest
    that stands over none (figures stand right, their heading in the middle)."""
    heads = sorted({(min(w.box.x0 for w in leaf), max(w.box.x1 for w in leaf)) for leaf in leaves})
    free = [head for head in heads if not any(a < head[1] and head[0] < b for a, b in spans)]
    found = list(spans)
    for i, (a, b) in enumerate(spans):
        left, right = (spans[i - 1][1] if i else 0.0), (spans[i + 1][0] if i + 1 < len(spans) else 1e9)
        beside = [head for head in free if left < head[0] and head[1] < right]
        if not beside or any(head[0] < b and a < head[1] for head in heads):
            continue
        x0, x1 = min(beside, key=lambda head: max(a - head[1], head[0] - b))
        free = [head for head in free if head[1] <= x0 or head[0] >= x1]
        found[i] = (min(a, x0), max(b, x1))
    return sorted(found)


def _body_words(region: Region) -> list[Word]:
    edge = region.header_bottom
    return [w for w in region.words if edge is None or w.box.bottom > edge]


def _header_words(region: Region) -> list[Word]:
    edge = region.header_bottom
    return [w for w in region.words if edge is not None and w.box.bottom <= edge]


def _figures_behind_words(words: Sequence[Word], edges: Sequence[float]) -> list[float]:
    """Further edges, where a column holds words and, right of them on the line, a figure."""
    found: list[float] = []
    for left, right in pairwise(edges):
        inside = [w for w in words if left <= (w.box.x0 + w.box.x1) / 2 < right]
        ends: list[tuple[float, float]] = []
        for line in lines_of(inside):
            last = line[-1]
            figure = len(line) > 1 and read_figure(last.text).kind is Kind.NUMBER and len(last.text) > 3
            if figure and last.box.x0 - line[-2].box.x1 > 0.9 * last.size:
                ends.append((line[-2].box.x1, last.box.x0))
        if ends and max(e for e, _ in ends) < min(s for _, s in ends):
            found.append((max(e for e, _ in ends) + min(s for _, s in ends)) / 2)
    return found


def _grid(region: Region, xs: Sequence[float]) -> Grid:
    header = header_cells(_header_words(region), xs, region.header_bottom or 0.0, region.rules)
    units = _units(_body_words(region), xs)
    body = ruled_rows(units, region.rows, xs) if region.rows else rows_of(blocks_of_units(units))
    depth = header.rows
    top = region.header_bottom or region.box.top
    ys = [region.box.top + (top - region.box.top) * i / depth for i in range(depth)] if depth else []
    ys += [top, *body.edges[1:-1], region.box.bottom] if body.cells else [region.box.bottom]
    grid = Grid(region.page, list(xs), ys, [], ruled=False)
    for block, row, span in header.cells:
        grid.cells.append(_cell(grid, block, row, span))
    for block, row, span in body.cells:
        grid.cells.append(_cell(grid, block, row + depth, span))
    _fill_gaps(grid)
    return grid


def _units(words: Sequence[Word], xs: Sequence[float]) -> list[Block]:
    """What stands on one line in the same columns, from the top."""
    units = []
    for line in lines_of(words):
        columns: dict[tuple[int, int], list[Word]] = {}
        for piece in _pieces(line):
            slack = 0.35 * piece[0].size
            first = max(0, bisect_right(xs, piece[0].box.x0 + slack) - 1)
            last = min(len(xs) - 2, max(first, bisect_right(xs, piece[-1].box.x1 - slack) - 1))
            columns.setdefault((first, last - first + 1), []).extend(piece)
        units += [Block(first, wide, [inside]) for (first, wide), inside in columns.items()]
    return units


def _pieces(line: Sequence[Word]) -> list[list[Word]]:
    """Words of a line that stand nearer than columns can."""
    pieces: list[list[Word]] = []
    for word in line:
        if pieces and (
            word.box.x0 - pieces[-1][-1].box.x1 < GUTTER * word.size or is_spread(pieces[-1], word)
        ):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _cell(grid: Grid, block: Block, row: int, span: int) -> Cell:
    cell = Cell(row, block.column, span, block.column_span, block.lines, grid.page, unclear=block.unclear)
    cell.box = Box(
        grid.xs[block.column], grid.ys[row], grid.xs[block.column + block.column_span], grid.ys[row + span]
    )
    return cell


def _fill_gaps(grid: Grid) -> None:
    """Empty cells where no block stands, so that cells tile the grid."""
    taken = set(grid.lookup())
    for row in range(grid.rows):
        for column in range(grid.columns):
            if (row, column) not in taken:
                box = Box(grid.xs[column], grid.ys[row], grid.xs[column + 1], grid.ys[row + 1])
                grid.cells.append(Cell(row, column, page=grid.page, box=box))
