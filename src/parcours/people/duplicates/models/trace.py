"""What of a person may be compared with another organization of a network: keyed hashes, as far as they allow it."""

from django.db import models

from parcours.accounts.models import Network, Organization
from parcours.accounts.models.tenant import TenantModel
from parcours.people.models import Person


class Trace(TenantModel):
    """One hash that ``partner`` may compare with its own until ``until``: the person allows sharing with it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=32)
    until = models.DateField(null=True)

    class Meta:
        """A hash once for each partner; another organization looks for what it may see by the hash."""

        constraints = (
            models.UniqueConstraint("person", "network", "partner", "key", name="trace_once_each"),
        )
        indexes = (models.Index(fields=["network", "key", "partner"], name="trace_by_key"),)

    def __str__(self) -> str:
        return self.key
