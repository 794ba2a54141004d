"""Referrals of a partner: what is offered is what can be done."""

import pytest
from django.test import Client
from django_scopes import scope

from parcours.accounts.models import Partnership
from parcours.accounts.roles import Role
from parcours.programs.models import Cohort, ProgramPartner
from tests import factories
from tests.access.walk import text_of
from tests.applications.made import cohort
from tests.people.consent.made import partner_of

pytestmark = pytest.mark.django_db


def test_to_refer_a_client_is_offered_where_somebody_takes_them(client: Client) -> None:
    city = factories.organization("city")
    agency, row = partner_of(city), cohort(city)
    client.force_login(factories.member(agency, Role.COUNSELLOR))
    page = f"/o/{agency.slug}/manage/people/referrals/"
    offered = [f'href="{page}new/"' in client.get(page).content.decode()]
    assert "No partner takes referrals now. You can refer clients" in text_of(client.get(page))
    with scope(organization=city):
        named = Partnership.objects.get(partner=agency)
        ProgramPartner.objects.create(organization=city, program=row.program, partnership=named)
    offered.append(f'href="{page}new/"' in client.get(page).content.decode())
    with scope(organization=city):
        Cohort.objects.update(status="running")
    offered.append(f'href="{page}new/"' in client.get(page).content.decode())
    assert offered == [False, True, False]
