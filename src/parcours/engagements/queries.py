"""Reads about mentorships, of the organization in scope."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from parcours.engagements.lists import ASKED, LIVE, LOOKS_AGAIN
from parcours.engagements.models import Mentorship
from parcours.people.models import Mentor, Participant, Person
from parcours.programs.models import Cohort

NEEDS_NO_OTHER = Q(status="completed") | (Q(status="ended_early") & ~Q(end_reason__in=LOOKS_AGAIN))
"""As `needs_no_other`, for the database."""


def needs_no_other(row: Mentorship) -> bool:
    """Return whether a mentorship is over in a way after which the mentee is not matched again in the cohort."""
    return row.status == "completed" or (row.status == "ended_early" and row.end_reason not in LOOKS_AGAIN)


def mentorships() -> QuerySet[Mentorship]:
    """Return mentorships with both people, the cohort and its program, and who decided last."""
    return Mentorship.objects.select_related(
        "participant__person__user", "mentor__person__user", "cohort__program", "organization", "decided_by"
    )


def mentorship(pk: int) -> Mentorship | None:
    """Return one, or None."""
    return mentorships().filter(pk=pk).first()


def of_cohort(cohort: Cohort, statuses: Collection[str] = LIVE) -> QuerySet[Mentorship]:
    """Return the mentorships of a cohort that stand so, by the name of the mentee."""
    return mentorships().filter(cohort=cohort, status__in=statuses)


def around(cohort: Cohort, participant: Participant, mentor: Mentor) -> list[Mentorship]:
    """Return all that the mentee and the mentor ever had in the cohort, with whomever."""
    of_either = Q(participant=participant) | Q(mentor=mentor)
    return list(mentorships().filter(of_either, cohort=cohort).order_by("pk"))


def live_of(cohort: Cohort, participant: Participant, mentor: Mentor) -> list[Mentorship]:
    """Return what takes a place of the mentor in the cohort, and what the mentee has in it."""
    return list(of_cohort(cohort).filter(Q(participant=participant) | Q(mentor=mentor)).order_by("pk"))


def asked_of(person: Person) -> list[Mentorship]:
    """Return what waits for the person’s answer, or was answered and holds: as a mentor, and as a mentee."""
    as_mentor = Q(mentor__person=person, status__in=(*ASKED, "mentee_accepted"))
    as_mentee = Q(participant__person=person, status__in=("mentor_accepted", "mentee_accepted"))
    return list(mentorships().filter(as_mentor | as_mentee).order_by("pk"))


def pairs_of(person: Person) -> dict[int, Mentorship]:
    """Return the pair that a mentee knows of, by the number of its cohort: the last one to which the mentor agreed.

    One that was declined or taken back since is left out.
    """
    rows = mentorships().filter(participant__person=person)
    known = rows.exclude(status__in=("draft", "proposed", "declined", "withdrawn"))
    return {row.cohort_id: row for row in known.order_by("pk")}


def who_declined(mentorship: Mentorship) -> str:
    """Return the side that said no to it, or nothing where nobody did or it is not on file."""
    if mentorship.status != "declined":
        return ""
    # Whom nobody asked cannot have said it.
    return mentorship.declined_by or ("" if mentorship.mentee_asked_at else "mentor")


def waits_for(mentorship: Mentorship) -> Person | None:
    """Return whose answer is waited for, or None."""
    if mentorship.status == "proposed":
        return mentorship.mentor.person
    return mentorship.participant.person if mentorship.status == "mentor_accepted" else None
