"""Forgetting a person: applications, parts in cohorts, screening and offers go too; their seats are free again."""

from django_scopes import scopes_disabled

from parcours.applications.models import Application, MentorOffer, MentorPlace, ScreeningStep
from parcours.applications.seats import free_seat
from parcours.people.models import Person
from parcours.programs.models import Employer


def forget_across(person: Person) -> int:
    """Delete every application and part of the person, in the caller's transaction; return how many.

    Where they are the contact of an employer, nobody is any more.
    """
    with scopes_disabled():
        applications = Application.objects.filter(participant__person=person).select_related("cohort")
        for application in applications.filter(status="accepted"):
            free_seat(application.cohort)
        places = MentorPlace.objects.filter(mentor__person=person)
        steps = ScreeningStep.objects.filter(mentor__person=person)
        offers = MentorOffer.objects.filter(mentor__person=person)
        forgotten = applications.count() + places.count() + steps.count() + offers.count()
        offers.delete()
        steps.delete()
        applications.delete()
        places.delete()
        if person.email:
            contact = Employer.objects.filter(
                organization=person.organization_id, contact_email__iexact=person.email
            )
            forgotten += contact.update(contact_name="", contact_email="")
    return forgotten
