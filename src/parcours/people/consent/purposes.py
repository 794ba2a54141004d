"""What people can be asked to allow: how long it lasts, on which basis, and our own words for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

YEAR = 365
"""Days."""

LONGEST_IMPLIED = 2 * YEAR
"""Days that consent which nobody said can last at most, under the anti-spam law."""


class Group(TextChoices):
    """What a purpose belongs to. Advertising is never mixed up with the program itself."""

    PROGRAM = "program", _("For the program")
    BEYOND = "beyond", _("Beyond the program")
    ADVERTISING = "advertising", _("News and offers, apart from the program")


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose. ``life`` is the number of days that a yes lasts unless another end is given; None: until withdrawn.

    ``bases`` are those that staff can record beside express consent. ``what``, ``why`` and ``refusing`` are read before
    anybody says yes: what it is about, what for, and what happens without it. One that is not ``offered`` is asked of
    nobody, because nothing would read the answer; what is on file about it can be seen and taken back.
    """

    group: Group
    life: int | None
    what: str | Promise
    why: str | Promise
    refusing: str | Promise
    bases: tuple[str, ...] = ()
    names_partner: bool = False
    offered: bool = True


_NOTHING_CHANGES = _("Nothing changes: you are served as before.")

PURPOSES: Mapping[str, Purpose] = MappingProxyType(
    {
        "service": Purpose(
            Group.PROGRAM,
            None,
            _("Your profile, what you tell us, and what is done for you: meetings, documents, results."),
            _("To advise you, and to find a mentor or a placement for you."),
            _(
                "We can answer general questions, but cannot keep a file for you or match you. You can say yes at any "
                "later time."
            ),
            bases=("legal_authority",),
        ),
        "share_partner": Purpose(
            Group.PROGRAM,
            YEAR,
            _("Your name, how to reach you, your profile, and where you stand with us."),
            _("So that the partner named here can help you without asking you everything again."),
            _("Nothing changes with us. You would tell the partner yourself."),
            names_partner=True,
        ),
        "funder_report": Purpose(
            Group.PROGRAM,
            2 * YEAR,
            _("The facts about you that the funder asks for: which services you had, and what came of them."),
            _("To show what the program does with its money, so that it can go on."),
            _("You are served as before. You are counted in totals only."),
            bases=("legal_authority",),
        ),
        "follow_up": Purpose(
            Group.PROGRAM,
            3 * YEAR,
            _("Your address and telephone, and what you tell us about your work after the program."),
            _("To ask you, up to two years after the program, whether you work in your profession."),
            _("Nothing changes: you are served as before, and we do not get in touch afterwards."),
        ),
        "research": Purpose(
            Group.BEYOND,
            2 * YEAR,
            _("Facts about your path, without your name and address."),
            _("To learn what helps people to work in their profession again."),
            _NOTHING_CHANGES,
        ),
        "testimonial": Purpose(
            Group.BEYOND,
            2 * YEAR,
            _("Your story in your own words, with your first name and, if you send one, your picture."),
            _("To show others what is possible, on our website and in print."),
            _NOTHING_CHANGES,
        ),
        "directory_listing": Purpose(
            Group.BEYOND,
            YEAR,
            _("Your name, your occupation and your city, in our directory."),
            _("So that mentors, employers and others whom we work with find you."),
            _NOTHING_CHANGES,
        ),
        "badge_publish": Purpose(
            Group.BEYOND,
            None,
            _("Your name, the badge that you earned, and what it stands for."),
            _("So that you can show it, and anybody can check that it is real."),
            _("Nothing changes. The badge stays yours, and nobody else sees it."),
        ),
        "email_news": Purpose(
            Group.ADVERTISING,
            None,
            _("Your email address."),
            _("To send you news, events and offers that are no part of your program."),
            _("Nothing changes. Messages about your own program still reach you."),
            bases=("implied",),
            offered=False,  # until something sends news (docs/adr/0088)
        ),
    }
)

OFFERED: Mapping[str, Purpose] = MappingProxyType(
    {purpose: facts for purpose, facts in PURPOSES.items() if facts.offered}
)
"""Those that people are asked about."""
