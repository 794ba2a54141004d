"""T17: whoever changes how somebody signs in has just shown that it is them, on every page there is for it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from parcours.accounts.models import User
from parcours.web.pages import Audience
from tests import factories
from tests.access.addresses import addresses
from tests.web.account.signing import code_of_app, enter_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]

NO_NEED = {
    "account_reauthenticate": "is how one shows it",
    "mfa_reauthenticate": "is how one shows it",
    "mfa_reauthenticate_webauthn": "is how one shows it",
    "account_change_password": "asks for the present password itself",
    "profile": "changes a name and a language",
    "session_time": "asks for more time",
    "account_messages": "chooses which messages come, and when",
}
"""Pages about one's own account that ask nothing, and why."""

ASKING = [
    address.name
    for address in addresses()
    if address.route.startswith("account/")
    and address.access
    and address.access.audience is Audience.SIGNED_IN
    and "POST" in address.access.methods
    and address.name not in NO_NEED
]
WHILE_READING = {"mfa_view_recovery_codes", "mfa_download_recovery_codes"}


SENT = {"name": "Another", "email": "another@example.org", "action_add": "1"}


def path_of(name: str, someone: User) -> str:
    """The address of a page, for the person's passkey where it is about one."""
    if not name.endswith(("edit_webauthn", "remove_webauthn")):
        return reverse(name)
    made = Authenticator.objects.get_or_create(
        user=someone, type=Authenticator.Type.WEBAUTHN, defaults={"data": {"name": "Key", "credential": {}}}
    )
    return reverse(name, kwargs={"pk": made[0].pk})


@pytest.mark.parametrize("name", sorted({*ASKING, *WHILE_READING} - {"account_set_password"}))
def test_v5_0_0_7_5_1_t17_every_change_asks_who_one_is(client: Client, name: str, clock: Traveller) -> None:
    someone = factories.user()
    factories.app_for(someone)
    RecoveryCodes.activate(someone)
    path = path_of(name, someone)
    enter_password(client, someone.email)
    client.post("/account/login/second-factor/", {"code": code_of_app()})
    clock.shift(5 * 60 + 1)
    answer = client.get(path) if name in WHILE_READING else client.post(path, SENT)
    assert (answer.status_code, answer["Location"].partition("?")[0]) in {
        (302, "/account/confirm/"),
        (302, "/account/confirm/second-factor/"),
    }


@pytest.mark.parametrize("name", sorted({*ASKING, *WHILE_READING}))
def test_v5_0_0_7_5_1_t17_whoever_has_nothing_to_show_signs_in_again(client: Client, name: str) -> None:
    someone = factories.user()
    someone.set_password(None)
    someone.save()
    client.force_login(someone)
    path = path_of(name, someone)
    Authenticator.objects.all().delete()
    answer = client.get(path) if name in WHILE_READING else client.post(path, SENT)
    assert answer["Location"].partition("?")[0] == "/account/confirm/again/"


def test_v5_0_0_7_5_2_t18_where_one_is_signed_in_is_seen_by_whoever_is(client: Client) -> None:
    client.force_login(factories.user())
    assert client.get("/account/sessions/").status_code == 200
