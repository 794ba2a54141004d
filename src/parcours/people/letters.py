"""The messages to participants, mentors and supervisors, as entries of the catalogue."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import EXAMPLE_ORGANIZATION, Entry, Example, declare

LINK_LIFE = timedelta(days=30)
"""How long a profile can be filled in by one link, as often as the person likes."""

PROFILE_LINK = declare(
    Entry(
        key="profile.link",
        name=_("Link to a profile"),
        audience=_("Participants, mentors and supervisors, with or without an account"),
        trigger=_("When staff ask somebody to fill in their profile, and when that link is sent again."),
        subject=_("Your profile for {organization}"),
        text=_(
            "Hello {name},\n\n"
            "{organization} asks you to fill in your profile. It takes about ten minutes.\n\n"
            "You need no account. Each step is saved: stop whenever you like, and go on with this letter."
        ),
        button=_("Fill in my profile"),
        closing=_(
            "The link is for you alone and works until {until}.\n\n"
            "You did not expect it? Then do nothing, or ask {organization}."
        ),
        variables={
            "organization": EXAMPLE_ORGANIZATION,
            "name": Example("Ana Roy"),
            "until": Example("2 Jan 2027", "2 janv. 2027"),
        },
        essential=True,
        life=LINK_LIFE,
    )
)

NAMED = declare(
    Entry(
        key="mentor.named",
        name=_("Named as a mentor by an employer"),
        audience=_("People whom the contact of their employer names as mentors"),
        trigger=_("When the contact of an employer that was asked for mentors gives a name and an address."),
        subject=_("Would you mentor somebody? {organization}"),
        text=_(
            "Hello {name},\n\n"
            "{giver} gave {organization} your name and address, as somebody who could be a mentor: you would share "
            "what you know of your profession with a newcomer who practised it elsewhere.\n\n"
            "Would you? Then fill in your profile. It takes about ten minutes, and you need no account. Each step is "
            "saved.\n\n"
            "You would rather not? On the same page one button removes your name and your address. Nobody asks why."
        ),
        button=_("See what it is about"),
        closing=_(
            "The link is for you alone and works until {until}. Where you do not answer within 60 days, and were not "
            "on file before, your name and address are removed by themselves."
        ),
        variables={
            "organization": EXAMPLE_ORGANIZATION,
            "name": Example("Ana Roy"),
            "giver": Example("Kim Tran (Dock Works)", "Kim Tran (Chantiers du Port)"),
            "until": Example("2 Jan 2027", "2 janv. 2027"),
        },
        essential=True,
        life=LINK_LIFE,
    )
)
