"""The messages about mentorships, as entries of the catalogue."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import EXAMPLE_ORGANIZATION, Entry, Example, declare

_LIFE = timedelta(days=7)
_NAMES = {
    "organization": EXAMPLE_ORGANIZATION,
    "name": Example("Ana Roy"),
    "what": Example("City mentoring", "Mentorat de la Ville"),
}
_ASKED = _NAMES | {"day": Example("12 Jan 2027", "12 janv. 2027")}
_CLOSING = _(
    "The link is for you alone. You need no account, and you can say no: nothing bad follows from it."
)

MENTOR_ASKED = declare(
    Entry(
        key="match.mentor_asked",
        name=_("A mentee is proposed to a mentor"),
        audience=_("Mentors, with or without an account"),
        trigger=_("When staff send a pair: the mentor is asked first. Again when a new link is asked for."),
        subject=_("{what}: somebody you could mentor"),
        text=_(
            "Hello {name},\n\n"
            "{organization} has found somebody whom you could mentor in {what}. Read about them, and say whether"
            " you agree, by {day}.\n\n"
            "They hear of it only once you have agreed."
        ),
        button=_("Read and answer"),
        closing=_CLOSING,
        variables=_ASKED,
        essential=True,
        life=_LIFE,
    )
)

MENTEE_ASKED = declare(
    Entry(
        key="match.mentee_asked",
        name=_("A mentor is proposed to a mentee"),
        audience=_("Participants, with or without an account"),
        trigger=_("When the mentor has agreed. Again when a new link is asked for."),
        subject=_("{what}: a mentor for you"),
        text=_(
            "Hello {name},\n\n"
            "{organization} has found a mentor for you in {what}, who has agreed. Read about them, and say whether"
            " you agree too, by {day}."
        ),
        button=_("Read and answer"),
        closing=_CLOSING,
        variables=_ASKED,
        essential=True,
        life=_LIFE,
    )
)

AGREED = declare(
    Entry(
        key="match.agreed",
        name=_("Both have agreed"),
        audience=_("The mentor and the mentee"),
        trigger=_("When the mentee has agreed after the mentor: both are told how to reach each other."),
        subject=_("{what}: you have both agreed"),
        text=_(
            "Hello {name},\n\n"
            "You and {other} have both agreed to work together in {what}.\n\n"
            "You reach {other} here: {reach}. Arrange your first meeting by {day}; either of you can write first."
        ),
        closing=_("If you cannot reach each other, tell the organization: that is what it is there for."),
        variables=_ASKED | {"other": Example("Luc Tremblay"), "reach": Example("luc.tremblay@example.org")},
        essential=True,
        life=_LIFE,
    )
)

OFF = declare(
    Entry(
        key="match.off",
        name=_("A proposed pair does not come about"),
        audience=_("The mentor or the mentee, if they were asked already"),
        trigger=_("When staff take a pair back, or the other one declines. The reason is not passed on."),
        subject=_("{what}: another match is looked for"),
        text=_(
            "Hello {name},\n\n"
            "The pair that {organization} proposed to you in {what} does not come about. You need do nothing:"
            " you are written to when there is another proposal."
        ),
        variables=_NAMES,
        life=_LIFE,
    )
)
