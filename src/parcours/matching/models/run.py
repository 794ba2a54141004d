"""A run of the matching on a cohort, as it was: what it was asked, whom it proposed, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.matching.lists import PHASE, RUN_STATE
from parcours.people.models import Mentor, Participant
from parcours.programs.models import Cohort


class Run(TenantModel):  # type: ignore[django-manager-missing] # the plugin looks for their own
    """One run. It is never changed once it is done, and binds nobody: people choose from it.

    ``rules`` are the rules and weights, ``certificate`` is the engine’s proof, with the mean rank of the chosen pairs
    for either side and how many pairs each limit of the rules has, ``rule_costs`` how many people more would have a
    place without each rule, or without the limits of a kind, ``supply`` what each occupation group wants and has,
    ``agencies`` how many people each partner has and how many of them a place, ``blocking_pairs`` how many pairs
    would both score higher together than as proposed. ``notes`` are sentences by language, in which ``{m12}`` stands
    for the mentor of that number, ``{a12}`` for the agency. While it waits, ``phase`` says where it is,
    ``certificate`` what is reached so far, and ``alive_at`` when it was heard of last.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    state = CodeField(_("state"), codes=RUN_STATE, default="waiting")
    phase = CodeField(_("phase"), codes=PHASE, default="queued")
    alive_at = models.DateTimeField(_("last heard of"), default=timezone.now)
    rules = models.JSONField(_("rules and weights"))
    made_with = models.CharField(_("made with"), max_length=60)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("when"), auto_now_add=True)
    mentees = models.PositiveIntegerField(_("mentees"), default=0)
    mentors = models.PositiveIntegerField(_("mentors"), default=0)
    certificate = models.JSONField(_("proof"), default=dict)
    rule_costs = models.JSONField(_("what each rule costs"), default=dict)
    supply = models.JSONField(_("supply and demand"), default=list)
    agencies = models.JSONField(_("shares of the agencies"), default=dict)
    blocking_pairs = models.PositiveIntegerField(_("pairs that would both rather have each other"), default=0)
    notes = models.JSONField(_("remarks"), default=dict)

    class Meta:
        """The latest first; one at a time in a cohort."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("cohort",), condition=Q(state="waiting"), name="run_one_at_a_time"
            ),
        )
        indexes = (models.Index(fields=["cohort", "-id"], name="run_of_cohort"),)

    def __str__(self) -> str:
        return f"{self.cohort}: {self.pk}"


class Candidate(TenantModel):
    """A mentor on the short-list of a mentee, and how the two go together.

    ``reasons`` are by language: for, against, and what is unknown. ``runner_up`` is said of a proposed pair: the next
    best mentor’s number, and what taking them instead would cost the cohort. ``fixed`` pairs were chosen before.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="candidates")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField(_("place on the short-list"))
    score = models.PositiveSmallIntegerField(_("score"))
    parts = models.JSONField(_("points"))
    reasons = models.JSONField(_("reasons"))
    broken = models.JSONField(_("rules that it breaks"), default=list)
    is_proposed = models.BooleanField(_("proposed"), default=False)
    is_fixed = models.BooleanField(_("chosen before"), default=False)
    runner_up = models.JSONField(_("next best"), null=True)

    class Meta:
        """By mentee, the best first."""

        ordering = ("participant__called", "participant", "rank", "pk")
        constraints = (
            models.UniqueConstraint(fields=("run", "participant", "mentor"), name="candidate_once"),
        )

    def __str__(self) -> str:
        return f"{self.participant} – {self.mentor}: {self.score}"


class Unplaced(TenantModel):
    """A mentee for whom a run had no place. ``why`` is by language: the reason, and the ways that would open one."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="unplaced")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=30)
    why = models.JSONField(_("in words"))

    class Meta:
        """By name; once a run."""

        ordering = ("participant__called", "pk")
        constraints = (models.UniqueConstraint(fields=("run", "participant"), name="unplaced_once"),)

    def __str__(self) -> str:
        return f"{self.participant}: {self.reason}"
