"""The message to employers that are asked for mentors, as an entry of the catalogue."""

from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import EXAMPLE_ORGANIZATION, Entry, Example, declare

EMPLOYER_ASKED = declare(
    Entry(
        key="employer.asked",
        name=_("Employer asked for mentors"),
        audience=_("The contact of an employer, without an account"),
        trigger=_("When staff send an employer what it is asked for, and when the link is sent again."),
        subject=_("{organization} is looking for mentors"),
        text=_(
            "Hello {name},\n\n"
            "{organization} brings skilled newcomers together with people of their own profession. It would like to "
            "ask {employer} for mentors:\n\n"
            "{asked}\n\n"
            "With this link you name colleagues who could be mentors, one or several, in ten minutes at most. Or you "
            "pass on a page where colleagues offer themselves. Whoever is named is asked first, and may say no."
        ),
        button=_("Name mentors"),
        closing=_(
            "The link is for you alone, and you need no account. It stays the same: come back with it whenever you "
            "like, to name more people or to see who has answered."
        ),
        variables={
            "organization": EXAMPLE_ORGANIZATION,
            "name": Example("Ana Roy"),
            "employer": Example("Dock Works", "Chantiers du Port"),
            "asked": Example(
                "8 × Civil engineers, by 1 Sep 2027",
                "8 × Ingénieurs civils/ingénieures civiles, d’ici le 1 sept. 2027",
            ),
        },
        essential=True,
    )
)
