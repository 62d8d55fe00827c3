import pytest

from service.markdown import inert


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![图](http://evil.test/p.png)", r"\![图]\(http://evil.test/p.png)"),
        ("[点此](http://evil.test)", r"[点此]\(http://evil.test)"),
        ("[x][y]", r"[x]\[y]"),
        ("[1]: http://evil.test", r"[1]\: http://evil.test"),
        ("<img src=x>", r"\<img src=x>"),
        ("<http://evil.test>", r"\<http://evil.test>"),
    ],
)
def test_what_a_client_would_fetch_or_follow_is_text(text: str, shown: str) -> None:
    """Pictures, links, references with their definitions, tags."""
    assert inert(text) == shown


def test_marks_of_citations_stay_as_they_are() -> None:
    """Several side by side too: they refer to nothing, since no definition stands."""
    assert inert("为 **404.40 万元**[1][2]（甲 < 乙）。") == "为 **404.40 万元**[1][2]（甲 < 乙）。"
