"""Writing to those who apply, and to mentors: every letter has a link to where they stand."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor, Via
from parcours.accounts.links.actions import issue
from parcours.accounts.mail import in_language
from parcours.accounts.models import Organization
from parcours.accounts.models.link import Purpose
from parcours.applications import letters
from parcours.applications.intake import intake_of
from parcours.applications.letters import BEGUN, GOES, LINK_LIFE, OF_STATUS, REFERRED, TAKE_PART
from parcours.applications.lists import CALLED_OFF, DECLINE_REASON
from parcours.applications.models import Application, MentorPlace
from parcours.applications.queries import position
from parcours.core.bilingual import in_language as in_either
from parcours.core.catalogue import Entry
from parcours.messaging.actions import post
from parcours.people.models import Person
from parcours.people.policies import subject_of
from parcours.programs.models import Cohort
from parcours.programs.queries import spans_of


def called(cohort: Cohort) -> str:
    """Return what a cohort is called outside: its program, and its own name."""
    return f"{cohort.program}, {cohort.name}"


def time_it_takes(cohort: Cohort) -> str:
    """Return how many hours a pair meets, and between which days; within how many months where people come all year."""
    program = cohort.program
    if not program.required_hours:
        return ""
    span = next((one for one in spans_of(cohort) if one.key == "mentorship"), None)
    if span is None or cohort.intake == "rolling":
        months = program.duration_months
        said = ngettext(
            "Count on about %(hours)s h in all, within %(months)s month.",
            "Count on about %(hours)s h in all, within %(months)s months.",
            months,
        )
        return said % {"hours": program.required_hours, "months": months}
    days = {"first": date_format(span.starts_on), "last": date_format(span.ends_on)}
    words = _("Count on about %(hours)s h in all, between %(first)s and %(last)s.")
    return words % {"hours": program.required_hours, **days}


def tell(application: Application, by: Actor) -> None:
    """Write to the person what the application has come to, where that is worth a letter."""
    is_off = application.decline_reason == CALLED_OFF
    entry = letters.CALLED_OFF if is_off else OF_STATUS.get(application.status)
    if entry is not None:
        with in_language(application.participant.person.language):
            more = _more(application)
        _send(entry, Purpose.APPLY, application.participant.person, application.cohort, by, more)


def send_begun(application: Application, by: Actor, *, again: bool = False) -> None:
    """Send the link with which somebody goes on, ``again`` in place of one that is too old."""
    person = application.participant.person
    said = {"until": _until(application)}
    _send(BEGUN, Purpose.APPLY, person, application.cohort, by, said, anew=again)


def send_referred(application: Application, partner: Organization, by: Actor) -> None:
    """Send the link with which a client applies whom ``partner`` refers."""
    person = application.participant.person
    with in_language(person.language):
        name = str(partner)
    said = {"partner": name, "until": _until(application)}
    _send(REFERRED, Purpose.APPLY, person, application.cohort, by, said)


def _until(application: Application) -> str:
    """Return by when an application is handed in; nothing where people come all year, or where it is."""
    closes = intake_of(application.cohort).closes if application.status == "draft" else None
    if closes is None:
        return ""
    with in_language(application.participant.person.language):
        return _("Hand it in by %(day)s.") % {"day": date_format(closes)}


def send_goes(application: Application, day: dt.date, by: Actor) -> None:
    """Say that the draft is cleared away after ``day``, with a link to go on with it."""
    person = application.participant.person
    _send(GOES, Purpose.APPLY, person, application.cohort, by, {"day": day}, anew=True)


def send_invitation(place: MentorPlace, by: Actor, *, again: bool = False) -> None:
    """Send a mentor the link with which they answer, ``again`` in place of one that is too old."""
    with in_language(place.mentor.person.language):
        places = ngettext("%(n)s person", "%(n)s people", place.places) % {"n": place.places}
        said = {"places": places, "time": time_it_takes(place.cohort)}
    _send(TAKE_PART, Purpose.TAKE_PART, place.mentor.person, place.cohort, by, said, anew=again)


def tell_it_is_off(place: MentorPlace) -> None:
    """Say to a mentor that the cohort does not take place."""
    person = place.mentor.person
    if not person.email:
        return
    with in_language(person.language):
        program = called(place.cohort)
    post(
        letters.NOT_TAKEN_PART.key,
        to=person.email,
        language=person.language,
        organization=person.organization,
        about=person.user,
        dedup=f"called_off:{place.pk}:{place.version}",
        of_program=place.cohort.program_id,
        name=person.name_used,
        program=program,
    )


def _more(application: Application) -> dict[str, str]:
    """Return what the letter says beside the name, in the language that is active."""
    match application.status:
        case "not_eligible":
            said = reasons_in_words(application)
            return {
                "reason": " ".join(reason for reason, _next in said)
                or _("Ask us why: we will gladly tell you."),
                "next_step": " ".join(step for _reason, step in said) or _("Answer this letter."),
            }
        case "accepted":
            return {"time": time_it_takes(application.cohort)}
        case "waitlisted":
            return {"position": str(position(application) or "")}
        case "declined" if application.decline_reason != CALLED_OFF:
            return {
                "reason": DECLINE_REASON.label(application.decline_reason),
                "feedback": application.feedback,
            }
        case _:
            return {}


def reasons_in_words(application: Application) -> list[tuple[str, str]]:
    """Return why the rules refused, each with the next step, for readers of the active language."""
    language = get_language() or "en"
    return [
        (
            in_either(said["reason_en"], said["reason_fr"], language),
            in_either(said["next_step_en"], said["next_step_fr"], language),
        )
        for said in application.reasons
    ]


def _send(
    entry: Entry,
    purpose: Purpose,
    person: Person,
    cohort: Cohort,
    by: Actor,
    variables: Mapping[str, Any],
    *,
    anew: bool = False,
) -> None:
    """Send ``entry`` with a new link; who acts by the link at hand keeps it, so that it goes on working."""
    if not person.email:
        return
    address, dedup = "", ""
    if anew or by.via is not Via.LINK:
        link, address = issue(
            purpose=purpose,
            subject=subject_of(person),
            name=person.name_used,
            email=person.email,
            by=by,
            life=LINK_LIFE,
        )
        dedup = link.token_hash
    with in_language(person.language):
        program = called(cohort)
    post(
        entry.key,
        to=person.email,
        language=person.language,
        organization=person.organization,
        about=person.user,
        address=address,
        dedup=dedup,
        of_program=cohort.program_id,
        name=person.name_used,
        program=program,
        **variables,
    )
