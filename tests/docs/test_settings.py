"""docs/settings.md against the real settings."""

import re
from pathlib import Path

import pytest
from pydantic.fields import FieldInfo

from corpus.errors import SettingInvalid
from wenbao.settings import Settings, load

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
ROWS = {
    name: (default, meaning)
    for name, default, meaning in re.findall(r"^\| `(WENBAO_\w+)` \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)
}


def shown(field: FieldInfo) -> str:
    """A default as the page prints it."""
    if field.default_factory is not None:
        return "the cores"
    if field.default is None:
        return "–"
    value = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
    return f"`{value}`"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    """A setting that nobody can look up does not exist for its users."""
    row = ROWS.get(f"WENBAO_{name.upper()}")
    assert row is not None, "undocumented"
    assert row[0] == shown(Settings.model_fields[name])
    assert row[1].strip()


def test_no_setting_is_documented_that_is_not_there() -> None:
    """A line of the page that has lost its setting misleads."""
    assert set(ROWS) == {f"WENBAO_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_says_what_it_is_for(name: str) -> None:
    """The description in the code is what error messages and editors show."""
    assert Settings.model_fields[name].description


def test_a_bad_value_names_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever mistypes a value is told which."""
    monkeypatch.setenv("WENBAO_QUESTION_LIMIT", "many")
    with pytest.raises(SettingInvalid, match="WENBAO_QUESTION_LIMIT"):
        load()
