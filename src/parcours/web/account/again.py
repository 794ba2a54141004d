"""Changing how one signs in is for whoever has just shown who they are, in a way that is their own."""

import functools
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parcours.web.account.throttles import View


def own_hands(view: View) -> View:
    """Return ``view`` for people whom allauth cannot ask again, having neither password nor second factor here.

    They have signed in by mailed code, and then it must have been just now; or through their organization's provider,
    which vouches for them in that organization and must not put a key of its own on their account.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **parameters: Any) -> HttpResponse:
        adapter = get_adapter()
        if adapter.is_reauthentication_required(app="account") and not adapter.get_reauthentication_methods(
            request.user
        ):
            return render(request, "account/again.html", {"back": request.get_full_path()}, status=403)
        return view(request, *arguments, **parameters)

    return guarded
