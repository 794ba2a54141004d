"""The audit log: a chain of entries that say nothing readable, and beside it what they are about, which can be erased.

`accounts.audit` writes and reads these rows; nothing else does.
"""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django_scopes import ScopedManager

from parcours.accounts.models.organization import Organization

INSTALLATION = 0
"""The number of the chain for what concerns no organization; an organization's chain has the organization's."""


class AuditChain(models.Model):
    """The head of one chain. ``salt`` (hex) is for what concerns no person, and stays."""

    id = models.BigIntegerField(primary_key=True)
    organization = models.OneToOneField(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    length = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64)
    salt = models.CharField(max_length=64)

    objects: ClassVar[models.Manager[Self]] = ScopedManager(organization="organization")

    def __str__(self) -> str:
        return str(self.organization or "installation")


class AuditEntry(models.Model):
    """One link of a chain. Triggers in the database refuse to change or delete it.

    ``actor``, ``about`` and ``what`` are pseudonyms, empty where there is none; ``commitment`` is what the readable
    content amounts to under the salt of the person it is about.
    """

    chain = models.ForeignKey(AuditChain, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.BigIntegerField()
    time = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor = models.CharField(max_length=32, blank=True)
    about = models.CharField(max_length=32, blank=True)
    what = models.CharField(max_length=32, blank=True)
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects: ClassVar[models.Manager[Self]] = ScopedManager(organization="organization")

    class Meta:
        """A chain has one entry at each place."""

        constraints = (models.UniqueConstraint("chain", "number", name="audit_entry_place"),)
        indexes = (models.Index(fields=("chain", "verb", "-number"), name="audit_entry_verb"),)

    def __str__(self) -> str:
        return f"{self.number}: {self.verb}"


class AuditContent(models.Model):
    """The readable side of an entry: who, about whom, which row, and the sealed rest. Erasing a person deletes it."""

    entry = models.OneToOneField(
        AuditEntry, on_delete=models.PROTECT, primary_key=True, related_name="content"
    )
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    about = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=60, blank=True)
    what_id = models.CharField(max_length=40, blank=True)
    sealed = models.BinaryField()

    objects: ClassVar[models.Manager[Self]] = ScopedManager(organization="entry__organization")

    class Meta:
        """Found by row: the history of one thing."""

        indexes = (models.Index(fields=("what", "what_id"), name="audit_content_what"),)

    def __str__(self) -> str:
        return f"{self.what} {self.what_id}"


class AuditPerson(models.Model):
    """A person's salt, sealed. Without it nobody can tell that a pseudonym was theirs."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    sealed_salt = models.BinaryField()

    def __str__(self) -> str:
        return str(self.user)
