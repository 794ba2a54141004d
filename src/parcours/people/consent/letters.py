"""The messages about consent, as entries of the catalogue."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import EXAMPLE_ORGANIZATION, Entry, Example, declare

LINK_LIFE = timedelta(days=45)
"""How long one link opens what somebody allows; a new one can be had from it at any time."""

_VARIABLES = {
    "organization": EXAMPLE_ORGANIZATION,
    "name": Example("Ana Roy"),
    "what": Example("Follow-up after the program, Research", "Suivi après le programme, Recherche"),
    "day": Example("2 Jan 2027", "2 janv. 2027"),
}

ASKED = declare(
    Entry(
        key="consent.asked",
        name=_("Question for consent"),
        audience=_("Participants, mentors and supervisors, with or without an account"),
        trigger=_("When staff ask somebody what they allow, and when that link is sent again."),
        subject=_("{organization} has a question for you"),
        text=_(
            "Hello {name},\n\n"
            "{organization} would like to know what may be done with what it holds about you: {what}.\n\n"
            "Read what each is for, then say yes or no. You can change your mind at any time."
        ),
        button=_("Read and answer"),
        closing=_(
            "The link is for you alone and works until {day}. You need no account.\n\n"
            "As long as you say nothing, the answer is no."
        ),
        variables=_VARIABLES,
        essential=True,
        life=LINK_LIFE,
    )
)

LAPSING = declare(
    Entry(
        key="consent.lapsing",
        name=_("Consent about to lapse"),
        audience=_("Participants, mentors and supervisors who said yes for a time"),
        trigger=_("Thirty days and seven days before somebody’s consent lapses."),
        subject=_("Your consent ends on {day}"),
        text=_(
            "Hello {name},\n\n"
            "What you allowed {organization} for a time comes to its end: {what}.\n\n"
            "If you want it to go on, renew it. If not, there is nothing to do."
        ),
        button=_("See what I allow"),
        closing=_(
            "The link is for you alone. You need no account, and nothing bad follows if you let it end."
        ),
        variables=_VARIABLES,
        essential=True,
        life=timedelta(days=7),
    )
)
