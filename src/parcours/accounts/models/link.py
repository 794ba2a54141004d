"""Links for people without an account: one purpose, one row, and only a hash of the secret."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel


class Purpose(models.TextChoices):
    """What a link is for. A link for one thing opens nothing else."""

    CONFIRM_CONTACT = "confirm_contact", _("Confirm the contact’s details")
    CONFIRM_PRIVACY_OFFICER = "confirm_privacy_officer", _("Confirm the privacy officer’s details")
    FILL_PROFILE = "fill_profile", _("Fill in a profile")
    CONSENT = "consent", _("See and change what one allows")
    SURVEY = "survey", _("Answer questions")
    APPLY = "apply", _("Apply, and see where the application stands")
    TAKE_PART = "take_part", _("Say whether one takes part as a mentor")
    MATCH = "match", _("Answer a proposed match")
    MENTORSHIP = "mentorship", _("Follow one’s mentorship")
    AFTERWARDS = "afterwards", _("Open the certificate and the questions after the program")
    NAME_MENTORS = "name_mentors", _("Name colleagues as mentors, for an employer")
    OFFER_ONESELF = "offer_oneself", _("Offer oneself as a mentor, as staff of an employer")


ABOUT_A_PERSON = (
    Purpose.FILL_PROFILE,
    Purpose.CONSENT,
    Purpose.SURVEY,
    Purpose.APPLY,
    Purpose.TAKE_PART,
    Purpose.MATCH,
    Purpose.MENTORSHIP,
    Purpose.AFTERWARDS,
)
"""Purposes of links that go to the address of the person whom they are about."""


class SignedLink(TenantModel):
    """One link that was sent to one address, about the row that ``subject`` names where there are several.

    It opens a page. What changes something there uses the link up, unless it is for work that takes several sittings:
    then it works until it expires or is withdrawn.
    """

    purpose = models.CharField(_("purpose"), max_length=40, choices=Purpose.choices)
    subject = models.CharField(max_length=60, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("email address"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    used_at = models.DateTimeField(_("used"), null=True)
    revoked_at = models.DateTimeField(_("withdrawn"), null=True)

    class Meta:
        """There is one link that works for each purpose and row: a new one takes the place of the one before."""

        constraints = (
            models.UniqueConstraint(
                "organization",
                "purpose",
                "subject",
                condition=models.Q(used_at=None, revoked_at=None),
                name="signed_link_one_that_works",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.email}"

    @property
    def works(self) -> bool:
        """Whether the link can still be used."""
        return self.used_at is None and self.revoked_at is None and self.expires_at > timezone.now()
