"""Changing what a profile says: the person's own row, what they are here, and the parts of their story."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.links.actions import withdraw
from parcours.accounts.models.link import ABOUT_A_PERSON
from parcours.core.refusals import Refused, Stale
from parcours.people.actions.fields import fit, tidy
from parcours.people.actions.people import save_person
from parcours.people.following import check_all, follow
from parcours.people.kinds import standings
from parcours.people.models import Education, Experience, LanguageSkill, OccupationHeld, Person
from parcours.people.models.standing import Standing
from parcours.people.policies import check_change, is_oneself, subject_of

type Part = OccupationHeld | Experience | Education | LanguageSkill
"""Something that a person has several of."""

MOST_PARTS = 30
"""How many posts, diplomas, languages or occupations a profile holds at most."""


@transaction.atomic
def change(*, row: Person | Standing | Part, by: Actor, **values: Any) -> bool:
    """Set some of the row's `FIELDS`, and return whether anything changed.

    The log names the fields, never what is in them: it could not forget it. Raises NotAllowed, ValidationError for
    what a field does not take, Refused where an address is taken or an app above says no, and Stale where somebody
    else changed the row since it was read.
    """
    person = row if isinstance(row, Person) else row.person
    check_change(by, person)
    before = row.answer(**tidy(type(row), values))
    if not before:
        return False
    fit(row)
    claim(row)
    if isinstance(row, Person | Standing):
        check_all(row, set(before), by)
    if isinstance(row, Person):
        save_person(row, by)
        if "email" in before and not is_oneself(by, row):
            # Whoever reads the address of before is somebody else. A person who corrects their own goes on writing.
            for purpose in ABOUT_A_PERSON:
                withdraw(purpose=purpose, subject=subject_of(row), by=by)
        for standing in standings(row).values():
            standing.save(update_fields=["called"])
    else:
        row.save()
        follow(person)
    record(by=by, verb="profile.changed", what=row, about=person.user, fields=sorted(before))
    return True


@transaction.atomic
def add_part(*, part: Part, by: Actor, **values: Any) -> Part:
    """Save a new part of a profile; ``part`` has its person. Raises NotAllowed, ValidationError, and Refused."""
    check_change(by, part.person)
    if type(part).objects.filter(person=part.person).count() >= MOST_PARTS:
        raise Refused(_("There is no room for more. Take out what matters least first."))
    part.organization = by.here
    part.answer(**tidy(type(part), values))
    fit(part)
    part.save()
    follow(part.person)
    record(by=by, verb="profile.part_added", what=part, about=part.person.user, fields=sorted(values))
    return part


@transaction.atomic
def remove_part(*, part: Part, by: Actor) -> None:
    """Take a part out of a profile. Raises NotAllowed."""
    check_change(by, part.person)
    record(by=by, verb="profile.part_removed", what=part, about=part.person.user)
    part.delete()
    follow(part.person)


def claim(row: Person | Standing | Part) -> None:
    """Count the change, or raise Stale where the row was changed or deleted since it was read."""
    as_read = type(row).objects.filter(pk=row.pk, version=row.version)
    if not as_read.update(version=F("version") + 1):
        raise Stale(
            _("Somebody else changed this in the meantime. Open the page again to see what it says now.")
        )
    row.version += 1
