"""Figures that a funder may see: nobody can be recognized in them."""

import pytest
from django.test import Client

from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_t07_small_groups_are_withheld_as_absent_ones_are_and_others_rounded(client: Client) -> None:
    north = factories.organization("north")
    for role, people in ((Role.MENTOR, 13), (Role.PARTICIPANT, 11), (Role.COORDINATOR, 10)):
        for _ in range(people):
            factories.member(north, role)
    client.force_login(factories.member(north, Role.FUNDER))
    page = client.get("/o/north/figures/")
    assert page.context["figures"] == [
        ("Participant", 10),
        ("Mentor", 15),
        ("Host supervisor", None),
        ("Employer contact", None),
        ("Partner counsellor", None),
        ("Coordinator", None),
        ("Administrator", None),
        ("Funder", None),
    ]
    assert page.content.decode().count('<td class="number">x</td>') == 6
