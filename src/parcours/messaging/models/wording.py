"""A message in an organization's own words, or in those of one of its programs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.accounts.models.tenant import TenantModel


class Wording(TenantModel):
    """The subject and the text of one entry of the catalogue, in one language, as an organization says it.

    ``program`` is the number of the program that says it so; None where it is said so wherever no program has words of
    its own. It is no foreign key, because programs stand above messages.
    """

    program = models.PositiveBigIntegerField(_("program"), null=True, blank=True, editable=False)
    key = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=Language.choices)
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"), max_length=4000)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One wording for each entry and language: of the organization, and of each program."""

        constraints = (
            models.UniqueConstraint(
                "organization", "key", "language", condition=Q(program=None), name="wording_once"
            ),
            models.UniqueConstraint(
                "organization",
                "program",
                "key",
                "language",
                condition=~Q(program=None),
                name="wording_once_in_a_program",
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"
