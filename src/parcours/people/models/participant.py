"""A participant: somebody whom a program helps to work in their profession again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.core.codes import CodeField, CodesField
from parcours.people.lists import EMPLOYMENT, LICENSURE, PARTICIPANT_STATUS, TOPICS
from parcours.people.models.standing import Standing, by_name_and_status


class Participant(Standing):
    """A person as a participant. Nothing here says whether they may take part: a program's rule does."""

    status = CodeField(_("status"), codes=PARTICIPANT_STATUS, default="inquiry")
    goals = CodesField(_("help wanted with"), codes=TOPICS)
    goals_in_words = models.TextField(_("more about it"), max_length=2000, blank=True)
    wishes_in_words = models.TextField(_("with whom I would like to work"), max_length=1000, blank=True)
    employment = CodeField(_("work at present"), codes=EMPLOYMENT, blank=True)
    licence_stage = CodeField(_("stage of the licence"), codes=LICENSURE, blank=True)
    regulator = models.CharField(_("regulator"), max_length=150, blank=True)
    similar_background = models.BooleanField(_("a mentor of similar background"), null=True, blank=True)

    class Meta:
        """Lists are read by name, or status and name."""

        indexes = by_name_and_status("participant")
