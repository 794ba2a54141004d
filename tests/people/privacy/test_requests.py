"""Requests about one's own data, their answers, and holds."""

import pytest
from django.core import mail
from django_scopes import scope

from parcours.accounts.actors import Actor, Via
from parcours.accounts.models import Organization
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused
from parcours.people.models import Person
from parcours.people.policies import subject_of
from parcours.people.privacy.actions.erasures import decide_erasure, lift_hold, place_hold
from parcours.people.privacy.actions.requests import answer, ask, withdraw_request
from parcours.people.privacy.erasing import carry_out_all
from parcours.people.privacy.models import DataRequest, Erasure, ErasureWhy, Hold, RequestKind
from parcours.people.privacy.queries import words
from tests import factories
from tests.backups.erased import staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_here")]


@pytest.fixture
def north() -> Organization:
    return factories.organization("north", privacy_officer_email="privacy@north.example")


@pytest.fixture
def _here(north: Organization):  # type: ignore[no-untyped-def] # noqa: ANN202 - a fixture that gives nothing
    with scope(organization=north):
        yield


@pytest.fixture
def by(north: Organization) -> Actor:
    return staff(north)


@pytest.fixture
def person(north: Organization) -> Person:
    return factories.person(north, given_name="Ana", email="ana@example.org", language="fr")


def oneself(person: Person) -> Actor:
    return Actor(person.organization, via=Via.LINK, subject=subject_of(person))


def asked(person: Person, kind: RequestKind = RequestKind.CORRECTION) -> DataRequest:
    return ask(person=person, kind=kind, text="My diploma is of 2019.", by=oneself(person))


def test_what_was_asked_is_kept_sealed(person: Person) -> None:
    row = DataRequest.objects.get(pk=asked(person).pk)
    assert (b"diploma" in bytes(row.words), words("words").read(row)) == (False, "My diploma is of 2019.")


def test_only_the_person_asks_and_takes_back(person: Person, by: Actor) -> None:
    row = asked(person)
    with pytest.raises(NotAllowed):
        ask(person=person, kind=RequestKind.CORRECTION, text="x", by=by)
    with pytest.raises(NotAllowed):
        withdraw_request(row=row, by=by)
    withdraw_request(row=row, by=oneself(person))
    assert DataRequest.objects.get().state == "withdrawn"


@pytest.mark.parametrize("text", ["", "x" * 2001])
def test_a_correction_says_what_is_wrong_in_few_words(person: Person, text: str) -> None:
    with pytest.raises(Refused):
        ask(person=person, kind=RequestKind.CORRECTION, text=text, by=oneself(person))


def test_the_person_is_sent_the_answer_in_their_language(person: Person, by: Actor) -> None:
    answer(row=asked(person), grant=True, text="C’est corrigé.", by=by)
    assert [(one.to, str(one.subject)) for one in mail.outbox] == [
        (["ana@example.org"], "North a répondu à votre demande")
    ]
    assert (
        "C’est corrigé." in str(mail.outbox[0].body),
        "privacy@north.example" in str(mail.outbox[0].body),
    ) == (
        True,
        True,
    )


def test_a_request_is_answered_once_and_in_words(person: Person, by: Actor) -> None:
    row = asked(person)
    with pytest.raises(Refused, match="what the person is to be told"):
        answer(row=row, grant=False, text=" ", by=by)
    answer(row=row, grant=False, text="No.", by=by)
    with pytest.raises(Refused, match="answered already"):
        answer(row=row, grant=True, text="Yes.", by=by)


def test_an_erasure_that_is_granted_is_carried_out(person: Person, by: Actor, north: Organization) -> None:
    answer(row=asked(person, RequestKind.ERASURE), grant=True, text="", by=by)
    assert Erasure.objects.get().state == "due"
    assert carry_out_all(north) == 1
    assert (Person.objects.count(), DataRequest.objects.count()) == (0, 0)


def test_t66_a_hold_wins_over_a_request(person: Person, by: Actor) -> None:
    place_hold(person=person, reason="A complaint", by=by)
    with pytest.raises(Refused, match="legal hold"):
        answer(row=asked(person, RequestKind.ERASURE), grant=True, text="", by=by)
    assert (Erasure.objects.count(), DataRequest.objects.get().state) == (0, "open")
    lift_hold(person=person, by=by)
    answer(row=DataRequest.objects.get(), grant=True, text="", by=by)
    assert Erasure.objects.count() == 1


def test_a_hold_has_a_reason_and_comes_before_the_erasure(person: Person, by: Actor) -> None:
    with pytest.raises(Refused, match="Say why"):
        place_hold(person=person, reason=" ", by=by)
    decide_erasure(person=person, why=ErasureWhy.ASKED, by=by)
    with pytest.raises(Refused, match="being erased"):
        place_hold(person=person, reason="A complaint", by=by)
    assert Hold.objects.count() == 0


def test_an_erasure_is_decided_once(person: Person, by: Actor) -> None:
    first = decide_erasure(person=person, why=ErasureWhy.ASKED, by=by)
    assert decide_erasure(person=person, why=ErasureWhy.ASKED, by=by) == first


def test_somebody_who_works_here_is_not_erased_before_that_ends(north: Organization, by: Actor) -> None:
    person = factories.person(north, user=factories.member(north, Role.COORDINATOR))
    with pytest.raises(Refused, match="works here"):
        decide_erasure(person=person, why=ErasureWhy.ASKED, by=by)


def test_who_may_not_decides_nothing(north: Organization, person: Person) -> None:
    mentor = actor_for(factories.member(north, Role.MENTOR), north)
    with pytest.raises(NotAllowed):
        decide_erasure(person=person, why=ErasureWhy.ASKED, by=mentor)
    with pytest.raises(NotAllowed):
        place_hold(person=person, reason="x", by=mentor)
