"""Requests that are too large are refused before they are read."""

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(("size", "status"), [(100, 302), (101, 413)])
def test_a_request_is_refused_above_the_limit(
    client: Client, settings: Settings, size: int, status: int
) -> None:
    settings.LARGEST_REQUEST = 100
    body = "language=fr&x=".ljust(size, "x")
    assert client.post("/language/", body, content_type=FORM).status_code == status


def test_a_size_that_is_no_number_is_no_size(client: Client) -> None:
    assert client.get("/", headers={"content-length": "much"}).status_code == 200


def test_the_refusal_says_what_to_do(client: Client, settings: Settings) -> None:
    settings.LARGEST_REQUEST = 1
    page = client.post("/language/?lang=fr", "language=fr", content_type=FORM).content.decode()
    assert "Ce que vous avez envoyé est trop volumineux" in page
