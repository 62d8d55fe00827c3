"""The scorecard in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import violations
from tests.e2e.conftest import ROOT, Run

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def card(wenbao: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The card of a set of which something fails, with the baseline and search alone."""
    folder = tmp_path_factory.mktemp("card")
    lines = (ROOT / "evals" / "sets" / "samples.jsonl").read_text(encoding="utf-8").splitlines()
    wrong = lines[0].replace('"id": "', '"id": "x-').replace('"value": "', '"value": "1')
    (folder / "set.jsonl").write_text("\n".join([wrong, *lines[::20]]) + "\n", encoding="utf-8")
    index = str(ROOT / "samples" / "reports" / "index.json")
    retrieval = str(ROOT / "evals" / "sets" / "retrieval.jsonl")
    told = ["--index", index, "--report", str(folder), "--baseline", "--retrieval", retrieval]
    done = wenbao("eval", str(folder / "set.jsonl"), *told)
    assert done.returncode == 0, done.stderr
    return folder / "index.html"


def test_the_card_shows_its_metrics_and_unfolds_a_failure(page: Page, card: Path) -> None:
    """Both runs side by side, bars, ranks of search; a failure opens to expectation, Frame, candidates and
    evidence; nothing is loaded from elsewhere, and nothing runs over the edge."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(card.as_uri())
    heads = page.locator("table").first.locator("th").all_inner_texts()
    assert heads[:2] == ["Wenbao", "baseline"]
    wanted = {
        "answers right", "wrong figures", "figures exact", "figures missing", "refusals kept",
        "reports cited: recall", "pages cited: precision", "cells cited: recall", "discrepancies told",
        "refused though answerable", "median, p95, worst, first (ms)",
    }  # fmt: skip
    assert wanted <= set(heads)
    assert page.locator("svg .part").count() > 10
    fused = page.get_by_role("rowheader", name="fused", exact=True)
    expect(page.locator("tr", has=fused)).to_contain_text("0.")
    failure = page.locator("details", has_text="x-").first
    failure.locator("summary").click()
    for part in ("Expected", "Answer", "Frame", "Candidates", "Evidence"):
        expect(failure.get_by_role("heading", name=part)).to_be_visible()
    assert [url for url in asked if not url.startswith("file:")] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert violations(page) == []
