"""Rows that belong to one organization: a query outside an organization's scope raises, a foreign row is refused."""

from typing import Any, ClassVar, Self

from django.db import models
from django_scopes import ScopedManager

from parcours.accounts.models.organization import Organization


class ForeignRow(Exception):
    """A row points at another organization's row: a mistake in our code or an attack, never a user's error."""


class TenantModel(models.Model):
    """A row of one organization."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Self]] = ScopedManager(organization="organization")

    class Meta:
        """Not a table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row, unless a foreign key leads to another organization: then raise ForeignRow."""
        for field in self._meta.concrete_fields:
            if isinstance(field.remote_field, models.ManyToOneRel) and field.name != "organization":
                target = getattr(self, field.name)
                if isinstance(target, TenantModel) and target.organization_id != self.organization_id:
                    raise ForeignRow(f"{self._meta.label}.{field.name} belongs to another organization")
        super().save(*args, **kwargs)
