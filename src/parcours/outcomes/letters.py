"""The messages about the end of a mentorship and what comes after, as entries of the catalogue."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import EXAMPLE_ORGANIZATION, EXAMPLE_PROGRAM, Entry, Example, declare

_LIFE = timedelta(days=14)
_NAMES = {
    "organization": EXAMPLE_ORGANIZATION,
    "name": Example("Ana Roy"),
    "what": EXAMPLE_PROGRAM,
}
_LINK = _("The link is for you alone. You need no account.")

THANKS_MENTOR = declare(
    Entry(
        key="closing.thanks_mentor",
        name=_("Thanks and certificate for a mentor"),
        audience=_("Mentors, with or without an account"),
        trigger=_("When staff issue the certificates of a mentorship, and when that link is sent again."),
        subject=_("{organization} thanks you for mentoring"),
        text=_(
            "Hello {name},\n\n"
            "Thank you for your time in {what}. What you shared opens doors that no course can open.\n\n"
            "Your certificate is ready. There you can also say whether your manager may be thanked, and whether"
            " you would mentor again."
        ),
        button=_("Open my certificate"),
        closing=_LINK,
        variables=_NAMES,
        essential=True,
        of_program=True,
        life=_LIFE,
    )
)

THANKS_MENTEE = declare(
    Entry(
        key="closing.thanks_mentee",
        name=_("Certificate for a mentee"),
        audience=_("Participants, with or without an account"),
        trigger=_("When staff issue the certificates of a mentorship, and when that link is sent again."),
        subject=_("{what}: your certificate"),
        text=_(
            "Hello {name},\n\n"
            "Thank you for taking part in {what}. Your certificate is ready.\n\n"
            "There you can also say whether you would like to be a mentor yourself one day."
        ),
        button=_("Open my certificate"),
        closing=_LINK,
        variables=_NAMES,
        essential=True,
        of_program=True,
        life=_LIFE,
    )
)

MANAGER = declare(
    Entry(
        key="closing.manager",
        name=_("Thanks to the manager of a mentor"),
        audience=_("Managers whose address their mentor gave us for this, once"),
        trigger=_("When staff send thanks, and the mentor allowed it."),
        subject=_("{organization} thanks you for the time of a mentor"),
        text=_(
            "Hello {name},\n\n"
            "{mentor} was a mentor in {what}, and helped an internationally trained professional on the way to"
            " work in their own field. This takes time, and somebody who makes room for it.\n\n"
            "{organization} thanks you for that."
        ),
        closing=_(
            "{mentor} gave us your address for this letter, and it is used for nothing else. It is deleted now."
        ),
        variables=_NAMES | {"mentor": Example("Luc Tremblay")},
        essential=True,
        of_program=True,
        life=_LIFE,
    )
)

FOLLOW_UP = declare(
    Entry(
        key="follow_up.asked",
        name=_("Follow-up after the program"),
        audience=_("Participants who have left a program, with or without an account, who allow it"),
        trigger=_("On the day of each follow-up: at the exit, and 3, 6 and 12 months after it."),
        subject=_("{organization}: how are you doing? 3 minutes"),
        text=_(
            "Hello {name},\n\n"
            "You took part in {what}. {organization} would like to know what you do now. It takes three minutes,"
            " and it helps those who come after you, whether or not you have found work.\n\n"
            "Please answer by {day}."
        ),
        button=_("Answer in 3 minutes"),
        closing=_("You need no account. You can say there that you will not answer."),
        variables=_NAMES | {"day": Example("12 Jan 2027", "12 janv. 2027")},
        of_program=True,
        life=_LIFE,
    )
)

REMINDER = declare(
    Entry(
        key="follow_up.reminder",
        name=_("Reminder of a follow-up"),
        audience=_("Participants who have left a program and have not answered"),
        trigger=_("A week after the letter, once."),
        subject=_("{organization} would still like to hear from you"),
        text=_(
            "Hello {name},\n\n"
            "{organization} would still like to know how you are doing since {what}. Three minutes are enough.\n\n"
            "Please answer by {day}."
        ),
        button=_("Answer in 3 minutes"),
        closing=_("This link takes the place of the one before. You can say there that you will not answer."),
        variables=_NAMES | {"day": Example("12 Jan 2027", "12 janv. 2027")},
        of_program=True,
        life=timedelta(days=7),
    )
)
