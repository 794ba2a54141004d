"""The messages about applications, and to mentors who are asked to take part, as entries of the catalogue."""

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import EXAMPLE_ORGANIZATION, EXAMPLE_PROGRAM, Entry, Example, declare

LINK_LIFE = timedelta(days=60)
"""How long one link opens an application; a new one can be had from it at any time."""

_APPLICANTS = _("People who apply to a program")
_VARIABLES = {
    "organization": EXAMPLE_ORGANIZATION,
    "name": Example("Ana Roy"),
    "program": Example(f"{EXAMPLE_PROGRAM.english}, 2027", f"{EXAMPLE_PROGRAM.french}, 2027"),
}
_TIME = {
    "time": Example(
        "Count on about 24 h in all, between 8 Mar 2027 and 2 Jul 2027.",
        "Prévoyez environ 24 h en tout, entre le 8 mars 2027 et le 2 juill. 2027.",
    )
}
_UNTIL = {"until": Example("Hand it in by 22 Jan 2027.", "Déposez-la au plus tard le 22 janv. 2027.")}
_CLOSING = _(
    "The link that you were sent is for you alone. It shows where you stand at any time, and you need no account."
)


def _state(
    key: str, name: Promise, trigger: Promise, subject: Promise, text: Promise, **more: Example
) -> Entry:
    """Declare the message about one status of an application."""
    return declare(
        Entry(
            key=f"application.{key}",
            name=name,
            audience=_APPLICANTS,
            trigger=trigger,
            subject=subject,
            text=text,
            button=_("See where I stand"),
            closing=_CLOSING,
            variables={**_VARIABLES, **more},
            essential=True,
            of_program=True,
        )
    )


BEGUN = declare(
    Entry(
        key="application.begun",
        name=_("Link to an application"),
        audience=_APPLICANTS,
        trigger=_(
            "When somebody begins an application on the page of a program, and when the link is sent again."
        ),
        subject=_("Your application: {program}"),
        text=_(
            "Hello {name},\n\n"
            "With this link you apply for: {program}. Each step is saved: stop whenever you like, and go on with this "
            "letter. {until}"
        ),
        button=_("Go on with my application"),
        closing=_(
            "The link is for you alone, and you need no account. You did not ask for it? Then do nothing: an "
            "application that is not handed in concerns nobody."
        ),
        variables={**_VARIABLES, **_UNTIL},
        essential=True,
        of_program=True,
        life=LINK_LIFE,
    )
)

REFERRED = declare(
    Entry(
        key="application.referred",
        name=_("Link to an application, after a referral"),
        audience=_("Clients whom a partner refers to a program"),
        trigger=_("When a counsellor of a partner refers a client."),
        subject=_("{partner} refers you to: {program}"),
        text=_(
            "Hello {name},\n\n"
            "{partner} thinks that this program may suit you: {program}. With this link you apply to {organization}. "
            "Each step is saved: stop whenever you like, and go on with this letter. {until}\n\n"
            "On the same page you say whether {partner} may see where your application stands. As long as you say "
            "nothing, the answer is no."
        ),
        button=_("Open my application"),
        closing=_(
            "The link is for you alone, and you need no account. You did not agree to be referred? Then do nothing: an "
            "application that is not handed in concerns nobody."
        ),
        variables={**_VARIABLES, **_UNTIL, "partner": Example("Lakeside Settlement", "Accueil du Lac")},
        essential=True,
        of_program=True,
        life=LINK_LIFE,
    )
)

GOES = declare(
    Entry(
        key="application.goes",
        name=_("An application that was only begun goes soon"),
        audience=_APPLICANTS,
        trigger=_("A week before an application that was begun and not handed in is cleared away."),
        subject=_("Not handed in yet: {program}"),
        text=_(
            "Hello {name},\n\n"
            "You began an application for: {program}. It is not handed in yet. If nothing is done with it, it is "
            "cleared away after {day}, with what you wrote in it."
        ),
        button=_("Go on with my application"),
        closing=_(
            "The link is for you alone, and you need no account. You no longer want to apply? Then do nothing."
        ),
        variables={**_VARIABLES, "day": Example("2 Jan 2027", "2 janv. 2027")},
        essential=True,
        of_program=True,
        life=timedelta(days=7),
    )
)

RECEIVED = _state(
    "received",
    _("Application received"),
    _("When an application is handed in, and the rules do not refuse it."),
    _("We have your application: {program}"),
    _(
        "Hello {name},\n\n"
        "{organization} has your application for: {program}. Somebody reads it now. You are written to as soon as "
        "there is news, and whenever it takes longer than usual, the team is reminded of you."
    ),
)
NOT_ELIGIBLE = _state(
    "not_eligible",
    _("Application outside the rules"),
    _("When the rules of the program refuse an application, or staff find so."),
    _("About your application: {program}"),
    _(
        "Hello {name},\n\n"
        "Thank you for your application for: {program}. It does not fit the rules of the program: {reason}\n\n"
        "What you can do next: {next_step}"
    ),
    reason=Example(
        "It is for people with two years of experience.",
        "Il s’adresse aux personnes qui ont deux ans d’expérience.",
    ),
    next_step=Example(
        "A co-op program takes people with less.", "Un stage accueille des personnes qui en ont moins."
    ),
)
IN_REVIEW = _state(
    "in_review",
    _("Application in review"),
    _("When staff begin to review an application."),
    _("Your application is being reviewed: {program}"),
    _(
        "Hello {name},\n\n"
        "Your application for {program} fits the rules, and is being reviewed. Somebody may call you for a short talk."
    ),
)
ACCEPTED = _state(
    "accepted",
    _("A seat is given"),
    _("When somebody is given a seat in a cohort."),
    _("You have a seat: {program}"),
    _(
        "Hello {name},\n\n"
        "You have a seat in: {program}. Congratulations! {time}\n\n"
        "Next, a mentor of your profession is looked for; you are written to when there is one. If you can no longer "
        "take part, please say so with the link, so that somebody else can."
    ),
    **_TIME,
)
WAITLISTED = _state(
    "waitlisted",
    _("Put on the wait list"),
    _("When somebody is put on the wait list of a cohort."),
    _("You are on the wait list: {program}"),
    _(
        "Hello {name},\n\n"
        "You are number {position} on the wait list: {program}. When a seat is free, the list is gone through from the "
        "top."
    ),
    position=Example("3"),
)
DECLINED = _state(
    "declined",
    _("Not chosen"),
    _("When staff do not choose an application."),
    _("About your application: {program}"),
    _(
        "Hello {name},\n\n"
        "Thank you for your application for: {program}. You were not chosen this time. The reason: {reason}.\n\n"
        "{feedback}\n\n"
        "This says nothing about what you can do. You may apply again."
    ),
    reason=Example("No mentor of the profession", "Aucun mentor de la profession"),
    feedback=Example("In May we will have mentors of yours.", "En mai, nous aurons des mentors de la vôtre."),
)
WITHDRAWN = _state(
    "withdrawn",
    _("Application withdrawn"),
    _("When an application is withdrawn."),
    _("Your application is withdrawn: {program}"),
    _(
        "Hello {name},\n\n"
        "Your application for {program} is withdrawn, as you or the team asked. Was that a mistake? Answer this letter."
    ),
)

CALLED_OFF = _state(
    "called_off",
    _("The cohort does not take place, to applicants"),
    _("When a cohort is cancelled, to everybody whose application is not closed."),
    _("This cohort does not take place: {program}"),
    _(
        "Hello {name},\n\n"
        "{program} does not take place. Your application to it is closed with that, and so is the seat or the proposed "
        "mentor that you may have had. We are sorry.\n\n"
        "This has nothing to do with you, and says nothing about what you can do. You may apply again to another "
        "cohort. If you have a question, write to {organization}."
    ),
)

NOT_TAKEN_PART = declare(
    Entry(
        key="mentor_place.called_off",
        name=_("The cohort does not take place, to mentors"),
        audience=_("Mentors, with or without an account"),
        trigger=_("When a cohort is cancelled, to every mentor who takes part or was asked to."),
        subject=_("This cohort does not take place: {program}"),
        text=_(
            "Hello {name},\n\n"
            "{program} does not take place, so you are not needed in it, and what was proposed to you there is off. "
            "You need do nothing. This has nothing to do with you.\n\n"
            "Thank you for having been ready to help. If you have a question, write to {organization}."
        ),
        variables=_VARIABLES,
        essential=True,
        of_program=True,
    )
)

TAKE_PART = declare(
    Entry(
        key="mentor_place.invited",
        name=_("Mentor asked to take part"),
        audience=_("Mentors, with or without an account"),
        trigger=_("When staff ask a mentor to take part in a cohort, and when the link is sent again."),
        subject=_("Would you mentor somebody? {program}"),
        text=_(
            "Hello {name},\n\n"
            "{organization} asks you to take part as a mentor in: {program}. You would share what you know of your "
            "profession with {places} at most. {time}\n\n"
            "One press of a button is your answer, yes or no."
        ),
        button=_("Answer"),
        closing=_("The link is for you alone, and you need no account."),
        variables={**_VARIABLES, **_TIME, "places": Example("one person", "une personne")},
        essential=True,
        of_program=True,
        life=LINK_LIFE,
    )
)

OF_STATUS = {
    "eligible": RECEIVED,
    "to_check": RECEIVED,
    "not_eligible": NOT_ELIGIBLE,
    "in_review": IN_REVIEW,
    "accepted": ACCEPTED,
    "waitlisted": WAITLISTED,
    "declined": DECLINED,
    "withdrawn": WITHDRAWN,
}
"""What is sent when an application comes to a status. *To check* again, after it was closed, says that it is read."""
