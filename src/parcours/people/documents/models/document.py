"""A document of somebody: each row is one version of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.core.sealed_field import SealedField
from parcours.people.documents.formats import Format
from parcours.people.documents.lists import KIND, Reading, Remark, Scan
from parcours.people.models import Person

FOLDER = "documents"
"""Where the files are, below the folder of the site's files."""


class Document(TenantModel):
    """One version of a document. A later upload of the same kind and title is the next ``number`` of it.

    ``stored`` is the random name of the sealed file; ``name`` is what the person called it, as text only.
    """

    SEALED_FILES = "stored"
    COUNTED_BY = ("number", "uploaded_at")
    """What counts the versions, and by what they follow each other where two records become one."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = CodeField(_("kind"), codes=KIND)
    title = models.CharField(_("what it is"), max_length=100, blank=True)
    title_key = models.CharField(max_length=100, blank=True, editable=False)
    number = models.PositiveIntegerField(_("version"), default=1)
    name = models.CharField(_("name of the file"), max_length=200)
    format = models.CharField(_("format"), max_length=4, choices=Format.choices)
    size = models.PositiveIntegerField(_("size"))
    stored = models.CharField(max_length=60, unique=True)
    scan = models.CharField(_("malware"), max_length=11, choices=Scan.choices, default=Scan.NOT_SCANNED)
    reading = models.CharField(_("text"), max_length=14, choices=Reading.choices)
    remarks = models.JSONField(default=list)
    text = SealedField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_oneself = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        """Versions of a document follow each other, the latest first."""

        ordering = ("kind", "title_key", "-number")
        constraints = (
            models.UniqueConstraint("person", "kind", "title_key", "number", name="document_version_once"),
        )
        indexes = (
            models.Index(
                fields=("scan", "id"), condition=models.Q(scan="not_scanned"), name="document_to_scan"
            ),
        )

    def __str__(self) -> str:
        return self.title or str(KIND.label(self.kind))

    @property
    def remarks_in_words(self) -> list[str]:
        """What to know before opening it."""
        return [str(Remark(one).label) for one in self.remarks if one in Remark.values]
