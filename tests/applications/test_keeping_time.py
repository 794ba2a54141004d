"""A draft that is never handed in goes, after a letter; what is written or handed in meanwhile stays."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry, Organization
from parcours.applications.actions.applying import begin, submit, write_words
from parcours.applications.models import Application
from parcours.applications.tasks import keep_time
from parcours.people.models import Participant
from parcours.programs.models import Program
from tests import factories
from tests.applications.made import applied, cohort, participant
from tests.people.consent.made import oneself

pytestmark = pytest.mark.django_db

DAY_0 = dt.datetime(2026, 9, 1, 15, tzinfo=dt.UTC)


@pytest.fixture
def here() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


@pytest.fixture
def draft(here: Organization) -> Application:
    """An application that Ana begins on the first day, with a text in it."""
    with time_machine.travel(DAY_0, tick=False):
        who = participant(here, given_name="Ana", family_name="Roy", email="ana@example.org", language="fr")
        row = begin(cohort=cohort(here), participant=who, by=oneself(who.person))
        write_words(application=row, words="I built bridges.", by=oneself(who.person))
    return row


def on(day: int) -> list[str]:
    """Do what the worker does on that day, and return the subjects of the letters that left."""
    mail.outbox.clear()
    with time_machine.travel(DAY_0 + dt.timedelta(days=day), tick=False):
        keep_time.call()
    return [str(one.subject) for one in mail.outbox]


def test_a_week_before_its_person_is_told_once_in_their_language(draft: Application) -> None:
    assert [on(day) for day in (52, 53, 54)] == [
        [],
        [f"Pas encore déposée\N{NO-BREAK SPACE}: {draft.cohort.program.name_fr}, 2026"],
        [],
    ]


def test_the_letter_says_the_day_and_opens_the_draft(draft: Application) -> None:  # noqa: ARG001 - there to be told
    on(53)
    body = str(mail.outbox[0].body).replace("\N{NO-BREAK SPACE}", " ")
    assert ("31 oct. 2026" in body, "/link/" in body) == (True, True)


@pytest.mark.parametrize(("day", "left"), [(59, 1), (60, 0)])
def test_it_goes_after_the_days_of_its_program(draft: Application, day: int, left: int) -> None:  # noqa: ARG001
    for each in (53, day):
        on(each)
    assert Application.objects.count() == left


def test_where_nobody_worked_in_time_the_week_begins_with_the_letter(draft: Application) -> None:  # noqa: ARG001
    found = []
    for day in (90, 96, 97):
        on(day)
        found.append(Application.objects.count())
    assert found == [1, 1, 0]


def test_a_program_says_for_how_long(draft: Application) -> None:  # noqa: ARG001 - there to be cleared
    Program.objects.update(draft_kept_days=14)
    for day in (7, 14):
        on(day)
    assert Application.objects.count() == 0


def test_what_was_written_after_the_letter_counts_anew(draft: Application) -> None:
    on(53)
    with time_machine.travel(DAY_0 + dt.timedelta(days=55), tick=False):
        write_words(application=draft, words="And a dam.", by=oneself(draft.participant.person))
    assert (on(60), Application.objects.get().words, len(on(110))) == ([], "And a dam.", 1)


def test_what_was_handed_in_stays(draft: Application) -> None:
    on(53)
    with time_machine.travel(DAY_0 + dt.timedelta(days=55), tick=False):
        submit(application=draft, by=oneself(draft.participant.person))
    assert (on(61), Application.objects.get().status) == ([], "eligible")


def test_it_leaves_a_row_of_the_log_about_the_person_and_one_line_of_evidence(draft: Application) -> None:
    for day in (53, 60, 61):
        on(day)
    kept = AuditEntry.objects.filter(verb__startswith="application.").order_by("pk")
    assert list(kept.values_list("verb", "content__what_id"))[-3:] == [
        ("application.warned", str(draft.pk)),
        ("application.cleared", str(draft.pk)),
        ("application.drafts_cleared", str(draft.organization_id)),
    ]


@pytest.mark.parametrize(("own", "after"), [("inquiry", "withdrawn"), ("enrolled", "enrolled")])
def test_who_only_asked_has_withdrawn_and_others_stay_as_they_are(
    draft: Application, own: str, after: str
) -> None:
    Participant.objects.filter(pk=draft.participant_id).update(status=own)
    for day in (53, 60):
        on(day)
    assert Participant.objects.get().status == after


def test_who_applied_elsewhere_as_well_stays_as_they_are(here: Organization, draft: Application) -> None:
    with time_machine.travel(DAY_0, tick=False):
        applied(cohort(here), draft.participant)
    for day in (53, 60):
        on(day)
    assert (Application.objects.get().status, Participant.objects.get().status) == ("eligible", "eligible")


def test_who_has_no_address_is_not_written_to_and_the_draft_goes(here: Organization) -> None:
    with time_machine.travel(DAY_0, tick=False):
        begin(cohort=cohort(here), participant=participant(here, email=""), by=system(here))
    assert (on(53), on(60), Application.objects.count()) == ([], [], 0)
