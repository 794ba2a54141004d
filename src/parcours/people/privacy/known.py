"""By what somebody is known, and whether anybody else knows them."""

from django.db.models import Q
from django_scopes import scope, scopes_disabled

from parcours.accounts.forgetting import Known, addresses_across
from parcours.accounts.models import Invitation, Membership, User
from parcours.core.plain import email_key
from parcours.people.duplicates.models import Merge
from parcours.people.models import Person
from parcours.people.policies import subject_of


def known_across(person: Person) -> Known:
    """Return by what the organization knows ``person``; an address that is somebody else’s here now is not theirs.

    Nor is one to which a link went by mistake, or as a trial, and with which somebody else signs in.
    """
    user, subject = person.user, subject_of(person)
    with scope(organization=person.organization):
        numbers = Merge.objects.filter(person=person).values_list("number", flat=True)
        merged = frozenset(subject_of(Person(pk=number)) for number in numbers)
    found = addresses_across({subject, *merged}, person.email, user.email if user else "")
    earlier = found - {person.email.lower(), user.email if user else ""}
    with scopes_disabled():
        others = Person.objects.filter(organization=person.organization_id).exclude(pk=person.pk)
        keys = {email_key(address): address for address in found}
        taken = {keys[key] for key in others.filter(email_key__in=keys).values_list("email_key", flat=True)}
        taken |= set(User.objects.filter(email__in=earlier).values_list("email", flat=True))
        everywhere = not _is_known_elsewhere(person, found)
    return Known(person.organization, found - taken, subject, user, everywhere=everywhere, merged=merged)


def _is_known_elsewhere(person: Person, addresses: frozenset[str]) -> bool:
    """Return whether another organization knows the account or an address, or the account runs the installation."""
    user, here = person.user, person.organization_id
    theirs = Q(user=user) if user else Q(pk=None)
    mailed = Q(pk=None)
    for address in addresses:
        mailed |= Q(email__iexact=address)
    others = User.objects.filter(mailed)
    if user is not None:
        others = others.exclude(pk=user.pk)
    return (
        (user is not None and user.is_platform_admin)
        or others.exists()
        or Membership.objects.filter(theirs).exclude(organization=here).exists()
        or Invitation.objects.filter(mailed).exclude(organization=here).exists()
        or Person.objects.filter(theirs | mailed).exclude(organization=here).exists()
    )
