"""Who belongs to an organization, and as what."""

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

    class Meta:
        """A user has each role once at a time."""

        constraints = (
            models.UniqueConstraint(
                "organization",
                "user",
                "role",
                condition=models.Q(ended_at=None),
                name="membership_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"
