"""What the tables of people hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import SEALED, Held

_STAFF = (Permission.SEE_PEOPLE.value, "the person")
_NOBODY = ("nobody; the program itself",)
_WITH_THE_PERSON = "with the person’s record"
_NEXT = "until a new one takes its place; with the person’s record at the latest"

PERSONAL = (
    Held(
        "people.person",
        "given_name family_name preferred_name pronunciation pronouns",
        "to address the person",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.person",
        "email phone language",
        "to reach the person, in their language",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.person",
        "email_key called",
        "to find one row for one address, and to sort names",
        _NOBODY,
        _WITH_THE_PERSON,
    ),
    Held("people.person", "user", "to let the person keep their own profile", _STAFF, _WITH_THE_PERSON),
    Held(
        "people.person",
        "whereabouts city province country expected_arrival",
        "to match people who can meet, and to plan before arrival",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.person",
        "employer department job_title years_experience",
        "to match by work and experience",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.person",
        "meeting meeting_place availability",
        "to match people who can meet",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.person",
        "created_at changed_at",
        "to know how current the record is",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.participant",
        "person status status_since",
        "to know where the person stands in a program",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held("people.participant", "called", "to sort names", _NOBODY, _WITH_THE_PERSON),
    Held(
        "people.participant",
        "goals goals_in_words wishes_in_words similar_background",
        "to find a mentor who can help with them",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.participant",
        "employment licence_stage regulator",
        "to compare work before and after, and to advise on the licence",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.mentor",
        "person status status_since capacity minimum types",
        "to know whom the mentor can be proposed to",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held("people.mentor", "called", "to sort names", _NOBODY, _WITH_THE_PERSON),
    Held(
        "people.mentor",
        "offers offers_in_words wishes_in_words",
        "to find whom the mentor can help",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.mentorpause",
        "mentor starts_on ends_on reason",
        "to propose nobody meanwhile",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.supervisor",
        "person status status_since roles capacity",
        "to know whom interns answer to",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held("people.supervisor", "called", "to sort names", _NOBODY, _WITH_THE_PERSON),
    Held(
        "people.occupationheld",
        "person kind title title_language years noc classification",
        "to match by occupation, and to compare work before and after",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.occupationheld",
        "suggested_noc suggested_confidence coder_version decision decided_as decided_by decided_at",
        "to show who confirmed a code, and how good suggestions are",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.experience",
        "person title employer country from_year until_year duties",
        "to match by experience, and to advise",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.education",
        "person level field institution country year credential_assessment",
        "to advise on the recognition of diplomas",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.languageskill",
        "person language is_first listening speaking reading writing source tested_on",
        "to match people who can talk to each other, and for a program’s rule",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "people.profilerequest",
        "person asked_by asked_at touched_at finished_at withdrawn_at done",
        "to go on where the person stopped, and to remind",
        _STAFF,
        _NEXT,
    ),
    Held(
        "people.sensitivefacts",
        "person immigration_class uci birth_date gender countries background",
        "for a program’s rule, the funder’s report, or a match as the person asked",
        (f"{Permission.VIEW_SENSITIVE.value}, as `people/sensitive.py` says by role and purpose",),
        _WITH_THE_PERSON,
        SEALED,
    ),
)

IMPERSONAL: dict[str, str] = {}
