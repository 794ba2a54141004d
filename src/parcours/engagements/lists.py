"""The code lists about mentorships. The labels stand in the catalogue; `core.codes` has the rules."""

from django.utils.translation import gettext_lazy as _

from parcours.core.codes import CodeList

MATCH_STATUS = CodeList.of(
    "match.status",
    1,
    {
        "draft": _("Chosen, not sent yet"),
        "proposed": _("Proposed"),
        "mentor_accepted": _("Accepted by mentor"),
        "mentee_accepted": _("Accepted by mentee"),
        "active": _("Active"),
        "at_risk": _("At risk"),
        "paused": _("Paused"),
        "completed": _("Completed"),
        "ended_early": _("Ended early"),
        "declined": _("Declined"),
        "withdrawn": _("Taken back"),
    },
    open_=False,
)

LIVE = ("draft", "proposed", "mentor_accepted", "mentee_accepted", "active", "at_risk", "paused")
"""While it stands so, a mentorship takes one of the mentor’s places, and the mentee has no other in the cohort."""

ASKED = ("proposed", "mentor_accepted")
"""Somebody’s answer is waited for: the mentor’s first, then the mentee’s."""

TOGETHER = ("mentee_accepted", "active", "at_risk", "paused")
"""Both have agreed."""

CHOSEN_AS = CodeList.of(
    "match.chosen_as",
    1,
    {"fixed": _("Fixed by hand"), "proposal": _("Taken from a proposal")},
    open_=False,
)

END_REASON = CodeList.of(
    "match.end_reason",
    1,
    {
        "goals_met": _("Goals met"),
        "term_ended": _("Term ended"),
        "found_work": _("Found work"),
        "no_contact": _("No contact"),
        "poor_fit": _("Poor fit"),
        "mentor_left": _("Mentor left"),
        "mentee_left": _("Mentee left"),
        "safety": _("Safety or conduct"),
        "other": _("Other"),
    },
)

LOOKS_AGAIN = ("no_contact", "poor_fit", "mentor_left", "safety", "other", "unknown")
"""After an end for one of these reasons the mentee is matched again; after the others they need no mentor."""

DECLINE_REASON = CodeList.of(
    "match.decline_reason",
    1,
    {
        "no_time": _("No time at the moment"),
        "other_profession": _("The professions are too far apart"),
        "other_needs": _("What is needed and what is offered differ"),
        "times": _("Times or places do not go together"),
        "known": _("We know each other already"),
        "conflict": _("Conflict of interest"),
        "other": _("Another reason"),
    },
    open_=False,
)
