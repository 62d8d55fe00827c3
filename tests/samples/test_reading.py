"""The samples as the pipeline reads them: what they are, their headings, their text."""

import json
import re
from pathlib import Path

import pytest

from ingest.pipeline import read_report

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
INDEX = json.loads((SAMPLES / "reports" / "index.json").read_text(encoding="utf-8"))


def squeezed(text):
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module", params=list(INDEX))
def read(request):
    """A sample's index entry, the lines of its narrative, and its report."""
    entry = INDEX[request.param]
    narrative = (SAMPLES / "data" / request.param / "narrative.md").read_text(encoding="utf-8")
    lines = [line for line in narrative.splitlines() if line.strip() and not line.startswith("[[")]
    return entry, lines, read_report(SAMPLES / "reports" / entry["file"], entry["file"])


def test_a_sample_says_what_it_is(read):
    """Organisation, year and type are read off the content, and nothing is amiss."""
    entry, _, report = read
    facts = report.facts
    assert (facts.organisation, facts.fiscal_year, facts.report_type) == (
        entry["organisation"],
        entry["fiscal_year"],
        entry["report_type"],
    )
    assert not report.problems
    assert all(table.confidence == 1 for table in report.tables)


def test_the_sections_are_the_headings_of_the_narrative(read):
    """Each heading below the title is a section, in order, under the heading above it."""
    _, lines, report = read
    headings = [line for line in lines if line.startswith("#")]
    if len([line for line in headings if line.startswith("# ")]) == 1:
        headings = headings[1:]  # the only part is the report's title
    wanted = [squeezed(line.lstrip("# ")) for line in headings]
    titles = [squeezed(section.title) for section in report.sections]
    assert [title for title in titles if title in wanted] == wanted
    above: dict[int, str] = {}
    for line in headings:
        depth, title = len(line) - len(line.lstrip("#")), squeezed(line.lstrip("# "))
        above = {level: text for level, text in above.items() if level < depth} | {depth: title}
        paths = [[squeezed(t) for t in s.path] for s in report.sections if squeezed(s.title) == title]
        assert [text for _, text in sorted(above.items())] in paths, line


def test_every_paragraph_is_in_a_passage_under_its_heading(read):
    """No sentence is lost, and each is found under the heading that it stands below."""
    _, lines, report = read
    heading = None
    for line in lines:
        if line.startswith("#"):
            heading = squeezed(line.lstrip("# "))
            continue
        text = squeezed(line.removeprefix("-> "))
        found = [p for p in report.passages if text in squeezed(p.text)]
        if found and heading and any(squeezed(s.title) == heading for s in report.sections):
            assert any(heading in {squeezed(t) for t in p.section} for p in found), line
        assert found or text in {squeezed(s.title) for s in report.sections} or line.startswith("-> "), line
