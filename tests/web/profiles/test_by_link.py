"""A profile by link, without an account: saved at every step, resumed anywhere, checked, finished."""

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry, Organization, SignedLink
from parcours.people.actions.occupations import write_occupation
from parcours.people.actions.requests import ask_for_profile, withdraw_request
from parcours.people.kinds import Kind
from parcours.people.letters import LINK_LIFE
from parcours.people.models import OccupationHeld, Person, ProfileRequest
from parcours.people.queries import open_request
from tests import factories
from tests.web.filling import fill_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]

ABOUT = {"given_name": "Inès", "family_name": "Roy", "email": "ines@example.org", "language": "fr"}


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


@pytest.fixture
def person(ours: Organization) -> Person:
    return factories.person(ours, Kind.MENTOR, given_name="Inès", email="ines@example.org", language="fr")


@pytest.fixture
def send(person: Person, ours: Organization) -> Callable[[], str]:
    """Send the link; return its path, as it is in the letter."""

    def sent() -> str:
        ask_for_profile(person=person, by=system(ours))
        found = re.search(r"http://127\.0\.0\.1:8000(/link/\S+)", str(mail.outbox[-1].body))
        assert found is not None
        return found[1]

    return sent


def opened(path: str) -> tuple[Client, str]:
    """Open the link in a new browser; return it, with where it leads."""
    client = Client()
    return client, client.get(path, follow=True).redirect_chain[-1][0]


def test_the_letter_is_in_the_person_s_language(send: Callable[[], str]) -> None:
    send()
    assert mail.outbox[-1].subject == "Votre profil pour Ours"
    assert mail.outbox[-1].to == ["ines@example.org"]


def test_the_page_is_in_the_person_s_language_too(send: Callable[[], str]) -> None:
    client, where = opened(send())
    assert client.get(where)["Content-Language"] == "fr-CA"


def test_each_step_is_saved_and_another_browser_goes_on(send: Callable[[], str], person: Person) -> None:
    path = send()
    client, where = opened(path)
    assert where == "/link/profile/about/"
    answer = fill_in(client, where, {**ABOUT, "pronouns": "elle"})
    assert answer["Location"] == "/link/profile/occupations/"
    person.refresh_from_db()
    assert person.pronouns == "elle"
    _other, where = opened(path)
    assert where == "/link/profile/occupations/"


def test_what_is_wrong_is_said_and_nothing_is_done(send: Callable[[], str], person: Person) -> None:
    client, where = opened(send())
    page = fill_in(client, where, {**ABOUT, "email": "nowhere"})
    asked = open_request(person)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["email"]
    assert (asked is None or asked.done) == []


def test_t44_an_address_of_somebody_else_is_refused_without_a_name(
    send: Callable[[], str], ours: Organization
) -> None:
    factories.person(ours, family_name="Secret", email="taken@example.org")
    client, where = opened(send())
    page = fill_in(client, where, {**ABOUT, "email": "Taken@Example.org"}).content.decode()
    assert ("ne peut pas servir ici" in page, "Secret" in page) == (True, False)


def test_an_empty_step_of_parts_goes_on(send: Callable[[], str], person: Person) -> None:
    client, _where = opened(send())
    sent = {"kind": "", "title": "", "title_language": "fr", "years": ""}
    answer = client.post("/link/profile/occupations/", sent)
    asked = open_request(person)
    assert answer["Location"] == "/link/profile/languages/"
    assert asked is not None
    assert (asked.done, OccupationHeld.objects.count()) == (["occupations"], 0)


def test_one_of_several_is_added_changed_and_taken_out(send: Callable[[], str]) -> None:
    client, _where = opened(send())
    here = "/link/profile/languages/"
    assert client.post(here, {"language": "fr", "reading": "9", "more": "1"})["Location"] == here
    page = client.post(here, {"language": "fr"})
    assert list(page.context["form"].errors) == ["language"]
    row = page.context["shown"].parts[0]
    fill_in(client, f"{here}?part={row.pk}", {"language": "fr", "reading": "10"})
    shown = client.get(here).context["shown"].parts[0]
    assert (shown.title, dict(shown.facts)["NCLC"]) == ("français", "compréhension de l’écrit 10")
    client.post(here, {"remove": str(row.pk)})
    assert client.get(here).context["shown"].parts == []


@pytest.mark.parametrize("years", ["-3", "900"])
def test_years_of_work_are_as_many_as_a_spreadsheet_may_say(send: Callable[[], str], years: str) -> None:
    client, _where = opened(send())
    sent = {"kind": "target", "title": "Ingénieure civile", "title_language": "fr", "years": years}
    page = client.post("/link/profile/occupations/", sent)
    assert [len(said) for said in page.context["form"].errors.values()] == [1]
    assert OccupationHeld.objects.count() == 0


@pytest.mark.parametrize("query", ["part", "confirm"])
def test_t01_somebody_else_s_part_is_absent(send: Callable[[], str], ours: Organization, query: str) -> None:
    other = factories.person(ours)
    row = write_occupation(person=other, kind="target", title="Welder", by=system(ours))
    client, _where = opened(send())
    here = "/link/profile/occupations/"
    assert client.get(f"{here}?{query}={row.pk}").status_code == 404
    assert client.post(here, {"remove": str(row.pk)}).status_code == 404
    assert OccupationHeld.objects.filter(pk=row.pk).exists()


def test_all_is_checked_and_finished_and_the_link_still_works(
    send: Callable[[], str], person: Person
) -> None:
    client, _where = opened(send())
    page = client.get("/link/profile/")
    assert [str(one.section.key) for one, _address in page.context["profile"]] == [
        "about",
        "occupations",
        "languages",
        "work",
        "meeting",
        "offers",
    ]
    done = client.post("/link/profile/")
    assert done.status_code == 200
    assert open_request(person) is None
    assert fill_in(client, "/link/profile/about/", ABOUT).status_code == 302
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert "profile.finished" in set(verbs)


def test_t11_an_expired_link_brings_a_new_one(send: Callable[[], str]) -> None:
    path = send()
    with time_machine.travel(dt.datetime.now(dt.UTC) + LINK_LIFE + dt.timedelta(days=1)):
        client = Client()
        page = client.get(path, follow=True)
        assert (page.status_code, page.context["why"]) == (410, "expired")
        client.post("/link/again/")
        assert [letter.to for letter in mail.outbox] == [["ines@example.org"]] * 2
        assert client.get("/link/profile/").status_code == 410


def test_t11_a_withdrawn_link_opens_nothing(
    send: Callable[[], str], person: Person, ours: Organization
) -> None:
    path = send()
    client, where = opened(path)
    withdraw_request(person=person, by=system(ours))
    assert client.get(where).status_code == 410
    assert client.post(where, ABOUT).status_code == 410
    assert ProfileRequest.objects.get().withdrawn_at is not None


def test_t11_a_new_link_takes_the_place_of_the_one_before_and_the_steps_stay(
    send: Callable[[], str],
) -> None:
    first = send()
    client, where = opened(first)
    fill_in(client, where, ABOUT)
    second = send()
    assert Client().get(first, follow=True).status_code == 410
    assert opened(second)[1] == "/link/profile/occupations/"
    assert SignedLink.objects.filter(revoked_at=None).count() == 1


def test_t11_a_profile_s_link_opens_no_other_purpose(send: Callable[[], str]) -> None:
    client, _where = opened(send())
    assert client.get("/link/open/")["Location"] == "/link/profile/about/"
    assert client.get("/link/profile/place/").status_code == 404


def test_without_a_link_there_is_nothing(client: Client) -> None:
    for path in ("/link/profile/", "/link/profile/about/"):
        assert client.get(path).status_code == 410


def test_whom_a_mentor_would_like_is_said_by_link_with_how_the_name_sounds(
    send: Callable[[], str], person: Person
) -> None:
    client, where = opened(send())
    fill_in(client, where, {**ABOUT, "pronunciation": "i-NESS"})
    fill_in(client, "/link/profile/offers/", {"capacity": "1", "wishes_in_words": "Quelqu’un des ponts."})
    person.refresh_from_db()
    assert (person.pronunciation, person.mentor.wishes_in_words) == ("i-NESS", "Quelqu’un des ponts.")
