"""Joining and leaving networks: each organization for itself."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import Network, NetworkMember
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused


@transaction.atomic
def join_network(*, network: Network, by: Actor) -> NetworkMember:
    """Make the actor's organization a member from today. Raises NotAllowed, and Refused where it is one already."""
    check(by, Permission.MANAGE_PARTNERS)
    if NetworkMember.objects.filter(network=network, left_on=None).exists():
        raise Refused(_("Your organization is in this network already."))
    place = NetworkMember.objects.create(
        organization=by.here, network=network, joined_on=timezone.localdate()
    )
    record(by=by, verb="network.joined", what=place, network=network.slug)
    return place


@transaction.atomic
def leave_network(*, place: NetworkMember, by: Actor) -> None:
    """Give the organization's place in a network up, from today. Raises NotAllowed, and Refused where it is left."""
    check(by, Permission.MANAGE_PARTNERS)
    today = timezone.localdate()
    if not NetworkMember.objects.filter(pk=place.pk, left_on=None).update(left_on=today):
        raise Refused(_("Your organization has left this network already."))
    place.left_on = today
    record(by=by, verb="network.left", what=place, network=place.network.slug)
