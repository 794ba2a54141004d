"""What the audit log says of people: which row, who, and the purpose in words."""

import pytest
from django.test import Client
from django_scopes import scope

from parcours.accounts.actors import Actor, Via
from parcours.accounts.roles import Role
from parcours.people.actions.profile import change
from parcours.people.policies import subject_of
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_log_says_who_looked_why_and_who_came_by_link(client: Client) -> None:
    north = factories.organization("north")
    person = factories.person(north)
    with scope(organization=north):
        change(row=person, by=Actor(north, via=Via.LINK, subject=subject_of(person)), phone="555-0199")
    client.force_login(factories.member(north, Role.ADMINISTRATOR))
    client.post(f"/o/north/manage/people/{person.pk}/sensitive/", {"why": "correction"})
    client.post(f"/o/north/manage/people/{person.pk}/status/", {"kind": "participant", "way": "apply"})
    page = client.get("/o/north/manage/audit/").content.decode()
    told = ("Whoever holds the link", "Purpose: To correct what is wrong", "Status: Inquiry → Applied")
    assert [words for words in told if words not in page] == []
    assert (f"/o/north/manage/people/{person.pk}/" in page, "555-0199" in page) == (True, False)
