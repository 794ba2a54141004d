"""Columns whose content is sealed: bound to table, column and row, so that a copied value opens nowhere else."""

from django.apps import apps
from django.db import models

from parcours.core.keyring import open_sealed, seal


class SealedField(models.BinaryField[bytes, bytes]):
    """A sealed text, or nothing. `write` and `read` are the only ways to its words; saving the row keeps them."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{"default": b"", "blank": True, **kwargs})  # type: ignore[arg-type]

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        """Return the field as migrations know it: bytes."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", list(args), dict(kwargs)

    def place(self, row: models.Model) -> str:
        """Return what the text of ``row`` is bound to; the row has its number already."""
        assert row.pk is not None  # noqa: S101 - a row without a number has no place yet
        return f"{self.model._meta.label_lower}.{self.attname}.{row.pk}"  # noqa: SLF001 - documented

    def write(self, row: models.Model, text: str) -> None:
        """Put ``text`` into ``row``, sealed; an empty one leaves nothing."""
        setattr(row, self.attname, seal(text.encode(), self.place(row)) if text else b"")

    def read(self, row: models.Model) -> str:
        """Return the text of ``row``.

        Raises Unreadable.
        """
        stored = bytes(getattr(row, self.attname))
        return open_sealed(stored, self.place(row)).decode() if stored else ""


def sealed_texts() -> list[tuple[type[models.Model], str, str]]:
    """Return every column of sealed text, which a table names in ``SEALED_TEXTS`` with the property it is bound to."""
    return [
        (model, column, place)
        for model in apps.get_models()
        for column, place in getattr(model, "SEALED_TEXTS", {}).items()
    ]


def sealed_column(model: type[models.Model], name: str) -> SealedField:
    """Return the sealed column of a table that is called ``name``, to read and write its words with."""
    field = model._meta.get_field(name)  # noqa: SLF001 - documented
    assert isinstance(field, SealedField)  # noqa: S101 - asked for by name of those that are
    return field


def sealed_fields() -> list[SealedField]:
    """Return every sealed column of every table."""
    return [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields  # noqa: SLF001 - documented
        if isinstance(field, SealedField)
    ]
