"""Forgetting a person: what the accounts, and the packages they stand on, hold about somebody who is erased."""

from collections.abc import Collection
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django_scopes import scopes_disabled

from parcours.accounts.models import (
    Import,
    ImportRow,
    Invitation,
    Membership,
    Organization,
    SignedLink,
    User,
)


@dataclass(frozen=True, slots=True)
class Known:
    """By what an organization knows somebody: addresses in lower case, account, the name of their row in links.

    ``everywhere`` says that nobody else knows them: then what belongs to no organization goes too. ``merged`` are the
    names in links of records that became one with theirs.
    """

    organization: Organization
    addresses: frozenset[str]
    subject: str
    user: User | None
    everywhere: bool
    merged: frozenset[str] = frozenset()

    @property
    def where(self) -> Q:
        """The condition for rows to be forgotten: the organization’s, or everybody’s where nobody else knows them."""
        return Q() if self.everywhere else Q(organization=self.organization)


def addresses_across(subjects: Collection[str], *known: str) -> frozenset[str]:
    """Return the addresses that somebody has, and those that links about ``subjects`` were sent to."""
    with scopes_disabled():
        sent = SignedLink.objects.filter(subject__in=subjects).values_list("email", flat=True)
        return frozenset(address.lower() for address in (*known, *sent) if address)


def forget_known_across(known: Known) -> int:
    """Delete links, invitations and rows of imports, with the files that these came from; return how many.

    The imports stay, as figures. Called where a person is erased, in the same transaction.
    """
    with scopes_disabled():
        links = SignedLink.objects.filter(
            Q(subject__in={known.subject, *known.merged}) | Q(email__in=known.addresses),
            organization=known.organization,
        )
        invited = Invitation.objects.filter(organization=known.organization, email__in=known.addresses)
        rows = _rows_naming(known)
        forgotten = links.count() + invited.count() + rows.count()
        for source in Import.objects.filter(pk__in=rows.values("source")).exclude(file=""):
            source.file.delete(save=False)
            Import.objects.filter(pk=source.pk).update(file="", given="", findings=[])
        rows.delete()
        links.delete()
        invited.delete()
        if known.user is not None:
            forgotten += Membership.objects.filter(organization=known.organization, user=known.user).delete()[
                0
            ]
    return forgotten


def _rows_naming(known: Known) -> QuerySet[ImportRow]:
    """Return the rows of imports with one of the addresses, as it was typed or as it was understood."""
    said = Q(pk=None)
    for address in known.addresses:
        said |= Q(values__email__iexact=address)
    return ImportRow.objects.filter(said, organization=known.organization)


def forget_account_across(user: User) -> None:
    """Delete the account, and all that is only about it; what the person did to others stays, done by nobody.

    What is about them in an organization has gone before, and so has what the audit log says.
    """
    with scopes_disabled():
        keys = UserSession.objects.filter(user=user).values("session_key")
        Session.objects.filter(session_key__in=keys).delete()
        for relation in User._meta.related_objects:  # noqa: SLF001 - documented
            rows = relation.related_model._default_manager  # noqa: SLF001 - documented
            own = rows.filter(**{relation.field.name: user})
            if relation.field.null:
                own.update(**{relation.field.attname: None})
            else:
                own.delete()
        user.delete()
