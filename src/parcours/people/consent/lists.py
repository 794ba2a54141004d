"""The code lists of consent: a code is stored and never shown; its label is what people read."""

from django.utils.translation import gettext_lazy as _

from parcours.core.codes import CodeList

PURPOSE = CodeList.of(
    "consent.purpose",
    1,
    {
        "service": _("Service delivery"),
        "share_partner": _("Sharing with a named partner"),
        "funder_report": _("Report to the funder"),
        "follow_up": _("Follow-up after the program"),
        "research": _("Research"),
        "testimonial": _("Testimonial"),
        "directory_listing": _("Directory"),
        "badge_publish": _("Publishing the badge"),
        "email_news": _("Newsletter"),
    },
    open_=False,
)

BASIS = CodeList.of(
    "consent.basis",
    1,
    {"express": _("Express"), "implied": _("Implied"), "legal_authority": _("Legal authority")},
    open_=False,
)

STATUS = CodeList.of(
    "consent.status",
    1,
    {
        "given": _("Consent given"),
        "refused": _("Consent refused"),
        "withdrawn": _("Consent withdrawn"),
        "expired": _("Consent expired"),
    },
    open_=False,
)

ACT = CodeList.of(
    "consent.act",
    1,
    {
        "given": _("Consent given"),
        "renewed": _("Consent renewed"),
        "refused": _("Consent refused"),
        "withdrawn": _("Consent withdrawn"),
    },
    open_=False,
)

HOW = CodeList.of(
    "consent.how",
    1,
    {
        "page": _("On a page, signed in"),
        "link": _("By a link"),
        "paper": _("On paper"),
        "telephone": _("By telephone"),
    },
    open_=False,
)
"""By which way somebody said it."""
