"""The wish that somebody fills in their profile, and how far they have come: the draft of a long form."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.people.models.person import Person


class ProfileRequest(TenantModel):
    """What was asked of one person. Each step they save goes into the profile itself; ``done`` names the steps."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    touched_at = models.DateTimeField(_("last step"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    done = models.JSONField(default=list)

    class Meta:
        """A person is asked one thing at a time; the latest first."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                "person",
                condition=models.Q(finished_at=None, withdrawn_at=None),
                name="profile_request_one_open",
            ),
        )
        indexes = (
            models.Index(
                fields=["organization", "asked_at"],
                condition=models.Q(finished_at=None, withdrawn_at=None),
                name="profile_request_unfinished",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {len(self.done)}"
