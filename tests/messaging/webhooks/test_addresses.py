"""T34: an address that can be seen to lead inside is refused where it is typed, with what to do."""

import pytest
from django.core.exceptions import ValidationError
from pytest_django.fixtures import Settings

from parcours.messaging.webhooks.addresses import check_address


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://hooks.example.org/", "must begin with https"),
        ("https://somebody:secret@hooks.example.org/", "Leave out the name"),
        ("https://hooks.example.org/#part", "Leave out the name"),
        ("https://127.0.0.1/", "inside our own network"),
        ("https://169.254.169.254/latest", "inside our own network"),
        ("https://[::1]/", "inside our own network"),
        ("https://2130706433/", "inside our own network"),
        ("https://127.1/", "inside our own network"),
        ("https://localhost/", "inside our own network"),
        ("https://[127.0.0.1/", "is not an address"),
    ],
)
def test_t34_such_an_address_is_refused_at_once(url: str, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        check_address(url)


@pytest.mark.parametrize("url", ["https://hooks.example.org/in?for=us", "https://93.184.215.14:8443/"])
def test_others_are_taken(url: str) -> None:
    check_address(url)


def test_a_host_that_the_installation_names_is_taken(settings: Settings) -> None:
    settings.INTERNAL_HOSTS = ["crm.internal"]
    check_address("http://crm.internal/in")
