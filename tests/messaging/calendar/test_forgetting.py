"""A person who is erased is in no calendar."""

import pytest
from django.apps import apps
from django.test import Client
from django_scopes import scope, scopes_disabled

from parcours.accounts.forgetting import Known
from parcours.accounts.roles import Role
from parcours.messaging.calendar.actions import make_feed
from parcours.messaging.calendar.forgetting import forget_across
from parcours.messaging.calendar.models import Appointment
from tests import factories
from tests.messaging.calendar.made import acting, coordinator, make

pytestmark = pytest.mark.django_db


def test_nothing_of_the_person_is_left() -> None:
    north, south = factories.organization("north"), factories.organization("south")
    make(coordinator(south), "ana@example.org", title_en="Met as a guest: Ana")
    ana = factories.member(north, Role.MENTOR, email="ana@example.org", name="Ana Roy")
    by = coordinator(north)
    make(by, "ana@example.org", "luc@example.org", title_en="Meeting with Ana")
    make(by, "ana@example.org", kind="orientation", title_en="Welcome")
    with scope(organization=north):
        address = f"/calendar/{make_feed(whose=ana, shows_names=True, by=acting(ana, north))}.ics"
    assert forget_across(Known(north, frozenset({ana.email}), "", ana, everywhere=True)) == 3
    assert Client().get(address).status_code == 404
    with scopes_disabled():
        left = str([list(model.objects.values()) for model in apps.get_app_config("calendar").get_models()])  # type: ignore[attr-defined]
        titles = sorted(Appointment.objects.values_list("title_en", flat=True))
    assert [word for word in ("Ana", "ana@") if word in left] == []
    assert (titles, "luc@example.org" in left) == (["", "", "Welcome"], True)
