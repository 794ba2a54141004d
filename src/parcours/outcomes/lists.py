"""The code lists about the end of a mentorship and what came of it. The labels stand in the catalogue."""

from django.utils.translation import gettext_lazy as _

from parcours.core.codes import CodeList

SIDE = CodeList.of("closing.side", 1, {"mentee": _("Mentee"), "mentor": _("Mentor")}, open_=False)

WISH = CodeList.of(
    "closing.wish",
    1,
    {"yes": _("Yes, gladly"), "later": _("Perhaps later"), "no": _("No")},
    open_=False,
)
"""Whether somebody would like to be a mentor: again, or for the first time."""

POINT = CodeList.of(
    "follow_up.point",
    1,
    {
        "exit": _("Exit"),
        "m1": _("1 month"),
        "m3": _("3 months"),
        "m6": _("6 months"),
        "m12": _("12 months"),
        "m24": _("24 months"),
    },
    open_=False,
)

FOLLOW_UP_STATUS = CodeList.of(
    "follow_up.status",
    1,
    {
        "due": _("Due"),
        "attempted": _("Attempted"),
        "reached": _("Reached"),
        "partial": _("Partial"),
        "unable": _("Could not be reached"),
        "refused": _("Refused"),
    },
    open_=False,
)

OPEN = ("due", "attempted")
"""An answer is still waited for."""

ANSWERED = ("reached", "partial")

SOURCE = CodeList.of(
    "follow_up.source",
    1,
    {
        "participant": _("Participant"),
        "employer": _("Employer"),
        "mentor": _("Mentor"),
        "admin_record": _("Administrative record"),
    },
)

EVIDENCE = CodeList.of(
    "follow_up.evidence",
    1,
    {
        "said": _("Said by the person"),
        "employer": _("Confirmed by the employer"),
        "document": _("Document seen"),
        "register": _("Found in a public register"),
    },
)
"""What an outcome rests on."""

HOW = CodeList.of(
    "attempt.how",
    1,
    {
        "telephone": _("Telephone"),
        "text": _("Text message"),
        "email": _("Email"),
        "in_person": _("In person"),
    },
    open_=False,
)

ENDED = CodeList.of(
    "attempt.ended",
    1,
    {
        "no_answer": _("No answer"),
        "message_left": _("Message left"),
        "call_back": _("To be called back"),
        "wrong_number": _("Wrong number or address"),
        "refused": _("Does not want to answer"),
    },
    open_=False,
)
"""How an attempt ended. Whoever answers is noted by their answers."""

WAGE = CodeList.of(
    "outcome.wage",
    1,
    {
        "under_20": _("Less than $20 an hour"),
        "from_20": _("$20 to $24.99 an hour"),
        "from_25": _("$25 to $29.99 an hour"),
        "from_30": _("$30 to $39.99 an hour"),
        "from_40": _("$40 to $49.99 an hour"),
        "from_50": _("$50 an hour or more"),
    },
    asked=True,
)

PERMANENCE = CodeList.of(
    "outcome.permanence",
    1,
    {
        "permanent": _("Permanent"),
        "fixed_term": _("Fixed term"),
        "casual": _("Casual"),
        "seasonal": _("Seasonal"),
        "gig": _("Gig"),
    },
    asked=True,
)

JOB_SOURCE = CodeList.of(
    "outcome.job_source",
    1,
    {
        "host": _("Placement host"),
        "mentor_network": _("Mentor’s network"),
        "program": _("Program"),
        "job_board": _("Job board"),
        "self": _("Own search"),
        "agency": _("Agency"),
    },
    asked=True,
)

SELF_MATCH = CodeList.of(
    "outcome.self_match",
    1,
    {
        "1": _("Not at all"),
        "2": _("A little"),
        "3": _("In part"),
        "4": _("To a large extent"),
        "5": _("Fully"),
    },
    asked=True,
)
"""“My job uses my education, skills and experience.”"""

AGREES = ("4", "5")

LEVEL = CodeList.of(
    "outcome.level",
    1,
    {
        "in_field_at_level": _("In field, at level"),
        "related_at_level": _("Related field, at level"),
        "other_field_at_level": _("Other field, at level"),
        "in_field_below_level": _("In field, below level"),
        "below_level": _("Below level"),
    },
)

PAID = ("employed_ft", "employed_pt", "self_employed")
"""The codes of employment that are paid work."""

FULL_TIME = 30
"""Hours a week."""

SUCCESSES = ("goals_met", "term_ended", "found_work")
"""A mentorship that ended for one of these reasons did what it was for, however early: a job found early frees the
mentor for somebody else."""

OWN_REASONS = ("found_work", "goals_met", "no_contact", "poor_fit", "mentor_left", "mentee_left", "other")
"""What the two can give as a reason by themselves; their safety is a matter for a coordinator."""
