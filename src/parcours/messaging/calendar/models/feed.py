"""Feeds: a person's appointments at an address that a calendar program reads."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.accounts.models.tenant import TenantModel


class Feed(TenantModel):
    """The appointments of one person with one organization. Whoever knows the address reads it; only a hash is kept.

    It is a member's (``user``), or that of somebody without an account, by their address.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    email = models.EmailField(_("email address"), blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    shows_names = models.BooleanField(_("shows names, titles and places"), default=False)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("withdrawn"), null=True)

    class Meta:
        """A person has one address that works: a new one takes the place of the one before."""

        constraints = (
            models.UniqueConstraint(
                "organization", "user", condition=Q(revoked_at=None), name="feed_one_of_a_user"
            ),
            models.UniqueConstraint(
                "organization",
                "email",
                condition=Q(revoked_at=None, user=None),
                name="feed_one_of_an_address",
            ),
        )

    def __str__(self) -> str:
        return str(self.user) if self.user else self.email

    @property
    def reads(self) -> str:
        """The language in which it is written."""
        return self.user.language if self.user else self.language
