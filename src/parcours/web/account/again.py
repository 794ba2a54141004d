"""Changing how one signs in is for whoever has just shown who they are, in a way that is their own."""

import functools
from typing import Any, cast
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from parcours.accounts.models import User
from parcours.accounts.queries import organizations_across
from parcours.web.account.throttles import View
from parcours.web.local import is_local
from parcours.web.pages import VOUCHED_IN


def own_hands(view: View, *, reading: bool = True) -> View:
    """Return ``view`` for people whom allauth cannot ask again, having neither password nor second factor here.

    They have signed in by mailed code, and then it must have been just now; or through their organization's provider,
    which vouches for them in that organization and must not put a key of its own on their account. Without ``reading``,
    the page may be looked at by whoever is signed in.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **parameters: Any) -> HttpResponse:
        if request.method in {"GET", "HEAD"} and not reading:
            return view(request, *arguments, **parameters)
        adapter = get_adapter()
        if adapter.is_reauthentication_required(app="account") and not adapter.get_reauthentication_methods(
            request.user
        ):
            return to_sign_in_again(request.get_full_path())
        return view(request, *arguments, **parameters)

    return guarded


def for_every_place(view: View) -> View:
    """Return ``view`` of what counts in every organization of the person: one’s provider changes nothing of others."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **parameters: Any) -> HttpResponse:
        if request.method == "POST" and VOUCHED_IN in request.session:
            user = cast("User", request.user)
            if len(organizations_across(user)) > 1:
                return to_sign_in_again(request.get_full_path())
        return view(request, *arguments, **parameters)

    return guarded


def to_sign_in_again(back: str) -> HttpResponse:
    """Send the person to the page that asks them to sign in again, in a way of their own, and to come ``back``."""
    return redirect(f"{reverse('sign_in_again')}?{urlencode({'next': back})}")


def show(request: HttpRequest) -> HttpResponse:
    """Why signing in again is needed, and the button that does it."""
    back = request.GET.get("next", "")
    return render(request, "account/again.html", {"back": back if is_local(back) else reverse("profile")})
