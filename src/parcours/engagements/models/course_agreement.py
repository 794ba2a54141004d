"""Who of a pair has signed the program’s agreement."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.engagements.course_lists import SIDE, SIGNED_BY
from parcours.engagements.models.mentorship import Mentorship
from parcours.programs.models import Agreement


class Signature(TenantModel):
    """One side’s signature under one edition, whose words never change; ``language`` is the one in which it was read.

    ``noted_by`` is whoever of staff noted a signature on paper; nobody where the person signed here.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    side = CodeField(_("side"), codes=SIDE)
    way = CodeField(_("how it was signed"), codes=SIGNED_BY)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    signed_at = models.DateTimeField(_("signed"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        """Each side signs once."""

        ordering = ("signed_at", "pk")
        constraints = (models.UniqueConstraint("mentorship", "side", name="signature_once"),)

    def __str__(self) -> str:
        return f"{self.mentorship}: {self.side}"
