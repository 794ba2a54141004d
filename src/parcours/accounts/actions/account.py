"""What people do with their own account, and what the audit logs of their organizations keep of it."""

from django.db import transaction
from django_scopes import scope

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.models import User
from parcours.accounts.queries import organizations_across
from parcours.core.versions import change


@transaction.atomic
def note_across(user: User, *, verb: str, via: Via = Via.PAGE, **content: object) -> None:
    """Write into the audit log of each of the user's organizations what they, or a stranger, did with their account."""
    for organization in organizations_across(user):
        with scope(organization=organization):
            by = Actor(organization, None if via is Via.STRANGER else user, via=via)
            record(by=by, verb=verb, what=user, about=user, **content)


@transaction.atomic
def change_profile(*, user: User, version: int, name: str, language: str) -> None:
    """Change what the user is called, and the language that pages and letters are in.

    Raises Stale where they did so meanwhile in another window than the one that shows ``version``.
    """
    if change(user, version=version, name=name.strip(), language=language):
        note_across(user, verb="account.profile_changed")
