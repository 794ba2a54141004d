"""A wrong password or code is noted in the audit logs of the organizations of whose account it is.

The page does the same whether or not there is such an account, so that its answer and its time tell nothing: the worker
writes the entries. What was typed is kept nowhere, and the same account and page are noted once a minute.
"""

import hashlib
import logging

from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from parcours.accounts.queries import number_of_account
from parcours.accounts.tasks import note_refused

_ONE_MINUTE = 60
_WRONG = {
    "email_password_mismatch",
    "enter_current_password",
    "incorrect_code",
    "incorrect_password",
    "too_many_login_attempts",
}
"""What allauth calls a secret that is not right."""

logger = logging.getLogger(__name__)


def is_wrong(response: HttpResponse) -> bool:
    """Return whether a page answers that the secret entered is not right."""
    context = getattr(response, "context_data", None) or {}
    bound = [one for one in context.values() if isinstance(one, forms.BaseForm) and one.is_bound]
    return any(
        error.code in _WRONG
        for form in bound
        for errors in form.errors.as_data().values()
        for error in errors
    )


def note(request: HttpRequest, account: str, way: str, *, too_often: bool = False) -> None:
    """Note that a secret of ``account`` was refused on the page that ``way`` names, or not even looked at."""
    logger.warning("%s: %s", way, "too often" if too_often else "refused")
    seen = hashlib.sha256(f"{account}:{way}:{too_often}".encode()).hexdigest()
    if account and cache.add(f"refused:{seen}", 1, _ONE_MINUTE):
        themselves = bool(request.user.is_authenticated)
        note_refused.enqueue(number_of_account(account), way, too_often=too_often, themselves=themselves)
