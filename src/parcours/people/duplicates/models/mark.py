"""What people are compared by, as keyed hashes: worked out from their records, and again whenever those change."""

from django.db import models

from parcours.accounts.models.tenant import TenantModel
from parcours.people.models import Person


class Mark(TenantModel):
    """The hashes of one person's telephone, date of birth and address; ``key`` says with which key they were made.

    ``seen`` is the hash of all that the person was compared by: while it is the same, so are their pairs.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    phone = models.CharField(max_length=32, blank=True)
    birth = models.CharField(max_length=32, blank=True)
    mail = models.CharField(max_length=32, blank=True)
    key = models.CharField(max_length=16)
    seen = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return str(self.person_id)


class Block(TenantModel):
    """One key that a person shares with whoever may be the same: only those are compared."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=32)

    class Meta:
        """A key once a person; people are looked up by it."""

        constraints = (models.UniqueConstraint("person", "key", name="block_once_each"),)
        indexes = (models.Index(fields=["organization", "key", "person"], name="block_by_key"),)

    def __str__(self) -> str:
        return self.key
