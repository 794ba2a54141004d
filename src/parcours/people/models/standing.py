"""What participants, mentors and supervisors have in common: a status, since when, and the name that sorts a list."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.people.models.coded import Coded
from parcours.people.models.person import Person

MOST_PLACES = 50
"""How many people one mentor or supervisor can have room for."""


def by_name_and_status(table: str) -> tuple[models.Index, ...]:
    """Return the indexes by which a list of ``table`` is read and searched, as docs/adr/0041 does for members."""
    return (
        models.Index(fields=["organization", "called", "id", "person"], name=f"{table}_by_name"),
        models.Index(fields=["organization", "status", "called", "id"], name=f"{table}_by_status"),
        # People in the order in which they are stored, for lists sorted by what only they know.
        models.Index(fields=["organization", "person"], name=f"{table}_by_person"),
    )


class Standing(Coded, TenantModel):
    """What a person is to the organization. The subclass says from which list its ``status`` comes."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="%(class)s")
    status = models.CharField(_("status"), max_length=30)
    status_since = models.DateTimeField(_("since"), default=timezone.now)
    # The person's own, kept here so that a list of 100,000 sorts without looking at each of them.
    called = models.CharField(max_length=300, editable=False)

    class Meta:
        """Not a table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row as its person is called now."""
        self.called = self.person.called
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return str(self.person)
