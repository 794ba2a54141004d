"""What messages said is erased in its time; that there was one stays longer."""

from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from parcours.accounts.forgetting import Known
from parcours.core.database_time import from_now
from parcours.messaging.actions import post
from parcours.messaging.models import Preferences, State, Subscription
from parcours.messaging.retention import KNOWN, READABLE, forget_across
from parcours.messaging.tasks import erase_old
from tests import factories
from tests.messaging.rows import change, code, row, rows

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.mark.parametrize("state", [State.SENT, State.GATHERED, State.FAILED])
def test_what_it_said_goes_in_its_time(state: State) -> None:
    code()
    change(row(), state=state, due_at=from_now(DAY - READABLE[state]))
    assert (erase_old.func(), bool(row().sealed)) == (0, True)
    change(row(), due_at=from_now(-READABLE[state] - timedelta(seconds=1)))
    assert (erase_old.func(), row().sealed) == (1, "")


def test_what_still_waits_stays_however_old() -> None:
    code()
    change(row(), due_at=from_now(-KNOWN), created_at=from_now(-KNOWN))
    assert (erase_old.func(), bool(row().sealed)) == (0, True)


def test_after_a_year_nothing_is_known_of_it() -> None:
    code()
    change(row(), state=State.SENT, created_at=from_now(DAY - KNOWN))
    erase_old.func()
    assert len(rows()) == 1
    change(row(), created_at=from_now(-KNOWN - DAY))
    erase_old.func()
    assert rows() == []


def test_in_a_demo_everything_stays(settings: Settings) -> None:
    settings.DEMO = True
    code()
    change(row(), state=State.SENT, due_at=from_now(-KNOWN))
    assert (erase_old.func(), bool(row().sealed)) == (0, True)


def test_of_somebody_who_is_erased_nothing_stays() -> None:
    ana, luc = factories.user("ana@example.org"), factories.user("luc@example.org")
    ours = factories.organization()
    for to in (ana, luc):
        code(to)
        post("import.finished", to=to, organization=ours, file="f", applied=1, total=1)
        Preferences.objects.create(user=to)
    post("import.finished", to=luc, about=ana, organization=ours, file="f", applied=1, total=1)
    with transaction.atomic():
        assert forget_across(Known(ours, frozenset({ana.email}), "", ana, everywhere=True)) == 3
    assert [one.to for one in rows()] == ["luc@example.org", "luc@example.org"]
    assert [one.to for one in Subscription.objects.all()] == ["luc@example.org"]
    assert [one.user for one in Preferences.objects.all()] == [luc]


def test_what_another_organization_sent_stays_where_it_knows_the_person() -> None:
    ours, theirs = factories.organization(), factories.organization()
    for organization in (ours, theirs):
        post("import.finished", to="ana@example.org", organization=organization, file="f", applied=1, total=1)
    with transaction.atomic():
        assert forget_across(Known(ours, frozenset({"ana@example.org"}), "", None, everywhere=False)) == 1
    assert [one.organization_id for one in rows()] == [theirs.pk]
    assert Subscription.objects.count() == 1
