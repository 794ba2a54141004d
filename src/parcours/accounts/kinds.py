"""The code lists of organizations. A code is stored and never shown; its label is what people read."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganizationKind(TextChoices):
    """What an organization is."""

    IMMIGRANT_AGENCY = "isa", _("Immigrant-serving agency")
    EMPLOYER = "employer", _("Employer")
    ASSOCIATION = "association", _("Professional association")
    REGULATOR = "regulator", _("Regulator")
    COLLEGE = "college", _("College")
    UNIVERSITY = "university", _("University")
    SCHOOL_BOARD = "school_board", _("School board")
    UNION = "union", _("Union")
    IMMIGRATION_PARTNERSHIP = "lip", _("Local immigration partnership")
    MUNICIPALITY = "municipality", _("Municipality")
    FUNDER = "funder", _("Funder")
    GOVERNMENT = "government", _("Government department")
    RESEARCH = "research", _("Research")
    UNKNOWN = "unknown", _("Unknown")


class PartnershipRole(TextChoices):
    """What a partner does in an organization's programs."""

    LEAD = "lead", _("Lead")
    REFERRER = "referrer", _("Refers participants")
    DELIVERY = "delivery", _("Delivers the program")
    HOST_EMPLOYER = "host_employer", _("Host employer")
    FUNDER = "funder", _("Funds the program")
    OBSERVER = "observer", _("Observer")


class Language(TextChoices):
    """The languages of the product, by the code that is stored."""

    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
