"""A site of its own for each test of a backup."""

from pathlib import Path

import pytest

from tests.backups.sites import Sites


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The drills take minutes: they come early, so that no worker waits for another at the end."""
    items.sort(key=lambda item: item.path.name != "test_drills.py")


@pytest.fixture
def site(sites: Sites) -> Path:
    """The data folder of an empty site, which the framework uses."""
    return sites.open("site")
