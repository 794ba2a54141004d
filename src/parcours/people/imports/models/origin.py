"""Where somebody comes from: the row of a spreadsheet that they were imported from."""

from django.db import models
from django.db.models import Q

from parcours.accounts.models.tenant import TenantModel
from parcours.people.models import Person


class Origin(TenantModel):
    """A person as a participant or a mentor in somebody's spreadsheet.

    ``source_id`` is the identifier there, or empty. ``said`` has a digest of what each cell said the last time: so a
    cell that is as it was changes nothing, even where the person wrote something else meanwhile.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    source_id = models.CharField(max_length=200, blank=True)
    said = models.JSONField(default=dict)

    class Meta:
        """An identifier is one person of a kind, and a person has one row of a kind."""

        constraints = (
            models.UniqueConstraint(
                "organization",
                "kind",
                "source_id",
                condition=~Q(source_id=""),
                name="origin_one_each_source_id",
            ),
            models.UniqueConstraint("person", "kind", name="origin_one_each_person"),
        )
        # The constraint leaves empty identifiers out; no database looks for many identifiers in such an index.
        indexes = (models.Index(fields=["organization", "kind", "source_id"], name="origin_by_source"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.source_id}"
