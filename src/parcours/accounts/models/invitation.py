"""An invitation into an organization, sent to one address."""

from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.accounts.models.tenant import TenantModel
from parcours.accounts.roles import Role

LIFETIME = timedelta(days=7)


class InvitationState(StrEnum):
    """Where an invitation stands; what the staff's list is filtered by."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Invitation(TenantModel):
    """The offer of one or several roles. Only a hash of the link's token is kept: to read the table opens nothing."""

    email = models.EmailField(_("email address"), max_length=254)
    roles = models.JSONField(_("roles"), default=list)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.ENGLISH
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        """An address has one open invitation into an organization at a time."""

        constraints = (
            models.CheckConstraint(condition=Q(email=Lower("email")), name="invitation_email_lower"),
            models.UniqueConstraint(
                "organization",
                "email",
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.email

    @property
    def state(self) -> InvitationState:
        """Where it stands now."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.PENDING if timezone.now() < self.expires_at else InvitationState.EXPIRED

    @property
    def role_labels(self) -> list[str]:
        """What the roles are called, in the reader's language."""
        return [str(Role(role).label) for role in self.roles if role in Role.values]
