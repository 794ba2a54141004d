"""The code lists about the course of a mentorship. The labels stand in the catalogue; `core.codes` has the rules."""

from django.utils.translation import gettext_lazy as _

from parcours.core.codes import CodeList

SIDE = CodeList.of("mentorship.side", 1, {"mentor": _("Mentor"), "mentee": _("Mentee")}, open_=False)

SIGNED_BY = CodeList.of(
    "signature.way",
    1,
    {"link": _("By link"), "page": _("On their own page"), "paper": _("On paper, noted by staff")},
    open_=False,
)

TERM = CodeList.of(
    "goal.term",
    1,
    {"short": _("Short term"), "medium": _("Medium term"), "long": _("Long term")},
    open_=False,
)

SESSION_WAY = CodeList.of(
    "session.way",
    1,
    {"in_person": _("In person"), "online": _("Online"), "telephone": _("By telephone")},
    open_=False,
)

ATTENDANCE = CodeList.of(
    "session.attendance",
    1,
    {
        "held": _("We met"),
        "mentee_absent": _("The mentee did not come"),
        "mentor_absent": _("The mentor did not come"),
        "cancelled": _("Cancelled beforehand"),
    },
    open_=False,
)

SESSION_STATUS = CodeList.of(
    "session.status",
    1,
    {
        "logged": _("Waits to be confirmed"),
        "confirmed": _("Confirmed by both"),
        "disputed": _("Said otherwise"),
        "withdrawn": _("Withdrawn"),
    },
    open_=False,
)

CONCERN_KIND = CodeList.of(
    "concern.kind",
    1,
    {
        "no_contact": _("I cannot reach the other person"),
        "expectations": _("We expect different things"),
        "fit": _("We do not get along"),
        "conduct": _("How I am treated"),
        "safety": _("I do not feel safe"),
        "other": _("Something else"),
    },
    open_=False,
)

CONCERN_STATUS = CodeList.of(
    "concern.status",
    1,
    {"open": _("New"), "in_hand": _("Being dealt with"), "closed": _("Closed")},
    open_=False,
)

MEASURE = CodeList.of(
    "concern.measure",
    1,
    {
        "talk": _("Talk with both"),
        "warning": _("Warning"),
        "pause": _("Pause"),
        "rematch": _("Another match"),
        "end": _("End"),
        "close": _("Close the concern"),
    },
    open_=False,
)
"""The steps of the procedure, the gentlest first."""
