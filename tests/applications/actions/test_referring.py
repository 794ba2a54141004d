"""A client who is referred applies themselves, and says themselves whether the referrer may follow."""

from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.models import AuditEntry, Organization, Partnership
from parcours.accounts.roles import Role
from parcours.applications.actions.referring import refer_across
from parcours.applications.models import Application
from parcours.applications.referrals import followed_across, open_to_across, referred_across
from parcours.core.refusals import NotAllowed, Refused
from parcours.people.consent.actions.acts import Said, give, withdraw
from parcours.people.consent.models import ConsentRequest
from parcours.people.consent.sight import read_across
from parcours.people.models import Person
from parcours.programs.models import Cohort, ProgramPartner
from tests import factories
from tests.applications.made import cohort
from tests.people.consent.made import oneself, partner_of, staff, text

pytestmark = pytest.mark.django_db

CLIENT = {"given_name": "Amara", "family_name": "Okafor", "email": "amara@example.org", "language": "fr"}


@pytest.fixture
def city() -> Organization:
    return factories.organization("city")


@pytest.fixture
def row(city: Organization) -> Cohort:
    return cohort(city)


@pytest.fixture
def counsellor(city: Organization, row: Cohort) -> Iterator[Actor]:
    """A counsellor of an agency that is named as a partner of the program."""
    agency = partner_of(city)
    with scope(organization=city):
        named = Partnership.objects.get(partner=agency)
        ProgramPartner.objects.create(organization=city, program=row.program, partnership=named)
    with scope(organization=agency):
        yield staff(agency, Role.COUNSELLOR)


def kept(city: Organization) -> Application:
    with scope(organization=city):
        return Application.objects.select_related("participant__person", "referred_by").get()


def following(agency: Organization) -> list[int]:
    return read_across(lambda: [one.pk for one in followed_across(agency)])


def test_a_client_is_sent_the_link_and_asked_for_consent(
    city: Organization, row: Cohort, counsellor: Actor
) -> None:
    refer_across(cohort=row, by=counsellor, **CLIENT)
    made = kept(city)
    with scope(organization=city):
        asked = ConsentRequest.objects.get()
        log = AuditEntry.objects.filter(verb="application.referred").count()
    assert (made.status, made.referred_by, asked.partner) == ("draft", counsellor.here, counsellor.here)
    assert (made.participant.person.email, asked.purpose, log) == ("amara@example.org", "share_partner", 1)


def test_the_client_gets_one_letter_that_names_who_refers_and_asks(row: Cohort, counsellor: Actor) -> None:
    mail.outbox.clear()
    refer_across(cohort=row, by=counsellor, **CLIENT)
    (letter,) = mail.outbox
    assert letter.to == ["amara@example.org"]
    partner = counsellor.here.name_en
    assert (
        str(letter.subject) == f"{partner} vous aiguille vers\N{NO-BREAK SPACE}: Mentorat de la ville, 2026"
    )
    assert f"si {partner} peut voir où en est votre candidature" in str(letter.body)


def test_whoever_allows_it_is_followed_until_they_take_it_back(
    city: Organization, row: Cohort, counsellor: Actor
) -> None:
    refer_across(cohort=row, by=counsellor, **CLIENT)
    made, agency = kept(city), counsellor.here
    person = made.participant.person
    seen = [following(agency)]
    with scope(organization=city):
        text(person, "share_partner")
        said = Said("share_partner", 1, "fr", agency)
        give(person=person, said=said, by=oneself(person))
        seen.append(following(agency))
        withdraw(person=person, said=said, by=oneself(person))
        seen.append(following(agency))
    others = read_across(lambda: referred_across(agency).count())
    assert (seen, others) == ([[], [made.pk], []], 1)


def test_being_referred_twice_is_one_application_and_one_question(
    city: Organization, row: Cohort, counsellor: Actor
) -> None:
    for _time in range(2):
        refer_across(cohort=row, by=counsellor, **CLIENT)
    with scope(organization=city):
        assert (Person.objects.count(), Application.objects.count(), ConsentRequest.objects.count()) == (
            1,
            1,
            1,
        )


@pytest.mark.usefixtures("row")
def test_an_intake_by_referral_takes_whom_a_partner_refers(city: Organization, counsellor: Actor) -> None:
    with scope(organization=city):
        Cohort.objects.update(intake="by_referral")
        fresh = Cohort.objects.select_related("organization", "program").get()
    refer_across(cohort=fresh, by=counsellor, **CLIENT)
    assert kept(city).referred_by == counsellor.here


def closed() -> None:
    Cohort.objects.update(status="running")


def ended() -> None:
    Partnership.objects.update(ends_on="2026-01-02")


def unnamed() -> None:
    ProgramPartner.objects.all().delete()


@pytest.mark.parametrize("what", [closed, ended, unnamed])
def test_where_no_referral_is_taken_nothing_is_kept(
    city: Organization,
    row: Cohort,
    counsellor: Actor,
    what: Callable[[], None],
) -> None:
    before = open_to_across(counsellor.here)
    with scope(organization=city):
        what()
        fresh = Cohort.objects.select_related("organization", "program").get()
    with pytest.raises(Refused, match="takes no referrals of yours"):
        refer_across(cohort=fresh, by=counsellor, **CLIENT)
    with scope(organization=city):
        assert (before, open_to_across(counsellor.here), Person.objects.count()) == ([row], [], 0)


def test_only_who_refers_clients_may(row: Cohort, counsellor: Actor) -> None:
    with pytest.raises(NotAllowed):
        refer_across(cohort=row, by=staff(counsellor.here, Role.MENTOR), **CLIENT)
