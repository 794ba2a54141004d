"""An organization: the agency, city, employer, association, college or funder whose rows are its own."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language, OrganizationKind
from parcours.core.bilingual import Bilingual
from parcours.core.versions import Versioned

DEFAULT_ZONE = "America/Toronto"


def check_zone(name: str) -> None:
    """Raise ValidationError for a time zone that does not exist."""
    if name not in available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Give one such as America/Toronto."), params={"name": name}
        )


class Organization(Versioned):
    """Whose programs, people and figures these are. Its short name stands in every address of its pages."""

    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganizationKind.choices)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=200, blank=True)
    logo = models.ImageField(_("logo"), upload_to="logos", blank=True)
    language = models.CharField(
        _("working language"), max_length=2, choices=Language.choices, default=Language.ENGLISH
    )
    time_zone = models.CharField(_("time zone"), max_length=64, default=DEFAULT_ZONE, validators=[check_zone])
    contact_name = models.CharField(_("contact"), max_length=150, blank=True)
    contact_email = models.EmailField(_("contact’s email address"), blank=True)
    contact_phone = models.CharField(_("contact’s telephone"), max_length=40, blank=True)
    privacy_officer_name = models.CharField(_("privacy officer"), max_length=150, blank=True)
    privacy_officer_email = models.EmailField(_("privacy officer’s email address"), blank=True)
    facts_asked = models.JSONField(_("sensitive facts that people are asked for"), default=list, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    name = Bilingual()

    class Meta:
        """Every organization has a name in at least one language."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(name_en="") | ~Q(name_fr=""),
                name="organization_has_a_name",
                violation_error_message=_("Give a name in at least one language."),
            ),
        )

    def __str__(self) -> str:
        return self.name
