"""Saying for several applications at once which delivery partner looks after the people."""

from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry, Organization, Partnership
from parcours.accounts.roles import Role
from parcours.applications.models import Application
from parcours.programs.actions.partners import add_partner
from parcours.programs.models import Cohort
from tests import factories
from tests.applications.made import applied, cohort, participant
from tests.people.consent.made import partner_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Organization:
    return factories.organization("here")


@pytest.fixture
def ours(here: Organization) -> Cohort:
    return cohort(here)


@pytest.fixture
def staff(here: Organization, client: Client) -> Client:
    client.force_login(factories.member(here, Role.COORDINATOR))
    return client


def text(response: Any) -> str:  # noqa: ANN401 - what the client gives
    """What a page says, without the entities."""
    return unescape(response.content.decode())


def cared_for_by(row: Application) -> int | None:
    """The number of the partner that looks after the person, as it is kept now."""
    with scope(organization=row.organization):
        return Application.objects.get(pk=row.pk).looked_after_by_id


def test_several_are_given_into_the_care_of_a_partner_after_a_preview(
    here: Organization, ours: Cohort, staff: Client
) -> None:
    page = f"/o/here/manage/programs/cohorts/{ours.pk}/applications/"
    first, second, third, gone = rows = [
        applied(ours, participant(here, given_name=name, family_name="Diallo"))
        for name in ("Amara", "Bo", "Cleo", "Dara")
    ]
    assert "Say who looks after them" not in text(staff.get(page))
    carer = partner_of(here, slug="agency")
    with scope(organization=here):
        Partnership.objects.update(role="delivery")
        add_partner(program=ours.program, partnership=Partnership.objects.get(), by=system(here))
        Application.objects.filter(pk=second.pk).update(looked_after_by=carer)
        Application.objects.filter(pk=gone.pk).update(status="withdrawn")
    assert "Say who looks after them" in text(staff.get(page))
    way: dict[str, Any] = {"way": "entrust", "selected": [row.pk for row in rows]}
    preview = text(staff.get(f"{page}decide/", way))
    assert "Not possible as they stand, so left out: Dara Diallo" in preview
    assert f"now looked after by {carer}" in preview
    assert "Choose one." in text(staff.post(f"{page}decide/", way))
    seen = [f"{row.pk}:{row.version}" for row in rows[:2]] + [f"{third.pk}:{third.version + 4}"]
    sent = len(mail.outbox)
    said = text(staff.post(f"{page}decide/", {**way, "partner": carer.pk, "seen": seen}, follow=True))
    assert "Noted for 1 person." in said
    assert "It was so already: Bo Diallo" in said
    assert "Cleo Diallo: Somebody else changed this while you did." in said
    assert [cared_for_by(row) for row in rows] == [carer.pk, carer.pk, None, None]
    assert len(mail.outbox) == sent
    with scope(organization=here):
        assert AuditEntry.objects.filter(verb="application.entrusted").count() == 1
    listed = {whose: text(staff.get(f"{page}?carer={whose}")) for whose in ("partner", "us")}
    assert {whose: ("Amara" in names, "Cleo" in names) for whose, names in listed.items()} == {
        "partner": (True, False),
        "us": (False, True),
    }
    way["selected"] = [first.pk]
    staff.post(f"{page}decide/", {**way, "partner": "us"})
    assert cared_for_by(first) is None
