"""How mentors come through their employer: its contact names them, they offer themselves, and either may be undone."""

import datetime as dt
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry, Organization, SignedLink
from parcours.accounts.roles import Role
from parcours.applications.actions import naming
from parcours.applications.actions.mentors import take_mentor
from parcours.applications.actions.naming import name_mentor, remove_name
from parcours.applications.models import MentorOffer
from parcours.applications.tasks import keep_time
from parcours.core.refusals import NotAllowed
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, OccupationHeld, Person, ProfileRequest
from parcours.people.privacy.models import Erasure
from parcours.programs.actions.asks import add_ask, take
from parcours.programs.actions.employers import change_contact, send_asks
from parcours.programs.models import Ask, Employer
from tests import factories
from tests.applications.made import cohort

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]

NOW = dt.datetime(2026, 11, 25, 17, tzinfo=dt.UTC)
ANA = {"given_name": "Ana", "family_name": "Roy", "email": "ana@dock.example", "language": "fr"}
NAME, OFFER, NAMED = "/link/mentors/", "/link/offer/", "/link/named/"


@pytest.fixture(autouse=True)
def here() -> Iterator[Organization]:
    cache.clear()
    organization = factories.organization("here")
    with scope(organization=organization), time_machine.travel(NOW):
        yield organization


@pytest.fixture
def dock(here: Organization) -> Employer:
    """An employer that was written to: five civil engineers are asked of it."""
    by = system(here)
    ask = add_ask(employer="Dock Works", noc="21300", number=5, by_day=dt.date(2027, 9, 1), by=by)
    kim = {"contact_name": "Kim Tran", "contact_email": "kim@dock.example"}
    change_contact(employer=ask.employer, version=1, by=by, **kim)
    send_asks(employer=ask.employer, version=2, by=by)
    return Employer.objects.get()


@pytest.fixture
def contact(dock: Employer) -> Client:  # noqa: ARG001 - there to be written to
    """The browser of the contact, who has opened the link of the letter."""
    return opened(str(mail.outbox[-1].body))


@pytest.fixture
def colleague(contact: Client) -> Client:
    """The browser of somebody whom the contact passed the page on to."""
    return opened(contact.get(NAME).context["staff_page"])


def opened(words: str, client: Client | None = None) -> Client:
    found = re.search(r"http://127\.0\.0\.1:8000(/link/\S+)", words)
    assert found is not None
    client = client or Client()
    client.get(found[1])
    return client


def text(response: Any) -> str:  # noqa: ANN401 - what the client gives
    return unescape(response.content.decode())


def letters_to(address: str) -> list[str]:
    return [str(letter.body) for letter in mail.outbox if letter.to == [address]]


def test_the_contact_reads_what_is_asked_and_names_a_colleague(contact: Client) -> None:
    page = text(contact.get(NAME))
    assert ("Dock Works" in page, "5 × <strong>Civil engineers</strong>" in page) == (True, True)
    shown = text(contact.post(NAME, {**ANA, "title": "Ingénieure civile", "one": "1"}, follow=True))
    assert ("1 colleague is named, and gets a letter." in shown, "Not yet" in shown) == (True, True)
    person = Person.objects.get()
    assert (person.full_name, person.employer, person.mentor.status) == ("Ana Roy", "Dock Works", "applied")
    assert OccupationHeld.objects.get().title == "Ingénieure civile"
    (letter,) = letters_to("ana@dock.example")
    assert "Kim Tran (Dock Works)" in letter
    assert letter.startswith("Bonjour Ana")
    assert AuditEntry.objects.filter(verb="mentor.named").count() == 1
    contact.post(NAME, {**ANA, "one": "1"})
    assert (MentorOffer.objects.count(), len(letters_to("ana@dock.example"))) == (1, 1)


def test_several_are_named_by_the_line_or_none_with_what_is_wrong(contact: Client) -> None:
    lines = (
        "Ana, Roy, ana@dock.example, Engineer, fr\n\nLuc;;luc@dock.example\nMia\tLi\tmia@dock.example\tWelder"
    )
    wrong = contact.post(NAME, {"lines": f"{lines}\nNobody\nZoe, Wu, zoe@dock", "several": "1"})
    assert wrong.context["lines"].errors["lines"] == [
        "Nobody: Give a given name, a family name and an address, with commas between them.",
        "Zoe, Wu, zoe@dock: Email address: Give an email address, such as name@example.org.",
    ]
    assert Person.objects.count() == 0
    shown = contact.post(NAME, {"lines": lines, "several": "1"}, follow=True)
    assert "3 colleagues are named, and get a letter each." in text(shown)
    people = Person.objects.order_by("pk").values_list("given_name", "family_name", "language")
    assert list(people) == [("Ana", "Roy", "fr"), ("Luc", "", "en"), ("Mia", "Li", "en")]


@pytest.mark.parametrize(
    "name", ["See https://evil.example", "\u0958" * 60]
)  # the second is stored as 120 letters
def test_t26_what_is_no_name_is_said_and_nobody_is_written_to(contact: Client, name: str) -> None:
    one, several = (
        {**ANA, "given_name": name, "one": "1"},
        {"lines": f"{name}, Roy, ana@dock.example", "several": "1"},
    )
    wrong = [contact.post(NAME, sent) for sent in (one, several)]
    errors = [
        answer.context[form].non_field_errors() for answer, form in zip(wrong, ("one", "lines"), strict=True)
    ]
    assert ([len(said) for said in errors], Person.objects.count()) == ([1, 1], 0)


def test_there_is_a_limit_to_lines_and_to_names(contact: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    many = "\n".join(f"Ana, Roy, ana{number}@dock.example" for number in range(51))
    wrong = contact.post(NAME, {"lines": many, "several": "1"}).context["lines"]
    assert wrong.errors["lines"] == ["Give 50 lines at most, and the others afterwards."]
    monkeypatch.setattr(naming, "MOST", 0)
    refused = contact.post(NAME, {**ANA, "one": "1"}).context["one"]
    assert refused.non_field_errors()[0].startswith("No more people can be named here.")
    assert Person.objects.count() == 0


def test_only_the_link_names_and_only_the_person_removes(here: Organization, dock: Employer) -> None:
    with pytest.raises(NotAllowed):
        name_mentor(ask=Ask.objects.get(), by=system(here), title="", **ANA)
    with pytest.raises(NotAllowed):
        remove_name(person=factories.person(here), by=system(here))
    assert not MentorOffer.objects.filter(ask__employer=dock).exists()


def test_of_several_asks_one_is_chosen(here: Organization, contact: Client) -> None:
    other = add_ask(employer="Dock Works", noc="72106", number=1, by_day=dt.date(2027, 9, 1), by=system(here))
    assert contact.post(NAME, {**ANA, "one": "1"}).context["one"].errors["ask"] == ["Choose one."]
    contact.post(NAME, {**ANA, "ask": str(other.pk), "one": "1"})
    assert MentorOffer.objects.get().ask == other


def test_the_contact_sees_the_names_they_gave_and_who_answered(contact: Client, colleague: Client) -> None:
    contact.post(NAME, {**ANA, "one": "1"})
    colleague.post(OFFER, {**ANA, "given_name": "Luc", "email": "luc@dock.example"})
    ProfileRequest.objects.filter(person__given_name="Ana").update(finished_at=NOW)
    page = text(contact.get(NAME))
    assert ("Ana Roy" in page, "Has answered" in page, "Luc" in page) == (True, True, False)


def test_somebody_offers_themselves_and_gets_the_link_to_their_profile(colleague: Client) -> None:
    assert "Would you be a mentor?" in text(colleague.get(OFFER))
    assert "Look into your mail" in text(colleague.post(OFFER, ANA))
    (letter,) = letters_to("ana@dock.example")
    assert "Votre profil pour Here" in str(mail.outbox[-1].subject)
    colleague.post(OFFER, ANA)
    assert letters_to("ana@dock.example") == [letter]  # once in ten minutes
    offer = MentorOffer.objects.get()
    assert (offer.by_contact, offer.name, offer.brought_in) == (False, "", True)


@pytest.mark.parametrize("kinds", [(), (Kind.PARTICIPANT,), (Kind.MENTOR,)])
def test_nothing_says_whether_an_address_is_on_file(
    kinds: tuple[Kind, ...], here: Organization, contact: Client, colleague: Client
) -> None:
    if kinds:
        factories.person(here, *kinds, given_name="Anastasia", email="ana@dock.example", employer="Elsewhere")
    assert "Look into your mail" in text(colleague.post(OFFER, ANA))
    shown = text(contact.post(NAME, {**ANA, "one": "1"}, follow=True))
    assert ("1 colleague is named" in shown, "Anastasia" in shown, "Ana Roy" in shown) == (True, False, True)
    assert Person.objects.get().given_name == ("Anastasia" if kinds else "Ana")
    assert Mentor.objects.count() == 1


def test_whom_staff_removed_is_not_written_to(here: Organization, contact: Client) -> None:
    who = factories.person(here, Kind.MENTOR, email="ana@dock.example")
    Mentor.objects.filter(person=who).update(status="removed")
    contact.post(NAME, {**ANA, "one": "1"})
    assert (letters_to("ana@dock.example"), MentorOffer.objects.get().is_answered) == ([], False)


def test_who_is_named_reads_by_whom_and_removes_the_name_with_one_button(contact: Client) -> None:
    contact.post(NAME, {**ANA, "one": "1"})
    ana = opened(letters_to("ana@dock.example")[0])
    page = text(ana.get("/link/open/", follow=True))
    assert "Kim Tran (Dock Works)" in page
    assert "est en voie d’effacement" in text(ana.post(NAMED)) or Erasure.objects.exists()
    assert (Erasure.objects.count(), MentorOffer.objects.count()) == (1, 0)
    assert "Ana Roy" not in text(contact.get(NAME))
    assert ana.get("/link/open/").status_code == 410
    assert AuditEntry.objects.filter(verb="mentor.name_removed").count() == 1


def test_who_was_on_file_before_stays_and_is_no_longer_proposed(here: Organization, contact: Client) -> None:
    who = factories.person(here, email="ana@dock.example")
    contact.post(NAME, {**ANA, "one": "1"})
    opened(letters_to("ana@dock.example")[0]).post(NAMED)
    assert (Erasure.objects.count(), MentorOffer.objects.count()) == (0, 0)
    assert Mentor.objects.get(person=who).status == "declined"
    assert ProfileRequest.objects.get().withdrawn_at is not None


def test_a_mentor_who_takes_part_stays_one(here: Organization, contact: Client) -> None:
    contact.post(NAME, {**ANA, "one": "1"})
    ana = opened(letters_to("ana@dock.example")[0])
    take_mentor(cohort=cohort(here), mentor=Mentor.objects.get(), by=system(here))
    ana.post(NAMED)
    assert (Erasure.objects.count(), Mentor.objects.get().status) == (0, "screening")


def test_once_begun_the_letter_leads_on_to_the_profile(contact: Client) -> None:
    contact.post(NAME, {**ANA, "one": "1"})
    ana = opened(letters_to("ana@dock.example")[0])
    assert ana.get("/link/open/")["Location"] == NAMED
    ProfileRequest.objects.update(done=["about"])
    assert ana.get("/link/open/")["Location"].startswith("/link/profile/")
    MentorOffer.objects.all().delete()
    assert ana.get(NAMED)["Location"].startswith("/link/profile/")
    assert ana.post(NAMED).status_code == 409


def test_who_never_answers_is_erased_after_sixty_days(contact: Client, colleague: Client) -> None:
    contact.post(NAME, {**ANA, "one": "1"})
    colleague.post(OFFER, {**ANA, "given_name": "Luc", "email": "luc@dock.example"})
    ProfileRequest.objects.filter(person__given_name="Luc").update(touched_at=NOW)
    with time_machine.travel(NOW + dt.timedelta(days=59)):
        assert keep_time.call() == 0
    with time_machine.travel(NOW + dt.timedelta(days=61)):
        assert keep_time.call() == 1
    assert Erasure.objects.get().record == Person.objects.get(given_name="Ana").pk
    assert MentorOffer.objects.get().mentor.person.given_name == "Luc"


def test_once_nothing_is_asked_nobody_is_named(
    here: Organization, contact: Client, colleague: Client
) -> None:
    take(ask=Ask.objects.get(), way="fill", by=system(here))
    assert "Nothing is asked of you at the moment" in text(contact.post(NAME, {**ANA, "one": "1"}))
    assert "No mentors are looked for at the moment" in text(colleague.post(OFFER, ANA))
    assert Person.objects.count() == 0


def test_the_links_end_with_the_contact(
    here: Organization, dock: Employer, contact: Client, colleague: Client
) -> None:
    lee = {"contact_name": "Lee", "contact_email": "lee@dock.example"}
    change_contact(employer=dock, version=dock.version, by=system(here), **lee)
    assert (contact.get(NAME).status_code, colleague.get(OFFER).status_code) == (410, 410)


def test_an_old_link_of_the_contact_leads_to_a_new_letter_and_that_of_the_page_to_none(
    contact: Client, colleague: Client
) -> None:
    SignedLink.objects.update(expires_at=NOW - dt.timedelta(days=1))
    assert "Send a new link" in text(contact.get(NAME))
    assert "Send a new link" not in text(colleague.get(OFFER))
    contact.post("/link/again/")
    assert len(letters_to("kim@dock.example")) == 2
    assert colleague.post("/link/again/").status_code == 409
    assert opened(str(mail.outbox[-1].body)).get(NAME).status_code == 200


def test_one_link_opens_nothing_of_the_other(contact: Client, colleague: Client) -> None:
    assert (contact.get(OFFER).status_code, colleague.get(NAME).status_code) == (410, 410)
    assert contact.get("/link/profile/").status_code == 410


def test_the_page_of_the_employer_says_who_and_how_far(
    here: Organization, dock: Employer, contact: Client
) -> None:
    contact.post(NAME, {**ANA, "one": "1"})
    contact.post(NAME, {**ANA, "given_name": "Luc", "email": "luc@dock.example", "one": "1"})
    ProfileRequest.objects.filter(person__given_name="Ana").update(finished_at=NOW)
    staff = Client()
    staff.force_login(factories.member(here, Role.COORDINATOR))
    page = staff.get(f"/o/here/manage/programs/asks/{dock.pk}/")
    assert page.context["figures"] == {"asked": 5, "named": 2, "answered": 1}
    assert [str(offer.mentor) for offer, _name in page.context["offers"]] == ["Ana Roy", "Luc Roy"]
    line = staff.get("/o/here/manage/programs/asks/?file=csv").content.decode("utf-8-sig").splitlines()[1]
    assert line.split(",")[3:6] == ["5", "2", "1"]
