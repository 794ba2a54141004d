"""Who belongs to an organization, and as what."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.organization import Organization
from parcours.accounts.models.tenant import TenantModel
from parcours.accounts.roles import Role


class Membership(TenantModel):
    """One role of one user in one organization. It is ended rather than deleted, so that history stays readable."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", db_index=False
    )  # it begins an index below
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    since = models.DateTimeField(_("since"), auto_now_add=True)
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)
    # The user's own, kept here so that 100,000 are sorted and searched without their users (docs/adr/0041, 0042).
    called = models.CharField(max_length=300, editable=False)
    email = models.EmailField(max_length=254, editable=False)

    class Meta:
        """A user has each role once at a time. Lists of current ones are read, searched and counted from indexes."""

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
                fields=["organization", "called", "id", "email"],
                condition=models.Q(ended_at=None),
                name="membership_by_name",
            ),
            models.Index(
                fields=["organization", "role", "called", "id"],
                condition=models.Q(ended_at=None),
                name="membership_by_role",
            ),
            models.Index(
                fields=["organization", "email", "id"],
                condition=models.Q(ended_at=None),
                name="membership_by_email",
            ),
            models.Index(
                fields=["organization", "role"], condition=models.Q(ended_at=None), name="membership_counted"
            ),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row as its user is called now."""
        self.called, self.email = self.user.called, self.user.email
        super().save(*args, **kwargs)

    @property
    def version(self) -> int:
        """What is edited is who somebody is: another role is another membership, so its number says which one it is."""
        return self.pk

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"
