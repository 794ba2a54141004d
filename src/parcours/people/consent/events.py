"""What other systems can be told of about consent, as events of the catalogue."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from parcours.core.events import Event, Ids, declare
from parcours.people.consent.models import ConsentAct


def _act(what: ConsentAct, _content: Mapping[str, Any]) -> Ids:
    return {"person": what.person_id, "purpose": what.purpose}


CONSENT = declare(
    Event("consent.given", _("Consent given"), _act, ("consent.given", "consent.renewed")),
    Event("consent.refused", _("Consent refused"), _act),
    Event("consent.withdrawn", _("Consent withdrawn"), _act),
)
