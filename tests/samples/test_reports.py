"""The committed sample reports hold what their data files say."""

import json
import re
import tomllib
from pathlib import Path

import pypdfium2
import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
INDEX = json.loads((SAMPLES / "reports" / "index.json").read_text(encoding="utf-8"))
ORIGINALS = SAMPLES.parents[1] / "shared" / "reports" / "seeds"


def squeezed(text):
    return re.sub(r"\s", "", text)


def page_texts(name):
    document = pypdfium2.PdfDocument(SAMPLES / "reports" / INDEX[name]["file"])
    return [squeezed(page.get_textpage().get_text_range()) for page in document]


def truth(name):
    path = SAMPLES / "truth" / f"{name}.cells.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def narrative(name):
    return (SAMPLES / "data" / name / "narrative.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", INDEX)
def test_every_figure_of_the_truth_stands_on_its_page(name):
    """Each truth line's figure and row label can be read on the page that the line names."""
    pages = page_texts(name)
    for cell in truth(name):
        text = pages[cell["page"] - 1]
        assert cell["raw"] in text, cell
        assert re.sub(r"\W", "", cell["row_label"] or "")[:4] in re.sub(r"\W", "", text), cell


@pytest.mark.parametrize("name", INDEX)
def test_every_paragraph_of_the_narrative_can_be_read_in_the_report(name):
    """Page by page, the PDF gives back the narrative's paragraphs, however they are broken."""
    numbered = [re.sub(f"^{number}|{number}$", "", text) for number, text in enumerate(page_texts(name), 1)]
    whole = "".join(numbered)
    for line in narrative(name).splitlines():
        text = squeezed(re.sub(r"^(#+|->) ", "", line))
        if not text or text.startswith("[["):
            continue
        assert text[:30] in whole or text[-30:] in whole, line


def test_the_folder_names_four_reports_of_two_bodies_and_three_years():
    """Two bodies in one year and one of them in two more, as the demo's comparisons need."""
    bodies = {(entry["organisation"], entry["fiscal_year"]) for entry in INDEX.values()}
    assert len(INDEX) == len(bodies) == 4
    assert len({year for _, year in bodies}) == 3
    assert len([body for body, year in bodies if year == 2017]) == 2


def test_the_committed_reports_stay_small():
    """All PDFs together are under 2 MB."""
    assert sum(path.stat().st_size for path in (SAMPLES / "reports").glob("*.pdf")) < 2_000_000


@pytest.mark.parametrize("name", INDEX)
def test_documented_disagreements_are_there(name):
    """Both sides of every documented disagreement stand in the report, and they do disagree."""
    file = SAMPLES / "data" / name / "disagreements.toml"
    text, cells = narrative(name), truth(name)
    tables = "".join(
        p.read_text(encoding="utf-8") for p in (SAMPLES / "data" / name / "tables").glob("*.csv")
    )
    for entry in tomllib.loads(file.read_text(encoding="utf-8"))["disagreement"]:
        assert entry["quote"] in text, entry
        if "against" in entry:
            assert entry["against"] in text, entry
            assert entry.get("note") or entry["against"] != entry["quote"], entry
        elif "cell" in entry:
            assert entry["cell"] in tables, entry
        else:
            found = [
                cell
                for cell in cells
                if cell["form"] == entry.get("form")
                and cell["row_label"] == entry["row"]
                and cell["column_path"][-1] == entry["column"]
            ]
            assert entry["value"] in {cell["value"] for cell in found}, entry
            assert f"{float(entry['value']):,.2f}" not in entry["quote"], entry


def test_the_readme_counts_the_pages_and_figures_as_they_are():
    """The table of the samples' README agrees with the reports."""
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    for name, entry in INDEX.items():
        row = next(
            line for line in readme.splitlines() if line.startswith(f"| `{name}` | {entry['report_type']}")
        )
        figures = str(len(truth(name)) or "in the text only")
        assert row.endswith(f"| {entry['fiscal_year']} | {len(page_texts(name))} | {figures} |"), row


@pytest.mark.originals
@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the original reports are not here")
def test_no_sentence_is_copied_from_the_originals():
    """Between punctuation marks and digits, no run of 22 characters is the originals' wording."""
    originals = "".join(squeezed(path.read_text(encoding="utf-8")) for path in ORIGINALS.glob("*.txt"))
    for name in INDEX:
        own = [narrative(name)]
        own += [
            p.read_text(encoding="utf-8") for p in (SAMPLES / "data" / name / "tables").glob("*绩效*.csv")
        ]
        for clause in re.split(
            r"[\d\W]+", "".join(line for line in "\n".join(own).splitlines(True) if line[0] != "#")
        ):
            assert len(clause) < 22 or clause not in originals, clause
