"""Taking people in: one row for one address, whatever happens at the same moment."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.models import AuditContent, Organization
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.people.actions.people import add_person, give_standing, link_account
from parcours.people.actions.profile import add_part, change, remove_part
from parcours.people.kinds import Kind, standings
from parcours.people.models import LanguageSkill, Person
from parcours.people.policies import can_change, subject_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


def add(ours: Organization, email: str = "ana@example.org", kind: Kind = Kind.PARTICIPANT) -> Person:
    return add_person(
        kind=kind, by=system(ours), given_name="Ana", family_name="Élan", email=email, language="fr"
    )


def test_somebody_is_taken_in_without_an_account(ours: Organization) -> None:
    person = add(ours)
    person.refresh_from_db()
    assert (person.user, person.called, list(standings(person))) == (None, "elan ana", [Kind.PARTICIPANT])


@pytest.mark.parametrize(
    "name", ["Win at https://evil.example", "WWW.evil.example", "a@evil.example", "evil.co/x"]
)
def test_t26_a_name_is_no_address_for_letters_to_pass_on(ours: Organization, name: str) -> None:
    for field in ("given_name", "family_name", "preferred_name"):
        with pytest.raises(ValidationError, match="A name holds no web or email address"):
            change(row=add(ours, ""), by=system(ours), **{field: name})
    change(row=add(ours, ""), by=system(ours), given_name="Jean-F. / O’Neill", family_name="St.John")


@pytest.mark.parametrize("email", [" ANA@example.org ", "ana@EXAMPLE.org", "Ana@Example.Org"])
def test_t44_an_address_is_on_file_once(ours: Organization, email: str) -> None:
    add(ours)
    with pytest.raises(Refused, match="is on file already, as the address of Ana Élan"):
        add(ours, email)
    assert Person.objects.count() == 1


def test_t44_one_letter_written_in_two_ways_is_one_letter(ours: Organization) -> None:
    add(ours, "ana@e\u0301cole.example")
    with pytest.raises(Refused):
        add(ours, "ana@\u00e9cole.example")


def test_t44_dots_and_accents_make_another_address(ours: Organization) -> None:
    for email in ("ana@ecole.example", "a.na@ecole.example", "ana@école.example"):
        add(ours, email)
    assert Person.objects.count() == 3


def test_people_without_an_address_are_several(ours: Organization) -> None:
    for _ in range(2):
        add(ours, "")
    assert Person.objects.count() == 2


def test_an_address_may_be_known_to_two_organizations(ours: Organization) -> None:
    add(ours)
    other = factories.organization("other")
    with scope(organization=other):
        assert add(other).pk


def test_who_has_an_address_is_said_to_staff_only(ours: Organization) -> None:
    add(ours)
    person = add(ours, "other@example.org")
    by = Actor(ours, via=Via.LINK, subject=subject_of(person))
    with pytest.raises(Refused) as refusal:
        change(row=person, by=by, email="ana@example.org")
    assert str(refusal.value) == "ana@example.org cannot be used here. Give another address, or ask Ours."


def test_a_participant_becomes_a_mentor_too(ours: Organization) -> None:
    person = add(ours)
    give_standing(person=person, kind=Kind.MENTOR, by=system(ours))
    person = Person.objects.get()
    assert list(standings(person)) == [Kind.PARTICIPANT, Kind.MENTOR]
    with pytest.raises(Refused, match=r"Ana Élan is a mentor already\."):
        give_standing(person=person, kind=Kind.MENTOR, by=system(ours))


def test_an_account_is_one_person(ours: Organization) -> None:
    user = factories.member(ours, Role.PARTICIPANT)
    link_account(person=add(ours), user=user, by=system(ours))
    with pytest.raises(Refused):
        link_account(person=add(ours, "b@example.org"), user=user, by=system(ours))


def test_a_mentor_may_not_add_people(ours: Organization) -> None:
    by = actor_for(factories.member(ours, Role.MENTOR), ours)
    with pytest.raises(NotAllowed):
        add_person(kind=Kind.PARTICIPANT, by=by, given_name="Ana")


def test_a_profile_is_changed_by_its_own_person_and_by_staff(ours: Organization) -> None:
    person, other = add(ours), add(ours, "b@example.org")
    person.user = factories.member(ours, Role.PARTICIPANT)
    by_account = actor_for(person.user, ours)
    by_link = Actor(ours, via=Via.LINK, subject=subject_of(person))
    staff = actor_for(factories.member(ours, Role.COORDINATOR), ours)
    everybody = (by_account, by_link, staff, Actor(ours, via=Via.LINK))
    assert [can_change(actor, person) for actor in everybody] == [True, True, True, False]
    assert [can_change(actor, other) for actor in everybody] == [False, False, True, False]


def test_the_log_names_fields_and_never_what_is_in_them(ours: Organization) -> None:
    person = add(ours)
    assert change(row=person, by=system(ours), phone="555-0199", city="Rivermouth")
    assert not change(row=person, by=system(ours), phone="555-0199")
    sealed = AuditContent.objects.order_by("-pk").first()
    assert sealed is not None
    assert sealed.what == "people.person"
    assert person.version == 2


def test_who_read_an_older_row_is_told(ours: Organization) -> None:
    person = add(ours)
    older = Person.objects.get()
    change(row=person, by=system(ours), phone="555-0199")
    with pytest.raises(Stale):
        change(row=older, by=system(ours), phone="555-0111")
    assert Person.objects.get().phone == "555-0199"


def test_an_answer_keeps_the_version_of_its_list(ours: Organization) -> None:
    participant = add(ours).participant
    change(row=participant, by=system(ours), goals=["networking"], regulator="Engineers")
    assert participant.list_versions == {"goals": 1}


def test_a_new_name_sorts_what_the_person_is(ours: Organization) -> None:
    person = add(ours)
    change(row=person, by=system(ours), family_name="Ødegård")
    person.participant.refresh_from_db()
    assert person.participant.called == "ødegard ana"


def test_a_language_is_there_once_and_on_its_scale(ours: Organization) -> None:
    person, by = add(ours), system(ours)

    def speak(**values: object) -> None:
        add_part(part=LanguageSkill(person=person), by=by, **values)

    speak(language="en", listening=8, writing=6)
    with pytest.raises(Exception, match="there already"):
        speak(language="en")
    with pytest.raises(Exception, match="for English and French only"):
        speak(language="es", reading=9)
    today = timezone.localdate()
    with pytest.raises(ValidationError, match="This day is still to come"):
        speak(language="fr", tested_on=today + dt.timedelta(days=1))
    with pytest.raises(ValidationError, match="This day is still to come"):
        change(row=LanguageSkill.objects.get(), by=by, tested_on=today + dt.timedelta(days=1))
    assert change(row=LanguageSkill.objects.get(), by=by, tested_on=today)
    row = LanguageSkill.objects.get()
    assert (row.scale, row.lowest) == ("CLB", 6)
    remove_part(part=row, by=by)
    assert not LanguageSkill.objects.exists()
