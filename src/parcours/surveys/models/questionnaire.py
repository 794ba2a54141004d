"""A questionnaire, in one edition."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.bilingual import Bilingual
from parcours.core.codes import CodeField
from parcours.core.versions import Versioned
from parcours.surveys.lists import AUDIENCE, DRAFT, PUBLISHED, PURPOSE, SEEN, STATE


class Questionnaire(Versioned, TenantModel):  # type: ignore[django-manager-missing] # the plugin looks for their own
    """One edition. A draft can be changed; once published it is never, and other words are the next edition."""

    purpose = CodeField(_("purpose"), codes=PURPOSE)
    audience = CodeField(_("for"), codes=AUDIENCE)
    edition = models.PositiveSmallIntegerField(_("edition"), default=1, editable=False)
    before = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    state = CodeField(_("state"), codes=STATE, default=DRAFT, editable=False)
    seen = CodeField(_("who sees the answers"), codes=SEEN, default="named")
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    title_fr = models.CharField(_("title in French"), max_length=120, blank=True)
    intro_en = models.TextField(_("introduction in English"), max_length=1000, blank=True)
    intro_fr = models.TextField(_("introduction in French"), max_length=1000, blank=True)

    title = Bilingual()
    intro = Bilingual()

    class Meta:
        """By what it is for; the latest edition first. An edition is followed by one."""

        ordering = ("purpose", "audience", "-edition", "pk")
        constraints = (
            models.UniqueConstraint(
                "before", condition=models.Q(before__isnull=False), name="questionnaire_one_next_edition"
            ),
        )

    def __str__(self) -> str:
        return self.title or PURPOSE.label(self.purpose)

    @property
    def is_draft(self) -> bool:
        """Whether it can be changed."""
        return self.state == DRAFT

    @property
    def is_published(self) -> bool:
        """Whether people can be asked."""
        return self.state == PUBLISHED

    @property
    def is_named(self) -> bool:
        """Whether coordinators may see who answered what."""
        return self.seen == "named"
