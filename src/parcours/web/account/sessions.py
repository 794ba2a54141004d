"""Where one is signed in, and signing out everywhere else."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.views import ListUserSessionsView
from django import forms
from django.http import HttpResponse

from parcours.accounts.actions.account import note_across
from parcours.accounts.models import User


class SessionsView(ListUserSessionsView):
    """The list, and the button that ends all others."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """End them."""
        note_across(cast("User", self.request.user), verb="account.signed_out_elsewhere")
        response: HttpResponse = super().form_valid(form)
        return response


show = reauthentication_required(SessionsView.as_view(), allow_get=True)
