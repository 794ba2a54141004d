"""The messages about surveys, as entries of the catalogue."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import EXAMPLE_ORGANIZATION, Entry, Example, declare

_AUDIENCE = _("Participants, mentors and supervisors, with or without an account")
_VARIABLES = {
    "organization": EXAMPLE_ORGANIZATION,
    "name": Example("Ana Roy"),
    "what": Example("Half-way review", "Bilan de mi-parcours"),
    "day": Example("2 Jan 2027", "2 janv. 2027"),
}

ASKED = declare(
    Entry(
        key="survey.asked",
        name=_("Questions to answer"),
        audience=_AUDIENCE,
        trigger=_("On the day on which a survey opens for somebody, and when that link is sent again."),
        subject=_("{organization} has a few questions for you"),
        text=_(
            "Hello {name},\n\n"
            "{organization} asks you to answer a few questions: {what}. Please do so by {day}.\n\n"
            "Each page is saved: stop whenever you like, and go on with this letter."
        ),
        button=_("Answer"),
        closing=_(
            "The link is for you alone. You need no account, and you can say there that you will not answer."
        ),
        variables=_VARIABLES,
        essential=True,
        of_program=True,
        life=timedelta(days=21),
    )
)

REMINDER = declare(
    Entry(
        key="survey.reminder",
        name=_("Reminder of questions to answer"),
        audience=_AUDIENCE,
        trigger=_("Some days before a survey is due, and on the day, as long as nothing was answered."),
        subject=_("Your answers to {organization} by {day}"),
        text=_(
            "Hello {name},\n\n"
            "{organization} would still like to hear from you: {what}. Please answer by {day}.\n\n"
            "What you have answered so far is saved."
        ),
        button=_("Answer"),
        closing=_(
            "This link takes the place of the one before. It is for you alone, and you need no account."
        ),
        variables=_VARIABLES,
        of_program=True,
        life=timedelta(days=3),
    )
)

THANKS = declare(
    Entry(
        key="survey.thanks",
        name=_("Thanks for answers"),
        audience=_AUDIENCE,
        trigger=_("When somebody has answered a survey for the first time."),
        subject=_("Thank you for your answers"),
        text=_(
            "Hello {name},\n\n"
            "{organization} has your answers: {what}. Thank you for your time.\n\n"
            "You can correct them until {day} with the link that you were sent."
        ),
        variables=_VARIABLES,
        of_program=True,
        life=timedelta(days=7),
    )
)
