"""The prompts as files: declared variables, versions by content, errors."""

import hashlib
from importlib.resources import files

import pytest

from prompts.loading import (
    PromptMalformed,
    PromptUnknown,
    VariableMissing,
    VariableUnknown,
    load,
    names,
    parsed,
)

WHOLE = b'description = "d"\nvariables = ["a"]\nsystem = "s"\nuser = "{{a}}"\n'


@pytest.mark.parametrize("name", names())
def test_each_prompt_renders_with_its_variables_and_leaves_no_hole(name: str) -> None:
    """Every value given stands in the text, and nothing is left to be filled."""
    prompt = load(name)
    values = {variable: f"«{variable}»" for variable in prompt.variables}
    rendered = prompt.render(**values)
    assert prompt.description and "{{" not in rendered.system + rendered.user
    assert all(value in rendered.system + rendered.user for value in values.values())


@pytest.mark.parametrize("name", names())
def test_a_missing_variable_is_an_error_of_its_own(name: str) -> None:
    """Left out one by one, each declared variable is named by the error."""
    prompt = load(name)
    for left_out in prompt.variables:
        with pytest.raises(VariableMissing, match=left_out):
            prompt.render(**{variable: "x" for variable in prompt.variables if variable != left_out})


@pytest.mark.parametrize("name", names())
def test_what_comes_from_a_report_is_fenced_and_called_data(name: str) -> None:
    """Each prompt marks off what it is given, and says that orders in there are not obeyed."""
    prompt = load(name)
    assert prompt.user.count("{{fence}}") == 2 and "是数据" in prompt.system.replace("，", "")
    assert "不理会" in prompt.system


def test_a_value_that_is_not_declared_is_an_error() -> None:
    """A misspelt name is told, not dropped."""
    with pytest.raises(VariableUnknown, match="other"):
        parsed("p", WHOLE).render(a="1", other="2")


def test_a_value_is_not_read_for_holes() -> None:
    """Text that comes from a report cannot ask for another variable."""
    two = WHOLE.replace(b'["a"]', b'["a", "b"]').replace(b"{{a}}", b"{{a}} {{b}}")
    assert parsed("p", two).render(a="{{b}}", b="secret").user == "{{b}} secret"


def test_the_version_follows_the_content() -> None:
    """The file's own SHA-256; one byte more is another version."""
    name = names()[0]
    content = files("prompts").joinpath(f"{name}.toml").read_bytes()
    assert load(name).version == hashlib.sha256(content).hexdigest()[:12]
    assert parsed("p", WHOLE).version != parsed("p", WHOLE + b"\n").version


@pytest.mark.parametrize(
    "content",
    [
        b"not toml",
        WHOLE.replace(b"description", b"about"),
        WHOLE.replace(b'["a"]', b'["a", "b"]'),
        WHOLE.replace(b'["a"]', b"[]"),
        b"\xff\xfe",
    ],
)
def test_a_file_that_does_not_fit_is_an_error(content: bytes) -> None:
    """Broken TOML, a missing part, and variables that the text does not use or does not declare."""
    with pytest.raises(PromptMalformed):
        parsed("p", content)


def test_an_unknown_prompt_is_an_error() -> None:
    """No path can be smuggled in by a name."""
    for name in ("nothing", "../pyproject", "loading"):
        with pytest.raises(PromptUnknown):
            load(name)
