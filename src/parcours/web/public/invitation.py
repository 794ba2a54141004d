"""An invitation opened from a letter. Opening changes nothing, as mail scanners open links: a button accepts.

The token stands in the first address only; from there on, the session knows which invitation it is.
"""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from parcours.accounts.actions.invitations import accept, accept_with_new_account, hashed
from parcours.accounts.actors import Actor, Via
from parcours.accounts.models import Invitation, User
from parcours.accounts.policies import can_accept_invitation
from parcours.accounts.queries import invitation_across
from parcours.web.account.again import to_sign_in_again
from parcours.web.account.forms import check_password, password_field
from parcours.web.forms import Form
from parcours.web.pages import VOUCHED_IN

_OPENED = "invitation"


class NewAccount(Form):
    """What a new person is called, and their password, if they want one."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = password_field(new=True, label=gettext_lazy("Password"), required=False)

    def __init__(self, *arguments: Any, email: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._email = email
        self.fields["password"].help_text = _(
            "Without one, you sign in with a code that we mail you. With one: 12 characters or more."
        )

    def clean_password(self) -> str:
        """The password, if nobody would guess it."""
        password = str(self.cleaned_data["password"])
        return check_password(password, User(email=self._email)) if password else ""


def opened(request: HttpRequest, token: str) -> HttpResponse:
    """Remember which invitation it is, and leave the token behind."""
    request.session[_OPENED] = hashed(token)
    return _quiet(redirect("invitation"))


def show(request: HttpRequest) -> HttpResponse:
    """What the invitation offers, and the button that accepts it."""
    row = invitation_across(request.session.get(_OPENED, ""))
    if row is None:
        return _quiet(render(request, "public/invitation_gone.html", status=404))
    with scope(organization=row.organization):
        return _quiet(_shown(request, row))


def switch(request: HttpRequest) -> HttpResponse:
    """Sign out, for whoever is signed in under another address than the invited one, and come back."""
    digest = request.session.get(_OPENED)
    if digest is None:
        raise Http404
    logout(request, show_message=False)
    request.session[_OPENED] = digest
    return redirect("invitation")


def _shown(request: HttpRequest, row: Invitation) -> HttpResponse:
    invited = Actor(organization=row.organization, user=User(email=row.email), via=Via.LINK)
    if not can_accept_invitation(invited, row):
        return render(request, "public/invitation_gone.html", {"invitation": row}, status=410)
    context: dict[str, Any] = {"invitation": row}
    if isinstance(request.user, User):
        if request.user.email != row.email:
            return render(request, "public/invitation_other.html", context)
        if request.session.get(VOUCHED_IN, row.organization_id) != row.organization_id:
            return to_sign_in_again(reverse("invitation"))
        if request.method == "POST":
            accept(invitation=row, user=request.user)
            return _welcome(request, row)
        return render(request, "public/invitation.html", context)
    if User.objects.filter(email=row.email).exists():
        back = f"{reverse('account_login')}?next={reverse('invitation')}"
        return render(request, "public/invitation.html", context | {"sign_in": back})
    form = NewAccount(request.POST or None, email=row.email)
    if form.is_valid():
        user = accept_with_new_account(invitation=row, **form.cleaned_data)
        record_authentication(request, user, method="code", email=user.email)
        del request.session[_OPENED]
        home = reverse("organization", args=[row.organization.slug])
        response: HttpResponse = perform_login(request, Login(user=user, email=user.email, redirect_url=home))
        return response
    return render(request, "public/invitation.html", context | {"form": form})


def _welcome(request: HttpRequest, row: Invitation) -> HttpResponse:
    del request.session[_OPENED]
    return redirect("organization", row.organization.slug)


def _quiet(response: HttpResponse) -> HttpResponse:
    """Let nothing keep the page."""
    response["Cache-Control"] = "private, no-store"
    return response
