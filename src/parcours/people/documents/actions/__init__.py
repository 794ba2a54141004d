"""What can be done with documents."""

from parcours.people.documents.actions.keeping import keep_document, open_document, remove_document
from parcours.people.documents.actions.showing import show_cv, stop_showing

__all__ = ["keep_document", "open_document", "remove_document", "show_cv", "stop_showing"]
