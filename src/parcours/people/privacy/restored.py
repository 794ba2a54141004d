"""What a restore owes to the erased: a backup from before brings them back, and they are erased again."""

import datetime as dt
from collections.abc import Iterable

from django_scopes import scope, scopes_disabled

from parcours.accounts.models import Organization
from parcours.people.privacy.erasing import carry_out
from parcours.people.privacy.models import Erasure, ErasureWhy, Hold, Tombstone
from parcours.people.privacy.tombstones import Mark, keep, kept, marks_across, risen_across


def erase_again_across(remembered: Iterable[Mark] | None) -> int:
    """Erase everybody whose mark is in the database before, in the file or in the backup; return how many.

    Whatever the backup says of holds: they were lifted, or there would have been no erasure.
    """
    marks = {*(remembered or ()), *kept(), *marks_across()}
    _set_again_across(marks)
    keep(sorted(marks, key=lambda one: one.made_at))
    risen = risen_across(marks)
    for person in risen:
        with scope(organization=person.organization):
            Hold.objects.filter(person=person).delete()
            erasure, _made = Erasure.objects.get_or_create(
                organization=person.organization,
                record=person.pk,
                state="due",
                defaults={"why": ErasureWhy.RESTORED},
            )
            carry_out(erasure)
    return len(risen)


def _set_again_across(marks: Iterable[Mark]) -> None:
    """Put marks into the database that it lacks, for organizations that it has."""
    with scopes_disabled():
        here = set(Organization.objects.values_list("pk", flat=True))
        Tombstone.objects.bulk_create(
            [
                Tombstone(
                    organization_id=one.organization,
                    mark=one.mark,
                    made_at=dt.datetime.fromisoformat(one.made_at),
                )
                for one in marks
                if one.organization in here
            ],
            ignore_conflicts=True,
        )
