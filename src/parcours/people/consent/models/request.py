"""What somebody was asked to allow, and has not answered."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models import Organization
from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.people.consent.lists import PURPOSE
from parcours.people.models import Person


class ConsentRequest(TenantModel):
    """One question that waits for its person. It goes with the answer, whichever it is."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    matter = models.CharField(max_length=60, editable=False)
    purpose = CodeField(_("purpose"), codes=PURPOSE)
    partner = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)

    class Meta:
        """Nobody waits for two answers to one question."""

        constraints = (models.UniqueConstraint("person", "matter", name="consent_request_once"),)

    def __str__(self) -> str:
        return f"{self.person}: {self.matter}"
