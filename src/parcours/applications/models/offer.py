"""A mentor whom an employer named, or who offered themselves there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.people.models import Mentor, ProfileRequest
from parcours.programs.models import Ask


class MentorOffer(TenantModel):
    """One person proposed for one ask of an employer.

    ``name`` is what the contact of the employer wrote, for the contact to know them again. ``brought_in`` says that
    nobody knew the person here before. ``request`` is the profile that they are asked for.
    """

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="offers")
    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(
        ProfileRequest, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name that the employer gave"), max_length=201, blank=True)
    by_contact = models.BooleanField(_("named by the employer"), default=False)
    brought_in = models.BooleanField(_("on file through the employer"), default=False)
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        """Somebody is proposed once for an ask; the latest come last."""

        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("ask", "mentor"), name="mentor_offer_once"),)

    def __str__(self) -> str:
        return f"{self.mentor}: {self.ask}"

    @property
    def is_answered(self) -> bool:
        """Whether the person has filled in the profile that they were asked for."""
        return self.request is not None and self.request.finished_at is not None
