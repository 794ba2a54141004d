"""Figures that a funder may see: nobody can be recognized in them."""

import pytest
from django.test import Client

from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_t07_small_numbers_are_not_told_and_others_are_rounded(client: Client) -> None:
    north = factories.organization("north")
    for role, people in ((Role.MENTOR, 13), (Role.PARTICIPANT, 11), (Role.COORDINATOR, 10)):
        for _ in range(people):
            factories.member(north, role)
    client.force_login(factories.member(north, Role.FUNDER))
    assert client.get("/o/north/figures/").context["figures"] == [
        ("Mentor", "15"),
        ("Participant", "10"),
        ("Coordinator", "fewer than 11"),
        ("Funder", "fewer than 11"),
    ]
