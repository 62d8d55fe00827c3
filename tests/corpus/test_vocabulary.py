"""The vocabulary's data files."""

from __future__ import annotations

import pytest

from corpus import vocabulary


def test_every_file_loads_and_is_named() -> None:
    """Every data file parses, and its name is listed."""
    assert {"characters", "units", "years"} <= set(vocabulary.names())
    assert all(vocabulary.load(name) for name in vocabulary.names())


def test_what_is_loaded_cannot_be_changed() -> None:
    """The loaded mapping is shared and so is read-only."""
    with pytest.raises(TypeError):
        vocabulary.load("units")["money"] = {}  # type: ignore[index]


def test_characters_pair_one_to_one() -> None:
    """Each row above has as many characters as the row below it, and no simplified form is mapped on."""
    data = vocabulary.load("characters")
    for rows in data.values():
        assert all(len(above) == len(below) for above, below in rows)
    above = {c for row, _ in data["simplified"] for c in row}
    below = {c for _, row in data["simplified"] for c in row}
    assert not above & below


def test_an_unknown_name_is_an_error() -> None:
    """A name without a file is refused at once."""
    with pytest.raises(FileNotFoundError):
        vocabulary.load("no-such-file")
