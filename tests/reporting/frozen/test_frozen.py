"""Frozen reports: the numbers stay as they were handed out, and what has changed in the records since is shown."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused
from parcours.engagements.models import Mentorship, Session
from parcours.programs.models import Cohort
from parcours.programs.queries import cohorts
from parcours.reporting.frozen.actions import freeze
from parcours.reporting.frozen.counts import Difference, compared
from parcours.reporting.frozen.models import FrozenReport
from parcours.reporting.frozen.queries import is_as_frozen
from tests import factories
from tests.access.walk import text_of
from tests.outcomes import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def to() -> Cohort:
    cohort = made.cohort(seats=9)
    made.running(cohort)
    log(cohort, 120)
    return cohort


def log(to: Cohort, minutes: int) -> None:
    """The two met yesterday for so long, and both say so; said again, it corrects what was said before."""
    day = timezone.localdate() - dt.timedelta(days=1)
    said = {"minutes": minutes, "status": "confirmed", "logged_by": "mentor", "answer_by": day}
    with scope(organization=to.organization):
        pair = Mentorship.objects.get()
        Session.objects.update_or_create(
            organization=to.organization, mentorship=pair, held_on=day, defaults=said
        )


def frozen(to: Cohort, role: Role = Role.COORDINATOR, until: dt.date | None = None) -> FrozenReport:
    here = to.organization
    who = factories.member(here, role)
    with scope(organization=here):
        row = cohorts().get(pk=to.pk)
        return freeze(cohort=row, until=until or timezone.localdate(), by=actor_for(who, here))


def differences(row: FrozenReport) -> list[Difference]:
    with scope(organization=row.organization):
        now = compared(row.figures, cohorts().get(pk=row.cohort_id), row.until)
        return [one for one in now if one.then != one.now]


def test_what_is_entered_later_changes_the_live_number_and_not_the_frozen_one(to: Cohort) -> None:
    row = frozen(to)
    assert differences(row) == []
    log(to, 180)
    by_label = {(one.section, one.label): (one.then, one.now, one.by) for one in differences(row)}
    assert by_label["Hours", "Confirmed hours"] == (2.0, 3.0, 1.0)
    with scope(organization=to.organization):
        row.refresh_from_db()
    assert row.figures["hours"]["amount"] == 2.0


def test_what_happened_after_the_period_is_in_neither(to: Cohort) -> None:
    row = frozen(to, until=timezone.localdate() - dt.timedelta(days=2))
    assert row.figures["hours"]["amount"] == 0.0
    log(to, 180)
    assert "Confirmed hours" not in {one.label for one in differences(row)}


def test_the_same_numbers_are_frozen_once(to: Cohort) -> None:
    assert frozen(to).pk == frozen(to).pk
    log(to, 180)
    frozen(to)
    with scope(organization=to.organization):
        assert FrozenReport.objects.count() == 2


def test_a_day_to_come_is_refused(to: Cohort) -> None:
    with pytest.raises(Refused, match="This day is still to come"):
        frozen(to, until=timezone.localdate() + dt.timedelta(days=2))


def test_who_does_not_manage_programs_freezes_nothing(to: Cohort) -> None:
    with pytest.raises(NotAllowed):
        frozen(to, Role.MENTOR)


def test_a_number_changed_behind_the_program_s_back_is_noticed(to: Cohort) -> None:
    row = frozen(to)
    with scope(organization=to.organization):
        assert is_as_frozen(row)
        row.figures["hours"]["amount"] = 200.0
        assert not is_as_frozen(row)


def test_the_pages_freeze_and_show_what_has_changed(client: Client, to: Cohort) -> None:
    client.force_login(factories.member(to.organization, Role.COORDINATOR, name="Kim Osei"))
    base = f"/o/{to.organization.slug}/manage/programs/cohorts/{to.pk}/report/frozen/"
    sent = client.post(base, {"until": timezone.localdate().isoformat()})
    page = text_of(client.get(sent["Location"]))
    assert "The records still say the same, and the log vouches for the numbers." in page
    log(to, 180)
    assert "Frozen by Kim Osei" in page
    page = text_of(client.get(sent["Location"]))
    assert "changed in the records since" in page
    assert "Kim Osei" in text_of(client.get(base))
