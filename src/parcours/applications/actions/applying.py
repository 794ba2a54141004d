"""Beginning an application, writing it, and handing it in: the rules answer at once."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import Organization
from parcours.applications.actions.moving import go
from parcours.applications.facts import facts_about
from parcours.applications.models import Application
from parcours.applications.policies import check_change
from parcours.core.refusals import Refused
from parcours.people.models import Participant
from parcours.programs.eligibility import Answer, Verdict
from parcours.programs.models import Cohort, EligibilityRule
from parcours.programs.queries import verdict_on

MOST_WORDS = 4000
"""How many characters somebody writes at most about why they apply."""

_LEADS_TO = {
    Answer.ELIGIBLE: "find_eligible",
    Answer.NOT_ELIGIBLE: "find_not_eligible",
    Answer.UNKNOWN: "find_to_check",
}


@transaction.atomic
def begin(
    *, cohort: Cohort, participant: Participant, by: Actor, referred_by: Organization | None = None
) -> Application:
    """Begin an application, or return the one there is. Raises NotAllowed for anybody but the person and staff."""
    check_change(by, participant)
    found = Application.objects.filter(cohort=cohort, participant=participant).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            application = Application.objects.create(
                organization=by.here, cohort=cohort, participant=participant, referred_by=referred_by
            )
    except IntegrityError:  # a second press of the button, at the same moment
        return Application.objects.get(cohort=cohort, participant=participant)
    record(by=by, verb="application.begun", what=application, about=participant.person.user)
    return application


@transaction.atomic
def write_words(*, application: Application, words: str, by: Actor) -> None:
    """Keep why the person applies, in their own words. Raises NotAllowed, and Refused once it is handed in."""
    check_change(by, application.participant)
    if application.status != "draft":
        raise Refused(_("This application is handed in, so its text stays as it is."))
    if len(words) > MOST_WORDS:
        raise Refused(_("Write %(most)s characters at most.") % {"most": MOST_WORDS})
    application.write(words=words.strip())
    application.save(update_fields=["sealed_words"])
    record(by=by, verb="application.written", what=application, about=application.participant.person.user)


@transaction.atomic
def submit(*, application: Application, by: Actor) -> Verdict:
    """Hand it in, and return what the rules say. Raises NotAllowed, and Stale where it was handed in before."""
    check_change(by, application.participant)
    go(application, "submit", by, submitted_at=timezone.now())
    return _judge(application, by)


@transaction.atomic
def judge_again(*, application: Application, by: Actor) -> Verdict:
    """Ask the rules again, with what is on file by now. Raises NotAllowed, and Stale where it is decided."""
    check_change(by, application.participant)
    return _judge(application, by)


def verdict_about(application: Application, by: Actor) -> tuple[Verdict, list[EligibilityRule]]:
    """Return what the program’s rules say about the participant as their profile stands, and those that refuse."""
    program = application.cohort.program
    fields = EligibilityRule.objects.filter(program=program).values_list("field", flat=True)
    return verdict_on(program, facts_about(application, set(fields), by))


def _judge(application: Application, by: Actor) -> Verdict:
    verdict, refusing = verdict_about(application, by)
    way = _LEADS_TO[verdict.answer]
    found: dict[str, Any] = {
        "missing": list(verdict.missing),
        "reasons": [_said(rule) for rule in refusing],
    }
    if application.status == way.removeprefix("find_"):
        Application.objects.filter(pk=application.pk).update(**found)
    else:
        go(application, way, by, **found)
    return verdict


def _said(rule: EligibilityRule) -> dict[str, str]:
    names = ("reason_en", "reason_fr", "next_step_en", "next_step_fr")
    return {name: getattr(rule, name) for name in names}
