"""Whom a person's CV is shown to: one member, for as long as the person allows it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models import Organization
from parcours.accounts.models.tenant import TenantModel
from parcours.people.models import Person


class Showing(TenantModel):
    """The latest CV of ``person`` is shown to ``to``, a mentor or host supervisor; one of ``partner``, if it is named.

    The row alone opens nothing: consent is asked for each time (`documents.policies`).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    shown_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        """Shown to somebody once."""

        constraints = (models.UniqueConstraint("person", "to", name="showing_once"),)

    def __str__(self) -> str:
        return f"{self.person}: {self.to}"
