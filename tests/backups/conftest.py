"""A site of its own for each test of a backup."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.backups.sites import Sites


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The drills take minutes: they come early, so that no worker waits for another at the end."""
    items.sort(key=lambda item: item.path.name != "test_drills.py")


@pytest.fixture
def sites(
    db: None,  # noqa: ARG001 - without it nobody may use a database
    template: str,
    tmp_path: Path,
    settings: Settings,
) -> Iterator[Sites]:
    """What makes sites."""
    with ExitStack() as stack:
        yield Sites(template, tmp_path, settings, stack)


@pytest.fixture
def site(sites: Sites) -> Path:
    """The data folder of an empty site, which the framework uses."""
    return sites.open("site")
