from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


@time_machine.travel(datetime(2026, 12, 1, 12, tzinfo=UTC), tick=False)
def test_it_says_where_to_report_a_weakness(settings: Settings) -> None:
    settings.SECURITY_CONTACT = "mailto:security@parcours.example"
    settings.BASE_URL = "https://parcours.example"
    response = Client().get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:security@parcours.example",
        "Expires: 2027-03-01T12:00:00Z",
        "Preferred-Languages: en, fr",
        "Canonical: https://parcours.example/.well-known/security.txt",
    ]


def test_without_a_contact_it_is_the_sender_of_letters(settings: Settings) -> None:
    assert settings.SECURITY_CONTACT == "mailto:parcours@127.0.0.1"
