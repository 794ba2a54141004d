"""The gallery, in a demo only."""

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["", "?theme=dark", "?lang=fr&theme=light", "?kind=isa"])
def test_every_component_is_shown_in_a_demo(client: Client, settings: Settings, query: str) -> None:
    settings.DEMO = True
    assert client.get(f"/gallery/{query}").status_code == 200


def test_there_is_no_gallery_anywhere_else(client: Client) -> None:
    assert client.get("/gallery/").status_code == 404
