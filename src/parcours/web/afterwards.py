"""What waits for somebody after a mentorship: certificates, what they wish next, questions about their work."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.accounts.actors import Actor
from parcours.outcomes.actions.certifying import name_manager, say_wish
from parcours.outcomes.lists import WISH
from parcours.outcomes.models import Closing
from parcours.outcomes.queries import closings_of, open_to
from parcours.people.consent.queries import today
from parcours.people.models import Person
from parcours.web.forms import Form


class WishForm(Form):
    """Whether somebody would like to be a mentor."""

    wish = forms.ChoiceField(choices=WISH.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wish"].label = (
            _("Would you mentor somebody again?")
            if side == "mentor"
            else _("Would you like to be a mentor yourself?")
        )


class ManagerForm(Form):
    """The manager whom the mentor would like to be thanked."""

    name = forms.CharField(label=gettext_lazy("Name of your manager"), max_length=150)
    email = forms.EmailField(label=gettext_lazy("Email address of your manager"), max_length=254)
    allowed = forms.BooleanField(
        label=gettext_lazy("You may thank my manager once at this address"),
        help_text=gettext_lazy("The letter names you and the program. Then the address is deleted."),
    )


def show(request: HttpRequest, template: str, person: Person, by: Actor) -> HttpResponse:
    """Show everything that waits for the person, or keep what they say."""
    closings = closings_of(person)
    chosen = next((one for one in closings if str(one.pk) == request.POST.get("closing")), None)
    parts = [_part(request, one, one == chosen) for one in closings]
    if request.method == "POST" and chosen is not None and _kept(request, chosen, parts, by):
        return redirect(request.path)
    context = {
        "person": person,
        "sender": person.organization,
        "parts": parts,
        "follow_ups": open_to(person, today(person.organization)),
    }
    return render(request, template, context)


def _part(request: HttpRequest, closing: Closing, is_sent: bool) -> dict[str, Any]:  # noqa: FBT001 - of one list
    def sent(name: str) -> Any:  # noqa: ANN401 - what a form takes
        return request.POST if is_sent and name in request.POST else None

    wish = WishForm(sent("say"), side=closing.side, initial={"wish": closing.wish}, prefix=f"w{closing.pk}")
    manager = None
    if closing.side == "mentor" and not closing.manager_thanked_at and not closing.manager_email:
        manager = ManagerForm(sent("manager"), prefix=f"m{closing.pk}")
    return {"closing": closing, "wish": wish, "manager": manager}


def _kept(request: HttpRequest, closing: Closing, parts: list[dict[str, Any]], by: Actor) -> bool:
    """Keep what was said about one closing, and return whether that was anything."""
    part = next(one for one in parts if one["closing"] == closing)
    if "say" in request.POST and part["wish"].is_valid():
        say_wish(closing=closing, wish=part["wish"].cleaned_data["wish"], by=by)
        messages.success(request, _("Thank you for your answer."))
    elif "manager" in request.POST and part["manager"] is not None and part["manager"].is_valid():
        said = part["manager"].cleaned_data
        name_manager(closing=closing, name=said["name"], email=said["email"], by=by)
        messages.success(request, _("Your manager will be thanked once."))
    elif "forget" in request.POST:
        name_manager(closing=closing, name="", email="", by=by)
        messages.success(request, _("The address of your manager is deleted."))
    else:
        return False
    return True
