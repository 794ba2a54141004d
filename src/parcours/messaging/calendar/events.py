"""What other systems can be told of about appointments, as events of the catalogue."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from parcours.core.events import Event, Ids, declare
from parcours.messaging.calendar.models import Appointment


def _appointment(what: Appointment, _content: Mapping[str, Any]) -> Ids:
    return {"appointment": what.pk}


APPOINTMENTS = declare(
    Event("appointment.made", _("Appointment made"), _appointment),
    Event(
        "appointment.changed",
        _("Appointment changed"),
        _appointment,
        ("appointment.changed", "appointment.moved"),
    ),
    Event("appointment.cancelled", _("Appointment cancelled"), _appointment),
)
