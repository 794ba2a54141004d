"""T68: a person sees everything that the inventory says is held about them."""

import json

import pytest
from django.apps import apps
from django.utils import translation
from django.utils.functional import Promise
from django_scopes import scope
from pytest_django.fixtures import Settings

from parcours.core.inventory import inventory
from parcours.messaging import retention as messages
from parcours.messaging.actions import post
from parcours.people.actions.people import add_person
from parcours.people.actions.profile import change
from parcours.people.actions.requests import ask_for_profile
from parcours.people.kinds import Kind
from parcours.people.models import Person
from parcours.people.privacy.categories import CATEGORIES, LABELS
from parcours.people.privacy.held import held_about, is_found
from parcours.people.privacy.known import known_across
from parcours.people.privacy.log import looks_at
from parcours.people.sensitive import FACTS
from parcours.people.words import column
from parcours.reporting.own_data import as_json, as_pdf
from tests import factories
from tests.backups.erased import MARK, somebody, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(settings: Settings) -> Person:
    """Somebody with a mark in every text; what they were sent lies in the outbox."""
    settings.MAILERS = {"default": {"BACKEND": "parcours.messaging.backend.OutboxBackend"}}
    here = factories.organization("north", name_fr="Le Nord")
    return somebody(here, staff(here))


def test_t68_every_table_of_the_inventory_is_in_one_category() -> None:
    placed = sorted(table for category in CATEGORIES for table in category.tables)
    assert placed == sorted({held.table for held in inventory()[0]})


def test_t68_rows_of_every_table_can_be_found(person: Person) -> None:
    tables = {held.table for held in inventory()[0]}
    assert sorted(table for table in tables if not is_found(table, person)) == []


def test_t68_every_personal_field_of_a_row_that_is_there_is_exported(person: Person) -> None:
    with scope(organization=person.organization):
        said = json.loads(as_json(person))
    shown = {
        f"{row['table']}.{name}"
        for category in said["categories"]
        for row in category["rows"]
        for name in row["fields"]
    }
    there = {row["table"] for category in said["categories"] for row in category["rows"]}
    promised = {name for held in inventory()[0] if held.table in there for name in held.names}
    assert promised - shown == set()
    assert sorted({held.table for held in inventory()[0]} - there) == [
        "account.emailconfirmation",
        "accounts.identity",
        "accounts.organization",
        "consent.consenttext",
        "duplicates.merge",
        "duplicates.pair",
        "duplicates.trace",
        "engagements.measure",
        "exports.export",
        "frozen.frozenreport",
        "matching.run",
        "people.supervisor",
        "privacy.breach",
        "privacy.erasure",
        "privacy.hold",
        "privacy.tombstone",
        "today.decision",
        "webhooks.endpoint",
    ]


def test_t68_what_a_colleague_was_sent_is_not_theirs_though_a_link_went_to_that_address_once(
    settings: Settings,
) -> None:
    settings.MAILERS = {"default": {"BACKEND": "parcours.messaging.backend.OutboxBackend"}}
    here = factories.organization("north")
    by = staff(here)
    assert by.user is not None
    with scope(organization=here):
        typed = {"given_name": "Ana", "email": by.user.email, "language": "en"}
        ana = add_person(kind=Kind.PARTICIPANT, by=by, **typed)
        ask_for_profile(person=ana, by=by)
        change(row=ana, by=by, email="ana@example.org")
        post("import.finished", to=by.user, organization=here, file="others.csv", applied=1, total=1)
        assert "others.csv" not in as_json(ana)
        assert messages.forget_across(known_across(ana)) == 0


def test_t68_an_address_that_is_a_client_s_now_is_not_theirs_whatever_its_capitals() -> None:
    here = factories.organization("north")
    by = staff(here)
    with scope(organization=here):
        ana = add_person(
            kind=Kind.PARTICIPANT, by=by, given_name="Ana", email="bo@example.org", language="en"
        )
        ask_for_profile(person=ana, by=by)
        change(row=ana, by=by, email="Ana@example.org")
        add_person(kind=Kind.PARTICIPANT, by=by, given_name="Bo", email="Bo@Example.org", language="en")
        assert set(known_across(ana).addresses) == {"ana@example.org"}


def test_every_field_is_called_something_in_both_languages(person: Person) -> None:
    with scope(organization=person.organization):
        said = json.loads(as_json(person))
    labels = [
        (name, fact["label"])
        for category in said["categories"]
        for row in category["rows"]
        for name, fact in row["fields"].items()
    ]
    assert [name for name, label in labels if not label["en"] or not label["fr"]] == []
    assert said["categories"][0]["label"] == {"en": "Profile", "fr": "Profil"}
    goals = next(row for row in said["categories"][0]["rows"] if row["table"] == "people.person")
    assert goals["fields"]["language"]["text"] == {"en": "French", "fr": "Français"}


def test_secrets_are_named_and_not_shown(person: Person) -> None:
    with scope(organization=person.organization):
        said = json.loads(as_json(person))
    account = next(one for one in said["categories"] if one["category"] == "account")
    user = next(row for row in account["rows"] if row["table"] == "accounts.user")
    assert ("value" in user["fields"]["password"], user["fields"]["password"]["withheld"]["en"]) == (
        False,
        "Kept, and never shown",
    )


def test_what_is_never_shown_is_one_sentence_and_languages_are_named(person: Person) -> None:
    with scope(organization=person.organization):
        groups = {group.category.key: group for group in held_about(person)}
        shown = [fact for group in groups.values() for row in group.shown for fact in row.given]
    assert "Kept, and never shown" not in {fact.text for fact in shown}
    assert (groups["account"].withheld, groups["profile"].withheld) == (
        "Kept, and never shown: password, secret of the second factor, secret of the sign-in, content of the sign-in.",
        "",
    )
    assert {fact.text for fact in shown if fact.name.endswith("language")} == {"English", "French"}


def test_who_looked_is_said_with_the_reason(person: Person) -> None:
    with scope(organization=person.organization):
        looks = [(look.what.partition(" (")[0], str(look.why)) for look in looks_at(person)]
    assert looks == [
        ("Person viewed", ""),
        ("Sensitive facts viewed", "To correct what is wrong"),
    ]


def test_nothing_of_others_is_among_it(person: Person) -> None:
    here = person.organization
    other = factories.person(here, given_name="Somebody", family_name="Else")
    with scope(organization=here):
        assert "Somebody" not in str(held_about(person))
        assert MARK not in str(held_about(other))


def test_the_pdf_is_tagged_and_in_the_reader_s_language(person: Person) -> None:
    with scope(organization=person.organization), translation.override("fr-ca"):
        written = as_pdf(person)
    assert written.startswith(b"%PDF-1.7")
    assert (b"/StructTreeRoot" in written, b"/Lang(fr)" in written) == (True, True)


def test_no_field_is_called_by_its_column() -> None:
    bare = [
        f"{held.table}.{name}"
        for held in inventory()[0]
        for name in held.fields.split()
        if not LABELS.keys() & {name, f"{held.table}.{name}"}
        and not (held.table == "people.sensitivefacts" and name in FACTS)
        and not isinstance(column(apps.get_model(held.table), name).verbose_name, Promise)
    ]
    assert bare == []


def test_keys_that_are_codes_are_in_the_file_and_not_on_the_page(person: Person) -> None:
    with scope(organization=person.organization):
        groups = held_about(person)
    shown = {(row.table, fact.name) for group in groups for row in group.rows for fact in row.given}
    held = {(row.table, fact.name) for group in groups for row in group.rows for fact in row.facts}
    keys = {("consent.consentact", "matter"), ("accounts.signedlink", "subject")}
    assert (keys <= held, keys & shown) == (True, set())
