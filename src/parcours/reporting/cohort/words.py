"""What each figure of the report is called, and what it counts: one sentence each."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = str | Promise

_YES = _("Answered yes in the final review; whoever was asked and did not answer stays in the whole.")
_HIGHER = _(
    "Stand higher on the scale of 1 to 5 than before; the means are of those who answered both times."
)
_LEVEL = _("Commensurate work of this level.")

FIGURES: Mapping[str, tuple[Words, Words]] = MappingProxyType(
    {
        "applied": (_("Applied"), _("Handed in an application, or were given a seat.")),
        "eligible": (_("Eligible"), _("The rules of the program let them in, or staff found so.")),
        "accepted": (_("Accepted"), _("Have a seat in the cohort, or had one when they were matched.")),
        "matched": (_("Matched"), _("Have a mentor who was asked or has agreed, or had one who agreed.")),
        "agreed": (_("Agreed"), _("The mentee and a mentor both said yes.")),
        "met": (_("Met"), _("Met their mentor at least once, or completed the program.")),
        "completed": (_("Completed"), _("The mentorship ran its term, met its goals, or led to work.")),
        "left": (_("Left"), _("Have left the cohort, and are followed from then on.")),
        "known": (_("Outcome known"), _("Answered a follow-up in time, at one point at least.")),
        "mentors-asked": (_("Mentors asked"), _("Were asked whether they take part in the cohort.")),
        "mentors-part": (_("Mentors who take part"), _("Said that they take part, or had a mentee.")),
        "employers": (
            _("Employers"),
            _("Different employers of the mentors who take part, as the mentors write them."),
        ),
        "mentors-paired": (_("Mentors with a mentee"), _("Have or had a mentee, and both said yes.")),
        "mentors-completed": (
            _("Mentors who completed"),
            _("Saw a mentorship to its end, or until it led to work."),
        ),
        "mentors-hours": (
            _("Hours that mentors gave"),
            _("Hours of sessions that both confirmed, or that nobody objected to in time."),
        ),
        "hours": (
            _("Confirmed hours"),
            _("Hours of sessions that both confirmed, or that nobody objected to in time."),
        ),
        "hours-each": (
            _("Hours of each mentee"),
            _("Confirmed hours, divided by the mentees who agreed; hours with a mentor before count too."),
        ),
        "hours-reached": (
            _("Reached the hours of the program"),
            _("Have as many confirmed hours as the program aims at."),
        ),
        "positive-mentees": (_("Mentees who call the relationship positive"), _YES),
        "again-mentees": (_("Mentees who would take part again"), _YES),
        "work-mentees": (_("Mentees who found suitable work, as they say"), _YES),
        "positive-mentors": (_("Mentors who call the relationship positive"), _YES),
        "again-mentors": (_("Mentors who would take part again"), _YES),
        "readiness-resume": (_("Readiness: résumé"), _HIGHER),
        "readiness-interview": (_("Readiness: interview"), _HIGHER),
        "readiness-network": (_("Readiness: professional network"), _HIGHER),
        "readiness-labour-market": (_("Readiness: knowledge of the labour market"), _HIGHER),
        "reached": (
            _("People reached"),
            _("Answered within the window of this point; all who left are the whole."),
        ),
        "commensurate": (
            _("Commensurate work"),
            _(
                "Have paid work that fits their occupation before by the rule COMM-1: the next three together."
            ),
        ),
        "in-field-at-level": (_("In field, at level"), _LEVEL),
        "related-at-level": (_("Related field, at level"), _LEVEL),
        "other-field-at-level": (_("Other field, at level"), _LEVEL),
        "other": (
            _("Other paid work"),
            _("Have paid work below the level of before, or of which the code is not known."),
        ),
        "none": (_("Not in paid work"), _("Said that they are not in paid work at present.")),
    }
)

REASON = _("The last mentorship of the mentee ended for this reason.")

SECTIONS: Mapping[str, Words] = MappingProxyType(
    {
        "mentees": _("The way of the mentees"),
        "mentors": _("The way of the mentors"),
        "hours": _("Hours"),
        "measures": _("What people said at the end"),
        "readiness": _("Readiness before and after"),
        "outcomes-exit": _("Outcomes at the exit"),
        "outcomes-m1": _("Outcomes after 1 month"),
        "outcomes-m3": _("Outcomes after 3 months"),
        "outcomes-m6": _("Outcomes after 6 months"),
        "outcomes-m12": _("Outcomes after 12 months"),
        "outcomes-m24": _("Outcomes after 24 months"),
        "reasons": _("Why mentorships ended"),
    }
)
