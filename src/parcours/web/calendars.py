"""A person's own appointments as a page, for a member as for a guest, with the address of their feed."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actors import Actor
from parcours.accounts.models import User
from parcours.accounts.roles import Permission
from parcours.messaging.calendar.actions import make_feed, revoke_feed
from parcours.messaging.calendar.models import Attendee
from parcours.messaging.calendar.queries import appointments_of, feed_of
from parcours.messaging.calendar.times import in_words
from parcours.web.forms import Form


class FeedForm(Form):
    """What the feed says."""

    shows_names = forms.BooleanField(
        label=_("Show titles, places and names"),
        required=False,
        help_text=_(
            "Without this it says the kind of each appointment, its time, and the initials of whom you meet."
        ),
    )


def own(request: HttpRequest, template: str, whose: User | Attendee, by: Actor) -> HttpResponse:
    """Show what a person is invited to; make or withdraw the address of their feed.

    The address is shown once, by the answer to the form that asks for it: only a hash of its secret is kept.
    """
    user, email = (whose, "") if isinstance(whose, User) else (None, whose.email)
    address = ""
    if request.method == "POST" and "withdraw" in request.POST:
        revoke_feed(whose=whose, by=by)
        messages.success(request, gettext("The address no longer works."))
        return redirect(request.path)
    if request.method == "POST":
        form = FeedForm(request.POST)
        form.full_clean()
        token = make_feed(whose=whose, shows_names=form.cleaned_data["shows_names"], by=by)
        address = settings.BASE_URL + reverse("calendar-feed", args=[token])
    feed = feed_of(user, email)
    now = timezone.now()
    mine = [row for row in appointments_of(user, email) if row.ends_at > now]
    context = {
        "appointments": [(row, in_words(row.starts_at, row.zone)) for row in mine],
        "sender": by.here,
        "is_staff": by.may(Permission.MANAGE_APPOINTMENTS),
        "feed": feed,
        "form": FeedForm(initial={"shows_names": bool(feed and feed.shows_names)}),
        "address": address,
        "subscribe": "webcal://" + address.partition("://")[2] if address else "",
    }
    return render(request, template, context)
