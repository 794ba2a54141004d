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
