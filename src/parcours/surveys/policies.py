"""Whether an actor may answer: `check_…` raises with the reason, `can_…` is its boolean twin."""

from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.core.refusals import NotAllowed
from parcours.people.policies import is_oneself
from parcours.surveys.models import SurveyRequest


def check_answer(actor: Actor, survey: SurveyRequest) -> None:
    """Raise NotAllowed for anybody but the person who is asked."""
    if not is_oneself(actor, survey.person):
        raise NotAllowed(_("Only the person who is asked can answer."))


def can_answer(actor: Actor, survey: SurveyRequest) -> bool:
    """Return whether `check_answer` would pass."""
    return is_oneself(actor, survey.person)
