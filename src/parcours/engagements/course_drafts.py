"""The letters that are drafted for each step about a concern. They never say that there was a concern, nor whose."""

from django.utils.translation import gettext as _

from parcours.accounts.mail import in_language
from parcours.engagements.models import Mentorship


def drafts(mentorship: Mentorship, kind: str) -> dict[str, str]:
    """Return the words for the mentor and for the mentee, each in their own language; empty where none is drafted.

    The letter greets them before these words.
    """
    mentor, mentee = mentorship.mentor.person, mentorship.participant.person
    drafted = {}
    for side, person, other in (("mentor", mentor, mentee), ("mentee", mentee, mentor)):
        with in_language(person.language):
            said = {
                "other": other.name_used,
                "program": mentorship.cohort.program.name,
                "organization": mentorship.organization.name,
            }
            drafted[side] = _words(kind) % said
    return drafted


def _words(kind: str) -> str:
    return {
        "talk": _(
            "We would like to hear how your mentorship with %(other)s is going. When could we call you this week? It"
            " takes a quarter of an hour.\n\n"
            "%(organization)s"
        ),
        "warning": _(
            "In %(program)s, both sides keep what they agreed on: to meet as planned, to say early what does not work,"
            " and to treat each other with respect. At present that is not so in your mentorship with %(other)s. Please"
            " read the agreement again, and write to us within a week how you would like to go on.\n\n"
            "%(organization)s"
        ),
        "pause": _(
            "Your mentorship with %(other)s pauses from today. Please arrange no meeting for now. We will write to you"
            " within two weeks about how it goes on.\n\n"
            "%(organization)s"
        ),
        "rematch": _(
            "Your mentorship with %(other)s ends today. That happens, and says nothing about either of you. We will"
            " look for another match, and write to you as soon as there is one.\n\n"
            "%(organization)s"
        ),
        "end": _(
            "Your mentorship with %(other)s ends today. Thank you for the time that you gave. If you would like to talk"
            " about it, write to us.\n\n"
            "%(organization)s"
        ),
    }.get(kind, "")
