"""docs/api.md against the real endpoints, fields and error codes."""

import re
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CorpusError, InputError, WenbaoError
from tests.service.http.fakes import application

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
DESCRIPTION: dict[str, Any] = application().openapi()
SHAPES = DESCRIPTION["components"]["schemas"]


def endpoints() -> list[str]:
    """Every endpoint as `GET /path`."""
    return [f"{verb.upper()} {path}" for path, verbs in DESCRIPTION["paths"].items() for verb in verbs]


@pytest.mark.parametrize("endpoint", endpoints())
def test_every_endpoint_is_documented(endpoint: str) -> None:
    """The list at the top of the page has a line for it."""
    assert re.search(rf"^\| `{re.escape(endpoint)}` \| .+ \|$", PAGE, re.MULTILINE), endpoint


def test_no_endpoint_is_documented_that_is_not_there() -> None:
    """The list has no line more."""
    listed = re.findall(r"^\| `((?:GET|POST|PUT|PATCH|DELETE) \S+)` \|", PAGE, re.MULTILINE)
    assert sorted(listed) == sorted(endpoints())


@pytest.mark.parametrize("shape", ["AskRequest", "Filters", "AnswerShape", "FigureShape", "CitationShape"])
def test_every_field_of_an_answer_is_documented(shape: str) -> None:
    """Requests and answers are shown with all their fields."""
    missing = [
        name for name in SHAPES[shape]["properties"] if f'"{name}"' not in PAGE and f"`{name}`" not in PAGE
    ]
    assert missing == []


@pytest.mark.parametrize("parameter", DESCRIPTION["paths"]["/api/records"]["get"]["parameters"])
def test_every_parameter_of_records_is_documented(parameter: dict[str, Any]) -> None:
    """What records can be chosen by."""
    assert f"`{parameter['name']}`" in PAGE


def kinds(base: type[WenbaoError]) -> list[type[WenbaoError]]:
    """The classes below `base` that are raised themselves."""
    below = [kind for child in base.__subclasses__() for kind in kinds(child)]
    return below or [base]


@pytest.mark.parametrize("kind", [*kinds(InputError), *kinds(CorpusError)], ids=lambda kind: kind.code)
def test_every_error_of_a_request_is_documented(kind: type[WenbaoError]) -> None:
    """Its code stands in the table beside its status."""
    if kind.__module__.startswith(("service.http", "corpus")):
        assert f"| {kind.status} | `{kind.code}` |" in PAGE


def test_an_operation_says_what_it_does() -> None:
    """The description shows at /docs."""
    silent = [
        f"{verb} {path}"
        for path, verbs in DESCRIPTION["paths"].items()
        for verb, operation in verbs.items()
        if not operation.get("description")
    ]
    assert silent == []
