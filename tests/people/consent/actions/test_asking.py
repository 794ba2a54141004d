import datetime as dt
from collections.abc import Iterator

import pytest
from django.core import mail
from django_scopes import scope

from parcours.accounts.links.actions import holder
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.core.refusals import NotAllowed, Refused
from parcours.people.actions.profile import change
from parcours.people.consent.actions.acts import Said, refuse
from parcours.people.consent.actions.asking import ask, send_link, send_link_again
from parcours.people.consent.models import ConsentRequest
from parcours.people.models import Person
from tests import factories
from tests.people.consent.made import act, oneself, partner_of, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Iterator[Person]:
    made = factories.person(factories.organization(name_fr="Ouest"), email="noor@example.org", language="fr")
    with scope(organization=made.organization):
        yield made


def test_a_question_goes_to_the_person_in_their_language_and_waits(person: Person) -> None:
    partner = partner_of(person.organization, name_fr="Nord")
    ask(
        person=person, matters=[("research", None), ("share_partner", partner)], by=staff(person.organization)
    )
    [letter] = mail.outbox
    assert [letter.to, "Recherche, Communication à un partenaire nommé (Nord)" in letter.body] == [
        ["noor@example.org"],
        True,
    ]
    matters = list(ConsentRequest.objects.order_by("pk").values_list("matter", flat=True))
    assert matters == ["research", f"share_partner:{partner.pk}"]


def test_what_is_allowed_already_is_not_asked_again(person: Person) -> None:
    act(person, "research")
    with pytest.raises(Refused):
        ask(person=person, matters=[("research", None)], by=staff(person.organization))
    assert mail.outbox == []


def test_a_question_asked_twice_waits_once_and_goes_with_the_answer(person: Person) -> None:
    for _time in range(2):
        ask(person=person, matters=[("research", None)], by=staff(person.organization))
    waiting = ConsentRequest.objects.count()
    refuse(person=person, said=Said("research", read=1), by=oneself(person))
    assert (waiting, ConsentRequest.objects.count()) == (1, 0)


def test_without_an_address_nothing_is_asked(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(email="")
    person.refresh_from_db()
    with pytest.raises(Refused):
        ask(person=person, matters=[("research", None)], by=staff(person.organization))


def test_only_staff_ask(person: Person) -> None:
    with pytest.raises(NotAllowed):
        ask(person=person, matters=[("research", None)], by=oneself(person))


def test_a_link_of_before_is_asked_for_again_by_its_holder_only(person: Person) -> None:
    send_link(person=person, by=staff(person.organization))
    link = SignedLink.objects.get(purpose=Purpose.CONSENT)
    with pytest.raises(Refused):  # it still works
        send_link_again(person=person, link=link, by=holder(link))
    link.expires_at -= dt.timedelta(days=60)
    link.save()
    with pytest.raises(NotAllowed):
        send_link_again(person=person, link=link, by=oneself(factories.person(person.organization)))
    send_link_again(person=person, link=link, by=holder(link))
    assert len(mail.outbox) == 2


def test_a_link_does_not_stay_with_an_address_of_before(person: Person) -> None:
    send_link(person=person, by=staff(person.organization))
    change(row=person, by=staff(person.organization), email="other@example.org")
    assert [link.works for link in SignedLink.objects.filter(purpose=Purpose.CONSENT)] == [False]
