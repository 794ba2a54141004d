"""A mentee who gives their seat back leaves no pair behind (`applications.leaving`)."""

from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.applications.leaving import register
from parcours.applications.models import Application
from parcours.core.refusals import Refused
from parcours.engagements.actions.choosing import call_off
from parcours.engagements.actions.moving import hold
from parcours.engagements.queries import of_cohort
from parcours.engagements.states import MENTORSHIP
from parcours.people.policies import is_oneself


def leave(application: Application, by: Actor) -> None:
    """Take the pair back where not both have agreed yet; raise Refused where they have, as it must be ended first."""
    row = of_cohort(application.cohort).filter(participant=application.participant_id).first()
    if row is None:
        return
    said = {"mentor": row.mentor, "mentee": row.participant}
    oneself = is_oneself(by, row.participant.person)
    if row.status in MENTORSHIP["withdraw"].sources:
        call_off(row, by, but=row.participant.person if oneself else None)
    elif oneself:
        raise Refused(_("%(mentor)s is your mentor. End the mentorship on its own page first.") % said)
    else:
        raise Refused(_("%(mentor)s is the mentor of %(mentee)s. End their mentorship first.") % said)


def keep_still(application: Application) -> None:
    """Let nobody change the pair of the person in the cohort until the transaction ends."""
    hold(*of_cohort(application.cohort).filter(participant=application.participant_id))


register("mentorships", leave, keep_still)
