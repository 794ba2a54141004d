"""How often a secret may be tried: by account and by network, counted in the cache that all processes share.

Every page that checks a secret is registered with one of these; a test compares the two lists. Each has counts of its
own, so wrong passwords, however many, never keep anybody from a mailed code or a passkey.
"""

import functools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from allauth.account.internal.flows.password_reset_by_code import PASSWORD_RESET_VERIFICATION_SESSION_KEY
from allauth.account.internal.stagekit import unstash_login
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parcours.core.addresses import client_address, network_of
from parcours.web.account import refused

View = Callable[..., HttpResponse]


def from_network(request: HttpRequest) -> str:
    """Return the network that the request comes from."""
    meta = request.META
    address = client_address(
        meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""), settings.TRUSTED_PROXIES
    )
    return network_of(address)


def typed_address(request: HttpRequest) -> str:
    """Return the account that is asked for: the address typed, whatever its case."""
    typed = (request.POST.get("login") or request.POST.get("email") or "").strip().lower()
    return typed if "@" in typed else ""


def pending_account(request: HttpRequest) -> str:
    """Return the account of a sign-in, or of a new password, that waits for a code."""
    login = unstash_login(request, peek=True)
    if login is not None:
        return str(login.user.pk) if login.user else (login.email or "")
    return str((request.session.get(PASSWORD_RESET_VERIFICATION_SESSION_KEY) or {}).get("email", ""))


def own_account(request: HttpRequest) -> str:
    """Return the account of the person who is signed in."""
    return str(request.user.pk) if request.user.is_authenticated else pending_account(request)


def nobody(request: HttpRequest) -> str:
    """Return nothing: the account is what the secret would tell, so only the network is counted."""
    return ""


@dataclass(frozen=True, slots=True)
class Throttle:
    """The limits of one page: tries and seconds, for an account, for a network, and for an account from a network."""

    name: str
    account: Callable[[HttpRequest], str]
    by_account: Sequence[tuple[int, int]] = ()
    by_network: Sequence[tuple[int, int]] = ((100, 600),)
    by_both: Sequence[tuple[int, int]] = ()
    reading: bool = False  # opening the page tries the secret that stands in its address

    def counts(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Return what is counted for this request: the rate, as allauth writes it, and the key."""
        network, account = from_network(request), self.account(request)
        keys = [(self.by_network, f"network:{network}")]
        if account:
            keys += [(self.by_account, f"account:{account}"), (self.by_both, f"both:{account}:{network}")]
        return [(f"{tries}/{seconds}s/key", key) for rates, key in keys for tries, seconds in rates]


_MINUTES = 60
SIGN_IN = Throttle("sign_in", typed_address, by_account=[(10, 10 * _MINUTES)])
CODE_ASKED = Throttle(
    "code_asked",
    typed_address,
    by_account=[(30, 60 * _MINUTES)],
    by_both=[(5, 15 * _MINUTES)],
    by_network=[(60, 600)],
)
CODE = Throttle("code", pending_account, by_account=[(100, 60 * _MINUTES)], by_both=[(15, 15 * _MINUTES)])
FACTOR = Throttle("factor", pending_account, by_account=[(10, 10 * _MINUTES), (50, 24 * 60 * _MINUTES)])
PASSKEY = Throttle("passkey", nobody)
CONFIRM = Throttle("confirm", own_account, by_account=[(10, 10 * _MINUTES)])
CHANGE = Throttle("change", own_account, by_account=[(20, 10 * _MINUTES)])
INVITATION = Throttle("invitation", nobody, reading=True)
LINK = Throttle("link", nobody, reading=True)
# At the opening of an intake a whole class applies from one network.
APPLY = Throttle("apply", typed_address, by_account=[(10, 60 * _MINUTES)], by_network=[(600, 600)])
PROVIDER = Throttle("provider", nobody)
PROVIDER_BACK = Throttle("provider_back", nobody, reading=True)


def throttled(view: View, throttle: Throttle) -> View:
    """Return ``view`` behind ``throttle``: too many tries get a page that says when to come back.

    Whoever gets in gets their tries back, so that a busy office behind one address is not shut out.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **parameters: Any) -> HttpResponse:
        if request.method != "POST" and not throttle.reading:
            return view(request, *arguments, **parameters)
        stranger = not request.user.is_authenticated
        used = []
        for rate, key in throttle.counts(request):
            usage = ratelimit.consume(request, **_named(throttle, rate, key), limit_get=True)
            if usage is None:
                refused.note(request, throttle.account(request), throttle.name, too_often=True)
                return _too_often(request, throttle, _seconds_until(request, throttle, rate, key))
            used.append(usage)
        account = throttle.account(request)
        response = view(request, *arguments, **parameters)
        if refused.is_wrong(response):
            refused.note(request, account, throttle.name)
        if stranger and request.user.is_authenticated:
            for usage in used:
                usage.rollback()
        return response

    guarded.throttle = throttle  # type: ignore[attr-defined]
    return guarded


def _named(throttle: Throttle, rate: str, key: str) -> dict[str, Any]:
    return {"app": "parcours", "action": throttle.name, "config": {throttle.name: rate}, "key": key}


def _seconds_until(request: HttpRequest, throttle: Throttle, rate: str, key: str) -> int:
    """Return in how many seconds the oldest of the tries that count no longer does."""
    parsed = ratelimit.parse_rate(rate)
    stored = ratelimit.get_cache_key(request, app="parcours", action=throttle.name, rate=parsed, key=key)
    tries = cache.get(stored) or [time.time()]
    return min(int(parsed.duration), max(1, ceil(tries[-1] + parsed.duration - time.time())))


def _too_often(request: HttpRequest, throttle: Throttle, seconds: int) -> HttpResponse:
    context = {"minutes": ceil(seconds / 60), "link": throttle.reading}
    response = render(request, "account/too_often.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response
