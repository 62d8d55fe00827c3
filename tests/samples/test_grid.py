"""Data files become grids: joined cells, and figures that know their row and column."""

import json
import tomllib
from pathlib import Path

import pytest

from samples.grid import AMOUNT, read_grid, truths

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FORM = {
    "form": "公开99表",
    "title": "某表",
    "unit": "万元",
    "counted": True,
    "widths": [1, 2, 1, 1, 1],
    "roles": ["code", "label", "amount", "amount", "amount"],
    "header": [
        ["项 目", "<", "合 计", "支出", "<"],
        ["编码", "名称", "^", "甲", "乙"],
        ["栏次", "<", "1", "2", "3"],
    ],
}


def lines_of(tmp_path, form, body):
    path = tmp_path / "table.csv"
    path.write_text("\n".join(["a,b,c,d,e"[: 2 * len(form["widths"]) - 1], *body]) + "\n", encoding="utf-8")
    grid = read_grid(form, path)
    pages = {(cell.row, cell.column): [1] for cell in grid.cells}
    return grid, truths(grid, pages, 1)


def test_marks_join_cells_to_the_left_and_above(tmp_path):
    """`<` and `^` widen and lengthen the cell before them, and leave one cell in its place."""
    grid, _ = lines_of(tmp_path, FORM, ["合计,<,3.00,1.00,2.00"])
    assert (grid.at[0, 0].columns, grid.at[0, 2].rows, grid.at[0, 3].columns) == (2, 2, 2)
    assert grid.at[1, 2] is grid.at[0, 2]
    assert grid.at[3, 1] is grid.at[3, 0]


def test_a_figure_knows_its_header_its_code_and_the_codes_above(tmp_path):
    """Spanning headers come first, column numbers never, and shorter codes are the ancestors."""
    _, lines = lines_of(
        tmp_path, FORM, ["合计,<,3.00,,2.00", "201,大类,3.00,1.00,2.00", "20103,小类,1234.50,,0.00"]
    )
    first, last = lines[0], lines[-1]
    assert (first["row_code"], first["row_label"], first["column_path"]) == (None, "合计", ["合计"])
    assert (last["row_code"], last["row_path"], last["column_path"]) == ("20103", ["大类"], ["支出", "乙"])
    assert lines[-2]["raw"] == "1,234.50"
    assert len(lines) == 7


def test_a_row_of_the_wrong_length_is_refused(tmp_path):
    """A missing cell in a data file is an error, not a shifted table."""
    with pytest.raises(ValueError, match="5 cells"):
        lines_of(tmp_path, FORM, ["合计,<,3.00"])


@pytest.mark.parametrize("name", ["office-2017", "affairs-2017", "office-2021"])
def test_the_committed_truth_holds_every_figure_of_the_data_files(name):
    """As many truth lines as figures in the CSV files, at the same places, with the same values."""
    forms = tomllib.loads((SAMPLES / "data" / "forms.toml").read_text(encoding="utf-8"))
    facts = tomllib.loads((SAMPLES / "data" / name / "report.toml").read_text(encoding="utf-8"))
    wanted = []
    for path in sorted((SAMPLES / "data" / name / "tables").glob("*.csv")):
        key = path.name.split("-")[0]
        grid = read_grid({**forms[key], **facts.get("tables", {}).get(key, {})}, path)
        for cell in grid.cells:
            if cell.row >= grid.head and AMOUNT.fullmatch(cell.text):
                place = (grid.form.get("form"), cell.row - grid.head, cell.column)
                wanted.append((*place, cell.text.rstrip("%")))
    lines = (SAMPLES / "truth" / f"{name}.cells.jsonl").read_text(encoding="utf-8").splitlines()
    found = [(c["form"], c["row"], c["col"], c["value"]) for c in map(json.loads, lines)]
    assert sorted(found, key=str) == sorted(wanted, key=str)
