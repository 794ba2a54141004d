"""The pages about records that may be of one person."""

from typing import Any

import pytest
from django.test import Client
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.people.actions.people import add_person
from parcours.people.actions.profile import change
from parcours.people.duplicates.models import Merge, Pair, PairState
from parcours.people.kinds import Kind
from parcours.people.models import Person
from tests import factories
from tests.access.walk import text_of

pytestmark = pytest.mark.django_db

PEOPLE = "/o/north/manage/people/"


@pytest.fixture
def north() -> Organization:
    return factories.organization("north")


@pytest.fixture
def browser(client: Client, north: Organization) -> Client:
    client.force_login(factories.member(north, Role.COORDINATOR))
    return client


def add(north: Organization, **fields: Any) -> Person:
    with scope(organization=north):
        return add_person(
            kind=Kind.PARTICIPANT,
            by=system(north),
            **{"given_name": "Ana", "family_name": "Roy", "language": "en", **fields},
        )


def test_whoever_adds_somebody_hears_who_it_may_be_and_can_add_all_the_same(
    browser: Client, north: Organization
) -> None:
    known = add(north, phone="416 555 0101")
    typed = {"given_name": "Roy", "family_name": "Ana", "phone": "(416) 555-0101", "language": "en"}
    asked = browser.post(f"{PEOPLE}add/", typed)
    assert asked.context["likely"] == [(known, "same name, same telephone")]
    assert "This may be somebody you have:" in text_of(asked)
    with scopes_disabled():
        assert Person.objects.get() == known
    browser.post(f"{PEOPLE}add/", {**typed, "seen": asked.context["form"]["seen"].value()})
    with scopes_disabled():
        assert (Person.objects.count(), Pair.objects.count()) == (2, 1)


def test_another_name_typed_after_the_warning_is_looked_at_again(
    browser: Client, north: Organization
) -> None:
    seen, other = add(north), add(north, given_name="Berta")
    answer = browser.post(
        f"{PEOPLE}add/", {"given_name": "Berta", "family_name": "Roy", "language": "en", "seen": str(seen.pk)}
    )
    assert [one for one, _why in answer.context["likely"]] == [other]


def test_an_address_on_file_is_refused_at_once(browser: Client, north: Organization) -> None:
    add(north, email="ana@example.org")
    typed = {"given_name": "Ana", "family_name": "Roy", "email": "ANA@example.org", "language": "en"}
    answer = browser.post(f"{PEOPLE}add/", typed)
    assert "is on file already, as the address of Ana Roy" in text_of(answer)


def test_the_queue_says_why_and_leaves_out_what_was_decided(browser: Client, north: Organization) -> None:
    add(north, phone="416 555 0101")
    add(north, phone="416 555 0101")
    add(north, given_name="Berta"), add(north, given_name="Berta")
    with scopes_disabled():
        Pair.objects.filter(first__given_name="Berta").update(state=PairState.APART)
    shown = browser.get(f"{PEOPLE}duplicates/?state=open")
    everything = browser.get(f"{PEOPLE}duplicates/?state=apart")
    file = browser.get(f"{PEOPLE}duplicates/?file=csv").content.decode()
    assert [row.name for row in shown.context["list"].lines()] == ["Ana Roy – Ana Roy"]
    assert [row.name for row in everything.context["list"].lines()] == ["Berta Roy – Berta Roy"]
    assert 'Very likely,"same name, same telephone"' in file


def test_staff_are_told_that_there_are_pairs(browser: Client, north: Organization) -> None:
    one, _other = add(north), add(north)
    assert "1 pair of records may be of one person" in text_of(browser.get("/o/north/manage/"))
    assert "Ana Roy and Ana Roy may be one person." in text_of(browser.get(f"{PEOPLE}{one.pk}/"))


def test_two_records_become_one_and_two_again(browser: Client, north: Organization) -> None:
    one = add(north, city="Laval", email="ana@example.org")
    other = add(north, city="Gatineau")
    page = f"{PEOPLE}{one.pk}/merge/{other.pk}/"
    form = browser.get(page).context["form"]
    assert (form["person.city"].initial, list(form.fields)) == (
        "lost",  # what was changed last
        ["kept_version", "lost_version", "person.city"],
    )
    sent = {"kept_version": one.version, "lost_version": other.version, "person.city": "kept"}
    answer = browser.post(page, sent, follow=True)
    assert "The two records of Ana Roy are one now." in text_of(answer)
    assert browser.get(f"{PEOPLE}{other.pk}/")["Location"] == f"{PEOPLE}{one.pk}/"
    with scopes_disabled():
        made = Merge.objects.get()
        assert Person.objects.get().city == "Laval"
    undone = browser.post(f"{PEOPLE}{one.pk}/merges/{made.pk}/undo/", follow=True)
    assert "The two records are as they were before." in text_of(undone)
    assert undone.redirect_chain == [(f"{PEOPLE}{one.pk}/merge/{other.pk}/", 302)]
    with scopes_disabled():
        assert sorted(Person.objects.values_list("city", flat=True)) == ["Gatineau", "Laval"]


def test_t42_the_second_of_two_coordinators_gets_a_409(browser: Client, north: Organization) -> None:
    one, other = add(north), add(north)
    with scope(organization=north):
        change(row=other, by=system(north), phone="416 555 0101")
    answer = browser.post(f"{PEOPLE}{one.pk}/merge/{other.pk}/", {"kept_version": 1, "lost_version": 1})
    assert (answer.status_code, "changed or merged one of the two" in text_of(answer)) == (409, True)


def test_what_does_not_go_together_is_said_in_the_form(browser: Client, north: Organization) -> None:
    one, other = (factories.person(north, Kind.MENTOR) for _each in range(2))
    with scope(organization=north):
        change(row=one.mentor, by=system(north), capacity=2, minimum=1)
        change(row=other.mentor, by=system(north), capacity=5, minimum=4)
    page = f"{PEOPLE}{one.pk}/merge/{other.pk}/"
    sent = dict.fromkeys(browser.get(page).context["form"].fields, "kept")
    versions = {"kept_version": one.version, "lost_version": other.version}
    answer = browser.post(page, {**sent, **versions, "mentor.minimum": "lost"})
    assert "The mentor cannot take more people at least than at most." in text_of(answer)
    with scopes_disabled():
        assert Person.objects.count() == 2


def test_a_pair_is_said_to_be_two_people_and_looked_at_again(browser: Client, north: Organization) -> None:
    one, other = add(north), add(north)
    page = f"{PEOPLE}{one.pk}/merge/{other.pk}/"
    assert browser.post(page, {"apart": "yes"})["Location"] == f"{PEOPLE}duplicates/?state=open"
    assert "that they are not the same person" in text_of(browser.get(page))
    browser.post(page, {"apart": "no"})
    with scopes_disabled():
        assert Pair.objects.get().state == PairState.OPEN


def test_an_undo_that_would_lose_something_says_what(browser: Client, north: Organization) -> None:
    one, other = add(north), add(north)
    sent = {"kept_version": one.version, "lost_version": other.version}
    browser.post(f"{PEOPLE}{one.pk}/merge/{other.pk}/", sent)
    with scope(organization=north):
        change(row=Person.objects.get(), by=system(north), city="Laval")
        made = Merge.objects.get()
    answer = browser.post(f"{PEOPLE}{one.pk}/merges/{made.pk}/undo/")
    assert "what was changed since in the profile would be lost" in text_of(answer)


def test_what_is_not_there_is_not_there(browser: Client, north: Organization) -> None:
    one = add(north)
    paths = (f"{one.pk}/merge/{one.pk}/", f"{one.pk}/merge/0/", f"{one.pk}/merges/0/undo/", "0/")
    assert [browser.get(f"{PEOPLE}{path}").status_code for path in paths] == [404] * 4


def test_any_two_records_are_chosen_by_name_or_address(browser: Client, north: Organization) -> None:
    person, other = add(north), add(north, given_name="Zoë", family_name="Lévesque", email="zoe@example.org")
    here = f"{PEOPLE}{person.pk}/merge/"
    assert here in browser.get(f"{PEOPLE}{person.pk}/").content.decode()
    assert browser.get(here).context["found"] == []
    for words in ("levesque", "zoe lev", "ZOE@example"):
        page = browser.get(here, {"q": words})
        assert page.context["found"] == [other]
        assert f"{PEOPLE}{person.pk}/merge/{other.pk}/" in page.content.decode()
    assert "Nobody else of this name" in browser.get(here, {"q": "roy"}).content.decode()


def test_who_seems_to_be_the_same_is_offered_first(browser: Client, north: Organization) -> None:
    person, other = add(north, phone="416 555 0101"), add(north, phone="416 555 0101")
    assert browser.get(f"{PEOPLE}{person.pk}/merge/").context["found"] == [other]
    assert browser.get(f"{PEOPLE}{other.pk}/merge/").context["found"] == [person]


def test_more_than_a_page_holds_asks_for_more_of_the_name(browser: Client, north: Organization) -> None:
    person = add(north)
    for _each in range(21):
        factories.person(north, family_name="Tremblay")
    page = browser.get(f"{PEOPLE}{person.pk}/merge/", {"q": "tremblay"})
    assert (len(page.context["found"]), page.context["more"]) == (20, True)
