"""The tables of consent, one file each."""

from parcours.people.consent.models.act import ConsentAct
from parcours.people.consent.models.text import ConsentText

__all__ = ["ConsentAct", "ConsentText"]
