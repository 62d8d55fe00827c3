"""The check that code names nothing it is measured on."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from scripts.check_generality import faults_in, is_telling, names_of, sets_in

ROOT = Path(__file__).parents[2]
INDEX = {
    "yunxi-2020": {"file": "2020年江南省云溪县林业局决算.pdf", "organisation": "江南省云溪县林业局"},
    "company": {"file": "q.pdf", "organisation": "远山电气股份有限公司"},
}


def test_names_and_the_parts_that_tell() -> None:
    """The full name, its region, its file and id; a company by its first words; not the kind of body."""
    names = names_of(INDEX)
    assert {"江南省云溪县林业局", "江南", "云溪", "远山电气", "yunxi-2020"} <= names
    assert "林业局" not in names


def test_figures_that_tell() -> None:
    """Four digits belong to a report; years, zeros and small counts belong to everybody."""
    assert [v for v in ("1,234.50", "87.65", "2017", "0.00", "3.00", "12", "10000") if is_telling(v)] == [
        "1,234.50",
        "87.65",
    ]


def test_each_kind_of_finding(tmp_path: Path) -> None:
    """A name, a question, a figure, a form number and an id are found, with their lines."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "questions").mkdir()
    (tmp_path / "reports" / "index.json").write_text(json.dumps(INDEX), encoding="utf-8")
    item = {
        "id": "dev-001",
        "turns": ["云溪县林业局花了多少钱呢"],
        "expect": {"figures": [{"value": "1234.50"}]},
    }
    (tmp_path / "questions" / "dev.jsonl").write_text(json.dumps(item), encoding="utf-8")
    names, texts, figures = sets_in(tmp_path)
    assert figures == {Decimal("1234.50")}
    code = "\n".join(
        [
            "x = 1",
            "# 云溪",
            'q = "云溪县林业局花了多少钱呢"',
            "v = 1,234.5",
            'f = "公开07表"',
            "# dev-001",
            "y = 1234.51",
        ]
    )
    found = [(line, what.split()[0]) for line, what in faults_in(code, names, texts, figures)]
    assert found == [(2, "name"), (3, "name"), (3, "a"), (4, "figure"), (5, "form"), (6, "question")]


def test_the_project_passes() -> None:
    """Code and vocabulary as they are."""
    done = subprocess.run(
        [sys.executable, "scripts/check_generality.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
