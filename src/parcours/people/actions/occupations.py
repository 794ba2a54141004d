"""Occupations: written in a person's own words, then given a code by a person and by nobody else."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core.refusals import Refused
from parcours.engine.occupations.suggestions import Suggestions
from parcours.people.actions.profile import add_part, change, claim
from parcours.people.following import follow
from parcours.people.models import OccupationHeld, Person
from parcours.people.models.occupation import DecidedAs, Decision
from parcours.people.policies import check_change, is_oneself
from parcours.reference.noc import CLASSIFICATION, load_taxonomy


@transaction.atomic
def write_occupation(
    *,
    person: Person,
    kind: str,
    title: str,
    by: Actor,
    title_language: str = "",
    years: Decimal | None = None,
    occupation: OccupationHeld | None = None,
) -> OccupationHeld:
    """Write an occupation, or ``occupation`` anew. Other words ask for another decision.

    Raises NotAllowed, ValidationError, and Refused where there is no room for more.
    """
    values = {"kind": kind, "title": title, "title_language": title_language, "years": years}
    if occupation is None:
        new = OccupationHeld(organization=by.here, person=person)
        row = add_part(part=new, by=by, **values)
        assert isinstance(row, OccupationHeld)  # noqa: S101 - as it was given
        return row
    words = occupation.title, occupation.title_language
    change(row=occupation, by=by, **values)
    if words != (occupation.title, occupation.title_language):
        _forget_decision(occupation)
    return occupation


@transaction.atomic
def decide_occupation(
    *, occupation: OccupationHeld, by: Actor, noc: str = "", said: Suggestions | None = None
) -> None:
    """Confirm the unit group ``noc`` for an occupation, or, where it is empty, that no code fits.

    ``said`` is what the coder suggested to whoever decides: its first suggestion is kept beside the decision. Raises
    NotAllowed, Refused for what is no unit group, and Stale where somebody else changed the occupation meanwhile.
    """
    check_change(by, occupation.person)
    if noc and not load_taxonomy().is_unit_group(noc):
        raise Refused(
            _("“%(code)s” is no occupation of NOC 2021. Give a code of five digits.") % {"code": noc}
        )
    first = said.suggestions[0] if said and said.suggestions else None
    occupation.suggested_noc = first.code if first else ""
    occupation.suggested_confidence = first.confidence if first else None
    occupation.coder_version = said.version if said else ""
    occupation.noc = noc
    occupation.classification = CLASSIFICATION if noc else ""
    occupation.decision = Decision.CHOSEN if noc else Decision.NONE_FITS
    occupation.decided_as = DecidedAs.ONESELF if is_oneself(by, occupation.person) else DecidedAs.STAFF
    occupation.decided_by = by.user
    occupation.decided_at = timezone.now()
    claim(occupation)
    occupation.save()
    follow(occupation.person)
    record(
        by=by,
        verb="occupation.decided",
        what=occupation,
        about=occupation.person.user,
        decision=occupation.decision,
        as_suggested=bool(noc) and noc == occupation.suggested_noc,
    )


def _forget_decision(row: OccupationHeld) -> None:
    """Other words: what was suggested and decided about the old ones no longer holds."""
    row.noc = row.classification = row.suggested_noc = row.coder_version = ""
    row.suggested_confidence = None
    row.decision, row.decided_as = Decision.OPEN, DecidedAs.NOBODY
    row.decided_by = row.decided_at = None
    row.save()
