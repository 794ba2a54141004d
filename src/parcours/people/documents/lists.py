"""What a document is, and how far it was examined: codes are stored, labels are what people read."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from parcours.core.codes import CodeList

CV, OTHER = "cv", "other"

KIND = CodeList.of("document.kind", 1, {CV: _("CV"), OTHER: _("Other document")}, open_=False)


class Scan(TextChoices):
    """What is known about malware in a document."""

    NOT_SCANNED = "not_scanned", _("Not scanned for malware")
    CLEAN = "clean", _("No malware found")
    INFECTED = "infected", _("Malware found")


class Reading(TextChoices):
    """What came of reading the text of a document."""

    READ = "read", _("Text read")
    NO_TEXT = "no_text", _("No text in it")
    COULD_NOT_READ = "could_not_read", _("Text could not be read")


class Remark(TextChoices):
    """What whoever opens a document should know before."""

    SCRIPT = "script", _("Contains JavaScript")
    ATTACHMENT = "attachment", _("Contains other files")
    OUTSIDE = "outside", _("Asks for something from elsewhere when opened")
