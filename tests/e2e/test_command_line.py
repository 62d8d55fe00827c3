"""`wenbao` as its users meet it."""

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import QUESTION, Run, Service


def test_a_question_is_answered_with_its_place(wenbao: Run) -> None:
    """Figure, report, page, table, row and column, and the cell's box, in words."""
    done = wenbao("ask", QUESTION)
    assert done.returncode == 0, done.stderr
    for part in ("404.40", "万元", "2017", "公开07表", "列：", "第", "[1]"):
        assert part in done.stdout
    assert done.stderr == ""


def test_json_is_the_object_of_the_service(wenbao: Run, service: Service) -> None:
    """Command line and HTTP give the same answer, apart from its ids."""
    printed = json.loads(wenbao("ask", QUESTION, "--json").stdout)
    served = service.post("/api/ask", {"question": QUESTION})
    for answer in (printed, served):
        assert answer.pop("conversation_id") and answer.pop("trace_id")
    assert printed == served


def test_explain_shows_how_it_was_understood(wenbao: Run) -> None:
    """The Frame's year, and the candidates with their scores, best first."""
    explained = json.loads(wenbao("ask", QUESTION, "--json", "--explain").stdout)["explain"]
    assert explained["frame"]["years"] == [2017]
    scores = [candidate["score"] for candidate in explained["candidates"]]
    assert explained["candidates"][0]["raw"] == "404.40" and scores == sorted(scores, reverse=True)


def test_filters_confine_the_question(wenbao: Run) -> None:
    """Body and year may come from outside the question."""
    named = ("--organisation", "广州市天河区人民政府办公室", "--year", "2017")
    (figure,) = json.loads(wenbao("ask", "三公经费决算数合计是多少", "--json", *named).stdout)["figures"]
    assert (figure["value"], figure["fiscal_year"]) == ("404.40", 2017)


@pytest.mark.parametrize(
    ("words", "settings", "code", "said"),
    [
        (("ask", "  "), {}, 2, "问题为空"),
        (("ask", "问" * 10_000), {}, 2, "too long"),
        (("ask",), {}, 2, "QUESTION"),
        (("ask", "q", "--year", "soon"), {}, 2, "year"),
        (("serve", "--port", "70000"), {}, 2, "port"),
        (("serve", "--host", "203.0.113.1"), {}, 2, "WENBAO_HOST"),
        (("ask", "q"), {"WENBAO_QUESTION_LIMIT": "0"}, 2, "WENBAO_QUESTION_LIMIT"),
        (("ask", "q"), {"WENBAO_HOME": "/proc/nowhere"}, 1, "数据库无法打开"),
        (("frobnicate",), {}, 2, "frobnicate"),
    ],
)
def test_what_goes_wrong_is_said_in_one_sentence(
    wenbao: Run, words: tuple[str, ...], settings: dict[str, str], code: int, said: str
) -> None:
    """An exit code for programs, a sentence for people, never a traceback."""
    done = wenbao(*words, **settings)
    assert done.returncode == code
    assert said.lower() in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_said(wenbao: Run, service: Service) -> None:
    """The second service on a port tells why it does not start."""
    port = service.url.rsplit(":", 1)[1]
    done = wenbao("serve", "--port", port)
    assert done.returncode == 2 and port in done.stderr


def test_a_database_that_is_none_is_said(wenbao: Run, tmp_path: Path) -> None:
    """A file of another kind in its place is reported, not overwritten."""
    (tmp_path / "wenbao.db").write_bytes(b"not a database" * 100)
    done = wenbao("ask", "q", WENBAO_HOME=str(tmp_path))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert (tmp_path / "wenbao.db").read_bytes().startswith(b"not a database")
