"""Forgetting a person: applications, parts in cohorts and screening go with them, and their seats are free again."""

from django_scopes import scopes_disabled

from parcours.applications.models import Application, MentorPlace, ScreeningStep
from parcours.applications.seats import free_seat
from parcours.people.models import Person


def forget_across(person: Person) -> int:
    """Delete every application and part of the person, in the caller's transaction; return how many."""
    with scopes_disabled():
        applications = Application.objects.filter(participant__person=person).select_related("cohort")
        for application in applications.filter(status="accepted"):
            free_seat(application.cohort)
        places = MentorPlace.objects.filter(mentor__person=person)
        steps = ScreeningStep.objects.filter(mentor__person=person)
        forgotten = applications.count() + places.count() + steps.count()
        steps.delete()
        applications.delete()
        places.delete()
    return forgotten
