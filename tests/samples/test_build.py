"""The build script gives the committed reports again."""

import json
from pathlib import Path

import pypdfium2
import pytest

pytest.importorskip("fpdf", reason="the renderer of the samples is not installed")

from samples.build import HERE, build
from samples.fonts import FontMissing


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    try:
        build(HERE / "data", folder)
    except FontMissing as missing:
        pytest.skip(f"font of the samples: {missing}")
    return folder


def texts(path):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]


def rules(path):
    return [sum(1 for _ in page.get_objects(max_depth=1)) for page in pypdfium2.PdfDocument(path)]


def test_the_truth_is_what_the_data_files_give(rebuilt):
    """Printing the data anew gives the committed truth, line for line, and the committed index."""
    for path in sorted((HERE / "truth").glob("*.jsonl")):
        assert (rebuilt / "truth" / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8")
    assert {p.name for p in (rebuilt / "truth").iterdir()} == {p.name for p in (HERE / "truth").iterdir()}
    index = "reports/index.json"
    assert json.loads((rebuilt / index).read_text("utf-8")) == json.loads((HERE / index).read_text("utf-8"))


def test_the_committed_reports_are_what_the_data_files_give(rebuilt):
    """Each committed PDF has the text and the drawn objects, page for page, of one built now."""
    committed = sorted(path.name for path in (HERE / "reports").glob("*.pdf"))
    assert committed == sorted(path.name for path in (rebuilt / "reports").glob("*.pdf"))
    for name in committed:
        old, new = HERE / "reports" / name, rebuilt / "reports" / name
        assert texts(old) == texts(new)
        assert rules(old) == rules(new)


def test_building_twice_gives_the_same_bytes(rebuilt, tmp_path: Path):
    """Nothing of the build depends on the time or on the order of a set."""
    build(HERE / "data", tmp_path)
    for path in (rebuilt / "reports").iterdir():
        assert path.read_bytes() == (tmp_path / "reports" / path.name).read_bytes(), path.name
