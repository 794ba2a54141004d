"""The messages about mentorships, as entries of the catalogue."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import EXAMPLE_ORGANIZATION, EXAMPLE_PROGRAM, Entry, Example, declare

_LIFE = timedelta(days=7)
_NAMES = {
    "organization": EXAMPLE_ORGANIZATION,
    "name": Example("Ana Roy"),
    "what": EXAMPLE_PROGRAM,
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
        of_program=True,
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
        of_program=True,
        life=_LIFE,
    )
)

REMINDER = declare(
    Entry(
        key="match.reminder",
        name=_("A proposed match still waits for an answer"),
        audience=_("The mentor or the mentee who is asked, with or without an account"),
        trigger=_("Once, on the last day for an answer. After that day the pair is under “Today” for staff."),
        subject=_("{what}: your answer is waited for"),
        text=_(
            "Hello {name},\n\n"
            "{organization} has proposed somebody to you in {what}, and hopes for your answer by {day}. Read about"
            " them, and say yes or no. Either helps, because somebody waits for it."
        ),
        button=_("Read and answer"),
        closing=_CLOSING,
        variables=_ASKED,
        of_program=True,
        life=_LIFE,
    )
)

AGREED = declare(
    Entry(
        key="match.agreed",
        name=_("Both have agreed"),
        audience=_("The mentor and the mentee"),
        trigger=_(
            "When the mentee has agreed after the mentor: both are told how to reach each other, with the link to the"
            " page of their mentorship."
        ),
        subject=_("{what}: you have both agreed"),
        text=_(
            "Hello {name},\n\n"
            "You and {other} have both agreed to work together in {what}.\n\n"
            "You reach {other} here: {reach}. Arrange your first meeting by {day}; either of you can write first.\n\n"
            "On the page of your mentorship you sign the agreement, write down your goals, and log each session in a"
            " few seconds."
        ),
        button=_("Open my mentorship"),
        closing=_("If you cannot reach each other, tell the organization: that is what it is there for."),
        variables=_ASKED | {"other": Example("Luc Tremblay"), "reach": Example("luc.tremblay@example.org")},
        essential=True,
        of_program=True,
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
        of_program=True,
        life=_LIFE,
    )
)

_TWO = _("The mentor and the mentee, with or without an account")
_WITH = _NAMES | {"other": Example("Luc Tremblay")}
_SESSION = _WITH | {
    "held": Example("8 Jan 2027", "8 janv. 2027"),
    "day": Example("15 Jan 2027", "15 janv. 2027"),
}
_OPEN = _("Open my mentorship")
_STAYS = _("The link is for you alone, and stays the same: keep this letter. You need no account.")

COURSE_LINK = declare(
    Entry(
        key="mentorship.link",
        name=_("Link to the page of a mentorship"),
        audience=_TWO,
        trigger=_("When staff send the link, or when a new one is asked for."),
        subject=_("{what}: the page of your mentorship"),
        text=_(
            "Hello {name},\n\n"
            "With this link you find what concerns your mentorship with {other}: the agreement, your goals, the"
            " sessions, and how to reach a coordinator."
        ),
        button=_OPEN,
        closing=_STAYS,
        variables=_WITH,
        essential=True,
        of_program=True,
        life=_LIFE,
    )
)

AGREEMENT_WAITS = declare(
    Entry(
        key="mentorship.agreement_waits",
        name=_("The agreement waits for a signature"),
        audience=_TWO,
        trigger=_(
            "Three, seven and fourteen days after both agreed to the match, as long as a signature is missing."
        ),
        subject=_("{what}: your agreement waits for you"),
        text=_(
            "Hello {name},\n\n"
            "You and {other} have an agreement to sign, so that both know what to expect. It takes two minutes."
        ),
        button=_("Read and sign"),
        closing=_STAYS,
        variables=_WITH,
        of_program=True,
        life=timedelta(days=3),
    )
)

SESSION_LOGGED = declare(
    Entry(
        key="mentorship.session_logged",
        name=_("A session to confirm"),
        audience=_TWO,
        trigger=_(
            "When the other one has logged a session; again two days before it counts without an answer."
        ),
        subject=_("{what}: a session to confirm"),
        text=_(
            "Hello {name},\n\n"
            "{other} has logged your session of {held}: {said}. Is that right? Confirm it, or say otherwise, by {day}."
            " After that it counts, and is marked as unconfirmed."
        ),
        button=_("Confirm"),
        closing=_STAYS,
        variables=_SESSION | {"said": Example("60 minutes, online", "60 minutes, en ligne")},
        of_program=True,
        life=timedelta(days=5),
    )
)

SESSION_DISPUTED = declare(
    Entry(
        key="mentorship.session_disputed",
        name=_("A session was logged otherwise than the other one remembers"),
        audience=_TWO,
        trigger=_("When the other one says that a session was otherwise than it was logged."),
        subject=_("{what}: a session that was otherwise"),
        text=_(
            "Hello {name},\n\n"
            "{other} remembers your session of {held} otherwise than you logged it. Look at what they say: withdraw it"
            " and log it anew, or leave it. A coordinator decides where you do not agree."
        ),
        button=_OPEN,
        closing=_STAYS,
        variables=_WITH | {"held": Example("8 Jan 2027", "8 janv. 2027")},
        of_program=True,
        life=_LIFE,
    )
)

MEASURE = declare(
    Entry(
        key="mentorship.measure",
        name=_("A coordinator writes about a mentorship"),
        audience=_TWO,
        trigger=_("When a coordinator deals with a concern: the words are the coordinator’s own."),
        subject=_("{what}: about your mentorship"),
        text=_("Hello {name},\n\n{words}"),
        button=_OPEN,
        closing=_("To answer, write to {organization}, or report a concern on the page of your mentorship."),
        variables=_NAMES
        | {"words": Example("We would like to talk with you.", "Nous aimerions parler avec vous.")},
        essential=True,
        reworded=False,
        of_program=True,
        life=_LIFE,
    )
)

ENDED = declare(
    Entry(
        key="closing.ended",
        name=_("A mentorship is over"),
        audience=_TWO,
        trigger=_("When one of the two or a coordinator ends it. Why is not passed on."),
        subject=_("{what}: your mentorship is over"),
        text=_(
            "Hello {name},\n\n"
            "Your mentorship with {other} in {what} ended on {day}.\n\n"
            "If that surprises you, or if there is something to talk about, write to {organization}."
        ),
        variables=_WITH | {"day": Example("12 Jan 2027", "12 janv. 2027")},
        essential=True,
        of_program=True,
        life=timedelta(days=14),
    )
)

CONCERN_REPORTED = declare(
    Entry(
        key="mentorship.concern_reported",
        name=_("A concern was reported"),
        audience=_("Coordinators, but for one who is part of the pair"),
        trigger=_(
            "When one of a pair reports a concern. Neither what it says nor about whom stands in the letter."
        ),
        subject=_("{what}: a concern to read"),
        text=_(
            "Hello {name},\n\n"
            "A concern was reported in {what}. Please read it today, and take the first step. The other one of the pair"
            " does not know."
        ),
        button=_("Read the concern"),
        closing=_("The letter says nothing of its content, so that nobody reads it by chance."),
        variables=_NAMES,
        essential=True,
        of_program=True,
        life=_LIFE,
    )
)
