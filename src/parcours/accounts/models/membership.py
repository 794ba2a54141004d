"""Who belongs to an organization, and as what."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.accounts.roles import Role


class Membership(TenantModel):
    """One role of one user in one organization. It is ended rather than deleted, so that history stays readable."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    since = models.DateTimeField(_("since"), auto_now_add=True)
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)
    # The user's own, kept here so that a list of 100,000 sorts without looking at each of them (docs/adr/0041).
    called = models.CharField(max_length=300, editable=False)

    class Meta:
        """A user has each role once at a time. Lists of those who belong now are read by name, or role and name."""

        constraints = (
            models.UniqueConstraint(
                "organization",
                "user",
                "role",
                condition=models.Q(ended_at=None),
                name="membership_once_at_a_time",
            ),
        )
        indexes = (
            models.Index(
                fields=["organization", "called", "id"],
                condition=models.Q(ended_at=None),
                name="membership_by_name",
            ),
            models.Index(
                fields=["organization", "role", "called", "id"],
                condition=models.Q(ended_at=None),
                name="membership_by_role",
            ),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row as its user is called now."""
        self.called = self.user.called
        super().save(*args, **kwargs)

    @property
    def version(self) -> int:
        """What is edited is who somebody is: another role is another membership, so its number says which one it is."""
        return self.pk

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"
