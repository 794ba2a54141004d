"""Reads about applications and the mentors of a cohort, within the organization in scope."""

from django.db.models import Count, Q, QuerySet

from parcours.accounts.kinds import PartnershipRole
from parcours.accounts.models import Organization
from parcours.accounts.queries import partnerships_running
from parcours.applications.models import Application, MentorOffer, MentorPlace, Review
from parcours.people.consent.queries import today
from parcours.people.models import Mentor, Participant, Person
from parcours.programs.models import Ask, Cohort, Employer, ProgramPartner
from parcours.programs.queries import asks


def participants_of(cohort: Cohort) -> QuerySet[Participant]:
    """Return the participants who have a seat in the cohort, with their people, by name."""
    seated = Application.objects.filter(cohort=cohort, status="accepted").values("participant")
    return Participant.objects.filter(pk__in=seated).select_related("person").order_by("called", "pk")


def mentors_of(cohort: Cohort) -> QuerySet[Mentor]:
    """Return the mentors who take part in the cohort, with their people, by name; `places_of` says for how many."""
    agreed = places_of(cohort).values("mentor")
    return Mentor.objects.filter(pk__in=agreed).select_related("person").order_by("called", "pk")


def places_of(cohort: Cohort) -> QuerySet[MentorPlace]:
    """Return the parts of the mentors who take part in the cohort, with the mentors and their people, by name."""
    rows = MentorPlace.objects.filter(cohort=cohort, status="agreed")
    return rows.select_related("mentor__person").order_by("mentor__called", "pk")


def application(pk: int) -> Application | None:
    """Return an application with its participant, its cohort and the program, or None."""
    return applications().filter(pk=pk).first()


def applications() -> QuerySet[Application]:
    """Return applications with whom they are of, and what they are to."""
    return Application.objects.select_related(
        "participant__person__user",
        "participant__organization",
        "cohort__program",
        "referred_by",
        "looked_after_by",
    )


def delivery_partners(cohort: Cohort) -> list[Organization]:
    """Return the partners that deliver the program of the cohort today, by name."""
    running = partnerships_running(today(cohort.organization)).filter(role=PartnershipRole.DELIVERY)
    named = ProgramPartner.objects.filter(program=cohort.program_id, partnership__in=running)
    found = {row.partnership.partner for row in named.select_related("partnership__partner")}
    return sorted(found, key=str)


def waitlist(cohort: Cohort) -> QuerySet[Application]:
    """Return the wait list of the cohort, the first to come first."""
    return applications().filter(cohort=cohort, status="waitlisted").order_by("waits_since", "pk")


def position(application: Application) -> int | None:
    """Return where on the wait list it stands, from 1; None where it is not on it."""
    if application.waits_since is None:
        return None
    listed = list(waitlist(application.cohort).values_list("pk", flat=True))
    return listed.index(application.pk) + 1 if application.pk in listed else None


def place(pk: int) -> MentorPlace | None:
    """Return the part of a mentor with its cohort and person, or None."""
    return places().filter(pk=pk).first()


def places() -> QuerySet[MentorPlace]:
    """Return the parts of mentors, whatever they answered, with the mentors, their people and the cohort."""
    return MentorPlace.objects.select_related(
        "mentor__person__user", "mentor__organization", "cohort__program"
    )


def asked_of(person: Person) -> list[MentorPlace]:
    """Return which cohorts that are not over a mentor was asked to take part in, the latest first."""
    rows = places().filter(mentor__person=person).exclude(status="withdrawn")
    return list(rows.exclude(cohort__status__in=("completed", "cancelled")))


def applications_of(person: Person) -> list[Application]:
    """Return the applications of a person, the latest first."""
    return list(applications().filter(participant__person=person))


def latest_of(person: Person) -> Application | None:
    """Return the latest application of a person, or None."""
    return applications().filter(participant__person=person).first()


def reviews_of(application: Application) -> list[Review]:
    """Return what reviewers wrote, the earliest first."""
    return list(Review.objects.filter(application=application).select_related("reviewer"))


def offers_of(employer: Employer) -> QuerySet[MentorOffer]:
    """Return whom the employer named and who offered themselves there, the first first."""
    rows = MentorOffer.objects.filter(ask__employer=employer)
    return rows.select_related("mentor__person__user", "mentor__organization", "ask", "request").order_by(
        "pk"
    )


def offer_of(person: Person) -> MentorOffer | None:
    """Return how the person came through an employer, the latest where there are several, or None."""
    rows = MentorOffer.objects.filter(mentor__person=person)
    return rows.select_related("ask__employer__partnership__partner").order_by("-pk").first()


def asks_with_offers() -> QuerySet[Ask]:
    """Return what employers are asked for, with how many people are ``named`` for it and how many have ``answered``."""
    answered = Count("offers", filter=Q(offers__request__finished_at__isnull=False))
    return asks().annotate(named=Count("offers"), answered=answered)
