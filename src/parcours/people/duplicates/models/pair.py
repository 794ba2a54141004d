"""Two records that may be of one person, until somebody looks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.people.models import Person


class PairState(models.TextChoices):
    """What a person said about a pair."""

    OPEN = "open", _("To look at")
    APART = "apart", _("Not the same person")


class Pair(TenantModel):
    """A pair, the lower number first. ``reasons`` are codes of `likeness.EVIDENCE`; “not the same” stays for ever."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(_("how likely"))
    reasons = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=10, choices=PairState.choices, default=PairState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    found_at = models.DateTimeField(_("found"), auto_now_add=True)

    class Meta:
        """Two people are one pair; the likeliest are looked at first."""

        constraints = (
            models.UniqueConstraint("first", "second", name="pair_once_each"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_lower_number_first"),
        )
        indexes = (models.Index(fields=["organization", "state", "score", "id"], name="pair_by_score"),)

    def other_than(self, person: Person) -> Person:
        """Return the other one of the two."""
        return self.second if person.pk == self.first_id else self.first

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"
