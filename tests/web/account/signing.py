"""Signing in the way people do, for tests."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from tests import factories


def code_of_app(*, steps: int = 0, secret: str = factories.APP_SECRET) -> str:
    """What the app of `factories.app_for` shows now, or some steps of 30 seconds later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def enter_password(client: Client, email: str, password: str = factories.PASSWORD) -> Any:  # noqa: ANN401 - the test client’s own answer
    """Post the sign-in form."""
    return client.post("/account/login/", {"login": email, "password": password})


def is_in(client: Client) -> bool:
    """Whether somebody is signed in: their own pages open."""
    return client.get("/account/profile/").status_code == 200


def mailed_code() -> str:
    """The code in the last letter."""
    body = str(mail.outbox[-1].body)
    return next(line.strip() for line in body.splitlines() if line.startswith("    "))
