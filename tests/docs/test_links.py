"""What the documents point at is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PATH = re.compile(
    r"`((?:wenbao|corpus|ingest|service|prompts|evals|samples|tests|scripts|docs|\.ci)/[\w./*-]*)`"
)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    """Every relative link and every path of the project that a page names exists."""
    text = page.read_text(encoding="utf-8")
    lost = [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    lost += [path for path in PATH.findall(text) if not list(ROOT.glob(path.rstrip("/")))]
    assert lost == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_names_the_code_that_enforces_it(page: Path) -> None:
    """What is decided, why, and where it is held."""
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(page.stem[:4])}. ")
    for part in ("**Decided.**", "**Why.**", "**Enforced by.**"):
        assert part in text
    enforced = text.split("**Enforced by.**")[1]
    assert PATH.search(enforced) or "pyproject.toml" in enforced


def test_decisions_are_numbered_without_a_gap() -> None:
    """A number is never used twice."""
    assert [int(page.stem[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_make_targets_in_the_documents_are_real() -> None:
    """Nobody is told to type a command that does not exist."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        told = set(
            re.findall(r"`make ([a-z]+)`|^    make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
        )
        assert {first or second for first, second in told} <= targets, page
