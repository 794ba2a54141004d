"""Rows with answers from code lists: beside each answer stands the version of the list it was chosen from."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from parcours.core.codes import CodeField, CodesField

YEARS = (MinValueValidator(1940), MaxValueValidator(2100))
"""What a year in somebody's story can be."""


class Coded(models.Model):
    """A row that can be changed. ``version`` counts its changes: whoever saves an older one is told."""

    list_versions = models.JSONField(default=dict, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        """Not a table of its own."""

        abstract = True

    def answer(self, **values: Any) -> dict[str, Any]:
        """Set fields, and note the versions of the lists that they are chosen from; return what was there before.

        Only what changes is set, so an empty answer means that everything stays as it is.
        """
        before = {name: getattr(self, name) for name, value in values.items() if getattr(self, name) != value}
        for name in before:
            setattr(self, name, values[name])
            field = self._meta.get_field(name)
            if isinstance(field, CodeField | CodesField) and field.codes is not None:
                self.list_versions = {**self.list_versions, name: field.codes.version}
        return before
