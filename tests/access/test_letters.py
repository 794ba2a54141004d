"""A letter has the headers that we gave it, whatever people and organizations are called."""

import re
from collections.abc import Sequence
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from parcours.accounts.models import Organization, User
from parcours.accounts.roles import Role
from tests.access.addresses import Address
from tests.access.few import few_at_once
from tests.access.forms import TYPED, each_form, forms_at, pages_with_forms, signed_in
from tests.access.posts import undone
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only, pytest.mark.slow]

INJECTED = (
    "\r\nBcc: evil@evil.example",
    "\nBcc: evil@evil.example",
    "\r\n\r\nevil.example",
    "\rSubject: evil.example",
)
HEADERS = {
    "Subject",
    "From",
    "To",
    "Reply-To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
}


@pytest.fixture(autouse=True)
def _letters_leave(mails_leave: None) -> None:
    """Letters leave at once."""


def wrong_headers() -> list[str]:
    """What the letters sent so far carry that is not ours; to whom they go that we did not write to."""
    wrong = []
    for letter in mail.outbox:
        heads = letter.message()
        wrong += [name for name in heads if name not in HEADERS]
        wrong += [str(value) for value in heads.values() if "\n" in str(value)]
        wrong += [one for one in letter.recipients() if "evil" in one]
    return wrong


@few_at_once(pages_with_forms())
def test_t26_no_field_adds_a_header(some: Sequence[Address], ours: World) -> None:
    client = signed_in(ours.people[Role.ADMINISTRATOR])
    for where, form, sent in each_form(client, some, ours):
        for name, injected in product(form.texts(), INJECTED):
            with undone(client):
                answer = client.post(where, sent | {name: [f"{sent[name][0]}{injected}"]})
                assert answer.status_code < 500, f"{where} {name}"
    assert wrong_headers() == []


def test_t24_links_in_every_letter_lead_to_the_address_set_up(ours: World, settings: Settings) -> None:
    settings.BASE_URL = "https://parcours.example"
    forged = {"x-forwarded-host": "evil.example", "origin": "https://evil.example"}
    client = signed_in(ours.people[Role.ADMINISTRATOR])
    for where, _form, sent in each_form(client, pages_with_forms(), ours):
        with undone(client):
            client.post(where, sent, headers=forged)
    mentor = User.objects.get(pk=ours.people[Role.MENTOR].pk)
    for path in ("/account/login/code/", "/account/password/reset/"):
        Client().post(path, {"email": mentor.email}, headers=forged)
    letters = [
        str(part.get_payload(decode=True))
        for letter in mail.outbox
        for part in letter.message().walk()
        if not part.is_multipart()
    ]
    hosts = {host for letter in letters for host in re.findall(r"https?://([^/\s\"<>\\]+)", letter)}
    online = urlsplit(TYPED["url"]).netloc  # where an appointment takes place, as the form says
    assert (hosts - {online}, len(letters) >= 5) == ({"parcours.example"}, True)


@pytest.mark.parametrize("injected", INJECTED)
def test_t26_no_name_in_the_database_adds_a_header(injected: str, ours: World) -> None:
    Organization.objects.update(
        name_en=f"Ours{injected}", name_fr=f"Nous{injected}", contact_name=f"C{injected}"
    )
    User.objects.update(name=f"Somebody{injected}")
    client = signed_in(User.objects.get(pk=ours.people[Role.ADMINISTRATOR].pk))
    for address in pages_with_forms():
        if address.name in {"invite", "invitation_resend", "account_email"}:
            for where, _form, sent in [*forms_at(client, address, ours)]:
                client.post(where, sent)
    for path, name in (("/account/login/code/", "email"), ("/account/password/reset/", "email")):
        Client().post(path, {name: User.objects.get(pk=ours.people[Role.MENTOR].pk).email})
    assert len(mail.outbox) >= 3
    assert wrong_headers() == []
