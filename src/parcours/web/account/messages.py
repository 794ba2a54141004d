"""Which messages a person wants, and when."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models import User
from parcours.accounts.queries import places_across
from parcours.accounts.roles import Permission, permissions
from parcours.core.zones import ZONES
from parcours.messaging import subscriptions
from parcours.messaging.actions.preferences import prefer
from parcours.messaging.models import Day, Pace
from parcours.messaging.timing import preferences_of
from parcours.web.forms import Form

_HOURS = [(str(hour), f"{hour:02}:00") for hour in range(24)]


class PreferencesForm(Form):
    """Kinds of messages, and when they come."""

    kinds = forms.MultipleChoiceField(
        label=_("Messages that I want"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Messages that your account or your program cannot do without always come."),
    )
    pace = forms.ChoiceField(
        label=_("Messages that can wait"), choices=Pace.choices, widget=forms.RadioSelect
    )
    quiet_from = forms.ChoiceField(label=_("Quiet from"), choices=_HOURS)
    quiet_until = forms.ChoiceField(
        label=_("Until"), choices=_HOURS, help_text=_("Choose the same hour twice for no quiet hours.")
    )
    time_zone = forms.ChoiceField(
        label=_("In the time zone"), choices=[("", _("Of my organization")), *ZONES.items()], required=False
    )
    digest_day = forms.ChoiceField(label=_("Day"), choices=Day.choices, required=False)
    digest_hour = forms.ChoiceField(label=_("Hour"), choices=_HOURS, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = self.fields["kinds"]
        assert isinstance(kinds, forms.MultipleChoiceField)  # noqa: S101 - it is, above
        kinds.choices = [(entry.key, str(entry.name)) for entry in subscriptions.optional()]


def edit(request: HttpRequest) -> HttpResponse:
    """Choose."""
    user = cast("User", request.user)
    now = preferences_of(user)
    stopped = subscriptions.stopped(user.email)
    form = PreferencesForm(
        request.POST if request.method == "POST" else None,
        initial={
            "kinds": [entry.key for entry in subscriptions.optional() if entry.key not in stopped],
            "pace": now.pace,
            "quiet_from": now.quiet_from,
            "quiet_until": now.quiet_until,
            "time_zone": now.time_zone,
            "digest_day": now.digest_day,
            "digest_hour": now.digest_hour,
        },
    )
    if form.is_valid():
        chosen = form.cleaned_data
        prefer(
            user=user,
            kinds=chosen["kinds"],
            time_zone=chosen["time_zone"],
            quiet_from=int(chosen["quiet_from"]),
            quiet_until=int(chosen["quiet_until"]),
            pace=Pace(chosen["pace"]),
            digest_day=int(chosen["digest_day"] or now.digest_day),
            digest_hour=int(chosen["digest_hour"] or now.digest_hour),
        )
        messages.success(request, gettext("Your choices are kept."))
        return redirect("account_messages")
    coordinates = any(
        Permission.MANAGE_PROGRAMS in permissions(roles) for _place, roles in places_across(user)
    )
    return render(request, "account/messages.html", {"form": form, "coordinates": coordinates})
