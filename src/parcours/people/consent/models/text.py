"""What people read before they say yes or no."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.bilingual import Bilingual, language_shown
from parcours.core.codes import CodeField
from parcours.people.consent.lists import PURPOSE

LONGEST = 2000


class ConsentText(TenantModel):
    """One version of the words for one purpose. It is never changed: other words are a version of their own.

    ``is_ours`` where they are the product's, as it worded them when somebody was first asked in them.
    """

    purpose = CodeField(_("purpose"), codes=PURPOSE)
    version = models.PositiveIntegerField(_("version"))
    what_en = models.TextField(_("what it is about, in English"), max_length=LONGEST, blank=True)
    what_fr = models.TextField(_("what it is about, in French"), max_length=LONGEST, blank=True)
    why_en = models.TextField(_("what for, in English"), max_length=LONGEST, blank=True)
    why_fr = models.TextField(_("what for, in French"), max_length=LONGEST, blank=True)
    refusing_en = models.TextField(_("what happens without it, in English"), max_length=LONGEST, blank=True)
    refusing_fr = models.TextField(_("what happens without it, in French"), max_length=LONGEST, blank=True)
    is_ours = models.BooleanField(_("the product’s own words"), default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    what = Bilingual()
    why = Bilingual()
    refusing = Bilingual()

    class Meta:
        """Each version is one row, and says everything in at least one language."""

        constraints = (
            models.UniqueConstraint("organization", "purpose", "version", name="consent_text_version"),
            models.CheckConstraint(
                condition=(
                    (~Q(what_en="") & ~Q(why_en="") & ~Q(refusing_en=""))
                    | (~Q(what_fr="") & ~Q(why_fr="") & ~Q(refusing_fr=""))
                ),
                name="consent_text_whole",
                violation_error_message=_("Fill in all three parts in at least one language."),
            ),
        )

    @property
    def shown_in(self) -> str:
        """The language of what is shown to whoever reads the page: its own, or the other where that is empty."""
        return language_shown(self.what_en, self.what_fr, get_language() or "en")

    def __str__(self) -> str:
        return f"{PURPOSE.label(self.purpose)} {self.version}"
