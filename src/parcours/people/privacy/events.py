"""What other systems are told of when somebody is erased, so that they erase theirs: an event of the catalogue."""

from django.utils.translation import gettext_lazy as _

from parcours.core.events import Event, declare

ERASED = declare(
    Event(
        "person.erased", _("Person erased"), lambda what, _content: {"person": what.record}, ("erasure.done",)
    )
)
