"""Forgetting a person: who was invited, and what was typed about a meeting with them."""

from django.db.models import Q
from django_scopes import scopes_disabled

from parcours.accounts.models import User
from parcours.messaging.calendar.models import Appointment, Attendee, Feed
from parcours.messaging.calendar.models.appointment import PERSONAL


def forget_across(user: User) -> int:
    """Delete the invitations and feeds of ``user``, and the titles of personal meetings; return how many invitations.

    Called where a person is erased, in the same transaction. The meetings stay, for whoever else was there.
    """
    with scopes_disabled():
        theirs = Attendee.objects.filter(Q(user=user) | Q(email=user.email.lower()))
        meetings = theirs.filter(appointment__kind__in=PERSONAL).values_list("appointment", flat=True)
        Appointment.objects.filter(pk__in=list(meetings)).update(title_en="", title_fr="")
        forgotten = theirs.count()
        theirs.delete()
        Feed.objects.filter(Q(user=user) | Q(email=user.email.lower())).delete()
    return forgotten
