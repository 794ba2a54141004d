"""What somebody said about one purpose, and when: one row for each time."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.accounts.models import Organization
from parcours.accounts.models.tenant import TenantModel
from parcours.core.bilingual import in_language
from parcours.core.codes import CodeField
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.people.consent.lists import ACT, BASIS, HOW, PURPOSE
from parcours.people.consent.models.text import ConsentText
from parcours.people.models import Person

ENDS = {"refused": "refused", "withdrawn": "withdrawn"}
"""Acts that mean no, and the status that they lead to."""


def matter_of(purpose: str, partner: Organization | None) -> str:
    """Return the key of what is allowed: the purpose, with the number of the partner where it names one."""
    return f"{purpose}:{partner.pk}" if partner else purpose


class ConsentAct(TenantModel):
    """One act: given, renewed, refused or withdrawn. What a person allows now follows from the last of each ``matter``.

    The database refuses to change what a row says (`triggers.py`). It goes with its person.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    matter = models.CharField(max_length=60, editable=False)
    purpose = CodeField(_("purpose"), codes=PURPOSE)
    partner = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    act = CodeField(_("act"), codes=ACT)
    basis = CodeField(_("basis"), codes=BASIS, default="express")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("language read"), max_length=2, choices=Language.choices)
    how = CodeField(_("how"), codes=HOW)
    sealed_note = SealedField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    said_at = models.DateTimeField(_("when"), default=timezone.now)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        """The last act of a matter decides; those that lapse are looked for by their day."""

        indexes = (
            models.Index(fields=("person", "matter", "id"), name="consent_act_last"),
            models.Index(fields=("organization", "until"), name="consent_act_lapsing"),
        )
        constraints = (
            models.CheckConstraint(
                condition=(
                    models.Q(partner=None, matter=models.F("purpose")) & ~models.Q(purpose="share_partner")
                    | models.Q(partner__isnull=False, purpose="share_partner")
                ),
                name="consent_act_names_a_partner_to_share_with",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.get_purpose_display()}, {self.get_act_display()}"

    @property
    def words_read(self) -> dict[str, str]:
        """What was read, in the language that it was read in."""
        return {
            part: in_language(
                getattr(self.text, f"{part}_en"), getattr(self.text, f"{part}_fr"), self.language
            )
            for part in ("what", "why", "refusing")
        }

    def status_on(self, day: dt.date) -> str:
        """Return the status on ``day`` as long as no later act says otherwise."""
        if self.act in ENDS:
            return ENDS[self.act]
        return "expired" if self.until is not None and self.until < day else "given"

    def write_note(self, text: str) -> None:
        """Keep what staff noted beside the act, sealed."""
        _note().write(self, text)
        self.save(update_fields=["sealed_note"])

    @property
    def noted(self) -> str:
        """What staff noted beside the act."""
        return _note().read(self)


def _note() -> SealedField:
    return sealed_column(ConsentAct, "sealed_note")
