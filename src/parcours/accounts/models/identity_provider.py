"""Sign-in through an organization's own identity provider (OpenID Connect)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.sealed import open_text, seal_text
from parcours.core.versions import Versioned


class IdentityProvider(Versioned, TenantModel):
    """The provider of one organization: it vouches for that organization's members, and for nobody else's."""

    issuer = models.URLField(_("issuer"), max_length=300)
    client_id = models.CharField(_("client ID"), max_length=200)
    sealed_secret = models.TextField(editable=False)
    domains = models.JSONField(_("email domains"), default=list)
    asks_second_factor = models.BooleanField(_("asks for a second factor itself"), default=False)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        """An organization has one provider."""

        constraints = (models.UniqueConstraint("organization", name="identity_provider_one_each"),)

    def __str__(self) -> str:
        return self.issuer

    @property
    def _place(self) -> str:
        return f"identity_provider.secret:{self.organization_id}"

    def set_secret(self, secret: str) -> None:
        """Keep the client secret, sealed for this organization."""
        self.sealed_secret = seal_text(secret, self._place)

    @property
    def secret(self) -> str:
        """The client secret. Raises Unreadable where the installation's key is another one now."""
        return open_text(self.sealed_secret, self._place)

    def vouches_for(self, email: str) -> bool:
        """Return whether ``email`` is in one of the provider's domains."""
        return email.rpartition("@")[2].lower() in self.domains


class Identity(TenantModel):
    """A user as their organization's provider knows them: the subject it names in every token."""

    provider = models.ForeignKey(IdentityProvider, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=255)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        """A subject is one user."""

        constraints = (models.UniqueConstraint("provider", "subject", name="identity_one_user"),)

    def __str__(self) -> str:
        return self.subject
