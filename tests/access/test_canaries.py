"""What somebody wrote turns up where its readers are, and nowhere else: pages, files, letters, logs."""

import json
import logging

import pytest
from django.core import mail
from django.db.models import Model
from django.test import Client

from parcours.accounts.models import Organization, User
from parcours.accounts.roles import Role, permissions
from parcours.core.logs import JsonFormatter
from tests.access.canaries import EVERYBODY, NOBODY, PLAIN, READERS, label, mark, tenant_models, texts_of
from tests.access.forms import forms_at, pages_with_forms, signed_in
from tests.access.walk import answers, text_of
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOT_STAFF = [role for role in Role if role not in {Role.COORDINATOR, Role.ADMINISTRATOR}]


def found(marks: dict[str, dict[str, str]], text: str) -> set[str]:
    """The fields whose marks stand in a text, with the row that each is of."""
    text = text.lower()
    return {
        f"{name} of {row}"
        for name, values in marks.items()
        for value, row in values.items()
        if value.lower() in text
    }


def test_every_text_has_its_readers() -> None:
    tables: list[type[Model]] = [Organization, User, *tenant_models()]
    lacking = {
        label(model, name)
        for model in tables
        for name in texts_of(model)
        if not {label(model, name)} & (READERS.keys() | PLAIN)
    }
    assert {one for one in lacking if not one.startswith("audit")} == set()


@pytest.mark.parametrize("role", Role)
def test_t03_t06_another_organization_is_nowhere(role: Role, ours: World, theirs: World) -> None:
    marks = {name: values for name, values in mark(theirs).items() if READERS[name] != EVERYBODY}
    client = signed_in(ours.people[role])
    seen = [(path, found(marks, text_of(response))) for path, response in answers(client, ours)]
    assert [one for one in seen if one[1]] == []


@pytest.mark.parametrize("role", Role)
def test_t03_t07_a_role_reads_what_it_may(role: Role, ours: World) -> None:
    marks = mark(ours)
    own = str(ours.people[role].pk)
    may = permissions([role])
    kept = {
        name: {value: row for value, row in values.items() if not (name.startswith("user.") and row == own)}
        for name, values in marks.items()
        if READERS[name] not in {EVERYBODY, *may}
    }
    client = signed_in(ours.people[role])
    seen = [(path, found(kept, text_of(response))) for path, response in answers(client, ours)]
    assert [one for one in seen if one[1]] == []


def test_what_may_be_read_is_found(ours: World) -> None:
    marks = mark(ours)
    client = signed_in(ours.people[Role.ADMINISTRATOR])
    # One’s own data says everything, what nobody else reads included.
    pages = [text_of(response) for path, response in answers(client, ours) if "/my-data/" not in path]
    seen = set().union(*(found(marks, text) for text in pages))
    shown = {name for name, reader in READERS.items() if reader != NOBODY} & marks.keys()
    assert {one.split(" ")[0] for one in seen} == shown


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_mark_in_a_file_is_found(kind: str, ours: World) -> None:
    marks = mark(ours)
    client = signed_in(ours.people[Role.COORDINATOR])
    file = client.get("/o/ours/manage/members/", {"file": kind})
    assert len(found({"user.email": marks["user.email"]}, text_of(file))) == len(Role)


def test_t39_nothing_that_somebody_wrote_is_in_a_log(
    ours: World, theirs: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    marks = {**mark(ours), **mark(theirs)}
    for person in (None, ours.people[Role.ADMINISTRATOR], ours.people[Role.MENTOR]):
        client = signed_in(person) if person else Client()
        for world in (ours, theirs):
            for _answer in answers(client, world, files=False):
                pass
    written = [JsonFormatter().format(record) for record in caplog.records]
    assert written
    assert [json.loads(line)["message"] for line in written if found(marks, line)] == []


def test_t03_t39_letters_say_nothing_of_others(
    ours: World, theirs: World, django_capture_on_commit_callbacks: object
) -> None:
    elsewhere = {name: values for name, values in mark(theirs).items() if READERS[name] != EVERYBODY}
    at_home = {name: values for name, values in mark(ours).items() if name.startswith("user.")}
    client = signed_in(ours.people[Role.ADMINISTRATOR])
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        for address in pages_with_forms():
            for where, _form, sent in [*forms_at(client, address, ours)]:
                client.post(where, sent)
    letters = [str(letter.message()) for letter in mail.outbox]
    assert letters
    assert [letter for letter in letters if found(elsewhere, letter)] == []
    assert [letter.subject for letter in mail.outbox if found(at_home, str(letter.subject))] == []
