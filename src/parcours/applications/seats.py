"""The seats of a cohort: counted in its own row by one conditional update, and held by a constraint (docs/adr/0094)."""

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.applications.models import Application
from parcours.core.refusals import Refused
from parcours.people.models import Person
from parcours.programs.models import Cohort


def take_seat(cohort: Cohort) -> None:
    """Take one seat, or raise Refused where none is left. To be done last: until the transaction ends, others wait."""
    free = Cohort.objects.filter(pk=cohort.pk, taken__lt=F("seats"))
    if not free.update(taken=F("taken") + 1):
        cohort.refresh_from_db(fields=["seats", "taken"])
        raise Refused(
            ngettext(
                "The %(seats)s seat of this cohort is taken. Put the application on the wait list, or add a seat.",
                "All %(seats)s seats of this cohort are taken. Put the application on the wait list, or add seats.",
                cohort.seats,
            )
            % {"seats": cohort.seats}
        )


def free_seat(cohort: Cohort) -> None:
    """Give one seat back."""
    Cohort.objects.filter(pk=cohort.pk, taken__gt=0).update(taken=F("taken") - 1)


def count_seats(person: Person) -> None:
    """Count the seats of the cohorts anew to which the person applied: a merge makes one application of two.

    Raises Refused where there is none any more for whoever had one before the merge was undone.
    """
    for cohort in Cohort.objects.filter(
        pk__in=Application.objects.filter(participant__person=person).values("cohort")
    ):
        taken = Application.objects.filter(cohort=cohort, status="accepted").count()
        if taken > cohort.seats:
            raise Refused(
                _(
                    "The seat in %(cohort)s was given to somebody else meanwhile. Add a seat to the cohort first."
                )
                % {"cohort": cohort}
            )
        Cohort.objects.filter(pk=cohort.pk).update(taken=taken)
