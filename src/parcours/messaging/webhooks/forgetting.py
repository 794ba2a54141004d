"""Forgetting a person: what other systems were, or were to be, told of them."""

from django.db.models import Q
from django_scopes import scopes_disabled

from parcours.accounts.forgetting import Known
from parcours.messaging.webhooks.models import Delivery


def forget_across(known: Known, person: int) -> int:
    """Delete the deliveries about a person and their account; return how many they were.

    Called where a person is erased, in the same transaction, before it is told that they are.
    """
    member = Q(member=known.user.pk) & known.where if known.user else Q(pk=None)
    with scopes_disabled():
        return Delivery.objects.filter(member | Q(person=person, organization=known.organization)).delete()[0]
