"""The tables of consent, one file each."""

from parcours.people.consent.models.act import ConsentAct
from parcours.people.consent.models.reminder import ConsentReminder
from parcours.people.consent.models.request import ConsentRequest
from parcours.people.consent.models.text import ConsentText

__all__ = ["ConsentAct", "ConsentReminder", "ConsentRequest", "ConsentText"]
