"""T42 for profiles: whoever saves second is told who changed what, by link, by account and as staff."""

import pytest
from django.test import Client
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import system
from parcours.accounts.links.queries import hash_of
from parcours.accounts.models import Organization, SignedLink, User
from parcours.accounts.roles import Role
from parcours.core.refusals import Stale
from parcours.people.actions.occupations import decide_occupation
from parcours.people.actions.profile import change
from parcours.people.actions.requests import ask_for_profile
from parcours.people.models import OccupationHeld, Person
from parcours.web.editing import Difference
from tests import factories

pytestmark = pytest.mark.django_db

STAFF = "/o/north/manage/people/"
PHONE = {"given_name": "Ana", "language": "en", "phone": "204 555 0100"}


@pytest.fixture
def north() -> Organization:
    return factories.organization("north")


@pytest.fixture
def coordinator(north: Organization) -> User:
    return factories.member(north, Role.COORDINATOR, name="Maya Chen")


@pytest.fixture
def staff(coordinator: User) -> Client:
    browser = Client()
    browser.force_login(coordinator)
    return browser


@pytest.fixture
def person(north: Organization) -> Person:
    user = factories.member(north, Role.PARTICIPANT, name="Ana Roy")
    return factories.person(north, user=user, given_name="Ana", family_name="", email="", phone="1")


@pytest.fixture
def account(person: Person) -> Client:
    browser = Client()
    assert person.user is not None
    browser.force_login(person.user)
    return browser


@pytest.fixture
def link(person: Person, north: Organization) -> Client:
    """A browser that has opened the link to the profile."""
    with scope(organization=north):
        person.email = "ana@example.org"
        person.save()
        ask_for_profile(person=person, by=system(north))
        SignedLink.objects.update(token_hash=hash_of("known"))
    browser = Client()
    browser.get("/link/known/")
    return browser


def version(page: object) -> str:
    return str(page.context["form"]["version"].value())  # type: ignore[attr-defined]


def test_t42_the_person_is_told_what_staff_changed_meanwhile(
    person: Person, account: Client, staff: Client
) -> None:
    path = "/o/north/profile/about/"
    seen = version(account.get(path))
    about = f"{STAFF}{person.pk}/profile/about/"
    staff.post(about, {**PHONE, "version": version(staff.get(about))})
    second = account.post(path, {**PHONE, "phone": "204 555 0199", "version": seen})
    assert second.status_code == 409
    assert second.context["editing"].differences == [Difference("Telephone", "204 555 0100", "204 555 0199")]
    assert "Maya Chen saved this while you wrote" in second.content.decode()
    account.post(path, {**PHONE, "phone": "204 555 0199", "version": version(second)})
    with scope(organization=person.organization):
        person.refresh_from_db()
    assert person.phone == "204 555 0199"


def test_t42_staff_are_told_what_the_person_changed_by_link(
    person: Person, link: Client, staff: Client
) -> None:
    about = f"{STAFF}{person.pk}/profile/about/"
    seen = version(staff.get(about))
    step = "/link/profile/about/"
    sent = {**PHONE, "email": "ana@example.org", "version": version(link.get(step))}
    assert link.post(step, sent).status_code == 302
    second = staff.post(about, {**sent, "phone": "3", "version": seen})
    assert (second.status_code, second.context["editing"].changed_by) == (409, "Ana")
    with scope(organization=person.organization):
        person.refresh_from_db()
    assert person.phone == "204 555 0100"


def test_t42_another_section_of_the_same_row_is_nobody_s_concern(
    person: Person, account: Client, staff: Client
) -> None:
    path = "/o/north/profile/place/"
    seen = version(account.get(path))
    about = f"{STAFF}{person.pk}/profile/about/"
    staff.post(about, {**PHONE, "version": version(staff.get(about))})
    assert account.post(path, {"city": "Brandon", "version": seen}).status_code == 302
    with scope(organization=person.organization):
        person.refresh_from_db()
    assert (person.city, person.phone) == ("Brandon", "204 555 0100")


def test_t42_a_code_for_words_that_were_changed_meanwhile_is_not_kept(
    person: Person, account: Client, north: Organization
) -> None:
    with scope(organization=north):
        held = OccupationHeld.objects.create(
            organization=north, person=person, kind="target", title="Welder", title_language="en"
        )
    path = f"/o/north/profile/occupations/?confirm={held.pk}"
    seen = version(account.get(path))
    with scope(organization=north):
        change(row=held, by=system(north), title="Cook")
    second = account.post(path, {"code": "72106", "version": seen})
    assert (second.status_code, second.context["occupation"].title) == (409, "Cook")
    with scopes_disabled():
        assert OccupationHeld.objects.get().decision == ""


def test_t42_of_two_who_decide_at_the_same_moment_the_second_is_told(
    person: Person, north: Organization
) -> None:
    with scope(organization=north):
        held = OccupationHeld.objects.create(organization=north, person=person, kind="target", title="Welder")
        same = OccupationHeld.objects.get(pk=held.pk)
        decide_occupation(occupation=held, by=system(north), noc="72106")
        with pytest.raises(Stale):
            decide_occupation(occupation=same, by=system(north), noc="63200")
        assert OccupationHeld.objects.get().noc == "72106"
