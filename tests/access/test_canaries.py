"""What somebody wrote turns up where its readers are, and nowhere else: pages, files, letters, logs."""

import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest
from django.core import mail
from django.db.models import Model
from django.test import Client
from pytest_django.fixtures import Settings

from parcours.accounts.models import Organization, User
from parcours.accounts.roles import Role, permissions
from parcours.core.logs import JsonFormatter
from parcours.people.sensitive import FACTS
from tests.access.canaries import (
    EVERYBODY,
    NOBODY,
    PLAIN,
    READERS,
    label,
    mark,
    sealed_labels,
    tenant_models,
    texts_of,
)
from tests.access.forms import forms_at, pages_with_forms, signed_in
from tests.access.posts import undone
from tests.access.test_headers import BROKEN, ERRORS
from tests.access.test_matrix import NOBODY as NO_MEMBER
from tests.access.test_matrix import OUTSIDER, PLATFORM, user_for
from tests.access.walk import answers, text_of
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only, pytest.mark.slow]

OWN_PAGES = ("/o/ours/my-data/", "/o/ours/profile/", "/o/ours/mentorships/")
"""Where people read what is held about themselves, and what the program alone reads of it."""

SAID = "zq-said-to-the-site"
_ADDRESS = re.compile(r'\b(?:href|src|action|formaction)="([^"]*)"')
_NUMBER = re.compile(r"zq(\d+)q")  # every mark has one

type Marks = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Walk:
    """What somebody was shown of our organization, and of its files: each address with what it says and leads to."""

    ours: Marks
    theirs: Marks
    texts: list[tuple[str, str]]
    addresses: set[str]


@pytest.fixture(scope="module")
def walks() -> dict[str, Walk]:
    """The walks that were made in this file, by who went: rows and marks are the same for all of its tests."""
    return {}


@pytest.fixture
def walked(walks: dict[str, Walk], ours: World, theirs: World) -> Callable[[str], Walk]:
    """Open every page and file as somebody, once."""

    def walk(person: str) -> Walk:
        if person not in walks:
            with undone():
                marks = mark(ours), mark(theirs)
                user = user_for(person, ours)
                client = signed_in(user) if user else Client()
                seen = [(path, text_of(one), one.get("Location", "")) for path, one in answers(client, ours)]
            led = {one for _path, text, location in seen for one in addresses_in(text, location)}
            walks[person] = Walk(*marks, [(path, text) for path, text, _location in seen], led)
        return walks[person]

    return walk


def found(marks: Marks, text: str) -> set[str]:
    """The fields whose marks stand in a text, with the account that each is about."""
    text = text.lower()
    numbers = {*_NUMBER.findall(text)}
    return {
        f"{name} of {row}"
        for name, values in marks.items()
        for value, row in (values.items() if numbers else ())
        if not numbers.isdisjoint(_NUMBER.findall(value)) and value.lower() in text
    }


def private(marks: Marks) -> Marks:
    """The marks that not everybody may read."""
    return {name: values for name, values in marks.items() if READERS[name] != EVERYBODY}


def of_others(marks: Marks, account: str, *names: str) -> Marks:
    """The marks without those about an account: only those of tables that begin with ``names``, where there are any."""
    return {
        name: {
            value: whose
            for value, whose in values.items()
            if whose != account or not name.startswith(names or ("",))
        }
        for name, values in marks.items()
    }


def addresses_in(text: str, location: str) -> list[str]:
    """The addresses of ours that a page leads to, its redirect included, as a person reads them."""
    told = [unescape(one) for one in _ADDRESS.findall(text)] + [location]
    return [unquote(one) for one in told if not urlsplit(one).scheme]


def read(letter: Message) -> str:
    """A letter as it is read: its headers, and each part decoded."""
    parts = [part.get_payload(decode=True) for part in letter.walk() if not part.is_multipart()]
    heads = [f"{name}: {value}" for name, value in letter.items()]
    return "\n".join([*heads, *(part.decode() for part in parts if isinstance(part, bytes))])


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
def test_t03_t06_another_organization_is_nowhere(role: Role, walked: Callable[[str], Walk]) -> None:
    walk = walked(role)
    marks = private(walk.theirs)
    seen = [(path, found(marks, text)) for path, text in walk.texts]
    assert (len(seen) > 100, [one for one in seen if one[1]]) == (True, [])


@pytest.mark.parametrize("role", Role)
def test_t03_t07_a_role_reads_what_it_may(role: Role, ours: World, walked: Callable[[str], Walk]) -> None:
    walk, own = walked(role), str(ours.people[role].pk)
    may = {EVERYBODY, *permissions([role])}
    kept = {name: values for name, values in walk.ours.items() if READERS[name] not in may}
    anywhere, on_own_pages = of_others(kept, own, "user."), of_others(kept, own)
    seen = [
        (path, found(on_own_pages if path.startswith(OWN_PAGES) else anywhere, text))
        for path, text in walk.texts
    ]
    assert [one for one in seen if one[1]] == []


@pytest.mark.parametrize("person", [NO_MEMBER, OUTSIDER, PLATFORM])
def test_t03_t39_whoever_is_no_member_reads_nothing(person: str, walked: Callable[[str], Walk]) -> None:
    walk = walked(person)
    marks = private(walk.ours)
    seen = [(path, found(marks, text)) for path, text in walk.texts]
    assert [one for one in seen if one[1]] == []


def test_what_may_be_read_is_found(walked: Callable[[str], Walk]) -> None:
    walk = walked(Role.ADMINISTRATOR)
    # One’s own data says everything, what nobody else reads included.
    pages = [text for path, text in walk.texts if not path.startswith(OWN_PAGES)]
    seen = set().union(*(found(walk.ours, text) for text in pages))
    shown = {name for name, reader in READERS.items() if reader != NOBODY} & walk.ours.keys()
    shown -= {"datarequest.answer"}  # the request that is there waits for one
    assert {one.split(" ")[0] for one in seen} == shown


def test_what_is_sealed_is_found_in_one_s_own_files(ours: World) -> None:
    marks = mark(ours)
    client = signed_in(ours.people[Role.ADMINISTRATOR])
    facts = {name: values for name, values in marks.items() if name.startswith("sensitivefacts.")}
    files = [text_of(client.get(f"/o/ours/my-data/data.{kind}")) for kind in ("json", "pdf")]
    whole = {f"{name} of {ours.people[Role.ADMINISTRATOR].pk}" for name in facts}
    assert ([found(facts, file) for file in files], len(whole)) == ([whole, whole], len(FACTS))


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


@pytest.mark.parametrize("status", ERRORS)
def test_t39_an_error_names_nobody_but_who_is_signed_in(
    status: int, ours: World, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ROOT_URLCONF = BROKEN
    caplog.set_level(logging.INFO)
    user = ours.people[Role.ADMINISTRATOR]
    marks = of_others(private(mark(ours)), str(user.pk), "user.")
    client = signed_in(user)
    client.raise_request_exception, client.handler.enforce_csrf_checks = False, True
    client.defaults["HTTP_USER_AGENT"] = client.cookies["said"] = SAID
    answer = ERRORS[status](client)
    told = [text_of(answer), *(JsonFormatter().format(record) for record in caplog.records)]
    assert answer.status_code == status
    assert [one for one in told if SAID in one or found(marks, one)] == []


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_t39_no_address_names_anybody(role: Role, walked: Callable[[str], Walk]) -> None:
    walk = walked(role)
    marks = private(walk.ours)
    assert len(walk.addresses) > 100
    assert [one for one in walk.addresses if found(marks, one)] == []


def test_t39_no_form_leads_to_an_address_that_names_anybody(ours: World) -> None:
    marks = private(mark(ours))
    client = signed_in(ours.people[Role.ADMINISTRATOR])
    led = set()
    for address in pages_with_forms():
        for where, _form, sent in [*forms_at(client, address, ours)]:
            with undone():
                answer = client.post(where, sent)
                led.update(addresses_in(text_of(answer), answer.get("Location", "")))
    assert len(led) > 100
    assert [one for one in led if found(marks, one) or "@" in one] == []


def test_t03_t39_letters_say_nothing_of_others(
    ours: World, theirs: World, django_capture_on_commit_callbacks: object
) -> None:
    elsewhere, here = private(mark(theirs)), mark(ours)
    at_home = {name: values for name, values in here.items() if name.startswith("user.")}
    sealed = {name: values for name, values in here.items() if name in sealed_labels()}
    client = signed_in(ours.people[Role.ADMINISTRATOR])
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        for address in pages_with_forms():
            for where, _form, sent in [*forms_at(client, address, ours)]:
                client.post(where, sent)
    letters = [read(letter.message()) for letter in mail.outbox]
    assert letters
    assert [letter for letter in letters if found(elsewhere, letter) | found(sealed, letter)] == []
    assert [letter.subject for letter in mail.outbox if found(at_home, str(letter.subject))] == []
