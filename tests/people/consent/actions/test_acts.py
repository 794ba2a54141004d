import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db.models import Count
from django_scopes import scope

from parcours.accounts.models import AuditEntry
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.people.consent.actions.acts import Heard, Said, give, refuse, renew, withdraw
from parcours.people.consent.actions.texts import reword
from parcours.people.consent.models import ConsentAct, ConsentText
from parcours.people.consent.queries import consented
from parcours.people.consent.texts import words_of
from parcours.people.models import Person
from tests import factories
from tests.people.consent.made import oneself, partner_of, staff

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 25, 15, tzinfo=dt.UTC)


@pytest.fixture
def person() -> Iterator[Person]:
    made = factories.person(factories.organization())
    with scope(organization=made.organization), time_machine.travel(NOW, tick=False):
        yield made


def said(purpose: str = "research", **more: object) -> Said:
    return Said(**{"purpose": purpose, "read": 1, "language": "fr", **more})  # type: ignore[arg-type]


def test_a_yes_keeps_what_was_read_in_which_language_how_and_until_when(person: Person) -> None:
    row = give(person=person, said=said(), by=oneself(person))
    assert (row.text.version, row.language, row.how, row.recorded_by, row.said_at, row.until) == (
        1,
        "fr",
        "link",
        None,
        NOW,
        dt.date(2028, 11, 24),
    )


def test_each_act_is_a_row_and_an_entry_of_the_log(person: Person) -> None:
    by = oneself(person)
    refuse(person=person, said=said(), by=by)
    with pytest.raises(Stale):
        refuse(person=person, said=said(), by=by)
    give(person=person, said=said(), by=by)
    renew(person=person, said=said(), by=by)
    withdraw(person=person, said=said(), by=by)
    counted = AuditEntry.objects.filter(verb__startswith="consent.").values_list("verb").annotate(Count("pk"))
    assert [list(ConsentAct.objects.order_by("pk").values_list("act", flat=True)), sorted(counted)] == [
        ["refused", "given", "renewed", "withdrawn"],
        [
            ("consent.given", 1),
            ("consent.refused", 1),
            ("consent.renewed", 1),
            ("consent.withdrawn", 1),
        ],
    ]


def test_nobody_says_it_for_somebody_else(person: Person) -> None:
    for by in (oneself(factories.person(person.organization)), staff(person.organization)):
        with pytest.raises(NotAllowed):
            give(person=person, said=said(), by=by)
    assert ConsentAct.objects.count() == 0


def test_the_person_does_not_note_what_staff_would_have_heard(person: Person) -> None:
    with pytest.raises(NotAllowed):
        give(person=person, said=said(), by=oneself(person), heard=Heard("paper"))


def test_words_that_changed_meanwhile_are_read_again(person: Person) -> None:
    admin = staff(person.organization, Role.ADMINISTRATOR)
    reword(purpose="research", version=1, words={"what_en": "A", "why_en": "B", "refusing_en": "C"}, by=admin)
    with pytest.raises(Stale):
        give(person=person, said=said(), by=oneself(person))
    row = give(person=person, said=said(read=2), by=oneself(person))
    assert row.text.what == "A"


def test_who_said_yes_to_older_words_stays_with_what_they_read(person: Person) -> None:
    row = give(person=person, said=said(), by=oneself(person))
    read = words_of(row.text)
    admin = staff(person.organization, Role.ADMINISTRATOR)
    reword(purpose="research", version=1, words={"what_en": "A", "why_en": "B", "refusing_en": "C"}, by=admin)
    row.refresh_from_db()
    assert (consented(person, "research"), words_of(row.text)) == (True, read)


def test_sharing_needs_a_partner_of_now(person: Person) -> None:
    partner, stranger = partner_of(person.organization), factories.organization()
    with pytest.raises(Refused):
        give(person=person, said=said("share_partner", partner=stranger), by=oneself(person))
    with pytest.raises(Refused):
        give(person=person, said=said("share_partner"), by=oneself(person))
    give(person=person, said=said("share_partner", partner=partner), by=oneself(person))
    assert consented(person, "share_partner", partner) is True


def test_an_unknown_purpose_is_refused(person: Person) -> None:
    with pytest.raises(Refused):
        give(person=person, said=said("everything"), by=oneself(person))


def test_staff_note_what_they_heard_and_their_note_is_sealed(person: Person) -> None:
    heard = Heard("telephone", note="She called about it.", on=dt.date(2026, 11, 20))
    by = staff(person.organization)
    row = give(person=person, said=said(), by=by, heard=heard)
    row.refresh_from_db()
    assert (
        row.how,
        row.noted,
        b"called" in bytes(row.sealed_note),
        row.recorded_by,
        row.said_at.date(),
        row.until,
    ) == (
        "telephone",
        "She called about it.",
        False,
        by.user,
        dt.date(2026, 11, 20),
        dt.date(2028, 11, 19),
    )


@pytest.mark.parametrize(
    "heard",
    [
        Heard("page"),
        Heard("telephone"),
        Heard("paper", on=dt.date(2026, 11, 26)),
        Heard("paper", until=dt.date(2026, 11, 24)),
        Heard("paper", basis="implied"),
        Heard("paper", basis="legal_authority"),
    ],
    ids=["how", "without a note", "to come", "over", "implied", "by law"],
)
def test_what_makes_no_sense_is_refused(person: Person, heard: Heard) -> None:
    with pytest.raises(Refused):
        give(person=person, said=said(), by=staff(person.organization), heard=heard)
    assert ConsentAct.objects.count() == 0


def test_paper_of_before_changes_nothing_that_was_said_after(person: Person) -> None:
    give(person=person, said=said(), by=oneself(person))
    withdraw(person=person, said=said(), by=oneself(person))
    heard = Heard("paper", on=dt.date(2026, 11, 20))
    with pytest.raises(Refused, match="Something later is on file"):
        give(person=person, said=said(), by=staff(person.organization), heard=heard)
    assert consented(person, "research") is False


@pytest.mark.parametrize("until", [None, dt.date(2028, 11, 25)])
def test_implied_consent_ends_within_two_years(person: Person, until: dt.date | None) -> None:
    heard, by = Heard("paper", basis="implied", until=until), staff(person.organization)
    with pytest.raises(Refused, match="Implied consent ends"):
        give(person=person, said=said("email_news"), by=by, heard=heard)
    heard = Heard("paper", basis="implied", until=dt.date(2028, 11, 24))
    assert give(person=person, said=said("email_news"), by=by, heard=heard).until == heard.until


def test_what_the_law_allows_is_not_withdrawn(person: Person) -> None:
    heard, by = Heard("paper", basis="legal_authority"), staff(person.organization)
    give(person=person, said=said("funder_report"), by=by, heard=heard)
    with pytest.raises(Refused, match="rests on the law"):
        withdraw(person=person, said=said("funder_report"), by=oneself(person))


def test_what_nobody_was_asked_about_is_not_withdrawn(person: Person) -> None:
    with pytest.raises(Stale):
        withdraw(person=person, said=said(), by=oneself(person))


def test_staff_note_an_answer_to_older_words(person: Person) -> None:
    give(person=person, said=said(), by=oneself(person))
    admin = staff(person.organization, Role.ADMINISTRATOR)
    reword(purpose="research", version=1, words={"what_en": "A", "why_en": "B", "refusing_en": "C"}, by=admin)
    other = factories.person(person.organization)
    row = give(person=other, said=said(), by=staff(person.organization), heard=Heard("paper"))
    assert (row.text.version, ConsentText.objects.count()) == (1, 2)
