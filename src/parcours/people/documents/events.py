"""What other systems can be told of about documents, as events of the catalogue."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from parcours.core.events import Event, Ids, declare
from parcours.people.documents.models import Document


def _document(what: Document, _content: Mapping[str, Any]) -> Ids:
    return {"person": what.person_id, "document": what.pk}


DOCUMENTS = declare(
    Event("document.added", _("Document added"), _document, ("document.kept",)),
    Event("document.removed", _("Document removed"), _document),
)
