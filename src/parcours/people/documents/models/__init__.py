"""The tables of documents."""

from parcours.people.documents.models.document import Document
from parcours.people.documents.models.showing import Showing

__all__ = ["Document", "Showing"]
