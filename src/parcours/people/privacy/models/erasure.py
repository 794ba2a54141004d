"""That somebody is erased, and was: the decision, how far it has come, and the mark that outlives a backup."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel


class ErasureWhy(models.TextChoices):
    """Why somebody is erased."""

    ASKED = "asked", _("The person asked for it")
    RETENTION = "retention", _("Their time on file is over")
    RESTORED = "restored", _("A backup had brought them back")


class ErasureState(models.TextChoices):
    """How far an erasure has come."""

    DUE = "due", _("Decided")
    TELLING = "telling", _("The rows are gone, the confirmation is on its way")
    DONE = "done", _("Done")


class Erasure(TenantModel):
    """One erasure. ``record`` is the number of the person’s row, which is no more; nothing here says who it was."""

    record = models.BigIntegerField(_("record"))
    why = models.CharField(_("why"), max_length=10, choices=ErasureWhy.choices)
    state = models.CharField(_("state"), max_length=8, choices=ErasureState.choices, default=ErasureState.DUE)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)
    forgotten_at = models.DateTimeField(_("erased"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    removed = models.PositiveIntegerField(_("rows and files"), default=0)
    with_account = models.BooleanField(_("with the account"), default=False)

    class Meta:
        """The latest first; nobody is erased twice at a time."""

        ordering = ("-decided_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                "organization", "record", condition=models.Q(state="due"), name="erasure_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.record}: {self.state}"


class Tombstone(TenantModel):
    """A keyed hash of something by which an erased person would be known again. It tells nothing to who has no key."""

    mark = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Each mark is there once."""

        constraints = (models.UniqueConstraint("organization", "mark", name="tombstone_once"),)

    def __str__(self) -> str:
        return self.mark
