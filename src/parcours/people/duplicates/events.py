"""What other systems can be told of about records of one person, as events of the catalogue."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from parcours.core.events import Event, Ids, declare
from parcours.people.models import Person


def _both(what: Person, content: Mapping[str, Any]) -> Ids:
    """The record that stayed, and the number of the one that went into it."""
    return {"person": what.pk, "other": content["number"]}


MERGES = declare(
    Event("person.merged", _("Two records merged"), _both),
    Event("person.merge_undone", _("Merge of two records undone"), _both),
)
