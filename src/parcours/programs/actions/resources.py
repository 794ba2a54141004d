"""The links that a program offers its pairs."""

from django.db import transaction

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.programs.models import Program, Resource


@transaction.atomic
def add_resource(
    *, program: Program, address: str, by: Actor, title_en: str = "", title_fr: str = ""
) -> Resource:
    """Offer a link. Raises NotAllowed, and ValidationError for one that is there, has no title or is no address."""
    check(by, Permission.MANAGE_PROGRAMS)
    added = Resource(
        organization=by.here, program=program, address=address, title_en=title_en, title_fr=title_fr
    )
    added.full_clean()
    added.save()
    record(by=by, verb="program.resource_added", what=added)
    return added


@transaction.atomic
def remove_resource(*, resource: Resource, by: Actor) -> None:
    """Offer a link no more. Raises NotAllowed."""
    check(by, Permission.MANAGE_PROGRAMS)
    record(by=by, verb="program.resource_removed", what=resource)
    resource.delete()
