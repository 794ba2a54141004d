"""Forgetting a person: who was invited, and what was typed about a meeting with them."""

from django.db.models import Q
from django_scopes import scopes_disabled

from parcours.accounts.forgetting import Known
from parcours.messaging.calendar.models import Appointment, Attendee, Feed
from parcours.messaging.calendar.models.appointment import PERSONAL


def forget_across(known: Known) -> int:
    """Delete somebody’s invitations and feeds, and the titles of personal meetings; return how many invitations.

    Called where a person is erased, in the same transaction. The meetings stay, for whoever else was there.
    """
    user = Q(user=known.user) if known.user else Q(pk=None)
    with scopes_disabled():
        theirs = Attendee.objects.filter(user | Q(email__in=known.addresses), known.where)
        meetings = theirs.filter(appointment__kind__in=PERSONAL).values_list("appointment", flat=True)
        Appointment.objects.filter(pk__in=list(meetings)).update(
            title_en="", title_fr="", place="", online=""
        )
        forgotten = theirs.count()
        theirs.delete()
        Feed.objects.filter(user | Q(email__in=known.addresses), known.where).delete()
    return forgotten
