"""The messages about appointments, as entries of the catalogue."""

from django.utils.translation import gettext_lazy as _

from parcours.core.catalogue import EXAMPLE_ORGANIZATION, Entry, Example, declare

_AUDIENCE = _("People invited to an appointment")
_BUTTON = _("See my appointments")
_CLOSING = _("The file attached puts it into your calendar. Answer there, or write to {organization}.")
# A title may name somebody, and a subject is read over a shoulder: there the kind stands.
_VARIABLES = {
    "organization": EXAMPLE_ORGANIZATION,
    "title": Example("First meeting", "Première rencontre"),
    "kind": Example("Mentoring meeting", "Rencontre de mentorat"),
    "day": Example("3 Dec 2026", "3 déc. 2026"),
    "when": Example(
        "Thursday 3 Dec 2026, 2:30 p.m. – Eastern (Toronto, Montréal)",
        "jeudi 3 déc. 2026, 14 h 30 – Est (Toronto, Montréal)",
    ),
    "where": Example("Room 204, 20 Main Street", "Salle 204, 20, rue Principale"),
}

INVITED = declare(
    Entry(
        key="appointment.invited",
        name=_("Invitation to an appointment"),
        audience=_AUDIENCE,
        trigger=_("When somebody is invited to an appointment."),
        subject=_("Invitation: {kind}, {day}"),
        text=_("{organization} invites you: {title}.\n\nWhen: {when}\n\nWhere: {where}"),
        button=_BUTTON,
        closing=_CLOSING,
        variables=_VARIABLES,
        essential=True,
    )
)

CHANGED = declare(
    Entry(
        key="appointment.changed",
        name=_("Change of an appointment"),
        audience=_AUDIENCE,
        trigger=_("When the time, the place or the title of an appointment changes."),
        subject=_("Changed: {kind}, {day}"),
        text=_("{organization} changed this appointment: {title}.\n\nWhen: {when}\n\nWhere: {where}"),
        button=_BUTTON,
        closing=_("The file attached changes it in your calendar."),
        variables=_VARIABLES,
        essential=True,
    )
)

MOVED = declare(
    Entry(
        key="appointment.moved",
        name=_("Appointment after new rules for clocks"),
        audience=_AUDIENCE,
        trigger=_("When a province changes its rules for clocks after an appointment was made."),
        subject=_("Your calendar may be wrong: {kind}, {day}"),
        text=_(
            "The rules for clocks changed where this appointment takes place: {title}. On the clock there it begins as "
            "agreed, but your calendar may show another time.\n\nWhen: {when}\n\nWhere: {where}"
        ),
        button=_BUTTON,
        closing=_("The file attached puts it right in your calendar."),
        variables=_VARIABLES,
        essential=True,
    )
)

CANCELLED = declare(
    Entry(
        key="appointment.cancelled",
        name=_("Appointment cancelled"),
        audience=_AUDIENCE,
        trigger=_("When an appointment is cancelled, or somebody is no longer invited to it."),
        subject=_("Cancelled: {kind}, {day}"),
        text=_("{organization} cancelled this appointment: {title}.\n\nIt was to be: {when}"),
        closing=_("The file attached takes it out of your calendar. Questions? Write to {organization}."),
        variables={name: one for name, one in _VARIABLES.items() if name != "where"},
        essential=True,
    )
)
