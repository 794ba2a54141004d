"""Beginning an application, writing it, and handing it in: the rules answer at once."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import Organization, SignedLink
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.actions.moving import go
from parcours.applications.facts import facts_about
from parcours.applications.intake import is_open
from parcours.applications.letters import OF_STATUS
from parcours.applications.models import Application
from parcours.applications.policies import check_change
from parcours.applications.queries import latest_of
from parcours.applications.telling import send_begun, send_referred, tell
from parcours.core.plain import email_key
from parcours.core.refusals import NotAllowed, Refused
from parcours.people.actions.people import add_person, give_standing
from parcours.people.actions.requests import finish_request
from parcours.people.kinds import Kind
from parcours.people.models import Participant, Person, ProfileRequest
from parcours.people.policies import is_oneself
from parcours.people.queries import open_request
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
def ask_to_apply(
    *, cohort: Cohort, participant: Participant, by: Actor, referred_by: Organization | None = None
) -> Application:
    """Begin an application for somebody on file, and send them the link with which they go on.

    Raises NotAllowed, and Refused where they have handed one in or have no address.
    """
    check(by, Permission.MANAGE_PEOPLE)
    application = begin(cohort=cohort, participant=participant, by=by, referred_by=referred_by)
    if application.status != "draft":
        raise Refused(
            _("They have applied already: %(status)s.") % {"status": application.get_status_display()}
        )
    if not participant.person.email:
        raise Refused(_("There is no email address on file. Add it first."))
    _keep_on(application)
    send_begun(application, by)
    return application


def _keep_on(application: Application) -> None:
    """Count anew how long a draft is kept: somebody asked for its link."""
    drafts = Application.objects.filter(pk=application.pk, status="draft")
    drafts.update(written_at=timezone.now(), warned_at=None)


@transaction.atomic
def start(
    *,
    cohort: Cohort,
    by: Actor,
    given_name: str,
    family_name: str,
    email: str,
    language: str,
    referred_by: Organization | None = None,
) -> Application:
    """Begin the application of whoever asks on the public page or is referred, and send the link to the address given.

    ``by`` is the site itself. Who is on file under the address is found, and never shown: only the letter says so.
    Raises Refused where the intake takes nobody, ValidationError for what a field does not take.
    """
    if not is_open(cohort) or (cohort.intake == "by_referral" and referred_by is None):
        raise Refused(_("This intake takes no applications at the moment."))
    person = Person.objects.filter(email_key=email_key(email)).first() or add_person(
        kind=Kind.PARTICIPANT,
        by=by,
        given_name=given_name,
        family_name=family_name,
        email=email,
        language=language,
    )
    participant = Participant.objects.filter(person=person).first()
    if participant is None:
        give_standing(person=person, kind=Kind.PARTICIPANT, by=by)
        participant = Participant.objects.get(person=person)
    application = begin(cohort=cohort, participant=participant, by=by, referred_by=referred_by)
    _keep_on(application)
    if application.status == "draft" and open_request(person) is None:
        ProfileRequest.objects.create(organization=by.here, person=person)
    if referred_by is None:
        send_begun(application, by)
    else:
        send_referred(application, referred_by, by)
    return application


@transaction.atomic
def send_link_again(*, person: Person, link: SignedLink, by: Actor) -> None:
    """Send a new link in place of one that is too old, as whoever holds it asks; to the address on file only.

    Raises NotAllowed for anybody but the person, and Refused where the link was withdrawn or still works, or where
    there is nothing to show any more.
    """
    if not is_oneself(by, person):
        raise NotAllowed(_("Only the person whose link this was can ask for another one."))
    if link.revoked_at is not None or link.works:
        raise Refused(_("This link was withdrawn. Ask the organization that sent it."))
    latest = latest_of(person)
    if latest is None:
        raise Refused(_("There is no application of yours any more."))
    _keep_on(latest)
    send_begun(latest, by, again=True)


@transaction.atomic
def write_words(*, application: Application, words: str, by: Actor) -> None:
    """Keep why the person applies, in their own words. Raises NotAllowed, and Refused once it is handed in."""
    check_change(by, application.participant)
    if application.status != "draft":
        raise Refused(_("This application is handed in, so its text stays as it is."))
    if len(words) > MOST_WORDS:
        raise Refused(_("Write %(most)s characters at most.") % {"most": MOST_WORDS})
    application.write(words=words.strip())
    application.written_at, application.warned_at = timezone.now(), None
    application.save(update_fields=["sealed_words", "written_at", "warned_at"])
    record(by=by, verb="application.written", what=application, about=application.participant.person.user)


@transaction.atomic
def submit(*, application: Application, by: Actor) -> Verdict:
    """Hand it in, and return what the rules say. Raises NotAllowed, and Stale where it was handed in before."""
    check_change(by, application.participant)
    if not is_open(application.cohort) and not by.may(Permission.MANAGE_PEOPLE):
        raise Refused(_("The intake is closed, so nothing was handed in. Ask the organization."))
    go(application, "submit", by, submitted_at=timezone.now())
    verdict = _judge(application, by)
    if is_oneself(by, application.participant.person):
        finish_request(person=application.participant.person, by=by)
    tell(application, by)
    return verdict


@transaction.atomic
def judge_again(*, application: Application, by: Actor) -> Verdict:
    """Ask the rules again, with what is on file by now; the person is told where the answer is another one.

    Raises NotAllowed, and Stale where it is decided.
    """
    check_change(by, application.participant)
    said = OF_STATUS.get(application.status)
    verdict = _judge(application, by)
    if OF_STATUS.get(application.status) is not said:
        tell(application, by)
    return verdict


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
        record(by=by, verb="application.judged", what=application, about=application.participant.person.user)
    else:
        go(application, way, by, **found)
    return verdict


def _said(rule: EligibilityRule) -> dict[str, str]:
    names = ("reason_en", "reason_fr", "next_step_en", "next_step_fr")
    return {name: getattr(rule, name) for name in names}
