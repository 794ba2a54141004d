"""A program: what an organization offers, and the numbers that it is run by."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.bilingual import Bilingual
from parcours.core.codes import CodeField, CodesField
from parcours.core.versions import Versioned
from parcours.programs.lists import (
    DOCUMENT_ASKED,
    FOLLOW_UP_POINT,
    PROGRAM_KIND,
    SCREENING_STEP,
    SURVEY_ASKED,
)

MOST_RELATED = 50
"""So many occupations count as related to those of a program at most."""

_UNIT_GROUP = re.compile(r"\d{5}")


def _up_to(most: int) -> list[BaseValidator]:
    """Return what holds a number between 1 and ``most``."""
    return [MinValueValidator(1), MaxValueValidator(most)]


def check_codes(value: object) -> None:
    """Raise ValidationError for anything but a list of NOC unit groups, `MOST_RELATED` at most."""
    codes = value if isinstance(value, list) else [value]
    if len(codes) > MOST_RELATED or not all(
        isinstance(one, str) and _UNIT_GROUP.fullmatch(one) for one in codes
    ):
        raise ValidationError(
            _("Give up to %(most)s codes of unit groups, such as 21300."), params={"most": MOST_RELATED}
        )


def usual_points() -> list[str]:
    """Return when most programs ask people how they are."""
    return ["exit", "m3", "m6", "m12"]


def usual_screening() -> list[str]:
    """Return what most programs do with a mentor before the first match."""
    return ["identity", "reference", "interview", "orientation"]


def usual_surveys() -> list[str]:
    """Return what most programs ask the people of a mentorship on its days: all there is."""
    return [code for code, _label in SURVEY_ASKED.choices]


class Program(Versioned, TenantModel):
    """A program of the organization that leads it. The numbers begin as most programs set them."""

    kind = CodeField(_("kind"), codes=PROGRAM_KIND, default="mentoring")
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=200, blank=True)
    name = Bilingual()
    summary_en = models.TextField(_("summary in English"), max_length=500, blank=True)
    summary_fr = models.TextField(_("summary in French"), max_length=500, blank=True)
    summary = Bilingual()
    description_en = models.TextField(_("description in English"), max_length=5000, blank=True)
    description_fr = models.TextField(_("description in French"), max_length=5000, blank=True)
    description = Bilingual()
    is_public = models.BooleanField(_("has a page that anybody may open"), default=False)

    duration_months = models.PositiveSmallIntegerField(
        _("months that pairs meet"), default=4, validators=_up_to(36)
    )
    required_hours = models.PositiveSmallIntegerField(
        _("hours that each pair aims at"), default=24, validators=_up_to(2000)
    )
    first_meeting_days = models.PositiveSmallIntegerField(
        _("days from the match to the first meeting"), default=10, validators=_up_to(90)
    )
    session_confirm_days = models.PositiveSmallIntegerField(
        _("days to confirm a session before it counts without an answer"), default=7, validators=_up_to(60)
    )
    silence_days = models.PositiveSmallIntegerField(
        _("days of silence before staff are told"), default=14, validators=_up_to(90)
    )
    overdue_days = models.PositiveSmallIntegerField(
        _("days that a goal or a step of a plan may be overdue before staff are told"),
        default=21,
        validators=_up_to(180),
    )
    draft_days = models.PositiveSmallIntegerField(
        _("days that an application may stay begun"), default=7, validators=_up_to(180)
    )
    draft_kept_days = models.PositiveSmallIntegerField(
        _("days after which an application that was only begun is cleared away"),
        default=60,
        validators=[MinValueValidator(14), MaxValueValidator(365)],
    )
    check_days = models.PositiveSmallIntegerField(
        _("days that an application may wait to be checked"), default=5, validators=_up_to(180)
    )
    eligible_days = models.PositiveSmallIntegerField(
        _("days that somebody eligible may wait for what comes next"), default=10, validators=_up_to(180)
    )
    review_days = models.PositiveSmallIntegerField(
        _("days that a review may take"), default=14, validators=_up_to(180)
    )
    waitlist_days = models.PositiveSmallIntegerField(
        _("days on the wait list until the person hears from you again"), default=30, validators=_up_to(180)
    )
    accepted_days = models.PositiveSmallIntegerField(
        _("days from the acceptance until a match is proposed"), default=28, validators=_up_to(180)
    )
    invitation_days = models.PositiveSmallIntegerField(
        _("days before an invitation counts as unanswered"), default=14, validators=_up_to(90)
    )
    mentor_answer_days = models.PositiveSmallIntegerField(
        _("business days that a mentor has to answer"), default=5, validators=_up_to(30)
    )
    referral_answer_days = models.PositiveSmallIntegerField(
        _("business days that a referral may wait for an answer"), default=5, validators=_up_to(30)
    )
    surveys_asked = CodesField(
        _("surveys that go out by themselves"), codes=SURVEY_ASKED, default=usual_surveys
    )
    review_opens_days = models.PositiveSmallIntegerField(
        _("days from the opening of a review until it is due"), default=7, validators=_up_to(60)
    )
    pulse_first_day = models.PositiveSmallIntegerField(
        _("day of the first short survey"), default=30, validators=_up_to(365)
    )
    pulse_every_days = models.PositiveSmallIntegerField(
        _("days from one short survey to the next"), default=60, validators=_up_to(365)
    )
    follow_up_attempts = models.PositiveSmallIntegerField(
        _("attempts at each follow-up"), default=3, validators=_up_to(10)
    )
    follow_up_before_days = models.PositiveSmallIntegerField(
        _("days before a follow-up is due from which an answer counts"), default=14, validators=_up_to(60)
    )
    follow_up_after_days = models.PositiveSmallIntegerField(
        _("days after a follow-up was due until which an answer counts"),
        default=45,
        validators=[MinValueValidator(21), MaxValueValidator(180)],
    )
    follow_up_points = CodesField(
        _("when people are asked how they are"), codes=FOLLOW_UP_POINT, default=usual_points
    )
    related = models.JSONField(
        _("occupations that count as related"), default=list, blank=True, validators=[check_codes]
    )
    documents = CodesField(_("documents asked for"), codes=DOCUMENT_ASKED)
    screening = CodesField(_("screening of mentors"), codes=SCREENING_STEP, default=usual_screening)
    screened_only = models.BooleanField(_("match screened mentors only"), default=False)

    class Meta:
        """A program has a name, in one language at least."""

        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(name_en="", name_fr=""),
                name="program_has_a_name",
                violation_error_message=_("Give the program a name, in English or in French."),
            ),
        )

    def __str__(self) -> str:
        return self.name
