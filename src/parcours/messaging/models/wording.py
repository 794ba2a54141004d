"""A message in an organization's own words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.accounts.models.tenant import TenantModel


class Wording(TenantModel):
    """The subject and the text of one entry of the catalogue, in one language, as an organization says it."""

    key = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=Language.choices)
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"), max_length=4000)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One wording for each entry and language."""

        constraints = (models.UniqueConstraint("organization", "key", "language", name="wording_once"),)

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"
