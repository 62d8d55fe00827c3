"""What holds for all tests."""

from pathlib import Path

import pytest

BROWSER = Path(__file__).parent / "e2e"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: their driver leaves a running event loop in the main thread until the end."""
    items.sort(key=lambda item: BROWSER in item.path.parents)
