"""The code lists about applications. The labels stand in the catalogue; `core.codes` has the rules."""

from django.utils.translation import gettext_lazy as _

from parcours.core.codes import CodeList

APPLICATION_STATUS = CodeList.of(
    "application.status",
    1,
    {
        "draft": _("Begun"),
        "submitted": _("Handed in"),
        "to_check": _("To be checked"),
        "eligible": _("Eligible"),
        "not_eligible": _("Not eligible"),
        "in_review": _("In review"),
        "accepted": _("Accepted"),
        "waitlisted": _("On the wait list"),
        "declined": _("Not chosen"),
        "withdrawn": _("Withdrawn"),
    },
    open_=False,
)

DECLINE_REASON = CodeList.of(
    "application.decline_reason",
    1,
    {
        "no_mentor": _("No mentor of the profession"),
        "no_seat": _("More people than seats"),
        "not_ready": _("Something else comes first"),
        "other_program": _("Another program fits better"),
        "no_answer": _("Could not be reached"),
        "not_eligible": _("Outside the rules of the program"),
        "no_cohort": _("The cohort does not take place"),
    },
    open_=False,
)

CALLED_OFF = "no_cohort"
"""The reason that no person is given alone: it closes the applications of a cohort that is cancelled."""

PLACE_STATUS = CodeList.of(
    "mentor_place.status",
    1,
    {
        "invited": _("Invited"),
        "agreed": _("Takes part"),
        "declined": _("Does not take part this time"),
        "withdrawn": _("No longer takes part"),
    },
    open_=False,
)

REVIEW_KIND = CodeList.of(
    "review.kind", 1, {"review": _("Review"), "interview": _("Readiness interview")}, open_=False
)

ADVICE = CodeList.of(
    "review.advice",
    1,
    {"accept": _("Give a seat"), "wait": _("Wait list"), "decline": _("Do not choose")},
    open_=False,
)
