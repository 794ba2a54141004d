"""An employer that is asked for mentors, and who is written to there."""

from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.accounts.models import Partnership
from parcours.accounts.models.tenant import TenantModel
from parcours.core.versions import Versioned


class Contact(NamedTuple):
    """Who is written to at an employer. Without an address nobody is."""

    name: str
    email: str
    language: str


class Employer(Versioned, TenantModel):  # type: ignore[django-manager-missing] # the plugin looks for their own
    """A partner, or an employer by its name. ``asked_at`` is when its contact was last written to.

    A contact that is noted here stands before the one that a partner has on file about itself.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("employer"), max_length=200, blank=True)
    contact_name = models.CharField(_("contact"), max_length=150, blank=True)
    contact_email = models.EmailField(_("contact’s email address"), max_length=254, blank=True)
    language = models.CharField(
        _("language of our letters"), max_length=2, choices=Language.choices, default=Language.ENGLISH
    )
    asked_at = models.DateTimeField(_("last letter"), null=True, blank=True, editable=False)

    class Meta:
        """Each is somebody, of one of the two kinds, and is there once."""

        constraints = (
            models.CheckConstraint(
                condition=Q(partnership=None) ^ Q(name=""),
                name="employer_is_somebody",
                violation_error_message=_(
                    "Choose a partner, or write the name of an employer: one of the two."
                ),
            ),
            models.UniqueConstraint(
                "organization", "name", condition=~Q(name=""), name="employer_once_by_name"
            ),
            models.UniqueConstraint(
                "partnership", condition=Q(partnership__isnull=False), name="employer_once_by_partnership"
            ),
        )

    def __str__(self) -> str:
        return str(self.partnership.partner) if self.partnership else self.name

    @property
    def contact(self) -> Contact:
        """Who is written to: as noted here, or as the partner has it on file about itself."""
        if self.partnership and not self.contact_email:
            partner = self.partnership.partner
            return Contact(partner.contact_name, partner.contact_email, partner.language)
        return Contact(self.contact_name, self.contact_email, self.language)
