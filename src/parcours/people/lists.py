"""The code lists about people. The labels stand in the catalogue; `core.codes` has the rules."""

from django.utils.translation import gettext_lazy as _

from parcours.core.codes import CodeList

PARTICIPANT_STATUS = CodeList.of(
    "participant.status",
    1,
    {
        "inquiry": _("Inquiry"),
        "applied": _("Applied"),
        "eligible": _("Eligible"),
        "not_eligible": _("Not eligible"),
        "waitlisted": _("Waitlisted"),
        "enrolled": _("Enrolled"),
        "on_hold": _("On hold"),
        "completed": _("Completed"),
        "withdrawn": _("Has withdrawn"),
        "dismissed": _("Dismissed"),
        "transferred": _("Transferred"),
        "opened_in_error": _("Opened in error"),
    },
)

MENTOR_STATUS = CodeList.of(
    "mentor.status",
    1,
    {
        "applied": _("Offered to help"),
        "screening": _("Screening"),
        "training": _("Training"),
        "available": _("Available"),
        "matched": _("Matched"),
        "at_capacity": _("At capacity"),
        "paused": _("Paused"),
        "inactive": _("Inactive"),
        "declined": _("Declined"),
        "removed": _("Removed"),
    },
)

SUPERVISOR_STATUS = CodeList.of("supervisor.status", 1, {"active": _("Active"), "inactive": _("Inactive")})

MENTOR_TYPE = CodeList.of(
    "mentor.type",
    1,
    {
        "one_to_one": _("One to one"),
        "group": _("Group"),
        "peer": _("Peer"),
        "flash": _("Flash (one-off)"),
        "e_mentoring": _("Online"),
        "employer_based": _("Employer-based"),
    },
)

HOST_ROLE = CodeList.of(
    "host.role",
    1,
    {
        "site_supervisor": _("Site supervisor"),
        "buddy": _("Buddy"),
        "hr_contact": _("HR contact"),
        "safety_contact": _("Health and safety contact"),
    },
)

OCCUPATION_KIND = CodeList.of(
    "occupation.kind",
    1,
    {
        "before": _("Before arrival in Canada"),
        "target": _("Aimed at"),
        "present": _("At present"),
    },
    open_=False,
)

EDUCATION = CodeList.of(
    "participant.education",
    1,
    {
        "none": _("None"),
        "secondary": _("Secondary"),
        "trade": _("Trade"),
        "college": _("College"),
        "bachelor": _("Bachelor’s"),
        "professional": _("Professional (medicine, law…)"),
        "master": _("Master’s"),
        "doctorate": _("Doctorate"),
    },
    asked=True,
)

CREDENTIAL_ASSESSMENT = CodeList.of(
    "education.eca",
    1,
    {
        "held": _("Done"),
        "in_progress": _("In progress"),
        "not_started": _("Not started"),
        "not_needed": _("Not needed"),
    },
    asked=True,
)

LICENSURE = CodeList.of(
    "participant.licensure",
    1,
    {
        "not_regulated": _("Not regulated"),
        "not_started": _("Not started yet"),
        "assessing": _("Credential assessment"),
        "exams": _("Exams"),
        "supervised": _("Supervised practice"),
        "provisional": _("Provisional licence"),
        "licensed": _("Licensed"),
        "refused": _("Refused"),
    },
    asked=True,
)

EMPLOYMENT = CodeList.of(
    "employment_status",
    1,
    {
        "unemployed_seeking": _("Unemployed, looking for work"),
        "unemployed_not_seeking": _("Not working, not looking"),
        "employed_ft": _("Employed 30 hours a week or more"),
        "employed_pt": _("Employed less than 30 hours a week"),
        "self_employed": _("Self-employed"),
        "in_training": _("Training or education"),
        "volunteer": _("Volunteer"),
        "unable": _("Unable to work"),
        "left_area": _("Left the area"),
    },
    asked=True,
)

LEVEL_SOURCE = CodeList.of(
    "language.source",
    1,
    {
        "test": _("Official test"),
        "assessment_centre": _("Assessment centre"),
        "self_declared": _("Own estimate"),
    },
)

WHEREABOUTS = CodeList.of(
    "person.whereabouts", 1, {"in_canada": _("In Canada"), "abroad": _("Not in Canada yet")}
)

MEETING = CodeList.of("person.meeting", 1, {"in_person": _("In person"), "online": _("Online")}, open_=False)
"""The codes are those of the matching engine; so are, once `times_of_week` has put them together, those of TIMES."""

TIMES = CodeList.of(
    "person.times",
    1,
    {
        "mon_morning": _("Monday morning"),
        "mon_afternoon": _("Monday afternoon"),
        "mon_evening": _("Monday evening"),
        "tue_morning": _("Tuesday morning"),
        "tue_afternoon": _("Tuesday afternoon"),
        "tue_evening": _("Tuesday evening"),
        "wed_morning": _("Wednesday morning"),
        "wed_afternoon": _("Wednesday afternoon"),
        "wed_evening": _("Wednesday evening"),
        "thu_morning": _("Thursday morning"),
        "thu_afternoon": _("Thursday afternoon"),
        "thu_evening": _("Thursday evening"),
        "fri_morning": _("Friday morning"),
        "fri_afternoon": _("Friday afternoon"),
        "fri_evening": _("Friday evening"),
        "sat_morning": _("Saturday morning"),
        "sat_afternoon": _("Saturday afternoon"),
        "sat_evening": _("Saturday evening"),
        "sun_morning": _("Sunday morning"),
        "sun_afternoon": _("Sunday afternoon"),
        "sun_evening": _("Sunday evening"),
    },
    open_=False,
)

TOPICS = CodeList.of(
    "mentoring.topics",
    1,
    {
        "networking": _("Networking"),
        "interviews": _("Interviews"),
        "resume": _("Résumé"),
        "workplace_culture": _("Workplace culture"),
        "licensing": _("Licensing"),
        "job_search": _("Job search"),
        "technical_vocabulary": _("Technical vocabulary"),
        "project_management": _("Project management"),
        "leadership": _("Leadership"),
        "standards": _("Standards and codes"),
    },
    asked=True,
)
"""What a participant wants help with, and what a mentor offers: one list, so that the two can be compared."""

GENDER = CodeList.of(
    "participant.gender",
    1,
    {"woman": _("Woman"), "man": _("Man"), "another": _("Another gender")},
    asked=True,
)

IMMIGRATION_CLASS = CodeList.of(
    "participant.immigration_class",
    1,
    {
        "economic_pa": _("Economic, principal applicant"),
        "economic_sd": _("Economic, spouse or dependant"),
        "pnp": _("Provincial nominee"),
        "family": _("Family"),
        "gar": _("Government-assisted refugee"),
        "psr": _("Privately sponsored refugee"),
        "bvor": _("Blended (BVOR)"),
        "protected": _("Protected person"),
        "claimant": _("Refugee claimant"),
        "temp_worker": _("Temporary foreign worker"),
        "student": _("International student"),
        "cuaet_other": _("Other temporary"),
        "citizen": _("Citizen"),
        "other": _("Other"),
    },
    asked=True,
)

LISTS = (
    PARTICIPANT_STATUS,
    MENTOR_STATUS,
    SUPERVISOR_STATUS,
    MENTOR_TYPE,
    HOST_ROLE,
    OCCUPATION_KIND,
    EDUCATION,
    CREDENTIAL_ASSESSMENT,
    LICENSURE,
    EMPLOYMENT,
    LEVEL_SOURCE,
    WHEREABOUTS,
    MEETING,
    TIMES,
    TOPICS,
    GENDER,
    IMMIGRATION_CLASS,
)
"""Every list, for exports and for the page that documents them."""

_WEEKEND = ("sat_", "sun_")


def times_of_week(slots: list[str]) -> frozenset[str]:
    """Return the times of the week that ``slots`` of `TIMES` are, in the matching engine's three codes."""
    return frozenset(
        "weekend"
        if slot.startswith(_WEEKEND)
        else "weekday_evening"
        if slot.endswith("_evening")
        else "weekday_day"
        for slot in slots
    )
