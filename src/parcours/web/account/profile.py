"""What a person is called, their language, and the pages about an account that allauth does not have."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parcours.accounts.actions.account import change_profile
from parcours.accounts.models import User
from parcours.web.account.forms import Profile
from parcours.web.account.session_time import seconds_left
from parcours.web.editing import Editing


def edit(request: HttpRequest) -> HttpResponse:
    """Name and language."""
    mine = cast("User", request.user).pk
    editing = Editing(
        request,
        lambda: User.objects.get(pk=mine),
        lambda user, *sent: Profile(*sent, initial={"name": user.name, "language": user.language}),
    )
    if editing.saved(lambda given: change_profile(user=editing.row, **given)):
        messages.success(request, _("Your profile is changed."))
        return redirect("profile")
    return editing.page("account/profile.html")


def sign_up(request: HttpRequest) -> HttpResponse:
    """How an account begins: with an invitation."""
    return render(request, "account/sign_up.html")


def session_time(request: HttpRequest) -> HttpResponse:
    """In how many seconds the person is signed out; asking does not put it off, sending the form does."""
    seconds, extends = seconds_left(request.session)
    return JsonResponse({"seconds": seconds, "extends": extends})
